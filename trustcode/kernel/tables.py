"""Lists that come as tables: cells as text, columns by their headings, faults by row and column."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from trustcode.kernel.identifiers import tidy
from trustcode.kernel.refusals import Fault, RefusalCode, refuse_if_any

_ROUNDED = re.compile(r"\d{16,}|\d+(?:\.\d+)?[eE]\+\d+")
"""A number of more digits than a spreadsheet can keep, or one that it has shortened."""

_DAY = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?(?: 0?0:00(?::00)?)?", re.ASCII)


class TableRefusal(RefusalCode):
    """Why a file or a row of it is not taken in, whatever it is about."""

    NOT_READABLE = "table_not_readable"
    TOO_LARGE = "table_too_large"
    NO_ROWS = "table_no_rows"
    COLUMN_MISSING = "table_column_missing"
    COLUMN_UNKNOWN = "table_column_unknown"
    COLUMN_TWICE = "table_column_twice"
    NUMBER_CELL = "table_number_cell"
    FORMULA_CELL = "table_formula_cell"
    MERGED_CELL = "table_merged_cell"
    NESTED_CELL = "table_nested_cell"
    LINE_NOT_TEXT = "table_line_not_text"
    LINE_NOT_JSON = "table_line_not_json"
    LINE_NOT_AN_OBJECT = "table_line_not_an_object"
    LINE_NAME_TWICE = "table_line_name_twice"
    SAME_ROW_TWICE = "table_same_row_twice"
    EXAMPLE_ROW = "table_example_row"


class Odd(StrEnum):
    """Why a cell has no value of its own: a formula that was never computed, cells joined into one, or a list in JSON."""

    FORMULA = "formula"
    MERGED = "merged"
    NESTED = "nested"


_ODD = {
    Odd.FORMULA: TableRefusal.FORMULA_CELL,
    Odd.MERGED: TableRefusal.MERGED_CELL,
    Odd.NESTED: TableRefusal.NESTED_CELL,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as text; `is_number` when a spreadsheet kept it as a number, `odd` when it holds no value of its own."""

    text: str
    is_number: bool = False
    odd: Odd | None = None

    @property
    def is_rounded(self) -> bool:
        """Whether a spreadsheet kept a long number as a number, so that its last digits may be lost."""
        text = self.text.strip()
        return bool(_ROUNDED.fullmatch(text)) and (self.is_number or not text.isdigit())


@dataclass(frozen=True, slots=True)
class RowFault:
    """One thing wrong: row as counted in the file (the heading is row 1), column by its heading, code and facts."""

    row: int
    column: str
    code: RefusalCode
    facts: dict[str, Any] = field(default_factory=dict)
    where: str = ""

    def as_fault(self) -> Fault:
        """The same as a fault of a refusal, with row and column among its facts."""
        return Fault(self.code, self.where, {**self.facts, "row": self.row, "column": self.column})


@dataclass(frozen=True)
class Columns:
    """The columns of a kind of list: field → headings it is known by (the first is that of our template)."""

    headings: Mapping[str, tuple[str, ...]]
    optional: Collection[str] = ()

    def title(self, name: str) -> str:
        """The heading of a field; any other name stays as it is."""
        return self.headings[name][0] if name in self.headings else name

    def fault(self, row: int, name: str, code: RefusalCode, **facts: Any) -> RowFault:
        """A fault in the column of a field."""
        return RowFault(row, self.title(name), code, facts, name)

    def odd_cells(self, row: int, cells: Mapping[str, Cell]) -> list[RowFault]:
        """A fault for each cell that has no value of its own."""
        return [self.fault(row, name, _ODD[cell.odd]) for name, cell in cells.items() if cell.odd is not None]

    def read(self, row: Sequence[str]) -> dict[int, str]:
        """Which field each column holds. Raises one Refusal for all headings missing, unknown or there twice."""
        fields = {tidy(heading).casefold(): name for name, known in self.headings.items() for heading in known}
        found: dict[int, str] = {}
        faults: list[Fault] = []
        for place, text in enumerate(row):
            heading = tidy(text)
            name = fields.get(heading.casefold())
            if not heading:
                continue
            if name is None or name in found.values():
                code = TableRefusal.COLUMN_UNKNOWN if name is None else TableRefusal.COLUMN_TWICE
                faults.append(Fault(code, heading[:40], {"heading": heading[:40]}))
            else:
                found[place] = name
        wanted = [name for name in self.headings if name not in self.optional and name not in found.values()]
        faults += [Fault(TableRefusal.COLUMN_MISSING, n, {"heading": self.title(n)}) for n in wanted]
        refuse_if_any(faults)
        return found


def iso_day(text: str) -> str:
    """2019/5/6, 2019.5.6 or 2019年5月6日 as 2019-05-06; anything else as it was typed."""
    match = _DAY.fullmatch(tidy(text))
    if match is None:
        return text.strip()
    year, month, day = match.groups()
    return f"{year}-{int(month):02d}-{int(day):02d}"
