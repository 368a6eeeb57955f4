"""From a file to rows of cells: XLSX and CSV, within limits, never believing what a file says of itself."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import file_digest
from itertools import chain
from pathlib import Path
from typing import Any, Generic, TypeVar

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from trustcode.doors.console.output import counting
from trustcode.kernel.refusals import Fault, Refusal
from trustcode.kernel.tables import Cell, Columns, RowFault, TableRefusal

MOST_ROWS = 200_000
MOST_COLUMNS = 100
MOST_FILE_BYTES = 50_000_000
MOST_UNPACKED_BYTES = 300_000_000
MOST_ENTRIES = 1_000
MOST_RATIO = 200
"""Unpacked to packed bytes of a workbook; a real one has 5 to 40."""
LONGEST_LINE = 20_000
"""Characters of one line of a CSV file."""

_CHUNK = 1 << 20
_FAR_CELL = re.compile(
    rb"""\br\s*=\s*["'](?:(?:[A-Z]{3,}|[D-Z][A-Z]|C[W-Z])[0-9]|[A-Z]{1,2}(?:[0-9]{7}|[2-9][0-9]{5}))""", re.IGNORECASE
)
"""A cell beyond column 100 or row 199,999: the reader would make room for all cells up to there."""
_OVERLAP = 64

Good = TypeVar("Good")
Row = tuple[int, list[Cell]]
Fields = Iterator[tuple[int, Mapping[str, Cell]]]


@dataclass(frozen=True)
class Table:
    """A file's rows with their numbers (the first row is 1), blank rows left out, and the SHA-256 of the file."""

    rows: Iterable[Row]
    sha256: str

    def fields(self, columns: Columns) -> Fields:
        """Rows below the heading as cells by field. Raises Refusal for headings that do not fit, or no rows."""
        rows = iter(self.rows)
        heading = next(rows, None)
        if heading is None:
            raise Refusal(TableRefusal.NO_ROWS)
        places = columns.read([cell.text for cell in heading[1]])
        first = next(rows, None)
        if first is None:
            raise Refusal(TableRefusal.NO_ROWS)
        empty = Cell("")
        return (
            (number, {name: cells[at] if at < len(cells) else empty for at, name in places.items()})
            for number, cells in chain([first], rows)
        )


def read_table(path: Path) -> Table:
    """The first visible sheet of an XLSX file, or a CSV file in UTF-8 or GB 18030. Raises Refusal, also while iterating."""
    if path.stat().st_size > MOST_FILE_BYTES:
        raise too_large()
    with path.open("rb") as file:
        sha256 = file_digest(file, "sha256").hexdigest()
    rows = _xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    return Table(_within_limits(rows), sha256)


@dataclass
class Checked(Generic[Good]):
    """What came of reading a whole file: good rows, faults, how many rows there were, the SHA-256 of the file."""

    good: list[Good] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    rows: int = 0
    sha256: str = ""


def checked(path: Path, columns: Columns, read: Callable[[Fields], Iterable[Good | list[RowFault]]]) -> Checked[Good]:
    """Read a file by its columns, every row; what is wrong with the file or its heading is among the faults."""
    found: Checked[Good] = Checked()
    try:
        table = read_table(path)
        found.sha256 = table.sha256
        with counting("Checking", read(table.fields(columns))) as results:
            for result in results:
                found.rows += 1
                if isinstance(result, list):
                    found.faults += result
                else:
                    found.good.append(result)
    except Refusal as refusal:
        found.faults += [_whole(fault) for fault in refusal.faults]
    return found


def _whole(fault: Fault) -> RowFault:
    """A fault of the heading (row 1) or of the file (row 0)."""
    heading = str(fault.facts.get("heading", ""))
    return RowFault(1 if heading else 0, heading, fault.code, fault.facts, fault.where)


def too_large(**facts: Any) -> Refusal:
    """The refusal of a file that is beyond what a list can be."""
    limits: dict[str, Any] = {"most_rows": MOST_ROWS, "most_columns": MOST_COLUMNS, "most_characters": LONGEST_LINE}
    return Refusal(TableRefusal.TOO_LARGE, "", **limits, **facts)


def _within_limits(rows: Iterable[Row]) -> Iterator[Row]:
    for number, cells in rows:
        if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise too_large()
        if any(cell.text.strip() for cell in cells):
            yield number, cells


def _csv(path: Path) -> Iterator[Row]:
    reader = csv.reader(_lines(_decoded(path.read_bytes())), strict=True)
    try:
        for number, row in enumerate(reader, 1):
            yield number, [Cell(text) for text in row]
    except csv.Error:
        raise Refusal(TableRefusal.NOT_READABLE, line=reader.line_num) from None


def _decoded(content: bytes) -> str:
    if b"\0" in content:
        raise Refusal(TableRefusal.NOT_READABLE)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal(TableRefusal.NOT_READABLE)


def _lines(text: str) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        if len(line) > LONGEST_LINE:
            raise too_large(line=number)
        yield line


def _xlsx(path: Path) -> Iterator[Row]:
    _inspect(path)
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            sheet = book.get_sheet_by_name(_first_visible(book))
            yield from _sheet_rows(sheet)
    except (CalamineError, OSError, ValueError):
        raise Refusal(TableRefusal.NOT_READABLE) from None


def _first_visible(book: CalamineWorkbook) -> str:
    for sheet in book.sheets_metadata:
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet:
            return str(sheet.name)
    raise Refusal(TableRefusal.NO_ROWS)


def _sheet_rows(sheet: CalamineSheet) -> Iterator[Row]:
    """Blank rows above the first count; blank columns before the first are left out, here as in the heading."""
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield number, [_cell(value) for value in row]


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return Cell(value)
    if isinstance(value, bool):
        return Cell(str(value).upper())
    if isinstance(value, int | float):
        whole = isinstance(value, int) or (value.is_integer() and abs(value) < 1e18)
        return Cell(str(int(value)) if whole else repr(value), is_number=True)
    if isinstance(value, datetime):
        return Cell(value.date().isoformat())
    return Cell(value.isoformat() if isinstance(value, date) else str(value))


def _inspect(path: Path) -> None:
    """Unpack the whole archive once, keeping nothing, and stop when it grows beyond what a list can be."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if not {"[Content_Types].xml", "xl/workbook.xml"} <= set(names):
                raise Refusal(TableRefusal.NOT_READABLE)
            if len(names) > MOST_ENTRIES:
                raise too_large(entries=len(names))
            limit = min(MOST_UNPACKED_BYTES, MOST_RATIO * path.stat().st_size)
            for entry in archive.infolist():
                limit = _count(archive, entry, limit)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError):
        raise Refusal(TableRefusal.NOT_READABLE) from None


def _count(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> int:
    """What is left of the limit in bytes after one entry. Raises Refusal TOO_LARGE."""
    tail = b""
    with archive.open(entry) as file:
        while chunk := file.read(_CHUNK):
            limit -= len(chunk)
            if limit < 0 or _FAR_CELL.search(tail + chunk):
                raise too_large()
            tail = chunk[-_OVERLAP:]
    return limit
