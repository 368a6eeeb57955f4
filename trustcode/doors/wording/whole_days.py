"""A day is one thing and stays on one line, in whatever sentence of a finished page it stands."""

from __future__ import annotations

import re

from trustcode.doors.wording.filters import MONTHS

_HAN = r"(?:\d{4} ?年 ?)?\d{1,2} ?月 ?\d{1,2} ?日"
_ENGLISH = rf"\d{{1,2}} (?:{'|'.join(MONTHS)})(?: \d{{4}})?"
_DIGITS = r"\d{4}-\d{2}-\d{2}"
_DAY = rf"(?<![\d-])(?P<day>{_HAN}|{_ENGLISH}|{_DIGITS})(?![\d-])"
_LEFT_ALONE = r'<(title|textarea|option|script|style)\b.*?</\1>|<span class="nb">[^<]*</span>|<[^>]*>'
_PIECE = re.compile(f"{_LEFT_ALONE}|{_DAY}", re.DOTALL)


def keep_days_whole(html: str) -> str:
    """The page with every day in its text marked `nb`, once; tags and what may hold no marks are left as they are.

    Weekday and hour may go to the next line: with them a day is wider than what is left beside a label at 320 px.
    """
    return _PIECE.sub(_marked, html)


def _marked(found: re.Match[str]) -> str:
    return f'<span class="nb">{found["day"]}</span>' if found["day"] else found[0]
