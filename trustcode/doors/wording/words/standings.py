"""What each standing, act and check is called, and what a standing means to those who read it."""

from __future__ import annotations

from dataclasses import dataclass

from trustcode.doors.wording.msgids import N_, Word, word
from trustcode.merchants.rules.findings import Check, Level
from trustcode.merchants.rules.standing import Act, Standing


@dataclass(frozen=True)
class StandingWords:
    """One standing: word on the plate, official word, and one sentence for the merchant, the officer, the shopper."""

    plate: Word
    official: Word
    merchant: str
    officer: str
    public: str


STANDINGS: dict[Standing, StandingWords] = {
    Standing.DRAFT: StandingWords(
        word("standing", "Draft"),
        word("official", "Draft"),
        N_("Not handed in yet. Nobody but you can see it."),
        N_("Not handed in yet."),
        N_("There is no code for this shop."),
    ),
    Standing.SUBMITTED: StandingWords(
        word("standing", "Submitted"),
        word("official", "Submitted"),
        N_("Your application is with the market supervision authority."),
        N_("Handed in and waiting for review."),
        N_("There is no code for this shop."),
    ),
    Standing.CORRECTING: StandingWords(
        word("standing", "Sent back"),
        word("official", "Returned for correction"),
        N_("Something has to be put right. Correct it and hand it in again."),
        N_("Sent back; the applicant is putting it right."),
        N_("There is no code for this shop."),
    ),
    Standing.REVIEWED: StandingWords(
        word("standing", "Approved"),
        word("official", "Approved"),
        N_("Approved. The public notice comes next."),
        N_("Approved and waiting for its public notice."),
        N_("There is no code for this shop."),
    ),
    Standing.PUBLICISED: StandingWords(
        word("standing", "Public notice"),
        word("official", "Public notice"),
        N_("Approved. Until the public notice ends, anyone may object."),
        N_("In public notice; objections are open."),
        N_("The promises are in public notice and do not hold yet."),
    ),
    Standing.ACTIVE: StandingWords(
        word("standing", "In force"),
        word("official", "In force"),
        N_("Your promises hold, and you may hang up the sign."),
        N_("In force, with a code."),
        N_("The promises of this shop hold."),
    ),
    Standing.RECTIFYING: StandingWords(
        word("standing", "Must correct"),
        word("official", "Rectification ordered"),
        N_("Your promises still hold. Put right what was found before the last day."),
        N_("Ordered to correct within a set time; the promises hold."),
        N_("The promises still hold; the shop has been told to put something right."),
    ),
    Standing.SUSPENDED: StandingWords(
        word("standing", "Suspended"),
        word("official", "Suspended"),
        N_("New promises are suspended. What you sold before keeps its promise."),
        N_("Suspended until the cause is cured."),
        N_("The promises are suspended. What was bought before keeps its promise."),
    ),
    Standing.LAPSED: StandingWords(
        word("standing", "Expired"),
        word("official", "Lapsed"),
        N_("The promises have expired. Take the sign down, or renew."),
        N_("Expired without renewal."),
        N_("The promises have expired. What was bought before keeps its promise."),
    ),
    Standing.WITHDRAWN: StandingWords(
        word("standing", "Left"),
        word("official", "Withdrawn"),
        N_("You have left the scheme. What you sold before keeps its promise."),
        N_("Left of its own accord."),
        N_("This shop has left the scheme. What was bought before keeps its promise."),
    ),
    Standing.REMOVED: StandingWords(
        word("standing", "Removed"),
        word("official", "Removed"),
        N_("Your shop has been taken off the list. The sign must come down."),
        N_("Taken off the list."),
        N_("This shop has been taken off the list."),
    ),
    Standing.CLOSED: StandingWords(
        word("standing", "Not registered"),
        word("official", "Business closed"),
        N_("The licence is no longer registered, so the promises have ended."),
        N_("The licence is no longer registered."),
        N_("This business is no longer registered."),
    ),
}

ACTS: dict[Act, tuple[Word, Word]] = {
    Act.SUBMIT: (word("act", "Hand in"), word("history", "Handed in")),
    Act.RESUBMIT: (word("act", "Hand in again"), word("history", "Handed in again")),
    Act.RECALL: (word("act", "Take it back"), word("history", "Application taken back")),
    Act.SEND_BACK: (word("act", "Send back for correction"), word("history", "Sent back for correction")),
    Act.APPROVE: (word("act", "Approve"), word("history", "Approved")),
    Act.REFUSE: (word("act", "Refuse"), word("history", "Not approved")),
    Act.CLOSE_UNANSWERED: (word("act", "Close as not corrected"), word("history", "Closed: not corrected in time")),
    Act.PUBLICISE: (word("act", "Begin the public notice"), word("history", "Public notice began")),
    Act.ACTIVATE: (word("act", "Put in force"), word("history", "In force, code issued")),
    Act.ORDER_RECTIFICATION: (word("act", "Order to correct"), word("history", "Told to put something right")),
    Act.ACCEPT_RECTIFICATION: (word("act", "Accept the correction"), word("history", "Correction accepted")),
    Act.SUSPEND_UNMENDED: (word("act", "Suspend: not corrected"), word("history", "Suspended: not corrected in time")),
    Act.SUSPEND: (word("act", "Suspend"), word("history", "Suspended")),
    Act.RESTORE: (word("act", "Restore"), word("history", "Restored")),
    Act.REMOVE_UNCURED: (word("act", "Remove: not cured"), word("history", "Removed: cause not cured")),
    Act.REMOVE: (word("act", "Remove"), word("history", "Removed from the list")),
    Act.LAPSE: (word("act", "Let expire"), word("history", "Expired")),
    Act.RENEW: (word("act", "Renew"), word("history", "Renewed")),
    Act.WITHDRAW: (word("act", "Leave the scheme"), word("history", "Left the scheme")),
    Act.CLOSE: (word("act", "Note as no longer registered"), word("history", "No longer registered")),
    Act.REAPPLY: (word("act", "Apply again"), word("history", "Began to apply again")),
    Act.REINSTATE_ACTIVE: (word("act", "Put back in force"), word("history", "Decision corrected: in force again")),
    Act.REINSTATE_RECTIFYING: (
        word("act", "Put back under correction"),
        word("history", "Decision corrected: must put something right"),
    ),
    Act.REINSTATE_SUSPENDED: (
        word("act", "Put back to suspended"),
        word("history", "Decision corrected: suspended, not removed"),
    ),
}
"""For each act what the button says, and what the history says afterwards."""

CHECKS: dict[Check, Word] = {
    Check.CREDIT_CODE: word("check", "Credit code"),
    Check.SAME_LICENCE: word("check", "Other shops on this licence"),
    Check.LOOK_ALIKE: word("check", "Names that look alike"),
    Check.SAME_ADDRESS: word("check", "Address of a unit that left or was removed"),
    Check.SAME_PHONE: word("check", "Phone of a unit that left or was removed"),
    Check.TRADING_TIME: word("check", "Time in business"),
    Check.ABNORMAL_LIST: word("check", "List of abnormal operations"),
    Check.SERIOUS_LIST: word("check", "List of serious violations"),
    Check.PENALTY: word("check", "Administrative penalties"),
    Check.LICENCE_NOT_LIVE: word("check", "Licence"),
    Check.COOLING: word("check", "Waiting time after removal"),
}

LEVELS: dict[Level, Word] = {
    Level.BLOCK: word("level", "Blocked"),
    Level.LOOK: word("level", "Please look"),
    Level.PASS: word("level", "Passed"),
}
