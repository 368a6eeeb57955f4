"""What this room puts on the record. The subject is the list, or `shipped` for what comes with the program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from trustcode.record.notes import Note


@dataclass(frozen=True, kw_only=True)
class TermsEnacted(Note):
    """New terms, or new versions of terms; `content_hash` is the SHA-256 of all their words."""

    kind: ClassVar[str] = "catalogue.terms.enacted"
    count: int
    content_hash: str


@dataclass(frozen=True, kw_only=True)
class TermRepealed(Note):
    """A term is in force until a day and no longer."""

    kind: ClassVar[str] = "catalogue.term.repealed"
    code: str
    valid_to: date
