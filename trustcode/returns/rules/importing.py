"""Reading a ledger from a file: each row a line that is checked and judged as one typed at the desk, with all its faults."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from trustcode.commitments.rules.days import WhyNot
from trustcode.commitments.rules.terms import ReturnTerms
from trustcode.kernel.identifiers import tidy
from trustcode.kernel.refusals import Fault, Refusal, RefusalCode
from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.tables import Cell, RowFault, TableRefusal, iso_day
from trustcode.kernel.workdays import Calendar, Reckoning
from trustcode.returns.rules.amounts import fen_of
from trustcode.returns.rules.judging import Asked, Judged, judge
from trustcode.returns.rules.lines import Line, LineChoices, is_late, line_faults, oldest_request
from trustcode.returns.rules.receipts import tidied_receipt
from trustcode.returns.rules.refusals import ReturnRefusal
from trustcode.returns.rules.refusing import judgement_faults
from trustcode.returns.rules.sheets import (
    BASES,
    CONDITIONS,
    CORRECTED,
    EXAMPLE,
    GIFTS,
    KINDS,
    MANY,
    OUTCOMES,
    YES,
    SheetWords,
    bare,
    by_terms,
    by_words,
)
from trustcode.returns.rules.words import Condition, Gift, Origin, Outcome

T = TypeVar("T")

_REMEMBERED = 30_000
"""Judgements, days and amounts that are kept in mind while a long file is read."""


_LONG_NUMBER = 10
"""Digits that no number of a line has."""


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


@dataclass(frozen=True, slots=True)
class Promised:
    """What a unit had promised for purchases on a day; `commitment_id` is empty where nothing held."""

    terms: ReturnTerms | None
    why_not: WhyNot | None
    commitment_id: str


@dataclass(frozen=True)
class UnitFacts:
    """What lines of a unit are judged by: its promises by day, months reported, receipts known (number, day).

    `receipt_index` is the keyed hash of a tidied receipt number. `holds` tells whether the ledger has this line already
    under this number, as when its own export comes back.
    """

    merchant_id: str
    is_in_force: bool
    promised: Callable[[date], Promised]
    is_reported: Callable[[date], bool]
    receipt_index: Callable[[str], bytes]
    known_receipt: Callable[[bytes], tuple[int, date] | None]
    holds: Callable[[int, Line], bool]


def same_line(line: Line) -> tuple[object, ...]:
    """What tells whether a row with the number of a line is that line, written out and sent in again."""
    return line.kind, line.basis, line.bought_on, line.requested_on, line.category, line.quantity, line.goods_value_fen


@dataclass(frozen=True)
class Known:
    """What all rows are read against: the words of the lists, the calendar, the numbers of the scheme, today."""

    words: SheetWords
    calendar: Calendar
    scheme: SchemeRules
    today: date


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One good row: the line, and everything about it that nobody types."""

    row: int
    merchant_id: str
    line: Line
    receipt_index: bytes
    receipt_again: bool
    commitment_id: str
    last_on: date | None
    verdict: str
    is_late: bool
    booked_on: date


Fields = Iterable[tuple[int, Mapping[str, Cell]]]
UnitOf = Callable[[str], UnitFacts | RefusalCode]


def read_ledger(rows: Fields, known: Known, unit_of: UnitOf) -> Iterator[ReadLine | list[RowFault]]:
    """Each row as a line, or all its faults. `unit_of` finds the unit of what stands in the column of units."""
    reader = _RowReader(known, unit_of)
    return (reader.read(number, cells) for number, cells in rows)


