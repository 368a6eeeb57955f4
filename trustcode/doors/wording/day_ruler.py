"""The day ruler (七日尺): the days from a purchase to the last one on which it may come back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

CELLS = 8
"""A window is drawn whole up to this many cells; a longer one shows its first three, a gap and its last two."""
_HEAD, _TAIL = 3, 2


@dataclass(frozen=True)
class DayCell:
    """One day on the ruler; `new_month` where the month is another than in the cell before."""

    day: date
    new_month: bool = False
    bought: bool = False
    last: bool = False


@dataclass(frozen=True)
class DayGap:
    """So many days that are not drawn."""

    skipped: int


def day_ruler(bought_on: date, last_on: date) -> tuple[DayCell | DayGap, ...]:
    """The cells from the purchase to the last day, both civil days. Raises ValueError unless the last day is later."""
    if last_on <= bought_on:
        raise ValueError("the last day comes after the purchase")
    days = [bought_on + timedelta(days=n) for n in range((last_on - bought_on).days + 1)]
    if len(days) <= CELLS:
        return tuple(_cells(days, bought_on, last_on))
    head, tail = days[:_HEAD], days[-_TAIL:]
    gap = DayGap(len(days) - _HEAD - _TAIL)
    return (*_cells(head, bought_on, last_on), gap, *_cells(tail, bought_on, last_on, after=head[-1]))


def _cells(days: list[date], bought_on: date, last_on: date, after: date | None = None) -> list[DayCell]:
    cells = []
    for day in days:
        new_month = after is not None and (after.year, after.month) != (day.year, day.month)
        cells.append(DayCell(day, new_month, bought=day == bought_on, last=day == last_on))
        after = day
    return cells
