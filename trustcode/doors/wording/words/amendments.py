"""Sentences about promises that are changed, paused, or made for every shop of a licence."""

from __future__ import annotations

from trustcode.commitments.rules.comparing import Direction
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

FIELD_NAMES = {
    "window_days": N_("Days to bring goods back"),
    "categories": N_("Goods that can come back"),
    "exclusions": N_("Goods that can not come back"),
    "conditions": N_("State of the goods"),
    "bring": N_("What to bring"),
    "gift": N_("Gifts"),
    "freight": N_("Freight for sending back"),
    "refund_method": N_("How the money goes back"),
    "refund_days": N_("When the money goes back"),
    "cross_store": N_("Where to bring it"),
    "extra": N_("In the shop’s own words"),
}
"""What each field of the terms is called where two versions are compared."""

_B, _W, _S = Direction.BETTER, Direction.WORSE, Direction.SAME_WORTH

MEANINGS = {
    ("window_days", _B): N_("Shoppers have longer to change their mind."),
    ("window_days", _W): N_("Shoppers have less time to change their mind."),
    ("categories", _B): N_("More kinds of goods can come back."),
    ("categories", _W): N_("Some goods that can come back now no longer can."),
    ("exclusions", _B): N_("Fewer goods are left out."),
    ("exclusions", _W): N_("More goods are left out."),
    ("conditions", _B): N_("Less is asked of the goods."),
    ("conditions", _W): N_("More is asked of the goods."),
    ("bring", _B): N_("Shoppers need to bring less."),
    ("bring", _W): N_("Shoppers need to bring more."),
    ("gift", _B): N_("Better for shoppers who got a gift."),
    ("gift", _W): N_("Not surely better for shoppers who got a gift."),
    ("freight", _B): N_("Sending back costs shoppers less."),
    ("freight", _W): N_("Not surely cheaper for shoppers."),
    ("refund_method", _B): N_("Shoppers have more say in how they are repaid."),
    ("refund_method", _W): N_("Not surely better for every shopper."),
    ("refund_days", _B): N_("Shoppers get their money sooner."),
    ("refund_days", _W): N_("Shoppers wait longer for their money."),
    ("cross_store", _B): N_("Goods can be brought back in more places."),
    ("cross_store", _W): N_("Not surely as many places as before."),
    ("extra", _B): N_("Something is added; nothing is taken away."),
    ("extra", _W): N_("What stood there before is changed or gone."),
    ("", _B): N_("Better for shoppers."),
    ("", _W): N_("Not better for shoppers."),
    ("", _S): N_("The meaning stays the same."),
}
"""What a change means for a shopper, by field and direction; the empty field speaks for the others."""

ENDED = {
    "replaced": N_("replaced by a new version"),
    "left": N_("ended by the shop"),
    "taken_back": N_("taken back before it began"),
    "not_renewed": N_("not signed again"),
}
"""Why a version ended."""
