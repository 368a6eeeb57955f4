"""Sentences about self-checks, renewals and notices."""

from __future__ import annotations

from trustcode.commitments.rules.checking import CheckRefusal
from trustcode.doors.wording.msgids import N_

CHECKS = {
    CheckRefusal.NOT_IN_SCHEME: N_("Only a shop in the scheme checks itself."),
    CheckRefusal.ANSWER_MISSING: N_("Answer yes or no."),
    CheckRefusal.NO_SUCH_CLAUSE: N_("The list of clauses has changed. Open the page again."),
    CheckRefusal.NOTE_TOO_LONG: N_("Write at most %(most)s characters."),
    CheckRefusal.SELF_CHECK_NEEDED: N_("A renewal needs a self-check within the last %(months)s months. Do it first."),
}
