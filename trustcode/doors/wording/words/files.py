"""Sentences about files of the ledger: what is wrong with a cell, a row, the whole file."""

from __future__ import annotations

from trustcode.doors.wording.msgids import N_
from trustcode.kernel.tables import TableRefusal

CELLS = {
    TableRefusal.FORMULA_CELL: N_("This cell holds a formula without a result. Write the value itself."),
    TableRefusal.MERGED_CELL: N_("This cell is joined with another. Undo that and fill in every cell."),
}
