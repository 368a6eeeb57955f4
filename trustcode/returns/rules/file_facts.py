"""What the rows of a ledger file are read against, and what a good row becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from trustcode.commitments.rules.days import WhyNot
from trustcode.commitments.rules.terms import ReturnTerms
from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.workdays import Calendar
from trustcode.returns.rules.lines import Line
from trustcode.returns.rules.sheets import SheetWords


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


def same_line(line: Line) -> tuple[object, ...]:
    """What tells whether a row with the number of a line is that line, written out and sent in again."""
    return line.kind, line.basis, line.bought_on, line.requested_on, line.category, line.quantity, line.goods_value_fen
