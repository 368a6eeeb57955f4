"""Pure: a day as people type it: 2026-11-03, 2026/11/3, 20261103, 2026年11月3日, 11月3日, full-width digits too."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

LONGEST = 30
"""Characters of a typed day that are looked at."""

_FORMS = (
    re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", re.ASCII),
    re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})", re.ASCII),
    re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})[日号]?", re.ASCII),
)

_OF_THE_YEAR = re.compile(r"([0-9]{1,2})(?:月|[-/.])([0-9]{1,2})[日号]?", re.ASCII)
_BEFORE_TODAY = {"今天": 0, "today": 0, "昨天": 1, "yesterday": 1, "前天": 2}


def read_late_day(typed: str, today: date) -> date | None:
    """The last such day up to today, of one that is typed without its year or as yesterday; None when it is none."""
    if len(typed) > LONGEST:
        return None
    bare = _bare(typed)
    if bare in _BEFORE_TODAY:
        return today - timedelta(days=_BEFORE_TODAY[bare])
    found = _OF_THE_YEAR.fullmatch(bare)
    days = [_day(year, *found.groups()) for year in (today.year, today.year - 1)] if found else []
    return next((day for day in days if day is not None and day <= today), None)


def read_day(typed: str) -> date | None:
    """The day, or None when it is none, such as 30 February."""
    if len(typed) > LONGEST:
        return None
    bare = _bare(typed)
    found = next((match for form in _FORMS if (match := form.fullmatch(bare))), None)
    return _day(*found.groups()) if found else None


def _bare(typed: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", typed)).lower()


def _day(year: str | int, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