class _Remembering(Calendar):
    """A calendar that reckons each last day once; a file has few days and many rows."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__(calendar.years)
        self._reckoned: dict[tuple[date, int, bool], Reckoning] = {}

    def days_after(self, start: date, n: int, *, roll: bool = True, paused: Collection[date] = ()) -> Reckoning:
        """As of any calendar."""
        if paused:
            return super().days_after(start, n, roll=roll, paused=paused)
        key = (start, n, roll)
        if key not in self._reckoned:
            self._reckoned[key] = super().days_after(start, n, roll=roll)
        return self._reckoned[key]


class _Memory(dict[Any, Any]):
    """Answers kept for the next row with the same question; forgets everything rather than growing without end."""

    def asked(self, key: Any, answer: Callable[[], T]) -> T:
        if key in self:
            return self[key]  # type: ignore[no-any-return]  # what `answer` gave
        if len(self) >= _REMEMBERED:
            self.clear()
        self[key] = found = answer()
        return found


class _RowReader:
    """Reads one row after the other against the same facts."""

    def __init__(self, known: Known, unit_of: UnitOf) -> None:
        self._known = known
        self._units = _Memory()
        self._unit_of = unit_of
        self._calendar = _Remembering(known.calendar)
        self._judged = _Memory()
        self._days = _Memory()
        self._terms: dict[ReturnTerms | None, int] = {}
        self._amounts = _Memory()
        self._seen: dict[bytes, int] = {}  # the hash is of unit and number
        words = known.words
        self._choices = LineChoices(words.categories.keys(), words.refund_methods.keys())
        self._oldest = oldest_request(known.today, known.scheme)
        yes_or_no = {bare(one): value for value, said in YES.items() for one in said}
        self._words: dict[str, dict[str, Any]] = {
            "kind": by_words(KINDS),
            "basis": by_words(BASES),
            "outcome": by_words(OUTCOMES),
            "gift": by_words(GIFTS),
            "condition": by_words(CONDITIONS),
            **dict.fromkeys(("elsewhere", "has_proof", "receipt_again"), yes_or_no),
            "category": by_terms(words.categories),
            "refund_method": by_terms(words.refund_methods),
            "refusal_code": by_terms(words.reasons),
        }
        self._raw = {name: _Memory() for name in self._words}

    def read(self, number: int, cells: Mapping[str, Cell]) -> ReadLine | list[RowFault]:
        """The row as a line, or all that is wrong with it."""
        row = _Row(number, cells)
        if row.text("goods_name").startswith(EXAMPLE):
            return [MANY.fault(number, "goods_name", TableRefusal.EXAMPLE_ROW)]
        if row.text("state").startswith(CORRECTED):
            return [MANY.fault(number, "state", LedgerFileRefusal.WAS_CORRECTED)]
        row.faults += MANY.odd_cells(number, cells)
        unit = self._unit(row)
        line = self._line(row)
        if line is None or unit is None:
            return _once_a_column(row.faults)
        known_as = row.text("number")
        if known_as.isdecimal() and len(known_as) < _LONG_NUMBER and unit.holds(int(known_as), line):
            return [MANY.fault(number, "number", LedgerFileRefusal.LINE_KNOWN, number=int(known_as))]
        index = self._receipt(row, unit, line)
        faults = line_faults(line, self._choices, self._known.today, self._oldest)
        judged = None
        if not faults:
            promised = unit.promised(line.bought_on)
            judged = self._judge(line, promised)
            faults = self._judgement_faults(unit, line, judged, promised)
        row.faults += [MANY.fault(number, fault.where, fault.code, **fault.facts) for fault in faults]
        if row.faults or judged is None:
            return _once_a_column(row.faults)
        return self._good(number, unit, line, judged, promised.commitment_id, index)

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

    def _unit(self, row: _Row) -> UnitFacts | None:
        text = row.text("unit")
        found = self._units.asked(text, lambda: self._unit_of(text))
        if isinstance(found, UnitFacts):
            return found
        row.fault("unit", found, found=text[:40])
        return None

    def _line(self, row: _Row) -> Line | None:
        """The line of a row whose every cell can be read; else None, with the faults in the row."""
        outcome = self._word(row, "outcome", Outcome.ACCEPTED, needed=True)
        said: dict[str, Any] = {
            "kind": self._word(row, "kind", None, needed=True),
            "basis": self._word(row, "basis", None, needed=True),
            "bought_on": self._day(row, "bought_on", needed=True),
            "requested_on": self._day(row, "requested_on", needed=True),
            "category": self._word(row, "category", "", needed=True),
            "goods_name": tidy(row.text("goods_name")),
            "quantity": _quantity(row),
            "goods_value_fen": self._amount(row, "goods_value_fen"),
            "refund_fen": self._refund(row, outcome),
            "refund_method": self._word(row, "refund_method", ""),
            "refunded_on": self._day(row, "refunded_on"),
            "outcome": outcome,
            "refusal_code": self._word(row, "refusal_code", ""),
            "refusal_note": row.text("refusal_note"),
            "elsewhere": self._word(row, "elsewhere", default=False),
            "purchase_store": tidy(row.text("purchase_store")),
            "gift": self._word(row, "gift", Gift.NONE),
            "condition": self._word(row, "condition", Condition.INTACT),
            "has_proof": self._word(row, "has_proof", default=True),
            "receipt_no": _receipt_no(row),
            "receipt_again": self._word(row, "receipt_again", default=False),
        }
        return None if row.faults else Line(**said, origin=Origin.IMPORTED)

    def _word(self, row: _Row, name: str, default: Any, *, needed: bool = False) -> Any:
        text = row.text(name)
        if not text:
            if needed:
                row.fault(name, LedgerFileRefusal.MISSING)
            return default
        found = self._raw[name].asked(text, lambda: self._words[name].get(bare(text)))
        if found is None:
            row.fault(name, LedgerFileRefusal.NOT_KNOWN, found=text[:40])
        return found

    def _day(self, row: _Row, name: str, *, needed: bool = False) -> date | None:
        text = row.text(name)
        if not text:
            if needed:
                row.fault(name, LedgerFileRefusal.MISSING)
            return None
        found = self._days.asked(text, lambda: _read_day(text))
        if found is None:
            row.fault(name, LedgerFileRefusal.NOT_A_DAY, found=text[:40])
        return found

    def _amount(self, row: _Row, name: str) -> int | None:
        found = self._amounts.asked(row.text(name), lambda: _read_amount(row.text(name)))
        if isinstance(found, Fault):
            row.fault(name, found.code, **found.facts)
            return None
        return found

    def _refund(self, row: _Row, outcome: Outcome | None) -> int | None:
        """Nothing at all means nothing was given, where that is right."""
        if not row.text("refund_fen") and outcome in {Outcome.REFUSED, Outcome.WITHDRAWN}:
            return 0
        return self._amount(row, "refund_fen")

    def _receipt(self, row: _Row, unit: UnitFacts, line: Line) -> bytes:
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

    def _judge(self, line: Line, promised: Promised) -> Judged:
        key = (
            self._terms.setdefault(promised.terms, len(self._terms)), promised.why_not, line.kind, line.basis, line.bought_on, line.requested_on,
            line.category, line.condition, line.has_proof, line.elsewhere,
        )  # fmt: skip
        return self._judged.asked(key, lambda: self._judge_anew(line, promised))

    def _judge_anew(self, line: Line, promised: Promised) -> Judged:
        asked = Asked(
            kind=line.kind,
            basis=line.basis,
            bought_on=line.bought_on,
            requested_on=line.requested_on,
            category=line.category,
            condition=line.condition,
            has_proof=line.has_proof,
            elsewhere=line.elsewhere,
        )
        whole = judge(asked, promised.terms, promised.why_not, self._calendar)
        return replace(whole, reckoning=None, reasons=())

    def _judgement_faults(self, unit: UnitFacts, line: Line, judged: Judged, promised: Promised) -> list[Fault]:
        if not unit.is_in_force and promised.terms is None:
            return [Fault(ReturnRefusal.UNIT_NOT_IN_FORCE, "bought_on", {"bought": line.bought_on})]
        found = judgement_faults(line, judged, promised.terms, promised.why_not)
        return [replace(fault, facts=self._worded(fault.facts)) for fault in found]

    def _worded(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """The reasons that may be used in the words of the lists, since a sentence names them."""
        reasons = [self._known.words.reasons[c] for c in facts.get("may", ()) if c in self._known.words.reasons]
        said = {"may_zh": "、".join(one.short_zh for one in reasons), "may_en": ", ".join(o.short_en for o in reasons)}
        return {**facts, **said} if "may" in facts else dict(facts)


class _Row:
    """One row while it is read: its cells, and what was found wrong."""

    def __init__(self, number: int, cells: Mapping[str, Cell]) -> None:
        self.number = number
        self.cells = cells
        self.faults: list[RowFault] = []
        self._texts = {name: cell.text.strip() for name, cell in cells.items()}

    def text(self, name: str) -> str:
        return self._texts.get(name, "")

    def fault(self, name: str, code: RefusalCode, **facts: Any) -> None:
        self.faults.append(MANY.fault(self.number, name, code, **facts))


def _quantity(row: _Row) -> int | None:
    text = tidy(row.text("quantity")).replace(",", "")
    if not text:
        row.fault("quantity", LedgerFileRefusal.MISSING)
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        row.fault("quantity", LedgerFileRefusal.NOT_A_NUMBER, found=text[:40])
        return None
    return int(text)


def _receipt_no(row: _Row) -> str:
    cell = row.cells.get("receipt_no")
    if cell is not None and cell.is_rounded:
        row.fault("receipt_no", TableRefusal.NUMBER_CELL)
    return row.text("receipt_no")


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(iso_day(text))
    except ValueError:
        return None


def _read_amount(text: str) -> int | Fault:
    try:
        return fen_of(text)
    except Refusal as refusal:
        return refusal.faults[0]


def _once_a_column(faults: list[RowFault]) -> list[RowFault]:
    """The first fault of each column: what follows from it says nothing new."""
    found: dict[str, RowFault] = {}
    for fault in faults:
        found.setdefault(fault.column, fault)
    return list(found.values())
