"""From a file to rows of cells: XLSX, CSV and JSON lines, within limits, never believing what a file says of itself.

The file is opened by a child process alone; what it answers is read line by line, so that this process never holds
more than a row.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import file_digest
from itertools import chain
from pathlib import Path
from typing import IO, Any, Generic, TypeVar

from trustcode.kernel.refusals import Fault, Refusal
from trustcode.kernel.tables import Cell, Columns, Odd, RowFault, TableRefusal

CHILD = Path(__file__).with_name("child.py")

Good = TypeVar("Good")
Row = tuple[int, list[Cell]]
Fields = Iterator[tuple[int, Mapping[str, Cell]]]


@dataclass(frozen=True)
class Limits:
    """What one table may cost. `ratio` is of unpacked to packed bytes of a workbook; a real one has 5 to 40.

    `line_characters` is of one line of a CSV file or of JSON lines; `cpu_seconds` and `memory_bytes` bind the child that reads it.
    """

    rows: int = 200_000
    columns: int = 100
    file_bytes: int = 50_000_000
    unpacked_bytes: int = 300_000_000
    entries: int = 1_000
    ratio: int = 200
    line_characters: int = 20_000
    cpu_seconds: int = 60
    memory_bytes: int = 1_000_000_000


LIMITS = Limits()
SMALL = Limits(rows=20_000, file_bytes=10 * 1024 * 1024, unpacked_bytes=150_000_000, cpu_seconds=5)
"""For a file that somebody sends from a page and waits for."""
LARGE = Limits(rows=1_000_000, file_bytes=400_000_000, cpu_seconds=300)
"""For a file of many units, handed in by an operator; a workbook ends at 200,000 rows all the same."""

_DECODE = json.JSONDecoder().decode
_LONGEST_ANSWER = 4_000_000
"""Bytes of one row as the child tells it."""


@dataclass(frozen=True)
class Table:
    """A file's rows with their numbers (the first row is 1), blank rows left out, and the SHA-256 of the file.

    `passed_over` fills, while rows are read, with the names of the sheets that are not read.
    """

    rows: Iterable[Row]
    sha256: str
    passed_over: list[str] = field(default_factory=list)

    def fields(self, columns: Columns) -> Fields:
        """Rows below the heading as cells by field. Raises Refusal for headings that do not fit, or no rows.

        JSON lines have no row of headings: the names of their members stand in row 0.
        """
        rows = iter(self.rows)
        heading = next(rows, None)
        if heading is None:
            raise Refusal(TableRefusal.NO_ROWS)
        places = _places(columns, *heading)
        first = next(rows, None)
        if first is None:
            raise Refusal(TableRefusal.NO_ROWS)
        empty = Cell("")
        return (
            (number, {name: cells[at] if at < len(cells) else empty for at, name in places.items()})
            for number, cells in chain([first], rows)
        )


@dataclass
class Checked(Generic[Good]):
    """What came of reading a whole file: good rows, faults, how many rows there were, the SHA-256 of the file.

    `passed_over` are the names of the sheets that were not read.
    """

    good: list[Good] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    rows: int = 0
    sha256: str = ""
    passed_over: list[str] = field(default_factory=list)


def read_table(path: Path, *, name: str = "", limits: Limits = LIMITS, child: Path = CHILD) -> Table:
    """The first visible sheet of an XLSX file, a CSV file in UTF-8 or GB 18030, or JSON lines in UTF-8.

    Raises Refusal, also while iterating.

    What a file is, its first bytes say; `name` (else that of the path) only makes sure that what is called a workbook
    is one.
    """
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise too_large(limits)
    with path.open("rb") as file:
        sha256 = file_digest(file, "sha256").hexdigest()
    passed: list[str] = []
    orders = {
        "is_workbook": (name or path.name).lower().endswith((".xlsx", ".xlsm", ".xls")),
        "is_lines": (name or path.name).lower().endswith((".jsonl", ".ndjson")),
        "size": size,
        "rows": limits.rows,
        "columns": limits.columns,
        "unpacked": limits.unpacked_bytes,
        "entries": limits.entries,
        "ratio": limits.ratio,
        "line": limits.line_characters,
        "cpu": limits.cpu_seconds,
        "memory": limits.memory_bytes,
    }
    return Table(_rows(path, orders, limits, passed, child), sha256, passed)


def read_whole(
    table: Callable[[], Table],
    columns: Columns,
    read: Callable[[Fields], Iterable[Good | list[RowFault]]],
    keep: Callable[[Good], None] | None = None,
) -> Checked[Good]:
    """Read a table by its columns, every row; what is wrong with the file or its heading is among the faults.

    Good rows are kept in the answer, or handed to `keep` one by one where there are too many to hold.
    """
    found: Checked[Good] = Checked()
    put = keep or found.good.append
    try:
        opened = table()
        found.sha256, found.passed_over = opened.sha256, opened.passed_over
        for result in read(opened.fields(columns)):
            found.rows += 1
            if isinstance(result, list):
                found.faults += result
            else:
                put(result)
    except Refusal as refusal:
        found.faults += [_whole(fault) for fault in refusal.faults]
    return found


def too_large(limits: Limits, **facts: Any) -> Refusal:
    """The refusal of a file that is beyond what a list can be."""
    most = {"most_rows": limits.rows, "most_columns": limits.columns, "most_characters": limits.line_characters}
    return Refusal(TableRefusal.TOO_LARGE, "", **{**most, **facts})


def _places(columns: Columns, row: int, heading: list[Cell]) -> dict[int, str]:
    """Which field each column holds. Raises Refusal that names the row of the headings."""
    try:
        return columns.read([cell.text for cell in heading])
    except Refusal as refusal:
        named = tuple(Fault(one.code, one.where, {**one.facts, "row": row}) for one in refusal.faults)
        raise Refusal.of(named) from None


def _whole(fault: Fault) -> RowFault:
    """A fault of a line, of the heading, or of the file (row 0)."""
    return RowFault(
        fault.facts.get("row", 0), str(fault.facts.get("heading", "")), fault.code, fault.facts, fault.where
    )


def _rows(path: Path, orders: dict[str, Any], limits: Limits, passed: list[str], child: Path) -> Iterator[Row]:
    """Rows as the child tells them; it is stopped when nobody wants more. It gets no environment and no secret."""
    command = [sys.executable, "-I", str(child), json.dumps(orders)]
    with (
        path.open("rb") as file,
        subprocess.Popen(
            command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, cwd="/"
        ) as reader,
    ):
        assert reader.stdout is not None
        try:
            yield from _told(reader.stdout, limits, passed)
        finally:
            reader.kill()


def _told(answers: IO[bytes], limits: Limits, passed: list[str]) -> Iterator[Row]:
    """The child's answer, believed only as far as it can be checked. A child that was cut off had too much to do."""
    while line := answers.readline(_LONGEST_ANSWER):
        said = _DECODE(line.decode()) if line.endswith(b"\n") else {"no": "large"}
        if isinstance(said, list):
            yield int(said[0]), [_plain(one) if type(one) is str else _cell(one) for one in said[1]]
        elif "passed" in said:
            passed.extend(str(name)[:40] for name in said["passed"])
        elif "end" in said:
            return
        else:
            raise _no(said, limits)
    raise too_large(limits)


@lru_cache(maxsize=4096)
def _plain(text: str) -> Cell:
    """A cell of text; most cells of a long table have been there before."""
    return Cell(text)


_SIGNS = {"f": Odd.FORMULA, "m": Odd.MERGED, "o": Odd.NESTED}


def _cell(told: Any) -> Cell:
    text, sign = told
    return Cell(text, is_number=sign == "n", odd=_SIGNS.get(sign))


_NOES = {
    "empty": TableRefusal.NO_ROWS,
    "encoding": TableRefusal.LINE_NOT_TEXT,
    "json": TableRefusal.LINE_NOT_JSON,
    "object": TableRefusal.LINE_NOT_AN_OBJECT,
    "twice": TableRefusal.LINE_NAME_TWICE,
}


def _no(said: dict[str, Any], limits: Limits) -> Refusal:
    facts = {name: int(value) for name, value in said.items() if name in {"line", "row", "entries"}}
    if said.get("no") == "large":
        return too_large(limits, **facts)
    return Refusal(_NOES.get(str(said.get("no")), TableRefusal.NOT_READABLE), "", **facts)
