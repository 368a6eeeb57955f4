"""The short code: twelve digits to say on the phone or type by hand when a camera will not do.

Eleven random digits and a Damm check digit, which catches every single wrong digit and every swap of neighbours.
"""

from __future__ import annotations

import secrets

from trustcode.codes.rules.reasons import CodeRefusal
from trustcode.kernel.digits import no_digits, tidied
from trustcode.kernel.identifiers import damm, damm_holds
from trustcode.kernel.refusals import Refusal

SHORT_CODE_DIGITS = 12
_FIRST = 10 ** (SHORT_CODE_DIGITS - 2)


def new_short_code() -> str:
    """A fresh random short code of 12 digits. It never begins with 0, which spreadsheets drop."""
    body = str(_FIRST + secrets.randbelow(9 * _FIRST))
    return body + damm(body)


def read_short_code(text: str, where: str = "short_code") -> str:
    """The 12 digits that a person meant: blanks, hyphens and full-width digits are tidied.

    Raises Refusal: SHORT_CODE_CHARACTERS (fact `found`: what is no digit), SHORT_CODE_LENGTH (facts `digits`, how
    many came, and `wanted`), SHORT_CODE_CHECK (a digit is wrong or two are swapped).
    """
    digits = tidied(text)
    strange = no_digits(digits)
    if strange:
        raise Refusal(CodeRefusal.SHORT_CODE_CHARACTERS, where, found=strange[:SHORT_CODE_DIGITS])
    if len(digits) != SHORT_CODE_DIGITS:
        raise Refusal(CodeRefusal.SHORT_CODE_LENGTH, where, digits=len(digits), wanted=SHORT_CODE_DIGITS)
    if not damm_holds(digits):
        raise Refusal(CodeRefusal.SHORT_CODE_CHECK, where)
    return digits


def spoken(short_code: str) -> str:
    """A short code in groups of four, as it is printed and read aloud: 3071 8264 0959."""
    return " ".join(short_code[i : i + 4] for i in range(0, len(short_code), 4))
