"""The returns on record: what shoppers confirmed and what the shop wrote down are told apart, and few are not judged."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.doors.scan.shops import a_shop
from tests.projections.scan_card.cards import words
from trustcode.doors.scan.asked import Asked
from trustcode.doors.scan.records import record_view
from trustcode.doors.scan.views.ledger import RecordView
from trustcode.returns.rules.figures import MonthFigures

TODAY = date(2026, 11, 23)
REASONS = (words("过了期限", "days passed", "window_passed"), words("商品不完好", "not intact", "not_intact"))


def record(*months: MonthFigures, language: str = "zh", today: date = TODAY) -> RecordView:
    return record_view(Asked(a_shop(record=months, refusals=REASONS), None, language), today, 10)


def month(name: str = "2026-11", **counts: Any) -> MonthFigures:
    given = {"requests": 12, "accepted": 10, "confirmed": 6, "refused": 2, "returns": 7, "exchanges": 3, **counts}
    return MonthFigures(name, **given)


def test_confirmed_and_logged_stand_apart_and_make_up_what_was_accepted() -> None:
    found = record(month(), month("2026-10"))

    assert (found.confirmed, found.logged, found.accepted) == (12, 8, 20)


def test_a_month_of_more_than_a_year_ago_is_left_out_and_one_to_come_too() -> None:
    found = record(month("2025-11"), month("2025-12"), month("2026-12"))

    assert (found.requests, found.from_on) == (12, date(2025, 12, 1))


def test_the_months_move_on_without_a_new_card() -> None:
    assert record(month("2025-12"), today=date(2026, 12, 31)).requests == 0
    assert record(month("2025-12"), today=date(2026, 11, 30)).requests == 12


def test_few_requests_are_drawn_nowhere() -> None:
    found = record(month(requests=9, accepted=9, confirmed=9, refused=0))

    assert (found.few, found.bars, found.rows) == (True, None, ())


def test_ten_requests_are_drawn() -> None:
    found = record(month(requests=10))

    assert found.bars is not None
    assert [row.confirmed for row in found.rows] == [6]


def test_reasons_are_words_in_the_order_of_their_codes_and_an_unknown_one_is_no_fault() -> None:
    counts = {"window_passed": 5, "not_intact": 1, "a_new_one": 1}

    assert record(month(refused_by=counts)).refused_by == "别的理由 1，商品不完好 1，过了期限 5"
    assert record(month(refused_by=counts), language="en").refused_by == "another reason 1, not intact 1, days passed 5"


def test_other_bases_are_told_apart_and_never_added() -> None:
    found = record(month(others={"quality": 4, "goodwill": 2}))

    assert (found.requests, found.apart) == (12, "质量问题 4 笔、店家好意 2 笔")


def test_a_card_without_a_record_says_nothing_happened() -> None:
    found = record()

    assert (found.requests, found.few, found.refunded_within) == (0, True, None)
