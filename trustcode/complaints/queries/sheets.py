"""Reads: one complaint, in clear for whoever may see it, and never with who filed it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from trustcode.complaints.models import Complaint, Message, Person, Report, Step
from trustcode.complaints.rules.authority import READ
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.numbers import SECRET_PURPOSE, secret_holds
from trustcode.complaints.rules.purposes import CLUE, FACTS, MESSAGE, SAID, WISH
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.reporting import ReportState
from trustcode.complaints.rules.words import Hold, Source, Speaker, Wish
from trustcode.kernel.actors import Actor
from trustcode.kernel.refusals import NotFound
from trustcode.people.rules.permissions import require
from trustcode.storage.reading import Reader


@dataclass(frozen=True, kw_only=True)
class ComplaintSheet:
    """Everything of a complaint but the person. Money is fen; `holds`, `bundle` and `officer_id` are for officers alone.

    `taken_over`: it came from a list of what another system has closed, with neither words nor a person.
    """

    id: str
    number: str
    filing_id: str
    merchant_id: str
    respondent_name: str
    respondent_address: str
    region_code: str
    source: Source
    print_serial: int
    return_id: str
    category: str
    problem: str
    bought_on: date | None
    happened_on: date | None
    amount_fen: int | None
    wishes: tuple[Wish, ...]
    facts: str
    wish_note: str
    evidence: tuple[str, ...]
    may_publish: bool
    may_delegate: bool
    holds: tuple[Hold, ...]
    bundle: str
    came_in_at: datetime
    competent_at: datetime | None
    accepted_at: datetime | None
    state: State
    state_at: datetime
    ended_at: datetime | None
    ground: str
    answered_in_time: bool | None
    obtained_fen: int | None
    satisfaction: int | None
    officer_id: str
    changes: int
    phone_proved: bool
    has_identity: bool
    taken_over: bool


@dataclass(frozen=True)
class StepSheet:
    """One step of a matter; `said` is a remark for both sides."""

    act: str
    was: str
    now: str
    ground: str
    said: str
    by_role: str
    by_person: str
    at: datetime


@dataclass(frozen=True)
class MessageSheet:
    """What one side wrote; `is_reply` marks the shop's answer to the complaint."""

    id: str
    speaker: Speaker
    text: str
    evidence: tuple[str, ...]
    is_reply: bool
    said_at: datetime


@dataclass(frozen=True, kw_only=True)
class OwnReport:
    """What whoever reported is told of their report: what they wrote, where it stands, and since when which office has it."""

    id: str
    number: str
    region_code: str
    respondent_name: str
    category: str
    problem: str
    clue: str
    evidence: tuple[str, ...]
    anonymous: bool
    came_in_at: datetime
    competent_at: datetime | None
    state: ReportState
    state_at: datetime
    ground: str


def sheet(reader: Reader, actor: Actor, complaint_id: str) -> ComplaintSheet:
    """A complaint for a shop it is about or an officer of its region. Raises NotFound for everybody else."""
    row = reader.get(Complaint, complaint_id)
    if row is None:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    require(actor, READ, merchant_id=row.merchant_id or "-", region=row.region_code)
    return sheet_of(reader, row)


def own_matter(reader: Reader, number: str, secret: str) -> ComplaintSheet | OwnReport:
    """The complaint or report that number and secret open together. Raises NotFound for anything else.

    The secret follows from the number and our key alone: a wrong one is turned away before the database is asked, so that
    neither time nor words tell a number that is there from one that is not.
    """
    if not secret_holds(reader.vault.index(SECRET_PURPOSE, number), secret):
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    complaint = reader.one(select(Complaint).where(Complaint.number == number))
    if complaint is not None:
        return sheet_of(reader, complaint)
    report = reader.one(select(Report).where(Report.number == number))
    if report is not None:
        return _own_report(reader, report)
    raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)


def _own_report(reader: Reader, row: Report) -> OwnReport:
    return OwnReport(
        id=row.id,
        number=row.number,
        region_code=row.region_code,
        respondent_name=row.respondent_name,
        category=row.category,
        problem=row.problem,
        clue=reader.vault.open(CLUE, row.clue),
        evidence=tuple(json.loads(row.evidence)),
        anonymous=row.anonymous,
        came_in_at=row.came_in_at,
        competent_at=row.competent_at,
        state=row.state,
        state_at=row.state_at,
        ground=row.ground,
    )


def sheet_of(reader: Reader, row: Complaint) -> ComplaintSheet:
    """A row in clear; the caller has asked who looks."""
    person = reader.get(Person, row.id)
    open_ = reader.vault.open
    plain = {name: getattr(row, name) for name in _PLAIN}
    return ComplaintSheet(
        **plain,
        merchant_id=row.merchant_id or "",
        return_id=row.return_id or "",
        wishes=tuple(Wish(one) for one in json.loads(row.wishes)),
        facts=open_(FACTS, row.facts),
        wish_note=open_(WISH, row.wish_note) if row.wish_note else "",
        evidence=tuple(json.loads(row.evidence)),
        holds=tuple(Hold(one) for one in json.loads(row.holds)),
        bundle=row.bundle,
        phone_proved=person is not None and person.proved_at is not None,
        taken_over=row.is_taken_over,
        has_identity=person is not None and bool(person.paper_number) and bool(person.address),
    )


def steps_of(reader: Reader, matter_id: str) -> Sequence[StepSheet]:
    """All steps of a matter, the oldest first."""
    rows = reader.all(select(Step).where(Step.matter_id == matter_id).order_by(Step.place))
    said = [reader.vault.open(SAID, row.said) if row.said else "" for row in rows]
    return [
        StepSheet(row.act, row.was, row.now, row.ground, words, row.by_role, row.by_person, row.at)
        for row, words in zip(rows, said, strict=True)
    ]


def messages_of(reader: Reader, complaint_id: str) -> Sequence[MessageSheet]:
    """Everything both sides wrote, the oldest first."""
    mine = select(Message).where(Message.complaint_id == complaint_id).order_by(Message.said_at, Message.id)
    return [
        MessageSheet(
            row.id,
            row.speaker,
            reader.vault.open(MESSAGE, row.text),
            tuple(json.loads(row.evidence)),
            row.is_reply,
            row.said_at,
        )
        for row in reader.all(mine)
    ]


_PLAIN = (
    "id", "number", "filing_id", "respondent_name", "respondent_address", "region_code", "source", "print_serial",
    "category", "problem", "bought_on", "happened_on", "amount_fen", "may_publish", "may_delegate", "came_in_at",
    "competent_at", "accepted_at", "state", "state_at", "ended_at", "ground", "answered_in_time", "obtained_fen",
    "satisfaction", "officer_id", "changes",
)  # fmt: skip
