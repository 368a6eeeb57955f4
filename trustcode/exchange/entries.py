"""What this room puts on the record. The subject is the matter; the external number, keyed, is a hash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from trustcode.record.notes import Note


@dataclass(frozen=True, kw_only=True)
class ReferenceAdded(Note):
    """A matter got an external number: it came by it, or is the same as one that did (`merged`)."""

    kind: ClassVar[str] = "exchange.reference.added"
    reference: str
    source: str
    merged: bool
    number_hash: str


@dataclass(frozen=True, kw_only=True)
class RecordsTakenIn(Note):
    """A list of closed complaints and reports came in whole. The subject is the system it is of; the hash is over all rows."""

    kind: ClassVar[str] = "exchange.records.taken_in"
    source_hash: str
    rows: int
    rows_hash: str


@dataclass(frozen=True, kw_only=True)
class EnquiriesCounted(Note):
    """So many enquiries stood in a list that came in, of which nothing else is kept. The subject is the system it is of."""

    kind: ClassVar[str] = "exchange.enquiries.counted"
    source_hash: str
    enquiries: int
