"""What the office notes in its own file of a complaint, and when it may; neither side reads the file."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.words import MediationEnd
from trustcode.kernel.moments import Moment

LONGEST_PLACE = 80
LONGEST_MEDIATOR = 40
"""Characters."""


class FileNoteKind(StrEnum):
    """What is noted: a mediation set for a time and place, one that was held, a call-back, whom it was referred to."""

    SITTING = "sitting"
    RECORD = "record"
    CALL_BACK = "call_back"
    REFERRAL = "referral"


class Kept(StrEnum):
    """What a call-back found: whether what was agreed on was done (Order 121 asks the office to see to the effect)."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not_kept"
    NOT_REACHED = "not_reached"


NOTED_IN: dict[FileNoteKind, tuple[State, ...]] = {
    FileNoteKind.SITTING: (State.MEDIATING,),
    FileNoteKind.RECORD: (State.MEDIATING, State.AGREED, State.ENDED),
    FileNoteKind.CALL_BACK: (State.AGREED, State.SETTLED, State.SILENT, State.ENDED, State.WITHDRAWN),
}
"""The states in which an officer notes each; a referral is noted by the act itself."""

_TO_BE_DONE = (State.AGREED, State.SETTLED, State.SILENT)
"""Something was agreed on, or the shop wrote what it does."""


def may_call_back(state: State, accepted_at: Moment | None) -> bool:
    """Whether the office may ask how it went: Order 121 wants it to see to the effect of what it handled.

    Whatever was accepted and ended, however it ended, and what shop and shopper settled between them. What was not
    accepted, or went elsewhere, had no handling to ask about.
    """
    return state in NOTED_IN[FileNoteKind.CALL_BACK] and (state is not State.WITHDRAWN or accepted_at is not None)


def has_to_be_done(state: State, ground: str) -> bool:
    """Whether there is something of which a call-back asks if it was done.

    Where not (mediation failed, the shopper withdrew) it asks in words alone how it went on: whether it was solved since,
    whether the other ways are known, whether it was withdrawn of the shopper's own will.
    """
    return state in _TO_BE_DONE or (state is State.ENDED and ground == MediationEnd.WITHDRAWN_OR_SETTLED)


def was_called(calls: Iterable[tuple[Moment, Kept | None]], ended_at: Moment | None) -> bool:
    """Whether a call-back since the end reached somebody: once is enough; where nobody was reached one tries again."""
    return any(kept is not Kept.NOT_REACHED and (ended_at is None or at >= ended_at) for at, kept in calls)
