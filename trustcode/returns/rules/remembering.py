"""Answers kept while a long file is read: it has many rows and few days, amounts and judgements."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any, TypeVar

from trustcode.kernel.workdays import Calendar, Reckoning

T = TypeVar("T")

_REMEMBERED = 30_000
"""Answers that are kept at the most."""


class RememberingCalendar(Calendar):
    """A calendar that reckons each last day once; a file has few days and many rows."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__(calendar.years)
        self._reckoned: dict[tuple[date, int, bool], Reckoning] = {}

    def days_after(self, start: date, n: int, *, roll: bool = True, paused: Collection[date] = ()) -> Reckoning:
        """As of any calendar."""
        if paused:
            return super().days_after(start, n, roll=roll, paused=paused)
        key = (start, n, roll)
        if key not in self._reckoned:
            self._reckoned[key] = super().days_after(start, n, roll=roll)
        return self._reckoned[key]


class Memory(dict[Any, Any]):
    """Answers kept for the next row with the same question; forgets everything rather than growing without end."""

    def asked(self, key: Any, answer: Callable[[], T]) -> T:
        """What was answered before, or what is answered now."""
        if key in self:
            return self[key]  # type: ignore[no-any-return]  # what `answer` gave
        if len(self) >= _REMEMBERED:
            self.clear()
        self[key] = found = answer()
        return found
