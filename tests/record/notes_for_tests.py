"""Kinds of entry that exist for the tests of the record alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from trustcode.record.notes import Note
from trustcode.regions.models import Region
from trustcode.regions.rules import Kind

COUNTY = "430197"
OTHER = "430198"


@dataclass(frozen=True, kw_only=True)
class Tried(Note):
    """Something was tried."""

    kind: ClassVar[str] = "record_test.tried"
    what: str = ""


def a_region(code: str = COUNTY) -> Region:
    """A row of a room, not yet kept."""
    return Region(
        code=code, valid_from=date(2026, 1, 1), parent="430100", name_zh="试区", name_en="Trial", kind=Kind.DISTRICT
    )
