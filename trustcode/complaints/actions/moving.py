"""The one place where the state of a complaint or report is set, with its step, its clocks and its entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

from sqlalchemy import select

from trustcode.clocks.rules import ClockCode
from trustcode.complaints.actions import ticking
from trustcode.complaints.actions.proposals import close_passing, open_passing
from trustcode.complaints.entries import ComplaintMoved, ReportMoved
from trustcode.complaints.models import Complaint, Person, Report, RunningClock, Step
from trustcode.complaints.rules.authority import HANDLE, require_act
from trustcode.complaints.rules.course import COURSE, ENDED, Act, State, arrow_for
from trustcode.complaints.rules.numbers import SECRET_PURPOSE, secret_holds
from trustcode.complaints.rules.passing import Outcome
from trustcode.complaints.rules.purposes import SAID, TEXT
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.reporting import REPORT_COURSE, ReportAct, ReportState
from trustcode.complaints.rules.telling import moved_notice
from trustcode.complaints.rules.ticking import (
    REPORT_CUT_SHORT,
    REPORT_STARTS,
    REPORT_WAITS_FOR,
    STARTS,
    is_met_by,
    is_stopped_by,
)
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.notices.actions import tell
from trustcode.people.rules.permissions import require
from trustcode.record.pen import Pen

M = TypeVar("M", Complaint, Report)


def locked(pen: Pen, complaint_id: str) -> Complaint:
    """The complaint, held until the commit. Raises NotFound."""
    row = pen.lock(Complaint, complaint_id)
    if row is None:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    return row


def held(pen: Pen, complaint_id: str, seen: int | None = None) -> Complaint:
    """The complaint, held, for an officer of its region who may handle it. Raises NotFound, Refusal CHANGED_MEANWHILE."""
    row = locked(pen, complaint_id)
    require(pen.actor, HANDLE, region=row.region_code, merchant_id=row.merchant_id or "")
    require_unchanged(row, seen)
    return row


def opened(pen: Pen, number: str, secret: str) -> Complaint:
    """The complaint that number and secret open together, held until the commit. Raises NotFound for any other."""
    return _opened(pen, Complaint, number, secret)


def opened_report(pen: Pen, number: str, secret: str) -> Report:
    """The report that number and secret open together, held until the commit. Raises NotFound for any other."""
    return _opened(pen, Report, number, secret)


def _opened(pen: Pen, model: type[M], number: str, secret: str) -> M:
    """A wrong secret is turned away before the database is asked, whether or not there is such a number."""
    if not secret_holds(pen.vault.index(SECRET_PURPOSE, number), secret):
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    found = pen.one(select(model.id).where(model.number == number))
    row = pen.lock(model, found) if found is not None else None
    if row is None:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    return row


def actor_for(pen: Pen, row: Complaint | Report) -> Actor:
    """Whoever holds the pen; a shopper, who came with the secret, with this matter as their scope."""
    return replace(pen.actor, scope=row.id) if pen.actor.role is Role.PUBLIC else pen.actor


def require_unchanged(row: Complaint | Report, seen: int | None) -> None:
    """Nobody has moved the matter since a page showed it with this count. Raises Refusal CHANGED_MEANWHILE."""
    if seen is not None and row.changes != seen:
        raise Refusal(ComplaintRefusal.CHANGED_MEANWHILE, "", moves=row.changes - seen)


def move(pen: Pen, row: Complaint, act: Act, *, ground: str = "", said: str = "", named_on: date | None = None) -> None:
    """Take a complaint along an arrow of its course: state, step, clocks, entry.

    `said` is a remark for both sides, `named_on` the day that a notice sets. Raises NotFound when this person may
    not, NotAllowed when the course has no such arrow.
    """
    arrow = arrow_for(row.state, act)
    actor = actor_for(pen, row)
    require_act(actor, act, arrow.by, matter_id=row.id, merchant_id=row.merchant_id or "", region=row.region_code)
    was = row.state
    if row.merchant_id and actor.role not in {Role.OWNER, Role.STAFF}:
        tell(pen, moved_notice(row.merchant_id, row.id, row.number, row.changes + 1))
    row.state, row.state_at, row.ground = arrow.target, pen.at, ground
    row.ended_at = pen.at if arrow.target in ENDED else None
    row.changes += 1
    add_step(pen, row, act, was, said=said)
    pen.note(
        ComplaintMoved(
            subject=row.id,
            act=act.value,
            was=was.value,
            now=arrow.target.value,
            ground=ground,
            text_hash=pen.vault.index(TEXT, said).hex() if said else "",
        )
    )
    _tick(pen, row, act, named_on)
    _overtake(pen, row, may_go_on=COURSE.allows(row.state, Act.SEND) and act is not Act.SEND)


def move_report(pen: Pen, row: Report, act: ReportAct, *, ground: str = "", said: str = "") -> None:
    """Take a report along an arrow of its course; whoever calls has asked who may. Raises NotAllowed."""
    was = row.state
    row.state, row.state_at, row.ground = REPORT_COURSE.next(was, act), pen.at, ground
    row.changes += 1
    add_step(pen, row, act, was, said=said)
    pen.note(ReportMoved(subject=row.id, act=act.value, was=was.value, now=row.state.value, ground=ground))
    _tick_report(pen, row, act)
    _overtake(pen, row, may_go_on=False)


def _overtake(pen: Pen, row: Complaint | Report, *, may_go_on: bool) -> None:
    waiting = None if may_go_on else open_passing(pen, row)
    if waiting is not None:
        close_passing(pen, waiting, Outcome.OVERTAKEN)


def add_step(
    pen: Pen, row: Complaint | Report, act: Act | ReportAct, was: State | ReportState, *, said: str = ""
) -> None:
    """Write down what was just done to a matter: its state and ground are those after the act."""
    pen.add(
        Step(
            id=new_id(),
            matter_id=row.id,
            place=row.changes,
            act=act.value,
            was=was.value,
            now=row.state.value,
            ground=row.ground,
            said=pen.vault.seal(SAID, said) if said else b"",
            by_role=pen.actor.role.value,
            by_person=pen.actor.person_id,
            at=pen.at,
        )
    )


def _tick(pen: Pen, row: Complaint, act: Act, named_on: date | None) -> None:
    for clock in ticking.running(pen, row.id):
        if is_stopped_by(clock.code, act, row.state):
            ticking.stop(pen, clock, is_met=is_met_by(clock.code, act))
    code = STARTS.get((act, row.state))
    if code is not None:
        came_in_on = civil_day(row.came_in_at)
        ticking.start(pen, matter_id=row.id, code=code, came_in_on=came_in_on, named_on=named_on)


def _tick_report(pen: Pen, row: Report, act: ReportAct) -> None:
    none: frozenset[ReportAct] = frozenset()
    for clock in ticking.running(pen, row.id):
        is_met = act in REPORT_WAITS_FOR.get(clock.code, none)
        if is_met or act in REPORT_CUT_SHORT.get(clock.code, none):
            ticking.stop(pen, clock, is_met=is_met)
    is_named = pen.get(Person, row.id) is not None
    for code in REPORT_STARTS.get(act, ()):
        if is_named or code is not ClockCode.TELL_REPORTER:
            ticking.start(pen, matter_id=row.id, code=code, came_in_on=civil_day(row.came_in_at))


def clock_of(pen: Pen, row: Complaint, clock_id: str) -> RunningClock:
    """A clock of this complaint, held. Raises NotFound."""
    clock = pen.lock(RunningClock, clock_id)
    if clock is None or clock.matter_id != row.id:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    return clock
