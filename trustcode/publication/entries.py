"""What this room puts on the record: the public moderation log is made of these. The subject is the complaint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from trustcode.record.notes import Note


@dataclass(frozen=True, kw_only=True)
class PublicationMoved(Note):
    """An item went from one stage to another; `ground` is a code (W1 to W8, or why it is hidden)."""

    kind: ClassVar[str] = "publication.moved"
    merchant: str
    act: str
    was: str
    now: str
    ground: str
    text_hash: str


@dataclass(frozen=True, kw_only=True)
class PublicationObjected(Note):
    """A shop objected to an item."""

    kind: ClassVar[str] = "publication.objected"
    objection: str


@dataclass(frozen=True, kw_only=True)
class PublicationObjectionDecided(Note):
    """An objection was decided: kept, corrected, or to be hidden."""

    kind: ClassVar[str] = "publication.objection.decided"
    objection: str
    verdict: str


@dataclass(frozen=True, kw_only=True)
class PublicationRedated(Note):
    """A holiday notice came: the last day for publishing, or for deciding an objection, was reckoned anew."""

    kind: ClassVar[str] = "publication.redated"
    what: str
    was_due_on: date
    due_on: date


@dataclass(frozen=True, kw_only=True)
class HidingProposed(Note):
    """Somebody would hide an item."""

    kind: ClassVar[str] = "publication.hiding.proposed"
    proposal: str
    ground: str
    role: str


@dataclass(frozen=True, kw_only=True)
class HidingClosed(Note):
    """A proposal to hide an item was confirmed or declined."""

    kind: ClassVar[str] = "publication.hiding.closed"
    proposal: str
    outcome: str
    role: str
