"""The two months of the scheme, which of them a unit has to report, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from trustcode.commitments.rules.days import Stretch
from trustcode.kernel.scheme import MONTHS_START_ON, SchemeRules
from trustcode.returns.rules.words import MonthKind

STARTS = dict(zip(MONTHS_START_ON, (MonthKind.CALENDAR, MonthKind.FROM_25TH), strict=True))
"""On which day a month begins, by `SchemeRules.report_month_starts_on`; there is no other month."""

_PERIOD = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


class MonthState(StrEnum):
    """How a month of a unit stands: reported with returns or without any, to be reported, too late, or not over."""

    REPORTED = "reported"
    NIL = "nil"
    DUE = "due"
    OVERDUE = "overdue"
    RUNNING = "running"


@dataclass(frozen=True, order=True)
class Month:
    """One month. `period` is the year and month of its last day, such as 2026-11; both days belong to it."""

    kind: MonthKind
    period: str
    from_on: date
    to_on: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.from_on <= day <= self.to_on


def kind_of(scheme: SchemeRules) -> MonthKind:
    """The month that the duty to report follows. Raises KeyError for a day on which no month begins."""
    return STARTS[scheme.report_month_starts_on]


def month_of(kind: MonthKind, day: date) -> Month:
    """The month in which a day lies. The statistical one runs from the 25th to the 24th and is named by its end."""
    if kind is MonthKind.CALENDAR:
        return _month(kind, day.year, day.month)
    year, number = (day.year, day.month) if day.day < 25 else _shifted(day.year, day.month, 1)
    return _month(kind, year, number)


def read_period(kind: MonthKind, text: str) -> Month | None:
    """The month of a text such as 2026-11, or None when it names none."""
    match = _PERIOD.fullmatch(text)
    return _month(kind, int(match[1]), int(match[2])) if match else None


def next_month(month: Month) -> Month:
    """The month after it."""
    return month_of(month.kind, month.to_on + timedelta(days=1))


def previous_month(month: Month) -> Month:
    """The month before it."""
    return month_of(month.kind, month.from_on - timedelta(days=1))


def due_on(month: Month, scheme: SchemeRules) -> date:
    """The last day on which a report is in time."""
    return month.to_on + timedelta(days=scheme.report_due_days)


def is_over(month: Month, today: date) -> bool:
    """Whether its last day has passed, so that it can be reported."""
    return month.to_on < today


def is_owed(month: Month, held: Iterable[Stretch]) -> bool:
    """Whether a unit owes a report of a month: its promise of returns held on at least one day of it."""
    return any(one.from_on <= month.to_on and (one.end_on is None or one.end_on > month.from_on) for one in held)


def owed_months(kind: MonthKind, held: Iterable[Stretch], today: date) -> tuple[Month, ...]:
    """Every month of a kind that a unit owes, from the first to the one that runs, the oldest first.

    `held` are the stretches of days on which the promise of returns held.
    """
    stretches = tuple(held)
    if not stretches:
        return ()
    first = month_of(kind, min(one.from_on for one in stretches))
    return tuple(month for month in _until(first, today) if is_owed(month, stretches))


def state_of(month: Month, today: date, scheme: SchemeRules, *, is_nil: bool | None) -> MonthState:
    """How a month stands; `is_nil` says what was reported, None that nothing was."""
    if is_nil is not None:
        return MonthState.NIL if is_nil else MonthState.REPORTED
    if not is_over(month, today):
        return MonthState.RUNNING
    return MonthState.OVERDUE if today > due_on(month, scheme) else MonthState.DUE


def missed_in_a_row(states: Iterable[tuple[Month, MonthState]]) -> int:
    """How many months in a row are overdue, back from the newest that is due at all. Takes the newest first.

    A month that is not owed breaks no row; one that was reported does.
    """
    count = 0
    for _, state in states:
        if state in {MonthState.REPORTED, MonthState.NIL}:
            break
        count += state is MonthState.OVERDUE
    return count


def _until(first: Month, today: date) -> Iterator[Month]:
    month = first
    while month.from_on <= today:
        yield month
        month = next_month(month)


def _month(kind: MonthKind, year: int, number: int) -> Month:
    period = f"{year:04d}-{number:02d}"
    after = date(*_shifted(year, number, 1), 1)
    if kind is MonthKind.CALENDAR:
        return Month(kind, period, date(year, number, 1), after - timedelta(days=1))
    return Month(kind, period, date(*_shifted(year, number, -1), 25), date(year, number, 24))


def _shifted(year: int, number: int, by: int) -> tuple[int, int]:
    """(year, month) so many months later."""
    counted = year * 12 + number - 1 + by
    return counted // 12, counted % 12 + 1
