"""One-time codes to a phone: six digits that count for some minutes and some tries, and how many are sent in a day."""

from __future__ import annotations

import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import timedelta

from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import Fault, Refusal
from trustcode.kernel.scheme import SchemeRules

CODE_DIGITS = 6


@dataclass(frozen=True)
class SentCode:
    """The newest code of a phone: when it was sent, how often it was tried, whether it has been used."""

    sent_at: Moment
    tries: int
    is_used: bool


def new_digits() -> str:
    """Six random digits."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def read_digits(text: str) -> str:
    """The digits as a person meant them: full-width ones and blanks are understood."""
    return re.sub(r"[\s\-]+", "", unicodedata.normalize("NFKC", text[:40]))


def require_room(to_phone: int, in_all: int, scheme: SchemeRules) -> None:
    """May one more be sent today? Raises Refusal PHONE_CODES_ENOUGH or PHONE_CODES_ALL."""
    if to_phone >= scheme.phone_codes_a_day:
        raise Refusal(ComplaintRefusal.PHONE_CODES_ENOUGH, "phone")
    if in_all >= scheme.phone_codes_in_all_a_day:
        raise Refusal(ComplaintRefusal.PHONE_CODES_ALL, "phone")


def may_be_tried(code: SentCode | None, at: Moment, scheme: SchemeRules) -> bool:
    """Whether a code may still be tried."""
    if code is None or code.is_used or code.tries >= scheme.phone_code_tries:
        return False
    return at - code.sent_at <= timedelta(minutes=scheme.phone_code_minutes)


def wrong(tries: int, scheme: SchemeRules) -> Fault:
    """What is said after the wrong digits were tried for the `tries`-th time."""
    left = scheme.phone_code_tries - tries
    if left <= 0:
        return over()
    return Fault(ComplaintRefusal.PHONE_CODE_WRONG, "digits", {"left": left})


def over() -> Fault:
    """What is said of digits that are too old, used, or tried too often."""
    return Fault(ComplaintRefusal.PHONE_CODE_OVER, "digits")
