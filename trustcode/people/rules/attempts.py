"""Wrong tries slow the one who makes them down and never lock the owner out.

Tries are counted by account and source; after five wrong ones each further one has to wait longer. An account that is
tried from many places is under siege: then a strange source gets one try at a time, while a device that its owner has
used before keeps a count of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from trustcode.kernel.moments import Moment

FREE_TRIES = 5
FREE_TRIES_UNDER_SIEGE = 1
SIEGE = 50
"""Wrong tries on one account from strange devices, without an hour of rest, that make a siege."""

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
REST = timedelta(hours=1)
"""Without a wrong try for this long, a count starts again at nothing."""


@dataclass(frozen=True)
class Tally:
    """Wrong tries so far, and the last of them."""

    count: int
    last_at: Moment


def standing(tally: Tally | None, at: Moment) -> int:
    """How many wrong tries still count."""
    if tally is None or at - tally.last_at >= REST:
        return 0
    return tally.count


def wait(tally: Tally | None, at: Moment, *, siege: bool = False) -> timedelta:
    """How long until the next try is heard; nothing if now. A clock that went back never lengthens the wait."""
    count = standing(tally, at)
    free = FREE_TRIES_UNDER_SIEGE if siege else FREE_TRIES
    if tally is None or count < free:
        return timedelta(0)
    pause = LONGEST_WAIT if siege else min(FIRST_WAIT * 2 ** min(count - free, 10), LONGEST_WAIT)
    return min(max(tally.last_at + pause - at, timedelta(0)), LONGEST_WAIT)


def under_siege(account: Tally | None, at: Moment) -> bool:
    """Whether an account has been tried wrongly from strange devices more often than any owner would."""
    return standing(account, at) >= SIEGE
