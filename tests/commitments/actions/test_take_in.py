"""The act of taking a list in asks for itself what the terminal has asked before: two officers, their region, new shops."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.merchants.builders import SCHEME, a_pledge, an_officer
from trustcode.commitments.actions.signing import take_in
from trustcode.commitments.rules.importing import ImportRefusal, ReadRow
from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import Refusal
from trustcode.merchants.models import Merchant
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def a_row(store: Store, at: Moment, number: int = 2) -> ReadRow:
    pledge = a_pledge(store, at)
    return ReadRow(number, pledge.profile, pledge.safe, pledge.returns, date(2026, 10, 8))


def taken(store: Store, at: Moment, rows: list[ReadRow], first: Actor, second: Actor) -> list[int]:
    """Take rows in; what was told of the progress."""
    told: list[int] = []
    with pen(store, first, at) as p:
        take_in(p, rows=rows, source_hash="ab" * 32, second=second, scheme=SCHEME, told=told.append)
    return told


def merchants(store: Store) -> int:
    with reading(store) as reader:
        return int(reader.scalar(select(func.count()).select_from(Merchant)))


def refused(store: Store, at: Moment, rows: list[ReadRow], first: Actor, second: Actor) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        taken(store, at, rows, first, second)
    assert merchants(store) == 0
    return refusal.value


def test_rows_of_both_officers_are_taken_in_with_progress(store: Store, at: Moment) -> None:
    rows = [a_row(store, at, number) for number in range(2, 7)]

    told = taken(store, at, rows, an_officer(store, at), an_officer(store, at))

    assert (sum(told), merchants(store)) == (5, 5)


def test_one_officer_alone_takes_nothing_in(store: Store, at: Moment) -> None:
    officer = an_officer(store, at)

    assert refused(store, at, [a_row(store, at)], officer, officer).code is ImportRefusal.SAME_OFFICER


def test_a_row_outside_the_region_of_the_second_stops_the_whole_list(store: Store, at: Moment) -> None:
    rows = [a_row(store, at, 2), a_row(store, at, 3)]

    refusal = refused(store, at, rows, an_officer(store, at), an_officer(store, at, scope="430102"))

    assert [(f.code, f.facts["row"]) for f in refusal.faults] == [
        (ImportRefusal.OUTSIDE_REGION, 2),
        (ImportRefusal.OUTSIDE_REGION, 3),
    ]


def test_a_shop_that_came_in_meanwhile_stops_the_whole_list(store: Store, at: Moment) -> None:
    row, new = a_row(store, at, 2), a_row(store, at, 3)
    first, second = an_officer(store, at), an_officer(store, at)
    taken(store, at, [row], first, second)

    with pytest.raises(Refusal) as refusal:
        taken(store, at, [row, new], first, second)

    assert [(f.code, f.facts["row"]) for f in refusal.value.faults] == [(ImportRefusal.KNOWN_ALREADY, 2)]
    assert merchants(store) == 1
