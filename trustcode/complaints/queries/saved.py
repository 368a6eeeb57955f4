"""Reads: the texts that an office uses again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from trustcode.complaints.models import SavedAnswer
from trustcode.kernel.territory import parent
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class SavedText:
    """One text: its title, the words, and the region whose office keeps it."""

    id: str
    title: str
    text: str
    region_code: str


def saved_answers(reader: Reader, region_code: str) -> Sequence[SavedText]:
    """The texts of a region and of those above it, by title."""
    scopes, at = [], region_code or None
    while at:
        scopes.append(at)
        at = parent(at)
    rows = reader.all(
        select(SavedAnswer).where(SavedAnswer.region_code.in_(scopes)).order_by(SavedAnswer.title, SavedAnswer.id)
    )
    return [SavedText(row.id, row.title, row.text, row.region_code) for row in rows]
