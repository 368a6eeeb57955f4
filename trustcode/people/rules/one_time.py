"""One-time codes by time (RFC 6238): six digits, steps of 30 seconds, each used once."""

from __future__ import annotations

import hmac

import pyotp

from trustcode.kernel.identifiers import digits_of
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import Refusal
from trustcode.people.rules.reasons import PeopleRefusal

STEP_SECONDS = 30
WINDOW = 1
"""Steps before and after the present that are taken too, for clocks that differ."""

ISSUER = "TrustCode"


def new_secret() -> str:
    """160 random bits in base32, as authenticator apps take them."""
    return pyotp.random_base32()


def address(secret: str, account: str) -> str:
    """The `otpauth://` address that an authenticator app reads from a QR symbol."""
    return pyotp.TOTP(secret, interval=STEP_SECONDS).provisioning_uri(name=account, issuer_name=ISSUER)


def code_at(secret: str, at: Moment) -> str:
    """The six digits of a moment."""
    return pyotp.TOTP(secret, interval=STEP_SECONDS).at(at)


def fresh_code(secret: str, at: Moment, last_step: int) -> str:
    """The six digits that would be taken now: of this step, or of the next when this one's are used."""
    step = max(int(at.timestamp()) // STEP_SECONDS, last_step + 1)
    return pyotp.TOTP(secret, interval=STEP_SECONDS).generate_otp(step)


def used_step(secret: str, typed: str, at: Moment, last_step: int, where: str = "code") -> int:
    """The step whose code was typed. Raises Refusal: WRONG_CODE, or CODE_USED for that step or an earlier one again."""
    code = digits_of(typed)
    now = int(at.timestamp()) // STEP_SECONDS
    otp = pyotp.TOTP(secret, interval=STEP_SECONDS)
    steps = [
        step for step in range(now - WINDOW, now + WINDOW + 1) if hmac.compare_digest(otp.generate_otp(step), code)
    ]
    if not steps:
        raise Refusal(PeopleRefusal.WRONG_CODE, where)
    if max(steps) <= last_step:
        raise Refusal(PeopleRefusal.CODE_USED, where)
    return max(steps)
