"""What this room puts on the record. The subject is the version of the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from trustcode.record.notes import Note


@dataclass(frozen=True, kw_only=True)
class ClocksLoaded(Note):
    """A table of clocks was loaded; from now on matters are reckoned by it. The hash is of its canonical JSON."""

    kind: ClassVar[str] = "clocks.loaded"
    version: int
    rows: int
    rules_hash: str
