"""What the office notes in its own file of a complaint, and when it may; neither side reads the file."""

from __future__ import annotations

from enum import StrEnum

from trustcode.complaints.rules.course import State

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
    FileNoteKind.CALL_BACK: (State.AGREED, State.SETTLED, State.SILENT),
}
"""The states in which an officer notes each; a referral is noted by the act itself.

A call-back asks whether it was done as agreed, or as the shop wrote: after a mediation that failed there is nothing to ask.
"""
