"""The number of a complaint or report, and the secret that belongs to it.

A number is 12 digits to say on the phone: 10 random ones and 2 check digits (ISO 7064, MOD 97-10), which catch every
single wrong digit, every swap of neighbours and nearly all other slips. It tells nothing and opens nothing; only
together with the secret, 128 bits out of a keyed hash that is kept nowhere, does the matter open.
"""

from __future__ import annotations

import hmac
import secrets

from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.kernel.digits import no_digits, tidied
from trustcode.kernel.identifiers import letters_of
from trustcode.kernel.refusals import Refusal

NUMBER_DIGITS = 12
SECRET_LENGTH = 26
SECRET_PURPOSE = "complaint.secret"  # noqa: S105 - what a keyed hash is bound to
"""What the keyed hash of a number is bound to."""

_BODY = 10
_FIRST = 10 ** (_BODY - 1)
_MISREAD = str.maketrans({"i": "1", "l": "1", "o": "0", "u": "v"})


def new_number() -> str:
    """A fresh random number of 12 digits. It never begins with 0, which spreadsheets drop."""
    body = _FIRST + secrets.randbelow(9 * _FIRST)
    return f"{body}{check_digits(body):02d}"


def check_digits(body: int) -> int:
    """The two check digits of the first ten (ISO 7064, MOD 97-10), as a number from 2 to 98."""
    return 98 - body * 100 % 97


def number_holds(digits: str) -> bool:
    """Whether 12 digits carry the right check digits."""
    shaped = len(digits) == NUMBER_DIGITS and digits.isascii() and digits.isdigit() and digits[0] != "0"
    return shaped and int(digits) % 97 == 1 and 2 <= int(digits[-2:]) <= 98


def read_number(text: str, where: str = "number") -> str:
    """The 12 digits that a person meant: blanks, hyphens and full-width digits are tidied.

    Raises Refusal NUMBER_CHARACTERS (`found`), NUMBER_LENGTH (`digits`, `wanted`) or NUMBER_CHECK.
    """
    digits = tidied(text)
    strange = no_digits(digits)
    if strange:
        raise Refusal(ComplaintRefusal.NUMBER_CHARACTERS, where, found=strange[:NUMBER_DIGITS])
    if len(digits) != NUMBER_DIGITS:
        raise Refusal(ComplaintRefusal.NUMBER_LENGTH, where, digits=len(digits), wanted=NUMBER_DIGITS)
    if not number_holds(digits):
        raise Refusal(ComplaintRefusal.NUMBER_CHECK, where)
    return digits


def spoken(number: str) -> str:
    """A number in groups of four, as it is printed and read aloud."""
    return " ".join(number[i : i + 4] for i in range(0, len(number), 4))


def secret_of(index: bytes) -> str:
    """The 26 letters of the secret: 128 bits of the keyed hash, without look-alikes."""
    return letters_of(index[:16])


def secret_read(text: str) -> str:
    """A secret as it was meant: blanks and hyphens go, capitals and look-alikes are understood."""
    return tidied(text[: 4 * SECRET_LENGTH]).lower().translate(_MISREAD)


def secret_holds(index: bytes, given: str) -> bool:
    """Whether a secret is right; takes the same time for any wrong one. Typed capitals and look-alikes are understood."""
    return hmac.compare_digest(secret_of(index).encode(), secret_read(given).encode("utf-8", "replace"))
