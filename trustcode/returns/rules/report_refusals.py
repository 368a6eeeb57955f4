"""Why a month cannot be reported, or a ledger cannot be flagged."""

from __future__ import annotations

from trustcode.kernel.refusals import RefusalCode


class ReportRefusal(RefusalCode):
    """Reasons about months and flags; lines have their own (`refusals`)."""

    NO_SUCH_MONTH = "report_no_such_month"
    NOT_OVER = "report_not_over"
    NOT_OWED = "report_not_owed"
    ALREADY_REPORTED = "report_already_reported"
    FIGURES_CHANGED = "report_figures_changed"
    FLAGGED_ALREADY = "report_flagged_already"
    NOT_FLAGGED = "report_not_flagged"
    FLAG_REASON_NEEDED = "report_flag_reason_needed"
