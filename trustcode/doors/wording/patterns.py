"""The pattern page: every component with usual, long and empty values. Its days and sums are invented and fixed."""

from __future__ import annotations

from datetime import date, timedelta

from trustcode.doors.wording.day_ruler import day_ruler
from trustcode.doors.wording.frames import Frame
from trustcode.doors.wording.pages import render

_BOUGHT = date(2026, 11, 23)
_WINDOWS = (7, 15, 60, 365)
_SUMS = (15_900, 6_192_790_000)


def patterns_page(language: str, frame: Frame) -> str:
    """The finished page in one language. Raises UnknownLanguage for any but zh and en."""
    rulers = tuple(day_ruler(_BOUGHT, _BOUGHT + timedelta(days=days)) for days in _WINDOWS)
    return render("lobby/patterns.html", language, frame=frame, rulers=rulers, sums=_SUMS)
