"""Months of the public figures, and what they come to."""

from __future__ import annotations

from datetime import date

import pytest

from trustcode.returns.rules.figures import (
    MONTHS_KEPT,
    MonthFigures,
    first_day,
    half_within,
    month_of,
    months_up_to,
    summed,
)


def test_the_last_twelve_months_end_with_the_one_of_the_day() -> None:
    months = months_up_to(date(2026, 11, 23))

    assert (months[0], months[-1], len(months)) == ("2025-12", "2026-11", 12)
    assert months_up_to(date(2027, 1, 1), 2) == ("2026-12", "2027-01")


def test_the_month_before_midnight_is_still_kept_after_it() -> None:
    assert set(months_up_to(date(2026, 11, 30))) <= set(months_up_to(date(2026, 12, 1), MONTHS_KEPT))


def test_a_month_and_its_first_day() -> None:
    assert first_day(month_of(date(2028, 2, 29))) == date(2028, 2, 1)


@pytest.mark.parametrize(
    ("counts", "days"),
    [({}, None), ({3: 1}, 3), ({0: 5, 9: 5}, 0), ({0: 4, 9: 5}, 9), ({1: 1, 2: 1, 3: 1}, 2), ({7: 2, 0: 1, 1: 1}, 1)],
)
def test_half_of_the_refunds_came_within_so_many_days(counts: dict[int, int], days: int | None) -> None:
    assert half_within(counts) == days


def test_months_add_up_and_what_nobody_confirmed_is_self_reported() -> None:
    one = MonthFigures(
        "2026-10", 5, 3, 1, 1, 1, 2, 1, 4, refused_by={"E05": 1}, refund_days={0: 2}, others={"quality": 2}
    )
    two = MonthFigures("2026-11", 2, 1, 1, 1, 0, 1, 0, 1, refused_by={"E05": 1}, refund_days={5: 1})

    found = summed([one, two])

    assert (found.requests, found.accepted, found.confirmed, found.self_reported) == (7, 4, 2, 2)
    assert (found.refused_by, found.others, found.refunded_within) == ({"E05": 2}, {"quality": 2}, 0)
    assert summed([]).refunded_within is None
