"""What the office writes into its own file of a complaint: a mediation set and held, a call-back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from trustcode.complaints.actions.moving import held
from trustcode.complaints.entries import FileNoted
from trustcode.complaints.models import Complaint, FileNote
from trustcode.complaints.rules.file_notes import (
    LONGEST_MEDIATOR,
    LONGEST_PLACE,
    NOTED_IN,
    FileNoteKind,
    Kept,
    has_to_be_done,
    may_call_back,
    was_called,
)
from trustcode.complaints.rules.purposes import NOTE_MEDIATOR, NOTE_PLACE, NOTE_TEXT
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.saying import read_text
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.refusals import Refusal
from trustcode.record.pen import Pen


def set_mediation(
    pen: Pen, *, complaint_id: str, held_at: datetime, place: str, mediator: str, seen: int | None = None
) -> None:
    """Name time, place and mediator of a mediation that is to come; the notice is printed with them.

    Raises NotFound, Refusal SITTING_PASSED, NOT_NOTED_NOW.
    """
    row = _noted(pen, complaint_id, FileNoteKind.SITTING, seen)
    if held_at <= pen.at:
        raise Refusal(ComplaintRefusal.SITTING_PASSED, "day")
    where = read_text(place, "place", most=LONGEST_PLACE)
    who = read_text(mediator, "mediator", most=LONGEST_MEDIATOR)
    add_note(pen, row, FileNoteKind.SITTING, held_at=held_at, place=where, mediator=who)


def record_mediation(
    pen: Pen, *, complaint_id: str, held_at: datetime, place: str, mediator: str, text: str, seen: int | None = None
) -> None:
    """Write down a mediation that was held: what each side said and what came of it.

    Raises NotFound, Refusal RECORD_AHEAD, NOT_NOTED_NOW.
    """
    row = _noted(pen, complaint_id, FileNoteKind.RECORD, seen)
    if held_at > pen.at:
        raise Refusal(ComplaintRefusal.RECORD_AHEAD, "day")
    where = read_text(place, "place", most=LONGEST_PLACE)
    who = read_text(mediator, "mediator", most=LONGEST_MEDIATOR)
    said = read_text(text, "text")
    add_note(pen, row, FileNoteKind.RECORD, held_at=held_at, place=where, mediator=who, text=said)


def call_back(pen: Pen, *, complaint_id: str, kept: Kept | None, text: str, seen: int | None = None) -> None:
    """Note what the shopper said when the office asked afterwards, once for each end.

    `kept` is needed where something was to be done, and else says at most that nobody was reached; then the words are
    needed. Raises NotFound, Refusal MISSING, NOT_NOTED_NOW.
    """
    row = _noted(pen, complaint_id, FileNoteKind.CALL_BACK, seen)
    if not may_call_back(row.state, row.accepted_at) or was_called(_calls(pen, row), row.ended_at):
        raise Refusal(ComplaintRefusal.NOT_NOTED_NOW)
    asks = has_to_be_done(row.state, row.ground)
    if kept is None and asks:
        raise Refusal(ComplaintRefusal.MISSING, "kept")
    found = kept if asks or kept is Kept.NOT_REACHED else None
    add_note(pen, row, FileNoteKind.CALL_BACK, kept=found, text=read_text(text, "text", needed=found is None))


def add_note(
    pen: Pen,
    row: Complaint,
    kind: FileNoteKind,
    *,
    held_at: datetime | None = None,
    place: str = "",
    mediator: str = "",
    text: str = "",
    kept: Kept | None = None,
) -> None:
    """Put a line into the file, sealed, with its entry; the caller has asked who may and read the texts."""

    def sealed(purpose: str, words: str) -> bytes:
        return pen.vault.seal(purpose, words) if words else b""

    made = FileNote(
        id=new_id(),
        complaint_id=row.id,
        kind=kind,
        held_at=held_at,
        place=sealed(NOTE_PLACE, place),
        mediator=sealed(NOTE_MEDIATOR, mediator),
        text=sealed(NOTE_TEXT, text),
        kept=kept,
        by_person=pen.actor.person_id,
        at=pen.at,
    )
    pen.add(made)
    pen.note(FileNoted(subject=row.id, note=made.id, what=kind.value))


def _calls(pen: Pen, row: Complaint) -> list[tuple[datetime, Kept | None]]:
    mine = select(FileNote.at, FileNote.kept).where(FileNote.complaint_id == row.id)
    return [(at, kept) for at, kept in pen.rows(mine.where(FileNote.kind == FileNoteKind.CALL_BACK))]


def _noted(pen: Pen, complaint_id: str, kind: FileNoteKind, seen: int | None) -> Complaint:
    row = held(pen, complaint_id, seen)
    if row.state not in NOTED_IN[kind]:
        raise Refusal(ComplaintRefusal.NOT_NOTED_NOW)
    return row
