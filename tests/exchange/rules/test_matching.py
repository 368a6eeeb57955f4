"""Which disputes are one, when a delivery is tried again, and two lists beside each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.conftest import AT
from trustcode.complaints.rules.holding import sketch
from trustcode.exchange.rules.delivering import next_try
from trustcode.exchange.rules.matching import Dispute, is_same, the_same
from trustcode.exchange.rules.reconciling import reconcile

KEY = b"k" * 32
ONE = Dispute(
    "one", "shop", b"p", b"", sketch("外套拉链坏了，店里不给退", KEY), "clothing", "quality", date(2026, 11, 20), AT
)
OTHER_STORY = sketch("酱板鸭里有一只虫子，要求赔偿", KEY)


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"sketch": OTHER_STORY}, True),
        ({"sketch": OTHER_STORY, "bought_on": None}, False),
        ({"bought_on": None}, True),
        ({"bought_on": date(2026, 11, 1), "sketch": OTHER_STORY}, False),
        ({"phone_index": b"q"}, False),
        ({"shop": "another"}, False),
        ({"came_in_at": AT + timedelta(days=31)}, False),
        ({"came_in_at": AT + timedelta(days=30)}, True),
        ({"came_in_at": AT - timedelta(days=30, seconds=1)}, False),
        ({"category": "shoes", "sketch": OTHER_STORY}, False),
        ({"category": "shoes"}, True),
        ({"receipt_index": b"r"}, True),
    ],
)
def test_one_dispute_told_twice(changes: dict[str, Any], *, same: bool) -> None:
    assert is_same(ONE, replace(ONE, **changes)) is same
    assert is_same(replace(ONE, **changes), ONE) is same


def test_two_purchases_of_unknown_days_are_not_the_same_by_that() -> None:
    unknown = replace(ONE, bought_on=None)

    assert not is_same(unknown, replace(unknown, sketch=OTHER_STORY))


def test_two_receipts_are_two_disputes_whatever_the_words() -> None:
    first, second = replace(ONE, receipt_index=b"r1"), replace(ONE, receipt_index=b"r2")

    assert not is_same(first, second)
    assert is_same(first, replace(first, sketch=OTHER_STORY, bought_on=None))


def test_without_a_unit_nothing_is_taken_for_the_same() -> None:
    assert not is_same(replace(ONE, shop=""), replace(ONE, shop=""))


def test_of_several_the_latest_is_meant() -> None:
    later = replace(ONE, id="b", came_in_at=AT + timedelta(days=1))
    stranger = replace(ONE, id="y", came_in_at=AT + timedelta(days=2), shop="no")

    assert the_same(ONE, [replace(ONE, id="z"), later, stranger]) == "b"
    assert the_same(ONE, [replace(later, id="c"), later]) == "c"
    assert the_same(ONE, [stranger]) == the_same(ONE, []) == ""


def test_tries_come_later_and_later_and_never_stop_at_once() -> None:
    waits = [(next_try(tries, AT) - AT) for tries in range(1, 12)]

    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (timedelta(minutes=1), timedelta(hours=12))
    assert next_try(0, AT) == AT + timedelta(minutes=1)


def test_what_they_have_and_we_do_not_and_the_reverse() -> None:
    found = reconcile({"a": "refused", "b": "", "c": "x"}, {"a": "received", "b": "agreed", "d": "settled"})

    assert (found.both, found.only_theirs, found.only_ours) == (2, ("c",), ("d",))
    assert found.differing == (("a", "refused", "received"),)
