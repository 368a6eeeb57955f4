"""What the months of a ledger, its marks, and reasons about reports are called on pages."""

from __future__ import annotations

from enum import StrEnum

from trustcode.doors.wording.msgids import N_, Word, word
from trustcode.returns.rules.marks import MarkKind
from trustcode.returns.rules.months import MonthState
from trustcode.returns.rules.report_refusals import ReportRefusal

MONTHS: dict[StrEnum, Word] = {
    MonthState.REPORTED: word("month", "Reported"),
    MonthState.NIL: word("month", "Reported: nothing happened"),
    MonthState.DUE: word("month", "To report"),
    MonthState.OVERDUE: word("month", "Overdue"),
    MonthState.RUNNING: word("month", "Not over yet"),
    MarkKind.BURST: word("mark", "Many entries at once"),
    MarkKind.IDENTICAL: word("mark", "Equal amounts"),
    MarkKind.NIGHT: word("mark", "Typed at night"),
    MarkKind.LAST_DAY: word("mark", "Typed on the last day"),
    MarkKind.OWN_DEVICE: word("mark", "Confirmed on the shop’s device"),
    MarkKind.REPEATED_DEVICE: word("mark", "One device confirms again and again"),
    MarkKind.OWN_NETWORK: word("mark", "Many new devices on the shop’s network"),
    MarkKind.REFUSALS: word("mark", "Many refusals"),
    MarkKind.LATE: word("mark", "Many late entries"),
    MarkKind.RECEIPT_AGAIN: word("mark", "Same receipt again"),
}

REPORTS = {
    ReportRefusal.NO_SUCH_MONTH: N_("There is no such month."),
    ReportRefusal.NOT_OVER: N_("This month can be reported after %(to_on)s, its last day."),
    ReportRefusal.NOT_OWED: N_("In this month your promise of returns did not hold, so there is nothing to report."),
    ReportRefusal.ALREADY_REPORTED: N_("This month has been reported already. Its figures stay as they were."),
    ReportRefusal.FIGURES_CHANGED: N_(
        "Something was entered while you looked. Below are the figures of now; look once more."
    ),
    ReportRefusal.FLAGGED_ALREADY: N_("An officer looks at this ledger already."),
    ReportRefusal.NOT_FLAGGED: N_("Nobody looks at this ledger any more."),
    ReportRefusal.FLAG_REASON_NEEDED: N_("Write the reason. The owner of the shop reads it."),
}
