"""Sentences about lists from elsewhere: the file, a row, a cell."""

from __future__ import annotations

from trustcode.commitments.rules.importing import ImportRefusal
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.tables import TableRefusal
from trustcode.merchants.rules.marks import MarkRefusal

TABLES = {
    TableRefusal.NOT_READABLE: N_(
        "The file cannot be read. Save it again as .xlsx, or as CSV in UTF-8, without a password."
    ),
    TableRefusal.TOO_LARGE: N_(
        "The file is larger than we take: at most %(most_rows)s rows, %(most_columns)s columns and %(most_characters)s "
        "characters a line. Delete the empty rows below the last line, or save it as CSV; if it really is so long, split it."
    ),
    TableRefusal.NO_ROWS: N_("There is no row below the heading."),
    TableRefusal.COLUMN_MISSING: N_("The column “%(heading)s” is missing. Begin with the template."),
    TableRefusal.COLUMN_UNKNOWN: N_("The column “%(heading)s” is not known. Delete it, or correct its heading."),
    TableRefusal.COLUMN_TWICE: N_("The column “%(heading)s” stands there twice. Delete one."),
    TableRefusal.NUMBER_CELL: N_(
        "The spreadsheet keeps this as a number and may have rounded it. Format the column as text and write it again "
        "from the paper."
    ),
    TableRefusal.SAME_ROW_TWICE: N_("The same stands in row %(first)s already. Delete one of the two."),
    TableRefusal.EXAMPLE_ROW: N_("This is the example of the template. Delete the row."),
}

IMPORTS = {
    ImportRefusal.KNOWN_ALREADY: N_("This shop applies or is in the scheme already. Delete the row."),
    ImportRefusal.OUTSIDE_REGION: N_("This region does not belong to both officers who answer for the list."),
    ImportRefusal.REGION_AMBIGUOUS: N_("Several regions have this name. Write the city too, or the six digits."),
    ImportRefusal.NOT_KNOWN: N_("“%(found)s” is not on our list. Write it as the sign-up page does, or the code."),
    ImportRefusal.SERVICES_ONLY: N_(
        "Only shops that sell goods over the counter can promise returns. Leave the columns about returns empty."
    ),
    ImportRefusal.SAME_OFFICER: N_("A list needs two officers: one hands it in, another confirms it."),
}

MARKS = {
    MarkRefusal.NO_SUCH_LIST: N_(
        "“%(found)s” is not a list we know: abnormal operations, serious violations, penalty, or licence not live."
    ),
    MarkRefusal.ENDS_BEFORE_IT_BEGINS: N_("The last day lies before the first."),
}
