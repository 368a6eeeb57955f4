"""Reading a ledger from a file: each row a line that is checked and judged as one typed at the desk, with all its faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from trustcode.kernel.refusals import RefusalCode
from trustcode.kernel.tables import Cell, RowFault, TableRefusal
from trustcode.returns.rules.file_facts import Known, ReadLine, UnitFacts
from trustcode.returns.rules.file_judging import LineJudge
from trustcode.returns.rules.file_lines import LineReader, Row
from trustcode.returns.rules.file_refusals import LedgerFileRefusal
from trustcode.returns.rules.lines import Line, LineChoices, is_late, line_faults, oldest_request
from trustcode.returns.rules.receipts import tidied_receipt
from trustcode.returns.rules.remembering import Memory
from trustcode.returns.rules.sheets import CORRECTED, EXAMPLE, MANY
from trustcode.returns.rules.verdicts import Judged

_LONG_NUMBER = 10
"""Digits that no number of a line has."""

Fields = Iterable[tuple[int, Mapping[str, Cell]]]
UnitOf = Callable[[str], UnitFacts | RefusalCode]


def read_ledger(rows: Fields, known: Known, unit_of: UnitOf) -> Iterator[ReadLine | list[RowFault]]:
    """Each row as a line, or all its faults. `unit_of` finds the unit of what stands in the column of units."""
    reader = _RowReader(known, unit_of)
    return (reader.read(number, cells) for number, cells in rows)


class _RowReader:
    """Reads one row after the other against the same facts."""

    def __init__(self, known: Known, unit_of: UnitOf) -> None:
        self._known = known
        self._unit_of = unit_of
        self._units = Memory()
        self._lines = LineReader(known.words)
        self._judge = LineJudge(known.calendar, known.words.reasons)
        self._seen: dict[bytes, int] = {}  # the hash is of unit and number
        self._choices = LineChoices(known.words.categories.keys(), known.words.refund_methods.keys())
        self._oldest = oldest_request(known.today, known.scheme)

    def read(self, number: int, cells: Mapping[str, Cell]) -> ReadLine | list[RowFault]:
        """The row as a line, or all that is wrong with it."""
        row = Row(number, cells)
        passed_over = _passed_over(row)
        if passed_over:
            return passed_over
        row.faults += MANY.odd_cells(number, cells)
        unit = self._unit(row)
        line = self._lines.line(row)
        if line is None or unit is None:
            return _once_a_column(row.faults)
        known_as = _line_known(row, unit, line)
        if known_as:
            return known_as
        return self._judged(row, unit, line)

    def _judged(self, row: Row, unit: UnitFacts, line: Line) -> ReadLine | list[RowFault]:
        """A line whose cells could all be read, checked and judged."""
        index = self._receipt(row, unit, line)
        faults = line_faults(line, self._choices, self._known.today, self._oldest)
        judged = None
        if not faults:
            promised = unit.promised(line.bought_on)
            judged = self._judge.judge(line, promised)
            faults = self._judge.faults(unit, line, judged, promised)
        row.faults += [MANY.fault(row.number, fault.where, fault.code, **fault.facts) for fault in faults]
        if row.faults or judged is None:
            return _once_a_column(row.faults)
        return self._good(row.number, unit, line, judged, promised.commitment_id, index)

    def _good(
        self, number: int, unit: UnitFacts, line: Line, judged: Judged, commitment_id: str, index: bytes
    ) -> ReadLine:
        again = bool(index) and (self._seen.setdefault(index[:8], number) != number)
        is_locked = unit.is_reported(line.requested_on)
        return ReadLine(
            row=number,
            merchant_id=unit.merchant_id,
            line=line,
            receipt_index=index,
            receipt_again=again or (bool(index) and unit.known_receipt(index) is not None),
            commitment_id=commitment_id,
            last_on=judged.last_on,
            verdict=judged.verdict.value,
            is_late=is_locked or is_late(line, self._known.today, self._known.scheme),
            booked_on=self._known.today if is_locked else line.requested_on,
        )

    def _unit(self, row: Row) -> UnitFacts | None:
        text = row.text("unit")
        found = self._units.asked(text, lambda: self._unit_of(text))
        if isinstance(found, UnitFacts):
            return found
        row.fault("unit", found, found=text[:40])
        return None

    def _receipt(self, row: Row, unit: UnitFacts, line: Line) -> bytes:
        """The keyed hash of the receipt number; a number that came before is a fault unless the row says so."""
        text = tidied_receipt(line.receipt_no)
        if not text:
            return b""
        index = unit.receipt_index(text)
        if line.receipt_again:
            return index
        earlier, known = self._seen.get(index[:8]), unit.known_receipt(index)
        if earlier is not None:
            row.fault("receipt_no", LedgerFileRefusal.RECEIPT_TWICE, first=earlier)
        elif known is not None:
            row.fault("receipt_no", LedgerFileRefusal.RECEIPT_KNOWN, number=known[0], on=known[1])
        else:
            self._seen[index[:8]] = row.number
        return index


def _passed_over(row: Row) -> list[RowFault]:
    """The fault of a row that is no line of its own: an example of the template, or a line that was corrected since."""
    if row.text("goods_name").startswith(EXAMPLE):
        return [MANY.fault(row.number, "goods_name", TableRefusal.EXAMPLE_ROW)]
    if row.text("state").startswith(CORRECTED):
        return [MANY.fault(row.number, "state", LedgerFileRefusal.WAS_CORRECTED)]
    return []


def _line_known(row: Row, unit: UnitFacts, line: Line) -> list[RowFault]:
    """The fault of a row that the ledger has already under its number."""
    text = row.text("number")
    if text.isdecimal() and len(text) < _LONG_NUMBER and unit.holds(int(text), line):
        return [MANY.fault(row.number, "number", LedgerFileRefusal.LINE_KNOWN, number=int(text))]
    return []


def _once_a_column(faults: list[RowFault]) -> list[RowFault]:
    """The first fault of each column: what follows from it says nothing new."""
    found: dict[str, RowFault] = {}
    for fault in faults:
        found.setdefault(fault.column, fault)
    return list(found.values())
