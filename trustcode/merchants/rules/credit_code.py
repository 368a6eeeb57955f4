"""Pure: the unified social credit code (GB 32100-2015), as people type it and as it must be.

python-stdnum knows the alphabet and the check digit. Around it: letters in positions 1 and 2 are real (village
collectives and others), the inner organisation code (GB 11714) and the registrar's region are only looked at, and the
15-digit registration number of an old licence is accepted and marked.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from stdnum import numdb
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_10

from trustcode.kernel.identifiers import tidy
from trustcode.kernel.refusals import Refusal, RefusalCode

LENGTH = 18
LEGACY_LENGTH = 15
"""Digits of a registration number as given until 2015: region, sequence, check digit (GB/T 17710)."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""No I, O, S, V, Z: each looks like another."""

LIKELY = {"I": "1", "O": "0", "Z": "2", "S": "5", "V": "U"}
"""What was probably meant by a letter that does not occur."""

_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_VALUES = string.digits + string.ascii_uppercase
_NATIONAL_REGISTRAR = "100000"
_BETWEEN = re.compile(r"[\s\-–—_.·,，]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_AS_NUMBER = re.compile(r"[0-9]+\.[0-9]+[Ee]\+?[0-9]+|[0-9]+[Ee]\+[0-9]+")


class CreditCodeRefusal(RefusalCode):
    """Why a text is no credit code."""

    EMPTY = "credit_code_empty"
    LENGTH = "credit_code_length"
    LETTERS = "credit_code_letters"
    REGION_LETTERS = "credit_code_region_letters"
    CHECK_DIGIT = "credit_code_check_digit"
    SPREADSHEET_NUMBER = "credit_code_spreadsheet_number"


class CreditCodeWarning(StrEnum):
    """What an officer should look at; none of it is a reason to refuse."""

    ORGANISATION_CHECK = "organisation_check"
    UNKNOWN_REGION = "unknown_region"
    LEGACY_CHECK = "legacy_check"


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A code as printed on the licence. `legacy`: it is an old 15-digit registration number."""

    code: str
    legacy: bool = False
    warnings: tuple[CreditCodeWarning, ...] = ()

    @property
    def region_code(self) -> str:
        """The registrar's region (not the shop's), positions 3 to 8; the first six digits of an old number."""
        return self.code[:6] if self.legacy else self.code[2:8]


def read_credit_code(text: str) -> CreditCode:
    """The code in what a person typed: full-width and small letters, blanks and hyphens are tidied.

    Raises Refusal: EMPTY; SPREADSHEET_NUMBER (9.143E+17: digits are lost); LENGTH with `found`; LETTERS or
    REGION_LETTERS with the letters `found`, `hints` for those that look like others and a `suggestion` that would be
    a valid code, or empty; CHECK_DIGIT.
    """
    bare = tidied(text)
    if not bare:
        raise Refusal(CreditCodeRefusal.EMPTY)
    if _AS_NUMBER.fullmatch(tidy(text)):
        raise Refusal(CreditCodeRefusal.SPREADSHEET_NUMBER)
    if len(bare) == LEGACY_LENGTH and _is_digits(bare):
        return CreditCode(bare, legacy=True, warnings=_legacy_warnings(bare))
    if len(bare) != LENGTH:
        raise Refusal(CreditCodeRefusal.LENGTH, found=len(bare), expected=LENGTH)
    _refuse_letters(bare)
    if uscc.calc_check_digit(bare[:-1]) != bare[-1]:
        raise Refusal(CreditCodeRefusal.CHECK_DIGIT)
    return CreditCode(bare, warnings=_warnings(bare))


def tidied(text: str) -> str:
    """Capital letters and digits without what stands between them; nothing is checked."""
    return _BETWEEN.sub("", tidy(text)).upper()


def organisation_check(body: str) -> str:
    """The check digit of the eight characters of an organisation code (GB 11714). Raises ValueError for others."""
    total = sum(w * _ORGANISATION_VALUES.index(c) for w, c in zip(_ORGANISATION_WEIGHTS, body, strict=True))
    return "0X987654321"[total % 11]


def _refuse_letters(bare: str) -> None:
    strangers = list(dict.fromkeys(c for c in bare if c not in ALPHABET))
    in_region = list(dict.fromkeys(c for c in bare[2:8] if not _is_digits(c)))
    if not strangers and not in_region:
        return
    code = CreditCodeRefusal.LETTERS if strangers else CreditCodeRefusal.REGION_LETTERS
    found = "".join(strangers or in_region)
    hints = {c: LIKELY[c] for c in found if c in LIKELY}
    raise Refusal(code, found=found, hints=hints, suggestion=_suggestion(bare))


def _suggestion(bare: str) -> str:
    meant = "".join(LIKELY.get(c, c) for c in bare)
    fits = all(c in ALPHABET for c in meant) and _is_digits(meant[2:8])
    return meant if fits and uscc.calc_check_digit(meant[:-1]) == meant[-1] else ""


def _warnings(code: str) -> tuple[CreditCodeWarning, ...]:
    found = []
    if organisation_check(code[8:16]) != code[16]:
        found.append(CreditCodeWarning.ORGANISATION_CHECK)
    if not _is_known_region(code[2:8]):
        found.append(CreditCodeWarning.UNKNOWN_REGION)
    return tuple(found)


def _legacy_warnings(number: str) -> tuple[CreditCodeWarning, ...]:
    found = []
    if not mod_11_10.is_valid(number):
        found.append(CreditCodeWarning.LEGACY_CHECK)
    if not _is_known_region(number[:6]):
        found.append(CreditCodeWarning.UNKNOWN_REGION)
    return tuple(found)


@lru_cache(maxsize=4096)
def _is_known_region(region_code: str) -> bool:
    """Whether a region of this code exists or once existed anywhere in the country, or it is the national registrar."""
    parts = numdb.get("cn/loc").info(region_code)
    return region_code == _NATIONAL_REGISTRAR or any("county" in facts for _, facts in parts)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


TEST_BODIES = 4_410_000
"""How many organisation codes are set aside for tests and demonstrations."""

_LETTERS = "T" + "".join(c for c in ALPHABET if c.isalpha() and c != "T")


def synthetic_credit_code(n: int, region_code: str, kind: str = "1") -> str:
    """The n-th code for tests and demonstrations: both check digits hold, and it can belong to no real firm.

    Its organisation code is TT, two letters and four digits: TTTT0000 to TTTT9999 first, then TTTA0000 and so on, one
    for each n below 4,410,000. Organisation codes given to real bodies begin with a digit or with the letter of an
    issue series (M, since 2015), never TT. `kind` is 1 for a company, 2 for an individual business, 3 for a co-operative.
    Raises ValueError for an n out of range or a region that is not six digits.
    """
    if not 0 <= n < TEST_BODIES or len(region_code) != 6 or not _is_digits(region_code):
        raise ValueError("no such synthetic code")
    pair, number = divmod(n, 10_000)
    first, second = divmod(pair, len(_LETTERS))
    body = f"TT{_LETTERS[first]}{_LETTERS[second]}{number:04d}"
    start = f"9{kind}{region_code}{body}{organisation_check(body)}"
    return start + uscc.calc_check_digit(start)


def is_synthetic(code: str) -> bool:
    """Whether a code is one of those set aside: made up, and fit for nothing but tests and demonstrations."""
    return len(code) == LENGTH and code[8:10] == "TT" and code[10:12].isalpha() and _is_digits(code[12:16])
