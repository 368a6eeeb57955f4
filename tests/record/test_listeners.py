"""Projections hear of every note inside the transaction, and can stop it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NoReturn

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.record.notes_for_tests import COUNTY, Tried, a_region
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import Moment
from trustcode.record import listeners
from trustcode.record.notes import Note
from trustcode.record.pen import pen
from trustcode.regions.models import Region
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


@pytest.fixture(autouse=True)
def nobody_else_listens_afterwards() -> Iterator[None]:
    before = list(listeners._listeners)
    yield
    listeners._listeners[:] = before


def test_a_listener_hears_all_notes_of_a_transaction_once_with_the_rows_there(store: Store, at: Moment) -> None:
    heard: list[tuple[Sequence[Note], Moment, bool]] = []

    def listen(session: Session, notes: Sequence[Note], moment: Moment) -> None:
        is_there = session.execute(select(Region).where(Region.code == COUNTY)).scalar_one_or_none() is not None
        heard.append((notes, moment, is_there))

    listeners.subscribe(listen)
    listeners.subscribe(listen)
    with pen(store, SYSTEM, at) as p:
        p.add(a_region())
        p.note(Tried(subject="a"))
        p.note_bulk([(Tried(subject="b"), [])])

    assert heard == [((Tried(subject="a"), Tried(subject="b")), at, True)]


def test_a_listener_that_fails_stops_the_change(store: Store, at: Moment) -> None:
    def refuse(_session: Session, _notes: Sequence[Note], _at: Moment) -> NoReturn:
        raise RuntimeError("the copy cannot be made")

    listeners.subscribe(refuse)
    with pytest.raises(RuntimeError, match="copy"), pen(store, SYSTEM, at) as p:
        p.add(a_region())
        p.note(Tried(subject="a"))

    with reading(store) as reader:
        assert reader.one(select(Region).where(Region.code == COUNTY)) is None
