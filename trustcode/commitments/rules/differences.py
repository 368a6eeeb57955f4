"""What differs between two texts, paragraph by paragraph, for somebody who reads both."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Difference:
    """Paragraphs that go and those that come in their place; either may be empty."""

    gone: tuple[str, ...]
    come: tuple[str, ...]


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """Every place where two texts differ, in order; nothing for the same text."""
    old, new = before.split("\n"), after.split("\n")
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple(Difference(tuple(old[a:b]), tuple(new[c:d])) for what, a, b, c, d in steps if what != "equal")
