"""What this room puts on the record: counts and codes; amounts and names are in the keyed hash alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from trustcode.record.notes import Note


@dataclass(frozen=True, kw_only=True)
class ReturnLogged(Note):
    """A return or exchange was written into the ledger. The hash, keyed, is of the whole line."""

    kind: ClassVar[str] = "return.logged"
    entry: str
    number: int
    which: str
    basis: str
    outcome: str
    refusal: str
    quantity: int
    requested_on: date
    is_late: bool
    line_hash: str


@dataclass(frozen=True, kw_only=True)
class ReturnCorrected(Note):
    """A line of the ledger took the place of an earlier one, which stays."""

    kind: ClassVar[str] = "return.corrected"
    entry: str
    corrects: str
    number: int
    which: str
    basis: str
    outcome: str
    refusal: str
    quantity: int
    requested_on: date
    is_late: bool
    line_hash: str


@dataclass(frozen=True, kw_only=True)
class ReturnAnswered(Note):
    """The shopper confirmed or disputed a line."""

    kind: ClassVar[str] = "return.answered"
    entry: str
    answer: str
    mark: str


@dataclass(frozen=True, kw_only=True)
class CorrectionProposed(Note):
    """Staff asked the owner to correct a line."""

    kind: ClassVar[str] = "return.correction.proposed"
    entry: str
    proposal: str


@dataclass(frozen=True, kw_only=True)
class CorrectionClosed(Note):
    """The owner confirmed or declined a correction."""

    kind: ClassVar[str] = "return.correction.closed"
    entry: str
    proposal: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class MonthReported(Note):
    """A unit reported a month; from now on it is locked."""

    kind: ClassVar[str] = "return.month.reported"
    month_kind: str
    period: str
    is_nil: bool
    figures_hash: str


@dataclass(frozen=True, kw_only=True)
class ReturnsTakenIn(Note):
    """A file of lines came in whole; the hash is over all of them in their order."""

    kind: ClassVar[str] = "return.taken_in"
    source_hash: str
    rows: int
    rows_hash: str
    first_number: int


@dataclass(frozen=True, kw_only=True)
class LedgerFlagged(Note):
    """An officer looks at a ledger that seems not right; the reason stays in the room."""

    kind: ClassVar[str] = "return.ledger.flagged"
    flag: str


@dataclass(frozen=True, kw_only=True)
class LedgerFlagLifted(Note):
    """An officer has looked at a ledger and is done with it."""

    kind: ClassVar[str] = "return.ledger.flag_lifted"
    flag: str
