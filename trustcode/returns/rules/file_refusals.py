"""Why a ledger, or a row of it, cannot be taken in from a file; texts live with the doors."""

from __future__ import annotations

from trustcode.kernel.refusals import RefusalCode


class LedgerFileRefusal(RefusalCode):
    """Why a row of a ledger file, or the file, is not taken in."""

    MISSING = "ledger_file_missing"
    NOT_KNOWN = "ledger_file_not_known"
    NOT_A_DAY = "ledger_file_not_a_day"
    NOT_A_NUMBER = "ledger_file_not_a_number"
    RECEIPT_TWICE = "ledger_file_receipt_twice"
    RECEIPT_KNOWN = "ledger_file_receipt_known"
    WAS_CORRECTED = "ledger_file_was_corrected"
    LINE_KNOWN = "ledger_file_line_known"
    UNIT_UNKNOWN = "ledger_file_unit_unknown"
    UNIT_AMBIGUOUS = "ledger_file_unit_ambiguous"
    CHANGED_MEANWHILE = "ledger_file_changed_meanwhile"
    NO_FILE = "ledger_file_no_file"
    GONE = "ledger_file_gone"
    TOO_BIG = "ledger_file_too_big"
