"""The cells of one row as a line of the ledger, or what cannot be read in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from trustcode.kernel.identifiers import tidy
from trustcode.kernel.refusals import Fault, Refusal, RefusalCode
from trustcode.kernel.tables import Cell, RowFault, TableRefusal, iso_day
from trustcode.returns.rules.amounts import fen_of
from trustcode.returns.rules.file_refusals import LedgerFileRefusal
from trustcode.returns.rules.lines import Line
from trustcode.returns.rules.remembering import Memory
from trustcode.returns.rules.sheets import (
    BASES,
    CONDITIONS,
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


class Row:
    """One row while it is read: its cells, and what was found wrong."""

    def __init__(self, number: int, cells: Mapping[str, Cell]) -> None:
        self.number = number
        self.cells = cells
        self.faults: list[RowFault] = []
        self._texts = {name: cell.text.strip() for name, cell in cells.items()}

    def text(self, name: str) -> str:
        """What stands in a column, without blanks around it; empty where the file has no such column."""
        return self._texts.get(name, "")

    def fault(self, name: str, code: RefusalCode, **facts: Any) -> None:
        """Note what is wrong in a column."""
        self.faults.append(MANY.fault(self.number, name, code, **facts))


class LineReader:
    """Reads the cells of one row after the other by the words of the lists."""

    def __init__(self, words: SheetWords) -> None:
        self._days = Memory()
        self._amounts = Memory()
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
        self._raw = {name: Memory() for name in self._words}

    def line(self, row: Row) -> Line | None:
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

    def _word(self, row: Row, name: str, default: Any, *, needed: bool = False) -> Any:
        text = row.text(name)
        if not text:
            if needed:
                row.fault(name, LedgerFileRefusal.MISSING)
            return default
        found = self._raw[name].asked(text, lambda: self._words[name].get(bare(text)))
        if found is None:
            row.fault(name, LedgerFileRefusal.NOT_KNOWN, found=text[:40])
        return found

    def _day(self, row: Row, name: str, *, needed: bool = False) -> date | None:
        text = row.text(name)
        if not text:
            if needed:
                row.fault(name, LedgerFileRefusal.MISSING)
            return None
        found = self._days.asked(text, lambda: _read_day(text))
        if found is None:
            row.fault(name, LedgerFileRefusal.NOT_A_DAY, found=text[:40])
        return found

    def _amount(self, row: Row, name: str) -> int | None:
        found = self._amounts.asked(row.text(name), lambda: _read_amount(row.text(name)))
        if isinstance(found, Fault):
            row.fault(name, found.code, **found.facts)
            return None
        return found

    def _refund(self, row: Row, outcome: Outcome | None) -> int | None:
        """Nothing at all means nothing was given, where that is right."""
        if not row.text("refund_fen") and outcome in {Outcome.REFUSED, Outcome.WITHDRAWN}:
            return 0
        return self._amount(row, "refund_fen")


def _quantity(row: Row) -> int | None:
    text = tidy(row.text("quantity")).replace(",", "")
    if not text:
        row.fault("quantity", LedgerFileRefusal.MISSING)
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        row.fault("quantity", LedgerFileRefusal.NOT_A_NUMBER, found=text[:40])
        return None
    return int(text)


def _receipt_no(row: Row) -> str:
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
