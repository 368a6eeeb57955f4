"""Reads: clues of illegality, for officers alone, and what was added to one for whoever reported it. Nothing here says who that is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select

from trustcode.complaints.models import ClockExtension, Complaint, Person, Report, ReportAddition, ReportPassing
from trustcode.complaints.queries.lists import due_of, provisional_of
from trustcode.complaints.rules.authority import READ
from trustcode.complaints.rules.purposes import ADDITION, CLUE, EXTENSION
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.reporting import ReportOrigin, ReportState
from trustcode.complaints.rules.words import Source
from trustcode.kernel.actors import OFFICERS, Actor
from trustcode.kernel.refusals import NotFound
from trustcode.kernel.territory import covers, prefix
from trustcode.people.rules.permissions import require
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class ReportRow:
    """One report in an officer's list. `due_on` is the earliest last day that runs."""

    id: str
    number: str
    respondent_name: str
    region_code: str
    category: str
    problem: str
    state: ReportState
    origin: ReportOrigin
    came_in_at: datetime
    case_no: str
    officer_id: str
    due_on: date | None
    provisional: bool


@dataclass(frozen=True, kw_only=True)
class ReportSheet:
    """Everything of a report but the reporter. `complaint_number` is empty where the officer may not read that one."""

    id: str
    number: str
    complaint_id: str
    complaint_number: str
    origin: ReportOrigin
    merchant_id: str
    respondent_name: str
    respondent_address: str
    region_code: str
    source: Source
    category: str
    problem: str
    clue: str
    evidence: tuple[str, ...]
    anonymous: bool
    has_reporter: bool
    came_in_at: datetime
    competent_at: datetime | None
    state: ReportState
    state_at: datetime
    ground: str
    case_no: str
    case_filed_on: date | None
    joined_number: str
    joined_id: str
    officer_id: str
    changes: int


@dataclass(frozen=True)
class AdditionSheet:
    """What whoever reported added later; `evidence` are digests of its photos."""

    text: str
    evidence: tuple[str, ...]
    added_at: datetime


@dataclass(frozen=True)
class ExtensionSheet:
    """A request for more time; `granted` is None while nobody has decided."""

    id: str
    clock_id: str
    why: str
    asked_by: str
    asked_at: datetime
    granted: bool | None
    decided_by: str
    decided_at: datetime | None


def additions_of(reader: Reader, report_id: str) -> Sequence[AdditionSheet]:
    """What was added to a report, the oldest first. The caller has asked who looks."""
    mine = select(ReportAddition).where(ReportAddition.report_id == report_id)
    return [
        AdditionSheet(reader.vault.open(ADDITION, row.text), tuple(json.loads(row.evidence)), row.added_at)
        for row in reader.all(mine.order_by(ReportAddition.added_at, ReportAddition.id))
    ]


def report_queue(
    reader: Reader,
    actor: Actor,
    states: Sequence[ReportState],
    *,
    within: str = "",
    passing: bool = False,
    limit: int = 50,
    skip: int = 0,
) -> Sequence[ReportRow]:
    """Reports of an officer's region in these states, the earliest last day first. Raises NotFound for others.

    With `passing` only those that somebody wants passed on to another region.
    """
    due = due_of(Report.id)
    wanted = select(Report, due, provisional_of(Report.id)).where(of_region(actor, within), Report.state.in_(states))
    wanted = wanted.where(_is_passing()) if passing else wanted
    rows = reader.rows(
        wanted.order_by(due.is_(None), due, Report.came_in_at.desc(), Report.id).limit(limit).offset(skip)
    )
    return [_row(one, due_on, provisional) for one, due_on, provisional in rows]


def report_counts(reader: Reader, actor: Actor, *, within: str = "") -> dict[ReportState, int]:
    """How many reports of an officer's region stand in each state. Raises NotFound for others."""
    counted = select(Report.state, func.count(Report.id)).where(of_region(actor, within)).group_by(Report.state)
    return {state: int(number) for state, number in reader.rows(counted)}


