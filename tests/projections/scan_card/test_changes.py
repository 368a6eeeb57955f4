"""Every change of a card is told, on both engines, whatever clocks say and however long a writer takes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from tests.projections.scan_card.cards import a_card, drop, put
from trustcode.projections.scan_card.changes import Changes, changed_since, mark_now
from trustcode.projections.scan_card.models import ScanCard
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def mark(store: Store) -> int:
    with reading(store) as reader:
        return mark_now(reader)


def since(store: Store, at: int) -> Changes:
    with reading(store) as reader:
        return changed_since(reader, at)


def test_nothing_changed(store: Store) -> None:
    put(store, a_card(1))

    assert since(store, mark(store)).stamps == {}


@pytest.mark.parametrize("year", [1999, 2026, 2099])
def test_a_change_is_told_whatever_the_clock_of_its_writer_said(store: Store, year: int) -> None:
    put(store, a_card(1), a_card(2))
    before = mark(store)

    put(store, a_card(2, version=4), changed_at=datetime(year, 1, 1, tzinfo=UTC))

    assert set(since(store, before).stamps) == {2}


def test_a_new_card_and_a_card_taken_away_are_told(store: Store) -> None:
    put(store, a_card(1))
    before = mark(store)

    put(store, a_card(2))
    drop(store, a_card(1))

    assert set(since(store, before).stamps) == {1, 2}


def test_a_later_change_of_the_same_card_has_another_stamp(store: Store) -> None:
    before = mark(store)
    put(store, a_card(1))
    first = since(store, before)

    put(store, a_card(1, version=4))

    assert since(store, first.mark).stamps[1] != first.stamps[1]


def test_what_was_told_is_not_told_again_when_nobody_else_writes(store: Store) -> None:
    before = mark(store)
    put(store, a_card(1))
    told = since(store, before)

    assert since(store, told.mark).stamps == {}


def test_a_writer_that_began_before_the_look_and_ended_after_it_is_not_missed(store: Store) -> None:
    put(store, a_card(1), a_card(2))
    before = mark(store)
    with Session(store.write_engine) as slow:
        slow.execute(update(ScanCard).where(ScanCard.number == 1).values(version=9))
        if not store.is_sqlite:  # which has one writer at a time
            put(store, a_card(2, version=4))
        looked = since(store, before)
        slow.commit()

    assert 1 not in looked.stamps
    assert 1 in since(store, looked.mark).stamps


def test_when_the_count_began_anew_everything_may_have_changed(store: Store) -> None:
    assert since(store, mark(store) + 1_000_000).everything


def test_stamps_from_another_cluster_do_not_come_back_at_every_look(store: Store) -> None:
    put(store, a_card(1))
    with store.write_engine.begin() as connection:
        connection.execute(text("UPDATE scan_change SET stamp = stamp + 1000000000"))

    assert since(store, mark(store)).stamps == {}
