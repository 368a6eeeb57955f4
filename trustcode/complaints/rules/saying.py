"""What either side writes in a matter: how long it may be and what it may hold."""

from __future__ import annotations

from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.kernel.identifiers import has_controls
from trustcode.kernel.refusals import Refusal

LONGEST_MESSAGE = 1_000
LONGEST_WHY = 200
"""Characters."""


def read_text(text: str, where: str, *, most: int = LONGEST_MESSAGE, needed: bool = True) -> str:
    """A text as a person meant it. Raises Refusal REASON_NEEDED, TOO_LONG or STRANGE_CHARACTERS."""
    said = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip()
    if needed and not said:
        raise Refusal(ComplaintRefusal.REASON_NEEDED, where)
    if len(said) > most:
        raise Refusal(ComplaintRefusal.TOO_LONG, where, most=most, found=len(said))
    if has_controls(said) or any("\ud800" <= c <= "\udfff" for c in said):
        raise Refusal(ComplaintRefusal.STRANGE_CHARACTERS, where)
    return said
