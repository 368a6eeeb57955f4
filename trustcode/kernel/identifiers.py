"""Ids that tell nothing, check digits that catch slips, and tidying of what a person typed."""

from __future__ import annotations

import re
import secrets
import unicodedata
from base64 import b32encode

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_TO_ALPHABET = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", _ALPHABET.encode())
ID_LENGTH = 16
"""Characters of an id: 16 of 32 letters are 80 random bits."""

# Damm's quasigroup of order 10 (H. M. Damm, 2004): its check digit catches every single wrong digit and every swap
# of two neighbours.
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def new_id() -> str:
    """A fresh random id: 16 letters and digits, 80 bits, no look-alikes (i, l, o, u are absent)."""
    return letters_of(secrets.token_bytes(10))


def letters_of(raw: bytes) -> str:
    """Bytes as letters and digits without look-alikes, five bits each: 10 bytes are 16 of them, 16 bytes are 26."""
    return b32encode(raw).translate(_TO_ALPHABET).decode().rstrip("=")


def is_id(text: str) -> bool:
    """Whether a text has the shape of an id."""
    return len(text) == ID_LENGTH and all(c in _ALPHABET for c in text)


def damm(digits: str) -> str:
    """The check digit of a row of decimal digits. Raises ValueError for anything else."""
    if not digits.isascii() or not digits.isdigit():
        raise ValueError("digits only")
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return str(interim)


def damm_holds(digits: str) -> bool:
    """Whether the last digit is the right check digit of those before it."""
    return len(digits) > 1 and digits.isascii() and digits.isdigit() and damm(digits) == "0"


_CONTROLS = re.compile(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


_BLANKS = re.compile(r"\s+")
_FOLDS = {
    ord(c): unicodedata.normalize("NFKC", c)
    for c in map(chr, range(0xFF01, 0xFF5F))
    if c.isalnum() or c in "\uff0d\uff3f\uff0e\uff20\uff0f"
} | {0x3000: " "}
"""Full-width letters, digits and -_.@/ to their usual forms."""


def has_controls(text: str) -> bool:
    """Whether a text holds control, zero-width or direction marks, which no name needs."""
    return bool(_CONTROLS.search(text))


def tidy(text: str) -> str:
    """One line as a person meant it: full-width forms folded (NFKC for ASCII look-alikes only), blanks joined, ends cut.

    Han characters stay exactly as typed; compatibility ideographs are not replaced, since a shop is called what it is
    called.
    """
    return _BLANKS.sub(" ", text.translate(_FOLDS)).strip()


def digits_of(text: str) -> str:
    """Only the decimal digits of what was typed, full-width ones folded."""
    return re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", text))
