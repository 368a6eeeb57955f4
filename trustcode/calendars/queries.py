"""Reads: the calendar, and the versions of a year."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from trustcode.calendars.models import CalendarYear
from trustcode.kernel.workdays import Calendar, YearDays
from trustcode.storage.reading import Reader


def calendar(reader: Reader) -> Calendar:
    """The latest version of every year that is known."""
    return reader.once("calendar", lambda: _calendar(reader))


def _calendar(reader: Reader) -> Calendar:
    rows = reader.all(select(CalendarYear).order_by(CalendarYear.year, CalendarYear.version))
    return Calendar(days_of(row) for row in rows)


def versions(reader: Reader, year: int) -> Sequence[CalendarYear]:
    """All versions of one year, the oldest first."""
    return reader.all(select(CalendarYear).where(CalendarYear.year == year).order_by(CalendarYear.version))


def days_of(row: CalendarYear) -> YearDays:
    """The days of a row."""
    return YearDays(row.year, _days(row.rest), _days(row.makeup), row.official)


def _days(text: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for day in json.loads(text))
