"""Working days and deadlines, counted in civil days in China. Years come in as data; an unknown year is provisional.

A year's working days follow the State Council's holiday notice: some weekdays are off, some weekend days are worked
in exchange. Until the notice of a year is known, Monday to Friday count, and every answer that leans on such a year
says so. Nothing here raises because a year is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

_DAY = timedelta(days=1)
_SATURDAY = 5


class Why(StrEnum):
    """What a day of a reckoning is: the start, a working day, a rest day, a worked weekend day, paused, or rolled over."""

    START = "start"
    WORKDAY = "workday"
    REST = "rest"
    MAKEUP = "makeup"
    PAUSED = "paused"
    ROLLED = "rolled"


@dataclass(frozen=True)
class YearDays:
    """What a holiday notice says of one year: every day off that it names, and the weekend days that are worked."""

    year: int
    rest: frozenset[date] = frozenset()
    makeup: frozenset[date] = frozenset()
    official: bool = False

    def __post_init__(self) -> None:
        """Raises ValueError when a day lies in another year, or is both off and worked."""
        if any(day.year != self.year for day in self.rest | self.makeup):
            raise ValueError(f"a day outside {self.year}")
        if self.rest & self.makeup:
            raise ValueError("a day cannot be off and worked at once")


class Step(NamedTuple):
    """One day on the way from the start to the due day, and whether it was counted."""

    day: date
    counted: bool
    why: Why


@dataclass(frozen=True)
class Reckoning:
    """How a deadline was reached; it lasts until the end of `due`. `provisional`: it leans on a year not yet known."""

    start: date
    due: date
    provisional: bool
    steps: tuple[Step, ...]


class Calendar:
    """The working days of some years. Immutable; pure arithmetic."""

    def __init__(self, years: Iterable[YearDays] = ()) -> None:
        """Of two entries for the same year the last counts."""
        self._years = {year.year: year for year in years}

    @property
    def years(self) -> tuple[YearDays, ...]:
        """The years it knows, in order."""
        return tuple(self._years[year] for year in sorted(self._years))

    def is_provisional(self, day: date) -> bool:
        """Whether the notice for this day's year is not known."""
        known = self._years.get(day.year)
        return known is None or not known.official

    def is_workday(self, day: date) -> bool:
        """Whether work is done on this day; Monday to Friday in a year that is not known."""
        return self.kind_of(day) is not Why.REST

    def kind_of(self, day: date) -> Why:
        """WORKDAY, MAKEUP (a weekend day that is worked) or REST."""
        known = self._years.get(day.year)
        if known is not None and day in known.makeup:
            return Why.MAKEUP
        if known is not None and day in known.rest:
            return Why.REST
        return Why.REST if day.weekday() >= _SATURDAY else Why.WORKDAY

    def next_workday(self, day: date) -> date:
        """The day itself if it is a working day, otherwise the first one after it."""
        while not self.is_workday(day):
            day += _DAY
        return day

    def workdays_after(self, start: date, n: int, *, paused: Collection[date] = ()) -> Reckoning:
        """The n-th working day after a start that is not counted itself (Civil Code 201); `paused` days do not count.

        With n = 0 it is the start, or the first working day after it. Raises ValueError for a negative n.
        """
        _refuse_negative(n)
        if n == 0:
            return self.days_after(start, 0, paused=paused)
        steps = list(self._counting(start, n, lambda day: self.kind_of(day) is not Why.REST, paused))
        return self._reckoning(start, steps, leans_on=[step.day for step in steps])

    def days_after(self, start: date, n: int, *, roll: bool = True, paused: Collection[date] = ()) -> Reckoning:
        """The n-th calendar day after a start that is not counted itself (Civil Code 201); `paused` days do not count.

        With `roll`, a period that ends on a rest day ends on the first working day after it (Civil Code 203); only
        then can it be provisional. Raises ValueError for a negative n.
        """
        _refuse_negative(n)
        steps = list(self._counting(start, n, lambda _: True, paused))
        if not roll:
            return self._reckoning(start, steps, leans_on=[])
        end = steps[-1].day if steps else start
        over = [Step(day, False, Why.ROLLED) for day in _days_to(end, self.next_workday(end))]
        return self._reckoning(start, steps + over, leans_on=[end, *(step.day for step in over)])

    def workdays_between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and including `end`; 0 when the end is not after the start."""
        return sum(map(self.is_workday, _days_to(start, end)))

    def _counting(
        self, start: date, n: int, counts: Callable[[date], bool], paused: Collection[date]
    ) -> Iterator[Step]:
        day, counted = start, 0
        while counted < n:
            day += _DAY
            why = Why.PAUSED if day in paused else self.kind_of(day)
            is_counted = why is not Why.PAUSED and counts(day)
            counted += is_counted
            yield Step(day, is_counted, why)

    def _reckoning(self, start: date, steps: list[Step], *, leans_on: list[date]) -> Reckoning:
        due = steps[-1].day if steps else start
        return Reckoning(start, due, any(map(self.is_provisional, leans_on)), (Step(start, False, Why.START), *steps))


def _days_to(day: date, last: date) -> list[date]:
    return [day + i * _DAY for i in range(1, (last - day).days + 1)]


def _refuse_negative(n: int) -> None:
    if n < 0:
        raise ValueError("a period cannot be negative")
