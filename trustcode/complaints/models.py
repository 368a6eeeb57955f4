"""Tables of complaints and reports. Texts and persons are sealed; steps, messages and readings are append-only."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from trustcode.clocks.rules import ClockCode, PauseWhy
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.file_notes import FileNoteKind, Kept
from trustcode.complaints.rules.passing import Outcome
from trustcode.complaints.rules.reporting import ReportOrigin, ReportState
from trustcode.complaints.rules.words import PaperKind, Source, Speaker
from trustcode.storage.base import Base, Recorded, Working, words
from trustcode.storage.triggers import guard


class Complaint(Base, Recorded):
    """One complaint. What was filed is never changed; `state` and what follows from it is.

    `merchant_id` is empty where the shop has no code of ours. `came_in_at` is when it first reached any of us,
    `competent_at` when the competent office had it: the clock of acceptance starts there. `accepted_at` is when the
    office first took it on as a complaint. `holds` are the marks of a
    matter that is one of many, `bundle` the name under which such matters stand together, `freed_at` when an officer took
    the marks off for good. `changes` counts every step, so that two officers cannot overtake each other unseen.
    """

    __tablename__ = "complaint"
    __table_args__ = (
        Index("ix_complaint_shop", "merchant_id", "came_in_at"),
        Index("ix_complaint_office", "region_code", "state"),
        Index("ix_complaint_bundle", "bundle"),
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    number: Mapped[str] = mapped_column(String(12), unique=True)
    filing_id: Mapped[str] = mapped_column(String(16), index=True)
    merchant_id: Mapped[str | None] = mapped_column(String(16), ForeignKey("merchant.id"))
    respondent_name: Mapped[str] = mapped_column(String(80))
    respondent_address: Mapped[str] = mapped_column(String(120), default="")
    region_code: Mapped[str] = mapped_column(String(6))
    source: Mapped[Source] = mapped_column(words(Source, "complaint_source"))
    print_serial: Mapped[int] = mapped_column(Integer, default=0)
    return_id: Mapped[str | None] = mapped_column(String(16), ForeignKey("return_entry.id"))
    category: Mapped[str] = mapped_column(String(40))
    problem: Mapped[str] = mapped_column(String(40))
    bought_on: Mapped[date | None]
    happened_on: Mapped[date | None]
    amount_fen: Mapped[int | None] = mapped_column(BigInteger)
    wishes: Mapped[str] = mapped_column(Text, default="[]")
    facts: Mapped[bytes] = mapped_column(LargeBinary)
    wish_note: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    evidence: Mapped[str] = mapped_column(Text, default="[]")
    receipt_index: Mapped[bytes] = mapped_column(LargeBinary(32), default=b"")
    sketch: Mapped[bytes] = mapped_column(LargeBinary(128), default=b"")
    text_hash: Mapped[str] = mapped_column(String(64))
    may_publish: Mapped[bool]
    may_delegate: Mapped[bool]
    holds: Mapped[str] = mapped_column(Text, default="[]")
    bundle: Mapped[str] = mapped_column(String(16), default="", server_default="")
    freed_at: Mapped[datetime | None]
    came_in_at: Mapped[datetime]
    competent_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    state: Mapped[State] = mapped_column(words(State, "complaint_state"))
    state_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ground: Mapped[str] = mapped_column(String(40), default="")
    answered_in_time: Mapped[bool | None]
    obtained_fen: Mapped[int | None] = mapped_column(BigInteger)
    satisfaction: Mapped[int | None]
    officer_id: Mapped[str] = mapped_column(String(16), default="")
    changes: Mapped[int] = mapped_column(Integer, default=0)

    @property
    def is_taken_over(self) -> bool:
        """Whether it came from a list of what another system has closed: no text and no person ever came with it."""
        return not self.text_hash


class Report(Base, Recorded):
    """One clue of illegality. Nothing of it is ever shown to the public or to the shop.

    `complaint_id` names the complaint in whose mediation it was found, or that came in the same message. `case_no` is
    the number of the case that was filed on it. `came_in_at` is when it first reached any of us, `competent_at` when
    the competent office received it from another one; empty where it came there at once.
    """

    __tablename__ = "illegality_report"
    __table_args__ = (Index("ix_illegality_report_office", "region_code", "state"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    number: Mapped[str] = mapped_column(String(12), unique=True)
    filing_id: Mapped[str] = mapped_column(String(16), index=True)
    complaint_id: Mapped[str | None] = mapped_column(String(16), ForeignKey("complaint.id"))
    origin: Mapped[ReportOrigin] = mapped_column(words(ReportOrigin, "report_origin"))
    merchant_id: Mapped[str | None] = mapped_column(String(16), ForeignKey("merchant.id"), index=True)
    respondent_name: Mapped[str] = mapped_column(String(80))
    respondent_address: Mapped[str] = mapped_column(String(120), default="")
    region_code: Mapped[str] = mapped_column(String(6))
    source: Mapped[Source] = mapped_column(words(Source, "report_source"))
    category: Mapped[str] = mapped_column(String(40))
    problem: Mapped[str] = mapped_column(String(40))
    clue: Mapped[bytes] = mapped_column(LargeBinary)
    evidence: Mapped[str] = mapped_column(Text, default="[]")
    text_hash: Mapped[str] = mapped_column(String(64))
    anonymous: Mapped[bool]
    came_in_at: Mapped[datetime]
    competent_at: Mapped[datetime | None]
    state: Mapped[ReportState] = mapped_column(words(ReportState, "report_state"))
    state_at: Mapped[datetime]
    ground: Mapped[str] = mapped_column(String(40), default="")
    case_no: Mapped[str] = mapped_column(String(60), default="")
    case_filed_on: Mapped[date | None]
    joined_to: Mapped[str | None] = mapped_column(String(16), ForeignKey("illegality_report.id"))
    officer_id: Mapped[str] = mapped_column(String(16), default="")
    changes: Mapped[int] = mapped_column(Integer, default=0)


class ReportAddition(Base, Recorded):
    """What whoever reported added to an open report, sealed; for officers alone, and nothing of who it was."""

    __tablename__ = "illegality_addition"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    report_id: Mapped[str] = mapped_column(String(16), ForeignKey("illegality_report.id"), index=True)
    text: Mapped[bytes] = mapped_column(LargeBinary)
    evidence: Mapped[str] = mapped_column(Text, default="[]")
    added_at: Mapped[datetime]


class Person(Base, Recorded):
    """Who filed a matter (of a complaint or a report), sealed; the indexes find the same phone or paper again.

    Read only through `queries.persons`, with a reason that is kept.
    """

    __tablename__ = "complaint_person"
    __table_args__ = (Index("ix_complaint_person_phone", "phone_index"),)

    matter_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[bytes] = mapped_column(LargeBinary)
    phone: Mapped[bytes] = mapped_column(LargeBinary)
    phone_index: Mapped[bytes] = mapped_column(LargeBinary(32))
    proved_at: Mapped[datetime | None]
    address: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    paper: Mapped[PaperKind | None] = mapped_column(words(PaperKind, "paper_kind"))
    paper_number: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    paper_index: Mapped[bytes] = mapped_column(LargeBinary(32), default=b"")
    device_index: Mapped[bytes] = mapped_column(LargeBinary(32), default=b"")
    filed_at: Mapped[datetime]


class Step(Base, Recorded):
    """One thing that was done to a complaint or report, in order. `said` is a sealed remark for both sides."""

    __tablename__ = "complaint_step"
    __table_args__ = (UniqueConstraint("matter_id", "place", name="uq_complaint_step_place"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    matter_id: Mapped[str] = mapped_column(String(16))
    place: Mapped[int]
    act: Mapped[str] = mapped_column(String(40))
    was: Mapped[str] = mapped_column(String(40))
    now: Mapped[str] = mapped_column(String(40))
    ground: Mapped[str] = mapped_column(String(40), default="")
    said: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    by_role: Mapped[str] = mapped_column(String(20))
    by_person: Mapped[str] = mapped_column(String(16), default="")
    at: Mapped[datetime]


class Message(Base, Recorded):
    """What one side said to the other, sealed; the shop never sees who it talks to."""

    __tablename__ = "complaint_message"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    complaint_id: Mapped[str] = mapped_column(String(16), ForeignKey("complaint.id"), index=True)
    speaker: Mapped[Speaker] = mapped_column(words(Speaker, "complaint_speaker"))
    person_id: Mapped[str] = mapped_column(String(16), default="")
    text: Mapped[bytes] = mapped_column(LargeBinary)
    evidence: Mapped[str] = mapped_column(Text, default="[]")
    is_reply: Mapped[bool] = mapped_column(default=False)
    said_at: Mapped[datetime]


class RunningClock(Base, Recorded):
    """A clock of a matter. `rule_from` names the version of the law; `due_on` was reckoned when it was last touched.

    `stopped_on` is the day on which what it waits for was done; `met` whether that was in time.
    """

    __tablename__ = "complaint_clock"
    __table_args__ = (
        Index("ix_complaint_clock_due", "stopped_on", "due_on"),
        Index("ix_complaint_clock_running", "matter_id", "stopped_on", "due_on"),
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    matter_id: Mapped[str] = mapped_column(String(16))
    code: Mapped[ClockCode] = mapped_column(words(ClockCode, "clock_code"))
    rule_from: Mapped[date]
    started_at: Mapped[datetime]
    start_on: Mapped[date]
    named_on: Mapped[date | None]
    due_on: Mapped[date]
    provisional: Mapped[bool]
    extended: Mapped[bool] = mapped_column(default=False)
    stopped_on: Mapped[date | None]
    met: Mapped[bool | None]


class ClockPause(Base, Recorded):
    """A clock stands still: appraisal or testing, with the days and who ordered it."""

    __tablename__ = "complaint_pause"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    clock_id: Mapped[str] = mapped_column(String(16), ForeignKey("complaint_clock.id"), index=True)
    why: Mapped[PauseWhy] = mapped_column(words(PauseWhy, "pause_why"))
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    ordered_by: Mapped[str] = mapped_column(String(16))


class ClockExtension(Base, Recorded):
    """An officer asks for the longer time that the law allows a clock; another person decides. `why` is sealed."""

    __tablename__ = "complaint_extension"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    clock_id: Mapped[str] = mapped_column(String(16), ForeignKey("complaint_clock.id"), index=True)
    why: Mapped[bytes] = mapped_column(LargeBinary)
    asked_by: Mapped[str] = mapped_column(String(16))
    asked_at: Mapped[datetime]
    granted: Mapped[bool | None]
    decided_by: Mapped[str] = mapped_column(String(16), default="")
    decided_at: Mapped[datetime | None]


def _one_open(name: str, column: str) -> Index:
    """Of one matter no two proposals wait at the same time."""
    waits = text("closed_at IS NULL")
    return Index(name, column, unique=True, sqlite_where=waits, postgresql_where=waits)


class Passing(Base, Recorded):
    """Another region's office is said to be competent: one officer proposes it, a second decides. Texts are sealed.

    `outcome` is empty while it waits. `matter_id` is the complaint or the report, each kind with a table of its own.
    """

    __abstract__ = True

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    matter_id: Mapped[str]
    region_code: Mapped[str] = mapped_column(String(6))
    why: Mapped[bytes] = mapped_column(LargeBinary)
    proposed_by: Mapped[str] = mapped_column(String(16))
    proposed_at: Mapped[datetime]
    outcome: Mapped[Outcome | None] = mapped_column(words(Outcome, "passing_outcome"))
    said: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    closed_by: Mapped[str] = mapped_column(String(16), default="")
    closed_at: Mapped[datetime | None]


class PassingProposal(Passing):
    """Of a complaint."""

    __tablename__ = "complaint_passing"
    __table_args__ = (_one_open("uq_complaint_passing_open", "complaint_id"),)

    matter_id: Mapped[str] = mapped_column("complaint_id", String(16), ForeignKey("complaint.id"), index=True)


class ReportPassing(Passing):
    """Of a report."""

    __tablename__ = "illegality_passing"
    __table_args__ = (_one_open("uq_illegality_passing_open", "report_id"),)

    matter_id: Mapped[str] = mapped_column("report_id", String(16), ForeignKey("illegality_report.id"), index=True)


class FileNote(Base, Recorded):
    """What the office keeps in its own file of a complaint: a mediation set or held, a call-back. Texts are sealed.

    `held_at` is when the mediation is, or was; `place` where, or the office that a referral went to. `kept` is what a
    call-back found of the agreement.
    """

    __tablename__ = "complaint_note"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    complaint_id: Mapped[str] = mapped_column(String(16), ForeignKey("complaint.id"), index=True)
    kind: Mapped[FileNoteKind] = mapped_column(words(FileNoteKind, "file_note_kind"))
    held_at: Mapped[datetime | None]
    place: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    mediator: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    text: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    kept: Mapped[Kept | None] = mapped_column(words(Kept, "call_back_kept"))
    by_person: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]


class SavedAnswer(Base, Working):
    """A text that an office uses again and again, for its region and those below. It is copied, never referred to."""

    __tablename__ = "saved_answer"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    region_code: Mapped[str] = mapped_column(String(6), index=True)
    title: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str] = mapped_column(String(16))
    made_at: Mapped[datetime]


class PersonReading(Base, Recorded):
    """An officer read who filed a matter: which field and why. One row a field."""

    __tablename__ = "complaint_reading"
    __table_args__ = (Index("ix_complaint_reading_by", "read_by", "read_at"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    matter_id: Mapped[str] = mapped_column(String(16), index=True)
    field: Mapped[str] = mapped_column(String(20))
    why: Mapped[str] = mapped_column(String(200))
    read_by: Mapped[str] = mapped_column(String(16))
    read_at: Mapped[datetime]


class SettlingMember(Base, Recorded):
    """A shop that settles first (ODR): complaints go to it for some working days before the office takes them."""

    __tablename__ = "settling_member"

    merchant_id: Mapped[str] = mapped_column(String(16), ForeignKey("merchant.id"), primary_key=True)
    joined_on: Mapped[date]
    left_on: Mapped[date | None]
    changed_by: Mapped[str] = mapped_column(String(16), default="")


class FilingDraft(Base, Working):
    """What somebody has typed and not sent yet, sealed, for some days; the key is in a cookie of that device alone."""

    __tablename__ = "complaint_draft"

    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    touched_at: Mapped[datetime] = mapped_column(index=True)


class PhoneCode(Base, Working):
    """A one-time code that was sent to a phone; only keyed hashes of both are kept."""

    __tablename__ = "phone_code"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    phone_index: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    code_index: Mapped[bytes] = mapped_column(LargeBinary(32))
    sent_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    used_at: Mapped[datetime | None]


for _model in (Step, Message, FileNote, PersonReading, ReportAddition):
    guard(cast(Table, _model.__table__))
