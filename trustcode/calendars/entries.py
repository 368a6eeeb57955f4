"""What this room puts on the record. The subject is the year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from trustcode.record.notes import Note


@dataclass(frozen=True, kw_only=True)
class CalendarYearLoaded(Note):
    """A year's notice was loaded; `workdays` is how many working days the year then has."""

    kind: ClassVar[str] = "calendar.year.loaded"
    version: int
    official: bool
    workdays: int
    source: str


@dataclass(frozen=True, kw_only=True)
class CalendarYearReplaced(Note):
    """A corrected notice took the place of an earlier version, which is kept."""

    kind: ClassVar[str] = "calendar.year.replaced"
    version: int
    official: bool
    workdays: int
    source: str
