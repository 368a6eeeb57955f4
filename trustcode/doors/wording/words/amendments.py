"""Sentences about promises that are changed, paused, or made for every shop of a licence."""

from __future__ import annotations

from trustcode.commitments.rules.terms import CommitmentRefusal
from trustcode.doors.wording.msgids import N_

AMENDMENTS = {
    CommitmentRefusal.NOT_IN_FORCE: N_("Promises can be changed only while they are in force."),
    CommitmentRefusal.NOTHING_CHANGED: N_("This is what you promise already; nothing is changed."),
    CommitmentRefusal.CHANGE_ANNOUNCED: N_(
        "A change is announced for %(day)s. Take it back first, or wait until it has begun."
    ),
    CommitmentRefusal.NOTHING_ANNOUNCED: N_("No change is announced that could be taken back."),
    CommitmentRefusal.NO_RETURNS: N_("The shop has no return promise that could be ended or paused."),
    CommitmentRefusal.BELOW_ENTERPRISE: N_(
        "This falls short of what is promised for all shops of the licence. A single shop can only promise more."
    ),
    CommitmentRefusal.PAUSED_ALREADY: N_("A pause from %(day)s on is noted already."),
    CommitmentRefusal.NOT_PAUSED: N_("Returns are not paused."),
    CommitmentRefusal.PAUSED_BY_OFFICERS: N_(
        "The authority has paused this promise; only the authority can lift the pause."
    ),
    CommitmentRefusal.PAUSE_PROPOSED: N_("A proposal about a pause waits for another person already."),
    CommitmentRefusal.PAUSE_CLOSED: N_("Somebody has decided this proposal meanwhile."),
}
