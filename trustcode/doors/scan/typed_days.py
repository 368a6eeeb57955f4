"""Pure: a day as people type it: 2026-11-03, 2026/11/3, 20261103, 2026年11月3日, full-width digits too."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

LONGEST = 30
"""Characters of a typed day that are looked at."""

_FORMS = (
    re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", re.ASCII),
    re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})", re.ASCII),
    re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})[日号]?", re.ASCII),
)


def read_day(typed: str) -> date | None:
    """The day, or None when it is none, such as 30 February."""
    if len(typed) > LONGEST:
        return None
    bare = re.sub(r"\s", "", unicodedata.normalize("NFKC", typed))
    found = next((match for form in _FORMS if (match := form.fullmatch(bare))), None)
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
