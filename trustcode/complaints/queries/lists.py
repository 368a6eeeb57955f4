"""Reads: complaints of a shop for its desk, of a region for its officers, and what the calendar makes due."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select

from trustcode.clocks.rules import ClockCode
from trustcode.complaints.models import Complaint, PassingProposal, RunningClock
from trustcode.complaints.rules.authority import READ
from trustcode.complaints.rules.course import OPEN, State
from trustcode.complaints.rules.words import Hold, Source
from trustcode.kernel.actors import Actor
from trustcode.kernel.identifiers import digits_of
from trustcode.kernel.territory import covers, prefix
from trustcode.people.rules.permissions import require
from trustcode.storage.reading import Reader

_STANDS_AS = case((Complaint.bundle == "", Complaint.id), else_=Complaint.bundle)
"""Under what a complaint stands in a list with one row a bundle."""


@dataclass(frozen=True)
class ComplaintRow:
    """One row of a list. `due_on` is the earliest last day that runs; None where nothing runs.

    `together`: for how many of the bundle it stands, itself included; 1 for one that stands for itself.
    """

    id: str
    number: str
    merchant_id: str
    respondent_name: str
    region_code: str
    category: str
    problem: str
    source: Source
    state: State
    came_in_at: datetime
    holds: tuple[Hold, ...]
    officer_id: str
    due_on: date | None
    provisional: bool
    bundle: str = ""
    together: int = 1


@dataclass(frozen=True)
class Asked:
    """What an officer filters by; empty values mean everything. `within` is a region inside the officer's own.

    With `telling`, also those whose end both sides have not been told yet; with `passing`, only those that somebody
    wants passed on to another region. `words` is a part of the shop's name, or a whole number of a complaint.
    """

    states: tuple[State, ...] = OPEN
    telling: bool = False
    passing: bool = False
    within: str = ""
    officer_id: str = ""
    only_held: bool = False
    only_plain: bool = False
    merchant_id: str = ""
    words: str = ""


def of_shop(
    reader: Reader, merchant_id: str, *, only_open: bool = False, limit: int = 50, skip: int = 0
) -> Sequence[ComplaintRow]:
    """Complaints about a shop: what waits for its answer, by the last day; the other open ones; those that ended.

    The door has asked who looks.
    """
    mine = _rows(Complaint.merchant_id == merchant_id)
    turn = case((Complaint.state == State.SETTLING, 0), (Complaint.state.in_(OPEN), 1), else_=2)
    return _read(reader, mine.where(Complaint.state.in_(OPEN)) if only_open else mine, limit, skip, turn)


def counts_of_shop(reader: Reader, merchant_id: str) -> dict[State, int]:
    """How many complaints about a shop stand in each state."""
    return _counts(reader, Complaint.merchant_id == merchant_id)


def answers_due(reader: Reader, until: date) -> Sequence[tuple[str, str, date]]:
    """(shop, complaint, last day) of all complaints that wait for a shop's answer, with a last day up to a day."""
    clock = RunningClock.matter_id == Complaint.id, RunningClock.stopped_on.is_(None), RunningClock.due_on <= until
    waiting = select(Complaint.merchant_id, Complaint.id, RunningClock.due_on).join(RunningClock, and_(*clock))
    mine = waiting.where(Complaint.state == State.SETTLING, Complaint.merchant_id.is_not(None))
    return [(shop, matter, due) for shop, matter, due in reader.rows(mine.order_by(RunningClock.due_on, Complaint.id))]


def queue(reader: Reader, actor: Actor, asked: Asked, *, limit: int = 50, skip: int = 0) -> Sequence[ComplaintRow]:
    """Complaints of an officer's region, the earliest last day first. Raises NotFound for others.

    Of those with the same last day, what began at a code in the shop weighs more than what was found by search.
    """
    wanted, due = _rows(asked_for(actor, asked)), due_of(Complaint.id)
    return [_row(row) for row in reader.rows(wanted.order_by(*_weighed(due)).limit(limit).offset(skip))]


def bundled(reader: Reader, actor: Actor, asked: Asked, *, limit: int = 50, skip: int = 0) -> Sequence[ComplaintRow]:
    """The same with one row a bundle: its most pressing one stands for all of it. Raises NotFound for others."""
    due = due_of(Complaint.id)
    place = func.row_number().over(partition_by=_STANDS_AS, order_by=_weighed(due)).label("place")
    together = func.count().over(partition_by=_STANDS_AS).label("together")
    found = select(Complaint.id, place, together).where(asked_for(actor, asked)).subquery()
    firsts = select(Complaint, due, provisional_of(Complaint.id), found.c.together).join(
        found, found.c.id == Complaint.id
    )
    rows = reader.rows(firsts.where(found.c.place == 1).order_by(*_weighed(due)).limit(limit).offset(skip))
    return [replace(_row(row), together=int(row[3])) for row in rows]


def bundled_size(reader: Reader, actor: Actor, asked: Asked) -> int:
    """How many rows a filter finds with one row a bundle."""
    standing = func.count(func.distinct(_STANDS_AS))
    return int(reader.scalar(select(standing).select_from(Complaint).where(asked_for(actor, asked))) or 0)


