"""The day ruler shows the purchase, the last day, and skips nothing in silence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.doors.wording.day_ruler import CELLS, DayCell, DayGap, day_ruler

BOUGHT = date(2026, 11, 23)


def test_seven_days_are_drawn_one_by_one() -> None:
    cells = day_ruler(BOUGHT, date(2026, 11, 30))

    assert [cell.day.day for cell in cells if isinstance(cell, DayCell)] == [23, 24, 25, 26, 27, 28, 29, 30]
    assert len(cells) == CELLS


def test_a_long_window_shows_three_a_gap_and_two() -> None:
    cells = day_ruler(BOUGHT, date(2027, 1, 22))

    assert cells[3] == DayGap(56)
    assert [cell.day for cell in cells[4:] if isinstance(cell, DayCell)] == [date(2027, 1, 21), date(2027, 1, 22)]


def test_a_new_month_is_marked_where_it_begins() -> None:
    marked = [
        cell.day
        for cell in day_ruler(date(2026, 11, 28), date(2026, 12, 4))
        if isinstance(cell, DayCell) and cell.new_month
    ]

    assert marked == [date(2026, 12, 1)]


def test_a_year_later_is_another_month() -> None:
    cells = day_ruler(BOUGHT, date(2027, 11, 23))

    assert isinstance(cells[4], DayCell)
    assert cells[4].new_month


@given(st.integers(min_value=1, max_value=800))
def test_every_day_is_drawn_or_counted(days: int) -> None:
    cells = day_ruler(BOUGHT, BOUGHT + timedelta(days=days))

    assert sum(cell.skipped if isinstance(cell, DayGap) else 1 for cell in cells) == days + 1
    assert len(cells) <= CELLS


@given(st.integers(min_value=1, max_value=800))
def test_the_first_cell_is_the_purchase_and_the_last_the_last_day(days: int) -> None:
    first, *_, last = day_ruler(BOUGHT, BOUGHT + timedelta(days=days))

    assert isinstance(first, DayCell)
    assert first.bought
    assert not first.last
    assert isinstance(last, DayCell)
    assert last.last
    assert last.day == BOUGHT + timedelta(days=days)


@pytest.mark.parametrize("last", [BOUGHT, BOUGHT - timedelta(days=1)])
def test_a_window_without_a_day_is_refused(last: date) -> None:
    with pytest.raises(ValueError, match="after the purchase"):
        day_ruler(BOUGHT, last)
