"""How pressing a matter is by its last day, in words and not only in a colour."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from trustcode.kernel.workdays import Calendar

SOON_WORKDAYS = 2
"""Working days; so near, a last day is worked on before others."""


class Pressing(StrEnum):
    """Over, on its last day, within two working days, later, or without a last day."""

    OVER = "over"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    NONE = "none"


def pressing(due_on: date | None, today: date, calendar: Calendar) -> Pressing:
    """How pressing a last day is today."""
    if due_on is None:
        return Pressing.NONE
    if due_on <= today:
        return Pressing.TODAY if due_on == today else Pressing.OVER
    return Pressing.SOON if due_on <= soon_until(today, calendar) else Pressing.LATER


def soon_until(today: date, calendar: Calendar) -> date:
    """The last day that counts as soon."""
    return calendar.workdays_after(today, SOON_WORKDAYS).due