def queue_counts(reader: Reader, actor: Actor, asked: Asked) -> dict[State, int]:
    """How many complaints of an officer's region stand in each state, under the same filter but for the states."""
    return _counts(reader, asked_for(actor, replace(asked, states=(), telling=False, passing=False)))


def queue_size(reader: Reader, actor: Actor, asked: Asked) -> int:
    """How many complaints a filter finds."""
    return int(reader.scalar(select(func.count(Complaint.id)).where(asked_for(actor, asked))) or 0)


def over(reader: Reader, today: date, state: State) -> Sequence[str]:
    """Complaints in a state whose running clock had its last day before today, for the sweep."""
    running = RunningClock.stopped_on.is_(None), RunningClock.due_on < today
    theirs = select(Complaint.id).join(RunningClock, RunningClock.matter_id == Complaint.id)
    return reader.all(theirs.where(Complaint.state == state, *running).distinct().order_by(Complaint.id))


def of_region(actor: Actor, within: str = "") -> ColumnElement[bool]:
    """Complaints that an officer may read: of the own region, never about a business they have a part in.

    Raises NotFound for whoever is no officer.
    """
    require(actor, READ, region=actor.scope)
    inside = within if covers(actor.scope, within) else actor.scope
    theirs = Complaint.region_code.startswith(prefix(inside))
    own = Complaint.merchant_id.in_(sorted(actor.own_merchants))
    return and_(theirs, Complaint.merchant_id.is_(None) | ~own) if actor.own_merchants else theirs


def asked_for(actor: Actor, asked: Asked) -> ColumnElement[bool]:
    """What a filter means for an officer. Raises NotFound for whoever is none."""
    conditions = [of_region(actor, asked.within)]
    if asked.states or asked.telling:
        wanted = [Complaint.state.in_(asked.states)] if asked.states else []
        conditions.append(or_(*wanted, _is_telling()) if asked.telling else wanted[0])
    if asked.passing:
        waiting = PassingProposal.matter_id == Complaint.id, PassingProposal.closed_at.is_(None)
        conditions.append(exists().where(*waiting))
    if asked.officer_id:
        conditions.append(Complaint.officer_id == asked.officer_id)
    if asked.only_held or asked.only_plain:
        conditions.append(Complaint.holds != "[]" if asked.only_held else Complaint.holds == "[]")
    if asked.merchant_id:
        conditions.append(Complaint.merchant_id == asked.merchant_id)
    if asked.words:
        digits = digits_of(asked.words)
        named = Complaint.respondent_name.contains(asked.words, autoescape=True)
        conditions.append(or_(named, Complaint.number == digits) if digits else named)
    return and_(*conditions)


def _is_telling() -> ColumnElement[bool]:
    running = RunningClock.matter_id == Complaint.id, RunningClock.stopped_on.is_(None)
    return exists().where(*running, RunningClock.code == ClockCode.TELL_END)


def _counts(reader: Reader, condition: ColumnElement[bool]) -> dict[State, int]:
    counted = select(Complaint.state, func.count(Complaint.id)).where(condition).group_by(Complaint.state)
    return {state: int(count) for state, count in reader.rows(counted)}


def due_of(matter_id: Any) -> Any:
    """The earliest last day that runs for a matter, as a subquery."""
    running = RunningClock.matter_id == matter_id, RunningClock.stopped_on.is_(None)
    return select(func.min(RunningClock.due_on)).where(*running).scalar_subquery()


def provisional_of(matter_id: Any) -> Any:
    """How many clocks of a matter run provisionally, as a subquery."""
    running = RunningClock.matter_id == matter_id, RunningClock.stopped_on.is_(None), RunningClock.provisional
    return select(func.count(RunningClock.id)).where(*running).scalar_subquery()


def rows_of(
    reader: Reader,
    condition: ColumnElement[bool],
    *,
    limit: int,
    skip: int = 0,
    first: tuple[ColumnElement[int], ...] = (),
) -> Sequence[ComplaintRow]:
    """Rows of a condition whose reader was asked before, the most pressing first; `first` orders before that."""
    return _read(reader, _rows(condition), limit, skip, *first)


def _rows(condition: ColumnElement[bool]) -> Select[Any]:
    return select(Complaint, due_of(Complaint.id), provisional_of(Complaint.id)).where(condition)


def _read(reader: Reader, wanted: Select[Any], limit: int, skip: int, *first: ColumnElement[int]) -> list[ComplaintRow]:
    order = *first, *_pressing_first(due_of(Complaint.id))
    return [_row(row) for row in reader.rows(wanted.order_by(*order).limit(limit).offset(skip))]


def _pressing_first(due: Any) -> tuple[Any, ...]:
    return due.is_(None), due, Complaint.came_in_at.desc(), Complaint.id


def _weighed(due: Any) -> tuple[Any, ...]:
    """The order of an office: a scan speaks for a visit, though it proves none, so it moves nothing but its place."""
    is_undated, day, *then = _pressing_first(due)
    return is_undated, day, case((Complaint.source == Source.SCAN, 0), else_=1), *then


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
        one.source,
        one.state,
        one.came_in_at,
        tuple(Hold(why) for why in json.loads(one.holds)),
        one.officer_id,
        due,
        bool(provisional),
        one.bundle,
    )
