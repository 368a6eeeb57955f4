"""What this room puts on the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from trustcode.record.notes import Note


@dataclass(frozen=True, kw_only=True)
class CodeIssued(Note):
    """A print was signed and released. The hash is of the token, so that a forged issue has no entry to point to."""

    kind: ClassVar[str] = "code.issued"
    code: str
    serial: int
    key_id: int
    issued_on: date
    token_hash: str


@dataclass(frozen=True, kw_only=True)
class CodeRevoked(Note):
    """A print is void from now on; it never becomes valid again."""

    kind: ClassVar[str] = "code.revoked"
    code: str
    serial: int
    why: str
