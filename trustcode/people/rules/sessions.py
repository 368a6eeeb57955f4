"""How long a sign-in lasts (OWASP ASVS 5.0, 7.3): officials shortly, merchants through their day at the counter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from trustcode.kernel.actors import Role
from trustcode.kernel.moments import Moment
from trustcode.people.rules.roles import is_official

PENDING = timedelta(minutes=10)
"""From the right password to the one-time code."""

STEP_UP = timedelta(minutes=15)
"""How long a one-time code or a password typed again counts as fresh, for acts that need two people."""

SEEN_EVERY = timedelta(seconds=30)
"""How often the last use is written down; a session may end that much earlier, never later."""

INVITATION = timedelta(hours=72)
DEVICE_KNOWN = timedelta(days=365)
DAY = timedelta(days=1)
_CLOCK_DRIFT = timedelta(minutes=5)


@dataclass(frozen=True)
class SessionLimits:
    """Without use, and altogether."""

    idle: timedelta
    whole: timedelta


OFFICIAL = SessionLimits(timedelta(minutes=15), timedelta(hours=8))
MERCHANT = SessionLimits(timedelta(hours=12), timedelta(days=14))


def limits_for(roles: Iterable[Role]) -> SessionLimits:
    """The shorter limits as soon as one role is official."""
    return OFFICIAL if any(map(is_official, roles)) else MERCHANT


def is_over(created_at: Moment, seen_at: Moment, limits: SessionLimits, at: Moment) -> bool:
    """Whether a session has ended by time, or began in what is now the future (the clock went back)."""
    if created_at - at > _CLOCK_DRIFT or seen_at - at > _CLOCK_DRIFT:
        return True
    return at - seen_at >= limits.idle or at - created_at >= limits.whole
