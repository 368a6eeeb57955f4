"""A day is one thing and stays on one line, in whatever sentence of a finished page it stands."""

from __future__ import annotations

import re

from trustcode.doors.wording.filters import MONTHS, WEEKDAYS

_HAN = r"(?:\d{4} ?年 ?)?\d{1,2} ?月 ?\d{1,2} ?日(?: 周[一二三四五六日])?"
_ENGLISH = rf"\d{{1,2}} (?:{'|'.join(MONTHS)})(?: \d{{4}})?(?:, (?:{'|'.join(WEEKDAYS)}))?"
_DIGITS = r"\d{4}-\d{2}-\d{2}"
_DAY = rf"(?<![\d-])(?P<day>(?:{_HAN}|{_ENGLISH}|{_DIGITS})(?:,? \d\d:\d\d)?)(?![\d-])"
_LEFT_ALONE = r'<(title|textarea|option|script|style)\b.*?</\1>|<span class="nb">[^<]*</span>|<[^>]*>'
_PIECE = re.compile(f"{_LEFT_ALONE}|{_DAY}", re.DOTALL)


def keep_days_whole(html: str) -> str:
    """The page with every day in its text marked `nb`, once; tags and what may hold no marks are left as they are."""
    return _PIECE.sub(_marked, html)


def _marked(found: re.Match[str]) -> str:
    return f'<span class="nb">{found["day"]}</span>' if found["day"] else found[0]
