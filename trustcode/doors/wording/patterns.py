"""The pattern page: every component with usual, long and empty values. Its days and sums are invented and fixed."""

from __future__ import annotations

from datetime import date, timedelta

from trustcode.doors.wording.day_ruler import day_ruler
from trustcode.doors.wording.frames import Frame
from trustcode.doors.wording.month_bars import BarMonth, month_bars
from trustcode.doors.wording.pages import render

_BOUGHT = date(2026, 11, 23)
_WINDOWS = (7, 15, 60, 365)
_MONTHS = [
    BarMonth(year=2025 + (n > 0), month=n or 12, confirmed=n, logged=n % 3, refused=n % 4 // 3) for n in range(12)
]
_SUMS = (15_900, 6_192_790_000)


def patterns_page(language: str, frame: Frame) -> str:
    """The finished page in one language. Raises UnknownLanguage for any but zh and en."""
    rulers = tuple(day_ruler(_BOUGHT, _BOUGHT + timedelta(days=days)) for days in _WINDOWS)
    return render(
        "lobby/patterns.html",
        language,
        frame=frame,
        rulers=rulers,
        bars=(month_bars(_MONTHS), month_bars(_MONTHS[:1])),
        sums=_SUMS,
    )
