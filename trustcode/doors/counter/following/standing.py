"""Where a matter stands, in the words of whoever filed it: what is so, and what comes next, by whom, until when."""

from __future__ import annotations

from collections.abc import Mapping

from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.reporting import ReportState
from trustcode.doors.wording.msgids import N_

NO_DAY = N_("the day that the office names")
OTHERWISE = ""

REMEDIES = N_(
    "You can still talk with the shop, go to the consumer council, to arbitration if you agreed on it, or to a court (Consumer Law, article 39)."
)

KEPT = N_("Nothing more to do. If the shop does not keep its word, file a new complaint and name this number in it.")

_LATER = N_("The office has it; no deadline runs just now.")

STANDS: Mapping[State, tuple[str, str, str]] = {
    State.SETTLING: (
        N_("The shop has it and must answer"),
        N_("It has until %(due_day)s. If it says nothing by then, the office takes it; you need do nothing."),
        N_("If it says nothing, the office takes it; you need do nothing."),
    ),
    State.ANSWERED: (
        N_("The shop has answered. Is it solved?"),
        N_("You have the last word, until %(due_day)s. Without a word from you it ends then."),
        N_("You have the last word."),
    ),
    State.RECEIVED: (
        N_("The office has it and decides"),
        N_("By %(due_day)s it accepts it or tells you why not."),
        _LATER,
    ),
    State.PROVING: (
        N_("The office waits for your paper"),
        N_("Give your address and identity paper by %(due_day)s; without them it may not accept."),
        N_("Give your address and identity paper; without them it may not accept."),
    ),
    State.MEDIATING: (
        N_("The office mediates"),
        N_("It is accepted. An officer brings you and the shop together; that ends by %(due_day)s at the latest."),
        _LATER,
    ),
    State.SETTLED: (N_("Settled: you said it is solved"), KEPT, KEPT),
    State.SILENT: (
        N_("Ended without your word"),
        N_("The shop answered and you said nothing. Not solved? Say so now, and the office takes it."),
        N_("The shop answered and you said nothing. Not solved? Say so now, and the office takes it."),
    ),
    State.REFUSED: (N_("The office did not accept it"), OTHERWISE, OTHERWISE),
    State.AGREED: (
        N_("Agreed before the office"),
        N_("You and the shop agreed. If the shop does not keep to it, tell the office."),
        N_("You and the shop agreed. If the shop does not keep to it, tell the office."),
    ),
    State.ENDED: (
        N_("Mediation ended without agreement"),
        N_("By %(due_day)s at the latest the office tells you so in writing."),
        OTHERWISE,
    ),
    State.WITHDRAWN: (
        N_("You withdrew it"),
        N_("It stays counted as received. Nobody may make you withdraw a complaint."),
        N_("It stays counted as received. Nobody may make you withdraw a complaint."),
    ),
    State.REFERRED: (
        N_("Another office is competent"),
        N_("It was passed on; the competent office tells you how it goes on."),
        N_("It was passed on; the competent office tells you how it goes on."),
    ),
}
"""What is so, what comes next with its last day, and what comes next where no clock runs."""

MOVED: Mapping[State, str] = {
    State.ANSWERED: N_("The shop answered"),
    State.RECEIVED: N_("The office received it"),
    State.PROVING: N_("The office asked for your paper"),
    State.MEDIATING: N_("Accepted; mediation begins"),
}
"""A step of an open matter as something that happened; how one ended is said by its heading in `STANDS`."""

REPORT_STANDS: Mapping[ReportState, tuple[str, str]] = {
    ReportState.RECEIVED: (
        N_("The office checks your report"),
        N_("By %(due_day)s it decides whether to file a case. The shop does not learn who reported."),
    ),
    ReportState.CASE_FILED: (
        N_("A case has been filed"),
        N_("The office investigates. What it decides is published where the law says so."),
    ),
    ReportState.NO_CASE: (N_("No case was filed"), OTHERWISE),
    ReportState.JOINED: (
        N_("Joined to an earlier report"),
        N_("Somebody reported the same before; both are handled together."),
    ),
    ReportState.REFERRED: (
        N_("Another authority is competent"),
        N_("It was handed over to the authority whose duty it is."),
    ),
    ReportState.CASE_CLOSED: (
        N_("The case is closed"),
        N_("The office has decided. What it decides is published where the law says so."),
    ),
}
