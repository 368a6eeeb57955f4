"""Which characters our fonts can draw. A name with another one is refused before it can be printed as a box."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
"""Folder of the fonts, their licence, and the list of what they draw (`deploy/make_poster_fonts.py` makes it)."""


def drawable(text: str) -> tuple[str, ...]:
    """The characters of a text that no font of ours can draw, each once, in order; empty when all can be printed."""
    return tuple(dict.fromkeys(char for char in text if not _draws(ord(char))))


def _draws(point: int) -> bool:
    firsts, lasts = _ranges()
    at = bisect_right(firsts, point) - 1
    return at >= 0 and point <= lasts[at]


@cache
def _ranges() -> tuple[list[int], list[int]]:
    rows = (FONTS / "coverage.txt").read_text("ascii").split()
    pairs = [tuple(int(end, 16) for end in row.split("-")) for row in rows]
    return [first for first, _ in pairs], [last for _, last in pairs]
