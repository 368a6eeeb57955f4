"""Numbers that people copy from paper or hear and type."""

from __future__ import annotations

import re
import unicodedata

_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212.,\u3001\u3002_/]+")


def tidied(text: str) -> str:
    """What was typed without blanks, hyphens and the like, full-width characters as plain ones (Unicode NFKC)."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))


def no_digits(tidy: str) -> str:
    """What in a number is none of 0 to 9, each character once, in order; empty for a number."""
    return "".join(sorted({c for c in tidy if not ("0" <= c <= "9")}))
