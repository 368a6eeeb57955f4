"""Reads: complaints of a shop for its desk, of a region for its officers, and what the calendar makes due."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from trustcode.complaints.models import Complaint, Report, RunningClock
from trustcode.complaints.rules.authority import HANDLE
from trustcode.complaints.rules.course import OPEN, State
from trustcode.complaints.rules.reporting import REPORTS_OPEN, ReportState
from trustcode.complaints.rules.words import Hold
from trustcode.kernel.actors import Actor
from trustcode.kernel.territory import covers, prefix
from trustcode.people.rules.permissions import require
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class ComplaintRow:
    """One row of a list. `due_on` is the earliest last day that runs; None where nothing runs."""

    id: str
    number: str
    merchant_id: str
    respondent_name: str
    region_code: str
    category: str
    problem: str
    state: State
    came_in_at: datetime
    holds: tuple[Hold, ...]
    officer_id: str
    due_on: date | None
    provisional: bool


@dataclass(frozen=True)
class ReportRow:
    """One report in an officer's list."""

    id: str
    number: str
    merchant_id: str
    respondent_name: str
    region_code: str
    problem: str
    state: ReportState
    came_in_at: datetime
    complaint_id: str
    officer_id: str
    due_on: date | None


@dataclass(frozen=True)
class Asked:
    """What an officer filters by; empty values mean everything. `within` is a region inside the officer's own."""

    states: tuple[State, ...] = OPEN
    within: str = ""
    officer_id: str = ""
    only_held: bool = False
    merchant_id: str = ""


def of_shop(
    reader: Reader, merchant_id: str, *, only_open: bool = False, limit: int = 50, skip: int = 0
) -> Sequence[ComplaintRow]:
    """Complaints about a shop: what presses first, then the newest. The door has asked who looks."""
    mine = _rows(Complaint.merchant_id == merchant_id)
    return _read(reader, mine.where(Complaint.state.in_(OPEN)) if only_open else mine, limit, skip)


def counts_of_shop(reader: Reader, merchant_id: str) -> dict[State, int]:
    """How many complaints about a shop stand in each state."""
    return _counts(reader, Complaint.merchant_id == merchant_id)


def queue(reader: Reader, actor: Actor, asked: Asked, *, limit: int = 50, skip: int = 0) -> Sequence[ComplaintRow]:
    """Complaints of an officer's region, the earliest last day first. Raises NotFound for others."""
    return _read(reader, _rows(_asked(actor, asked)), limit, skip)


def queue_counts(reader: Reader, actor: Actor, asked: Asked) -> dict[State, int]:
    """How many complaints of an officer's region stand in each state, under the same filter but for the states."""
    return _counts(reader, _asked(actor, Asked((), asked.within, asked.officer_id, asked.only_held, asked.merchant_id)))


def like_it(reader: Reader, complaint_id: str, *, limit: int = 20) -> Sequence[ComplaintRow]:
    """Other complaints about the same shop that came within thirty days of this one, or with the same receipt."""
    row = reader.get(Complaint, complaint_id)
    if row is None or row.merchant_id is None:
        return []
    theirs = and_(Complaint.merchant_id == row.merchant_id, Complaint.id != row.id)
    return _read(reader, _rows(theirs), limit, 0)


def report_queue(reader: Reader, actor: Actor, *, limit: int = 50, skip: int = 0) -> Sequence[ReportRow]:
    """Open reports of an officer's region, the earliest last day first. Raises NotFound for others."""
    require(actor, HANDLE, region=actor.scope)
    inside = Report.region_code.startswith(prefix(actor.scope)), Report.state.in_(REPORTS_OPEN)
    rows = reader.rows(
        select(Report, _due_of(Report.id))
        .where(*inside)
        .order_by(_due_of(Report.id), Report.id)
        .limit(limit)
        .offset(skip)
    )
    return [
        ReportRow(
            one.id,
            one.number,
            one.merchant_id or "",
            one.respondent_name,
            one.region_code,
            one.problem,
            one.state,
            one.came_in_at,
            one.complaint_id or "",
            one.officer_id,
            due,
        )
        for one, due in rows
    ]


def over(reader: Reader, today: date, state: State) -> Sequence[str]:
    """Complaints in a state whose running clock had its last day before today, for the sweep."""
    running = RunningClock.stopped_on.is_(None), RunningClock.due_on < today
    theirs = select(Complaint.id).join(RunningClock, RunningClock.matter_id == Complaint.id)
    return reader.all(theirs.where(Complaint.state == state, *running).distinct().order_by(Complaint.id))


def _asked(actor: Actor, asked: Asked) -> ColumnElement[bool]:
    require(actor, HANDLE, region=actor.scope)
    within = asked.within if covers(actor.scope, asked.within) else actor.scope
    conditions = [Complaint.region_code.startswith(prefix(within))]
    if actor.own_merchants:
        own = Complaint.merchant_id.in_(sorted(actor.own_merchants))
        conditions.append(Complaint.merchant_id.is_(None) | ~own)
    if asked.states:
        conditions.append(Complaint.state.in_(asked.states))
    if asked.officer_id:
        conditions.append(Complaint.officer_id == asked.officer_id)
    if asked.only_held:
        conditions.append(Complaint.holds != "[]")
    if asked.merchant_id:
        conditions.append(Complaint.merchant_id == asked.merchant_id)
    return and_(*conditions)


def _counts(reader: Reader, condition: ColumnElement[bool]) -> dict[State, int]:
    counted = select(Complaint.state, func.count(Complaint.id)).where(condition).group_by(Complaint.state)
    return {state: int(count) for state, count in reader.rows(counted)}


def _due_of(matter_id: Any) -> Any:
    running = RunningClock.matter_id == matter_id, RunningClock.stopped_on.is_(None)
    return select(func.min(RunningClock.due_on)).where(*running).scalar_subquery()


def _provisional_of(matter_id: Any) -> Any:
    running = RunningClock.matter_id == matter_id, RunningClock.stopped_on.is_(None), RunningClock.provisional
    return select(func.count(RunningClock.id)).where(*running).scalar_subquery()


def _rows(condition: ColumnElement[bool]) -> Select[Any]:
    return select(Complaint, _due_of(Complaint.id), _provisional_of(Complaint.id)).where(condition)


def _read(reader: Reader, wanted: Select[Any], limit: int, skip: int) -> list[ComplaintRow]:
    due = _due_of(Complaint.id)
    order = due.is_(None), due, Complaint.came_in_at.desc(), Complaint.id
    return [_row(row) for row in reader.rows(wanted.order_by(*order).limit(limit).offset(skip))]


def _row(row: Any) -> ComplaintRow:
    one, due, provisional = row[0], row[1], row[2]
    return ComplaintRow(
        one.id,
        one.number,
        one.merchant_id or "",
        one.respondent_name,
        one.region_code,
        one.category,
        one.problem,
        one.state,
        one.came_in_at,
        tuple(Hold(why) for why in json.loads(one.holds)),
        one.officer_id,
        due,
        bool(provisional),
    )
