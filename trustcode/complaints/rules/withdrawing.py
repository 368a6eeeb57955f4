"""A withdrawal cools off: for some days whoever withdrew may have the office look after all, with nobody's leave.

A shop may have bought or bullied it. It stays counted as received either way, and no clock had run meanwhile.
"""

from __future__ import annotations

from datetime import date, timedelta

from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.scheme import SchemeRules


def cools_until(withdrawn_on: date, scheme: SchemeRules) -> date:
    """The last day, included, on which a withdrawal may be taken back (calendar days, our own rule)."""
    return withdrawn_on + timedelta(days=scheme.withdrawal_cooling_days)


def require_cooling(state: State, state_on: date, today: date, scheme: SchemeRules) -> None:
    """Raise Refusal COOLED_OFF for what was withdrawn too long ago; other states are the course's business."""
    if state is State.WITHDRAWN and today > cools_until(state_on, scheme):
        raise Refusal(ComplaintRefusal.COOLED_OFF, "", last_day=cools_until(state_on, scheme))
