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
