"""Reads: what the office keeps for itself: proposals to pass a matter on; of a complaint mediations and call-backs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from trustcode.complaints.models import FileNote, Passing, PassingProposal, ReportPassing
from trustcode.complaints.rules.file_notes import FileNoteKind, Kept
from trustcode.complaints.rules.passing import Outcome
from trustcode.complaints.rules.purposes import (
    NOTE_MEDIATOR,
    NOTE_PLACE,
    NOTE_TEXT,
    PASSING,
    PASSING_SAID,
    REPORT_PASSING,
    REPORT_PASSING_SAID,
)
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class PassingSheet:
    """A proposal to pass a complaint or report on; `outcome` is None while it waits, `said` the word of who declined."""

    id: str
    region_code: str
    why: str
    proposed_by: str
    proposed_at: datetime
    outcome: Outcome | None
    said: str
    closed_by: str
    closed_at: datetime | None


@dataclass(frozen=True)
class FileNoteSheet:
    """One line of the office's file."""

    kind: FileNoteKind
    held_at: datetime | None
    place: str
    mediator: str
    text: str
    kept: Kept | None
    by_person: str
    at: datetime


def passings_of(reader: Reader, complaint_id: str) -> Sequence[PassingSheet]:
    """All proposals to pass a complaint on, the oldest first; the caller has asked who looks."""
    return _passings(reader, PassingProposal, complaint_id, PASSING, PASSING_SAID)


def passings_of_report(reader: Reader, report_id: str) -> Sequence[PassingSheet]:
    """The same of a report."""
    return _passings(reader, ReportPassing, report_id, REPORT_PASSING, REPORT_PASSING_SAID)


def _passings(reader: Reader, kind: type[Passing], matter_id: str, why: str, said: str) -> Sequence[PassingSheet]:
    open_ = reader.vault.open
    return [
        PassingSheet(
            row.id,
            row.region_code,
            open_(why, row.why),
            row.proposed_by,
            row.proposed_at,
            row.outcome,
            open_(said, row.said) if row.said else "",
            row.closed_by,
            row.closed_at,
        )
        for row in reader.all(select(kind).where(kind.matter_id == matter_id).order_by(kind.proposed_at, kind.id))
    ]


def file_of(reader: Reader, complaint_id: str) -> Sequence[FileNoteSheet]:
    """The office's file of a complaint, the oldest line first; the caller has asked who looks."""
    mine = select(FileNote).where(FileNote.complaint_id == complaint_id)

    def clear(purpose: str, sealed: bytes) -> str:
        return reader.vault.open(purpose, sealed) if sealed else ""

    return [
        FileNoteSheet(
            row.kind,
            row.held_at,
            clear(NOTE_PLACE, row.place),
            clear(NOTE_MEDIATOR, row.mediator),
            clear(NOTE_TEXT, row.text),
            row.kept,
            row.by_person,
            row.at,
        )
        for row in reader.all(mine.order_by(FileNote.at, FileNote.id))
    ]
