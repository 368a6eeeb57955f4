"""The one-time code by which a shopper answers for a line, and from what device an answer came.

Both codes come out of one keyed hash of the line, so nothing of them is kept: 26 letters for a link, 8 digits for typing.
"""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

from trustcode.kernel.identifiers import letters_of
from trustcode.kernel.scheme import SchemeRules
from trustcode.returns.rules.words import AnswerMark, Origin

CODE_PURPOSE = "return.code"
"""What the keyed hash of a line's id is bound to."""

LONGEST_ANSWER = 300
"""Characters of what a shopper adds."""

SAME_NETWORK = timedelta(hours=24)
"""How long ago a network may have been seen at the desk and still be called the same."""


def token_of(index: bytes) -> str:
    """The 26 letters of the link: 128 bits of the hash, without look-alikes."""
    return letters_of(index[:16])


def digits_of(index: bytes) -> str:
    """The 8 digits on the screen, from other bytes of the hash."""
    return f"{int.from_bytes(index[16:24], 'big') % 10**8:08d}"


def token_holds(index: bytes, given: str) -> bool:
    """Whether a link is right; takes the same time for any wrong one."""
    return hmac.compare_digest(token_of(index).encode(), given.encode("utf-8", "replace"))


def digits_hold(index: bytes, given: str) -> bool:
    """Whether typed digits are right; takes the same time for any wrong ones."""
    return hmac.compare_digest(digits_of(index).encode(), given.encode("utf-8", "replace"))


def may_be_answered(origin: Origin) -> bool:
    """Whether a line has a code at all: what came from a file was not logged in front of the shopper."""
    return origin is not Origin.IMPORTED


def link_until(logged_at: datetime, scheme: SchemeRules) -> datetime:
    """The first moment at which the link no longer holds."""
    return logged_at + timedelta(days=scheme.confirmation_days)


def digits_until(logged_at: datetime, scheme: SchemeRules) -> datetime:
    """The first moment at which the digits no longer hold."""
    return logged_at + timedelta(hours=scheme.confirmation_digits_hours)


def mark_of(*, is_known: bool, was_at_desk: bool, answered_lately: bool, is_one_too_many: bool = False) -> AnswerMark:
    """From what device an answer came. One that keeps no cookie cannot be told from the last, so it is no fresh one.

    A browser that forgets is a new device each time: from the network of the desk only a few a day are believed.
    """
    if was_at_desk:
        return AnswerMark.OWN_DEVICE
    if answered_lately or not is_known:
        return AnswerMark.REPEATED
    return AnswerMark.OWN_NETWORK if is_one_too_many else AnswerMark.FRESH
