"""By what words a shop is found. What is asked goes through the same functions as what is kept, so the two always meet."""

from __future__ import annotations

from trustcode.merchants.rules.naming import initials, search_text

SHORTEST_INITIALS = 2
"""One letter is the beginning of a tenth of all names: it finds Latin words only."""


def words_kept(*texts: str) -> str:
    """The words of names and addresses between blanks: every Han character for itself, Latin words, numbers."""
    return search_text(*texts)


def initials_kept(name: str) -> str:
    """The pinyin initials of a name from each character on, between blanks, so that its middle is found too."""
    tails = {spelling[i:]: None for spelling in initials(name) for i in range(len(spelling))}
    return " ".join(tail for tail in tails if len(tail) >= SHORTEST_INITIALS)


def words_asked(text: str) -> tuple[str, ...]:
    """The words to look for, in their order; none when there is nothing to look for in what was typed."""
    return tuple(search_text(text).split())


def initials_asked(words: tuple[str, ...]) -> str:
    """What was typed, taken for initials; empty when it cannot be that."""
    joined = "".join(words)
    letters = joined.isascii() and joined.isalnum() and any(c.isalpha() for c in joined)
    return joined if letters and len(joined) >= SHORTEST_INITIALS else ""
