"""Moments are aware datetimes in UTC; days are civil days in China.

The system clock is read in `now()` and nowhere else; only doors and the console call it and pass the moment on.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")

Moment = datetime


def now() -> Moment:
    """The present, in UTC."""
    return datetime.now(UTC)


def in_china(at: Moment) -> datetime:
    """The same moment on a clock in China. Raises ValueError for a moment without a time zone."""
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return at.astimezone(CHINA)


def civil_day(at: Moment) -> date:
    """The civil day in China on which a moment falls."""
    return in_china(at).date()


def start_of(day: date) -> Moment:
    """The first moment of a civil day in China, in UTC."""
    return datetime.combine(day, time.min, CHINA).astimezone(UTC)


def end_of(day: date) -> Moment:
    """The first moment after a civil day in China, in UTC; a term that ends on a day ends here (Civil Code 203)."""
    return start_of(day + timedelta(days=1))
