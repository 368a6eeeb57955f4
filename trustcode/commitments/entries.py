"""What this room puts on the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from trustcode.record.notes import Note


@dataclass(frozen=True, kw_only=True)
class CommitmentSigned(Note):
    """A business signed a version of a commitment; the hash is of the exact text in both languages."""

    kind: ClassVar[str] = "commitment.signed"
    commitment: str
    which: str
    version: int
    text_hash: str


@dataclass(frozen=True, kw_only=True)
class CommitmentEnded(Note):
    """A version is no longer the one in force."""

    kind: ClassVar[str] = "commitment.ended"
    commitment: str
    which: str
    version: int
    why: str