def reports_passing(reader: Reader, actor: Actor, *, within: str = "") -> int:
    """How many reports of an officer's region somebody wants passed on. Raises NotFound for others."""
    counted = select(func.count(Report.id)).where(of_region(actor, within), _is_passing())
    return int(reader.scalar(counted) or 0)


def report_sheet(reader: Reader, actor: Actor, report_id: str) -> ReportSheet:
    """One report for an officer of its region. Raises NotFound for everybody else, the shop above all."""
    row = reader.get(Report, report_id)
    if row is None or actor.role not in OFFICERS:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    require(actor, READ, merchant_id=row.merchant_id or "", region=row.region_code)
    complaint = reader.get(Complaint, row.complaint_id) if row.complaint_id else None
    joined = reader.get(Report, row.joined_to) if row.joined_to else None
    sees = complaint is not None and covers(actor.scope, complaint.region_code)
    return ReportSheet(
        **{name: getattr(row, name) for name in _PLAIN},
        complaint_id=complaint.id if complaint and sees else "",
        complaint_number=complaint.number if complaint and sees else "",
        merchant_id=row.merchant_id or "",
        clue=reader.vault.open(CLUE, row.clue),
        evidence=tuple(json.loads(row.evidence)),
        has_reporter=reader.get(Person, row.id) is not None,
        joined_number=joined.number if joined else "",
        joined_id=joined.id if joined and covers(actor.scope, joined.region_code) else "",
    )


def reports_of_complaint(reader: Reader, actor: Actor, complaint_id: str) -> Sequence[ReportRow]:
    """Reports that came with a complaint or were found in it: from complaint to case. Raises NotFound for others."""
    wanted = select(Report, due_of(Report.id), provisional_of(Report.id)).where(
        of_region(actor), Report.complaint_id == complaint_id
    )
    rows = reader.rows(wanted.order_by(Report.came_in_at, Report.id))
    return [_row(one, due_on, provisional) for one, due_on, provisional in rows]


def extensions_of(reader: Reader, clock_ids: Sequence[str]) -> Sequence[ExtensionSheet]:
    """All requests for more time for these clocks, the oldest first."""
    if not clock_ids:
        return []
    mine = select(ClockExtension).where(ClockExtension.clock_id.in_(clock_ids))
    return [
        ExtensionSheet(
            row.id,
            row.clock_id,
            reader.vault.open(EXTENSION, row.why),
            row.asked_by,
            row.asked_at,
            row.granted,
            row.decided_by,
            row.decided_at,
        )
        for row in reader.all(mine.order_by(ClockExtension.asked_at, ClockExtension.id))
    ]


def of_region(actor: Actor, within: str = "") -> ColumnElement[bool]:
    """Reports that an officer may read: of the own region, never about a business they have a part in. Raises NotFound."""
    if actor.role not in OFFICERS:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    require(actor, READ, region=actor.scope)
    inside = within if covers(actor.scope, within) else actor.scope
    theirs = Report.region_code.startswith(prefix(inside))
    own = Report.merchant_id.in_(sorted(actor.own_merchants))
    return and_(theirs, Report.merchant_id.is_(None) | ~own) if actor.own_merchants else theirs


def _is_passing() -> ColumnElement[bool]:
    return exists().where(ReportPassing.matter_id == Report.id, ReportPassing.closed_at.is_(None))


def _row(one: Report, due_on: date | None, provisional: Any) -> ReportRow:
    return ReportRow(
        one.id,
        one.number,
        one.respondent_name,
        one.region_code,
        one.category,
        one.problem,
        one.state,
        one.origin,
        one.came_in_at,
        one.case_no,
        one.officer_id,
        due_on,
        bool(provisional),
    )


_PLAIN = (
    "id", "number", "origin", "respondent_name", "respondent_address", "region_code", "source", "category", "problem",
    "anonymous", "came_in_at", "competent_at", "state", "state_at", "ground", "case_no", "case_filed_on", "officer_id", "changes",
)  # fmt: skip
