"""Sentences about self-checks, renewals and notices."""

from __future__ import annotations

from trustcode.commitments.rules.checking import CheckRefusal
from trustcode.doors.wording.msgids import N_
from trustcode.notices.rules import NoticeKind

CHECKS = {
    CheckRefusal.NOT_IN_SCHEME: N_("Only a shop in the scheme checks itself."),
    CheckRefusal.ANSWER_MISSING: N_("Answer yes or no."),
    CheckRefusal.NO_SUCH_CLAUSE: N_("The list of clauses has changed. Open the page again."),
    CheckRefusal.NOTE_TOO_LONG: N_("Write at most %(most)s characters."),
    CheckRefusal.TERMS_GONE: N_(
        "The scheme no longer knows a term that you promised. Change the promise first, then renew."
    ),
    CheckRefusal.SELF_CHECK_NEEDED: N_("A renewal needs a self-check within the last %(months)s months. Do it first."),
}

NOTICES: dict[NoticeKind, tuple[str, str]] = {
    NoticeKind.RENEWAL_DUE: (
        N_("The promises run until %(day)s: renewal is open"),
        N_("Check the shop against its clauses first, then renew; it takes a few minutes and the code stays the same."),
    ),
    NoticeKind.LAPSED: (
        N_("The promises have expired: take the sign down"),
        N_("You can still renew for half a year. What was sold before keeps its promise."),
    ),
    NoticeKind.SELF_CHECK_DUE: (
        N_("The yearly self-check is due by %(day)s"),
        N_("Go through the clauses in the shop; about five minutes."),
    ),
    NoticeKind.MONTH_DUE: (
        N_("Monthly report of %(about)s: by %(day)s"),
        N_("The figures are ready; look at them and send them. A month without returns is reported too."),
    ),
    NoticeKind.RETURN_DISPUTED: (
        N_("A shopper disputes entry %(number)s"),
        N_("Look at it today: correct the entry, or call the authority if you do not agree."),
    ),
    NoticeKind.CORRECTION_WAITING: (
        N_("A correction of entry %(number)s waits for you"),
        N_("Your staff proposed it; you decide."),
    ),
    NoticeKind.PROMISE_CHANGES: (
        N_("Your new promise counts from %(day)s"),
        N_("If the sign no longer says the same, print it anew."),
    ),
    NoticeKind.RETURNS_PAUSED: (
        N_("The returns promise is paused from %(day)s"),
        N_("Earlier purchases keep their promise. Take down or cover the sign about returns."),
    ),
    NoticeKind.COMPLAINT_CAME: (
        N_("A shopper complains: answer by %(day)s"),
        N_("Read it and make an offer. Without an answer it goes to the authority, and the public page says so."),
    ),
    NoticeKind.COMPLAINT_SAID: (
        N_("News on complaint %(number)s"),
        N_("Somebody wrote to you. Read it and answer."),
    ),
    NoticeKind.COMPLAINT_MOVED: (
        N_("Complaint %(number)s has moved on"),
        N_("Look at how it stands now and what you can do."),
    ),
    NoticeKind.COMPLAINT_REDATED: (
        N_("Complaint %(number)s: the last day is now %(day)s"),
        N_("The holiday notice of the year has come, so the days were counted anew."),
    ),
    NoticeKind.OBJECTION_DECIDED: (
        N_("Your objection to the result of complaint %(number)s is decided"),
        N_("Read what comes of it, and why."),
    ),
    NoticeKind.RESULT_CHANGED: (
        N_("What is public of complaint %(number)s has changed"),
        N_("Look at what everybody reads now. If it is wrong, object."),
    ),
    NoticeKind.RESULT_REDATED: (
        N_("Result of complaint %(number)s: the last day is now %(day)s"),
        N_("The holiday notice of the year has come, so the days were counted anew."),
    ),
}
"""Each notice: a line and what to do."""

NOTICES_LAST: dict[NoticeKind, tuple[str, str]] = {
    NoticeKind.RENEWAL_DUE: (
        N_("Last call: the promises run out on %(day)s"),
        N_("Check the shop, then renew. Without it they expire after the days of grace and the sign must come down."),
    ),
    NoticeKind.SELF_CHECK_DUE: (
        N_("The yearly self-check was due on %(day)s"),
        N_("Do it today; without it the promises cannot be renewed."),
    ),
    NoticeKind.MONTH_DUE: (
        N_("The monthly report of %(about)s is late"),
        N_("It was due on %(day)s. Send it now; a month without returns is reported too."),
    ),
    NoticeKind.COMPLAINT_CAME: (
        N_("A complaint must be answered by %(day)s"),
        N_("It is nearly too late. An offer, or a reason why not, is enough."),
    ),
}
"""The same once the last day is near or past."""
