"""Sentences about files of the ledger: what is wrong with a cell, a row, the whole file."""

from __future__ import annotations

from trustcode.doors.wording.msgids import N_
from trustcode.kernel.tables import TableRefusal
from trustcode.returns.rules.file_refusals import LedgerFileRefusal

CELLS = {
    TableRefusal.FORMULA_CELL: N_("This cell holds a formula without a result. Write the value itself."),
    TableRefusal.MERGED_CELL: N_("This cell is joined with another. Undo that and fill in every cell."),
    TableRefusal.NESTED_CELL: N_("A list or an object stands here. Write one text or number."),
    TableRefusal.LINE_NOT_TEXT: N_(
        "Line %(line)s is not text in UTF-8, or holds characters that no text has. Save the file again."
    ),
    TableRefusal.LINE_NOT_JSON: N_("Line %(line)s is not JSON. Write one object on each line."),
    TableRefusal.LINE_NOT_AN_OBJECT: N_('Line %(line)s is JSON but no object. Write it like {"heading": "value"}.'),
    TableRefusal.LINE_NAME_TWICE: N_("Line %(line)s names one member twice. Delete one of the two."),
}

LEDGER_FILES = {
    LedgerFileRefusal.MISSING: N_("This cell is empty and must not be."),
    LedgerFileRefusal.NOT_KNOWN: N_("“%(found)s” is none of the words for this column. The template shows them."),
    LedgerFileRefusal.NOT_A_DAY: N_("“%(found)s” is no day. Write it like 2026-11-23."),
    LedgerFileRefusal.NOT_A_NUMBER: N_("“%(found)s” is no whole number."),
    LedgerFileRefusal.RECEIPT_TWICE: N_(
        "The same receipt stands in row %(first)s. If this is another thing from it, write yes in the column for that."
    ),
    LedgerFileRefusal.RECEIPT_KNOWN: N_(
        "This receipt is in the ledger already, as number %(number)s of %(on)s. If this is another thing from it, write "
        "yes in the column for that."
    ),
    LedgerFileRefusal.WAS_CORRECTED: N_("A later line took the place of this one. Delete the row."),
    LedgerFileRefusal.LINE_KNOWN: N_("This line is in the ledger already, as number %(number)s. Delete the row."),
    LedgerFileRefusal.UNIT_UNKNOWN: N_("“%(found)s” is no unit that you answer for."),
    LedgerFileRefusal.UNIT_AMBIGUOUS: N_("Several units have this credit code. Write the id of the unit instead."),
    LedgerFileRefusal.CHANGED_MEANWHILE: N_(
        "The promise or the months of the shop have changed since the file was read. Read it again."
    ),
    LedgerFileRefusal.NO_FILE: N_("Choose the file first."),
    LedgerFileRefusal.TOO_BIG: N_("The file is larger than %(most_megabytes)s MB. Split it."),
    LedgerFileRefusal.GONE: N_("The file is kept for one day only. Choose it again."),
}
