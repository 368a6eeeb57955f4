"""What either side writes in a matter: how long it may be and what it may hold."""

from __future__ import annotations

import re

from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.kernel.identifiers import has_controls
from trustcode.kernel.refusals import Refusal

LONGEST_MESSAGE = 1_000
LONGEST_WHY = 200
"""Characters."""
MOST_PHOTOS = 6
"""Photos of one message."""

MOST_A_DAY = 30
"""Messages of one side in one matter within a day: more is no conversation."""

_BLANK = re.compile("[_\uff3f]{2,}")
"""A gap of a reply that was started from one of ours and not filled in."""


_INVISIBLE = re.compile("[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


def tidy_lines(text: str) -> str:
    """A longer text as a person meant it: no blanks at the ends of lines, and no marks that nobody sees.

    Direction marks would turn round what others read; joiners of emoji go with them, and the parts of the emoji stay.
    """
    plain = _INVISIBLE.sub("", text.replace("\r\n", "\n"))
    return "\n".join(line.rstrip() for line in plain.split("\n")).strip()


def read_text(text: str, where: str, *, most: int = LONGEST_MESSAGE, needed: bool = True) -> str:
    """A text as a person meant it. Raises Refusal REASON_NEEDED, TOO_LONG or STRANGE_CHARACTERS."""
    said = tidy_lines(text)
    if needed and not said:
        raise Refusal(ComplaintRefusal.REASON_NEEDED, where)
    if len(said) > most:
        raise Refusal(ComplaintRefusal.TOO_LONG, where, most=most, found=len(said))
    if has_controls(said) or any("\ud800" <= c <= "\udfff" for c in said):
        raise Refusal(ComplaintRefusal.STRANGE_CHARACTERS, where)
    return said


def refuse_blanks(said: str, where: str) -> None:
    """An answer with a gap left in it is one of ours that was sent as it was. Raises Refusal BLANK_LEFT."""
    if _BLANK.search(said):
        raise Refusal(ComplaintRefusal.BLANK_LEFT, where)


def refuse_floods(said_today: int, where: str) -> None:
    """So much in a day and no more. Raises Refusal SAID_ENOUGH."""
    if said_today >= MOST_A_DAY:
        raise Refusal(ComplaintRefusal.SAID_ENOUGH, where, most=MOST_A_DAY)


def refuse_heaps(photos: int, where: str) -> None:
    """So many photos and no more. Raises Refusal TOO_MANY_FILES."""
    if photos > MOST_PHOTOS:
        raise Refusal(ComplaintRefusal.TOO_MANY_FILES, where, most=MOST_PHOTOS)
