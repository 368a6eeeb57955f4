"""The rule of inert text: no cell that we write is taken for a formula, and what we wrote reads back as it was.

An apostrophe in front is the mark that spreadsheets themselves use for text. In a CSV file it is part of the cell, so
reading takes exactly one away again; a workbook says of each cell that it is text and needs no mark.
"""

from __future__ import annotations

MARK = "'"

ACTIVE = frozenset("=+-@\t\r\n\0＝＋－＠")
"""How a cell begins that some spreadsheet takes for a formula, or would after tidying it."""


def inert(text: str) -> str:
    """A text as a cell of a CSV file."""
    return MARK + text if text[:1] in ACTIVE or text.startswith(MARK) else text


def meant(cell: str) -> str:
    """The text that a cell of a CSV file stands for: the reverse of `inert`."""
    return cell.removeprefix(MARK)
