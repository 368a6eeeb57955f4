"""Sentences about promises and codes that are refused."""

from __future__ import annotations

from trustcode.codes.rules.reasons import CodeRefusal
from trustcode.commitments.rules.terms import CommitmentRefusal
from trustcode.doors.wording.msgids import N_

PROMISES = {
    CommitmentRefusal.CHOOSE_ONE: N_("Choose one."),
    CommitmentRefusal.NOT_ON_THE_LIST: N_(
        "This is not on the list. A reason that is not on the list cannot be used to refuse a return."
    ),
    CommitmentRefusal.NOT_A_NUMBER: N_("Write a whole number, such as 7."),
    CommitmentRefusal.WINDOW_TOO_SHORT: N_("At least %(least)s days, and more if you like."),
    CommitmentRefusal.WINDOW_TOO_LONG: N_("At most %(most)s days."),
    CommitmentRefusal.REFUND_TOO_LATE: N_("At most %(most)s days after the goods have come back; 0 means on the spot."),
    CommitmentRefusal.FORBIDDEN_WORDING: N_(
        "“%(phrase)s” takes back what the law gives the shopper, and article 26 of the Consumer Rights Protection Law "
        "makes it void. Leave it out."
    ),
    CommitmentRefusal.TOO_LONG: N_("At most %(most)s characters."),
    CommitmentRefusal.CONTROL_CHARACTERS: N_("There is a character in it that cannot be seen. Type it anew."),
    CommitmentRefusal.SERVICES_ONLY: N_(
        "Only shops that sell goods over the counter can promise returns. Choose “no” here."
    ),
    CommitmentRefusal.TEXT_CHANGED: N_(
        "What you promise has changed since this page was shown. Read it again before you sign."
    ),
    CommitmentRefusal.NOT_AGREED: N_("Tick that you may sign, and write your name."),
}

CHOOSE_FIELDS = {
    "categories": N_("Choose at least one kind of goods that may come back."),
    "gift": N_("Choose what happens to gifts."),
    "freight": N_("Choose who pays for sending back."),
    "refund_method": N_("Choose how the money goes back."),
    "cross_store": N_("Choose whether other shops take returns too."),
    "offers_returns": N_("Choose whether the shop takes goods back without a reason."),
}

AGREE_FIELDS = {
    "authorised": N_("Tick that you own the business or may sign for it."),
    "signer": N_("Write your name as on your account: %(name)s."),
}

REFUND_DAYS = N_("Choose within how many days the money goes back.")

CODES = {
    CodeRefusal.WRONG_SHAPE: N_("This is not the address of a code of ours."),
    CodeRefusal.UNKNOWN_SUITE: N_("This code was made in a way that we do not know."),
    CodeRefusal.UNKNOWN_KEY: N_("This code was not signed with a key of ours."),
    CodeRefusal.FORGED: N_("This code is not ours."),
    CodeRefusal.NO_SIGNING_KEY: N_("No key for signing is at hand, so no code can be issued now."),
    CodeRefusal.BAD_KEY_RING: N_("The file of keys cannot be used: %(problem)s."),
    CodeRefusal.SHORT_CODE_CHARACTERS: N_("A short code has digits only; “%(found)s” is none."),
    CodeRefusal.SHORT_CODE_LENGTH: N_("A short code has %(wanted)s digits, this one has %(digits)s."),
    CodeRefusal.SHORT_CODE_CHECK: N_("One digit is wrong or two are swapped. Read it again from the sign."),
    CodeRefusal.HOST_TOO_LONG: N_("The public address is too long for a code."),
    CodeRefusal.HOST_CHARACTERS: N_("The public address has characters that a code cannot hold."),
    CodeRefusal.UNREADABLE: N_("The finished code could not be read back, so it was not issued. Try again."),
    CodeRefusal.NOT_IN_FORCE: N_("A code can be printed only while the promises are in force."),
    CodeRefusal.WHY_NEEDED: N_("Choose why this print is withdrawn."),
    CodeRefusal.NO_SUCH_PRINT: N_("There is no such print."),
    CodeRefusal.ALREADY_REVOKED: N_("This print was withdrawn before. Make one more print if you need it."),
}
