"""Rows of text to a CSV file or a workbook, a few rows in memory at a time, in which no cell is a formula."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import IO

import xlsxwriter

from trustcode.spreadsheets.cells import inert

MOST_SHEET_ROWS = 1_048_576
LONGEST_TEXT = 32_767
"""Rows of a sheet and characters of a cell that the format allows."""

_BATCH = 500
_CHUNK = 1 << 16


class SheetForm(StrEnum):
    """The two kinds of file; the value is the ending of its name."""

    CSV = "csv"
    XLSX = "xlsx"


CONTENT_TYPES = {
    SheetForm.CSV: "text/csv; charset=utf-8",
    SheetForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def csv_bytes(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """A CSV file in UTF-8 with its mark in front, so that spreadsheets read Chinese rightly; in pieces."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    yield b"\xef\xbb\xbf"
    for number, row in enumerate(rows, 1):
        writer.writerow([inert(text) for text in row])
        if number % _BATCH == 0:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


def xlsx_bytes(rows: Iterable[Sequence[str]], *, widths: Sequence[int] = ()) -> Iterator[bytes]:
    """A workbook of one sheet whose cells are all text; made whole in a file that goes away, then in pieces.

    `widths` are those of the columns, in characters. Raises ValueError for more than a sheet can hold.
    """
    with tempfile.TemporaryFile() as file:
        write_workbook(file, rows, widths)
        file.seek(0)
        while piece := file.read(_CHUNK):
            yield piece


def write_workbook(file: IO[bytes], rows: Iterable[Sequence[str]], widths: Sequence[int] = ()) -> None:
    """The same into a file. Columns are of the format text, so that long numbers typed in stay as they were typed."""
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "in_memory": False})
    try:
        sheet = book.add_worksheet()
        plain, bold = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bold": True})
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, plain)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            if number >= MOST_SHEET_ROWS:
                raise ValueError("more rows than a sheet can hold")
            for column, text in enumerate(row):
                if sheet.write_string(number, column, text, plain if number else bold):
                    raise ValueError("more than a cell can hold")
    finally:
        book.close()


def file_bytes(form: SheetForm, rows: Iterable[Sequence[str]], *, widths: Sequence[int] = ()) -> Iterator[bytes]:
    """The file of either kind, in pieces."""
    return csv_bytes(rows) if form is SheetForm.CSV else xlsx_bytes(rows, widths=widths)
