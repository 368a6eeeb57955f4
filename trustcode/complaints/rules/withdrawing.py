"""A withdrawal cools off: for some days whoever withdrew may have the office look after all, with nobody's leave.

A shop may have bought or bullied it. It stays counted as received either way, and no clock had run meanwhile.
"""

from __future__ import annotations

from datetime import date, timedelta

from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.kernel.refusals import Refusal

COOLING_DAYS = 7
"""Calendar days after the day of the withdrawal; our own rule, as long as the time to return goods."""


def cools_until(withdrawn_on: date) -> date:
    """The last day, included, on which a withdrawal may be taken back."""
    return withdrawn_on + timedelta(days=COOLING_DAYS)


def require_cooling(state: State, state_on: date, today: date) -> None:
    """Raise Refusal COOLED_OFF for what was withdrawn too long ago; other states are the course's business."""
    if state is State.WITHDRAWN and today > cools_until(state_on):
        raise Refusal(ComplaintRefusal.COOLED_OFF, "", last_day=cools_until(state_on))
