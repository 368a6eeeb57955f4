"""Phones and identity papers as typed, and how much of them is shown."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from trustcode.kernel.identifiers import digits_of

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_ID_CARD = re.compile(r"[1-9][0-9]{16}[0-9X]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def read_mobile(text: str) -> str:
    """The 11 digits of a mobile number of the mainland; +86, blanks and hyphens are tidied; empty when it is none."""
    digits = digits_of(text)
    digits = digits[2:] if len(digits) == 13 and digits.startswith("86") else digits
    return digits if _MOBILE.fullmatch(digits) else ""


def read_paper_number(text: str) -> str:
    """A number of a paper as it is compared: NFKC, upper case, without blanks and hyphens."""
    return re.sub(r"[\s\-‐-―−]+", "", unicodedata.normalize("NFKC", text)).upper()


def id_card_holds(number: str) -> bool:
    """Whether 18 characters are an identity card number: a possible day of birth and the right check character.

    GB 11643-1999, ISO 7064 MOD 11-2.
    """
    if not _ID_CARD.fullmatch(number):
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return _CHECKS[total % 11] == number[17]


def mask_paper(number: str) -> str:
    """First and last character and stars between, as officers see it."""
    return f"{number[:1]}{'*' * max(len(number) - 2, 0)}{number[-1:]}" if len(number) > 1 else "*" * len(number)
