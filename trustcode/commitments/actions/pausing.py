"""Acts: pause the return promise while the safe one stays, and let it hold again.

An owner pauses with the notice of a weaker promise and resumes at once. Officers need two people: an inspector of the
region proposes, a supervisor or the province confirms; what officers paused only officers lift. The day on which a
pause is decided still has the promise, as the day has on which a unit ceases to be in force.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from trustcode.catalogues.queries import catalogue
from trustcode.catalogues.rules import Catalogue
from trustcode.commitments.actions.owning import END, require_in_force, require_owner
from trustcode.commitments.entries import PauseClosed, PauseProposed, PromisePaused, PromiseResumed
from trustcode.commitments.models import Pause
from trustcode.commitments.queries.days import course_of
from trustcode.commitments.rules.days import Stretch, first_day_of_weaker, holding
from trustcode.commitments.rules.terms import CommitmentKind, CommitmentRefusal
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.actions.demands import read_reason
from trustcode.merchants.actions.moving import CONFIRMED, DECLINED, locked
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.authority import require_not_own, require_sight
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.people.queries.accounts import actors_of
from trustcode.people.rules.permissions import CONFIRM, PROPOSE, require, require_second
from trustcode.record.pen import Pen

RETURNS = CommitmentKind.RETURNS


def pause(pen: Pen, *, merchant_id: str, scheme: SchemeRules) -> date:
    """The owner pauses returns; returns the first day on which a purchase has none.

    Raises Refusal NOT_IN_FORCE, NO_RETURNS, PAUSED_ALREADY (`day`), BELOW_ENTERPRISE; NotFound for all but the owner.
    """
    unit = locked(pen, merchant_id)
    require_owner(pen, unit, END)
    require_in_force(unit)
    today = civil_day(pen.at)
    held = holding(course_of(pen, merchant_id), today)
    if held.offered is None:
        raise Refusal(CommitmentRefusal.NO_RETURNS)
    if held.enterprise:
        raise Refusal(CommitmentRefusal.BELOW_ENTERPRISE)
    _require_no_pause(_open(pen, merchant_id, today))
    starts_on = first_day_of_weaker(today, scheme.promise_notice_days)
    row = _row(pen, merchant_id, by_owner=True)
    row.closed_by, row.closed_at, row.outcome, row.starts_on = row.proposed_by, pen.at, CONFIRMED, starts_on
    pen.add(row)
    pen.note(_paused(row, starts_on))
    return starts_on


def resume(pen: Pen, *, merchant_id: str) -> None:
    """The owner lets returns hold again at once, or takes an announced pause back.

    Raises Refusal NOT_PAUSED, PAUSED_BY_OFFICERS; NotFound for all but the owner.
    """
    require_owner(pen, locked(pen, merchant_id), END)
    today = civil_day(pen.at)
    found = _open(pen, merchant_id, today)
    mine = [row for row in found if row.by_owner]
    if not mine:
        raise Refusal(CommitmentRefusal.PAUSED_BY_OFFICERS if found else CommitmentRefusal.NOT_PAUSED)
    for row in mine:
        _end(pen, row, today)


def propose_pause(pen: Pen, *, merchant_id: str, ground: str, reason: str) -> str:
    """An officer proposes to pause returns, with a coded ground and a reason; returns the proposal's id.

    Raises Refusal GROUND_NEEDED, REASON_NEEDED, NOT_IN_FORCE, NO_RETURNS, PAUSED_ALREADY, PAUSE_PROPOSED, OWN_BUSINESS;
    NotFound outside the region.
    """
    unit = _officers_unit(pen, merchant_id, PROPOSE)
    require_in_force(unit)
    today = civil_day(pen.at)
    said = _grounded(pen, Catalogue.SUSPEND_GROUND, ground, reason)
    if holding(course_of(pen, merchant_id), today).offered is None:
        raise Refusal(CommitmentRefusal.NO_RETURNS)
    _require_no_pause([row for row in _open(pen, merchant_id, today) if not row.by_owner])
    return _propose(pen, merchant_id, ground, said, lifts=None)


def propose_lift(pen: Pen, *, merchant_id: str, ground: str, reason: str) -> str:
    """An officer proposes to lift the officers' pause; returns the proposal's id. Raises as `propose_pause`, NOT_PAUSED."""
    _officers_unit(pen, merchant_id, PROPOSE)
    said = _grounded(pen, Catalogue.RESTORE_GROUND, ground, reason)
    theirs = [row for row in _open(pen, merchant_id, civil_day(pen.at)) if not row.by_owner]
    if not theirs:
        raise Refusal(CommitmentRefusal.NOT_PAUSED)
    return _propose(pen, merchant_id, ground, said, lifts=theirs[0].id)


def confirm(pen: Pen, *, pause_id: str) -> None:
    """The second person says yes: returns are paused for purchases after today, or hold again from today on.

    Raises Refusal OWN_PROPOSAL, PROPOSER_GONE, PAUSE_CLOSED, OWN_BUSINESS; NotFound.
    """
    row = _proposal(pen, pause_id, CONFIRM)
    require_second(pen.actor, row.proposed_by)
    if not actors_of(pen, row.proposed_by):
        raise Refusal(MerchantRefusal.PROPOSER_GONE)
    today = civil_day(pen.at)
    if row.lifts is not None:
        paused = pen.lock(Pause, row.lifts)
        _close(pen, row, CONFIRMED, "")
        if paused is not None and not _ends_by(paused, today):
            _end(pen, paused, today)
        return
    row.starts_on = today + timedelta(days=1)
    _close(pen, row, CONFIRMED, "")
    pen.note(_paused(row, row.starts_on))


def decline(pen: Pen, *, pause_id: str, reason: str) -> None:
    """The second person says no, with a reason; or the proposer takes it back. Raises as `confirm`, REASON_NEEDED."""
    row = _proposal(pen, pause_id, PROPOSE)
    said = read_reason(reason)
    if row.proposed_by != pen.actor.person_id:
        unit = pen.get(Merchant, row.merchant_id)
        require(pen.actor, END, region=unit.region_code if unit else "", merchant_id=row.merchant_id, stage=CONFIRM)
        if not said:
            raise Refusal(MerchantRefusal.REASON_NEEDED, "reason")
    _close(pen, row, DECLINED, said)


def _officers_unit(pen: Pen, merchant_id: str, stage: str) -> Merchant:
    unit = locked(pen, merchant_id)
    require_sight(pen.actor, unit.id, unit.region_code)
    require_not_own(pen.actor, unit.id)
    require(pen.actor, END, region=unit.region_code, stage=stage)
    return unit


def _proposal(pen: Pen, pause_id: str, stage: str) -> Pause:
    merchant_id = pen.one(select(Pause.merchant_id).where(Pause.id == pause_id))
    if merchant_id is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    _officers_unit(pen, merchant_id, stage)
    row = pen.lock(Pause, pause_id)
    if row is None or row.closed_at is not None:
        raise Refusal(CommitmentRefusal.PAUSE_CLOSED)
    return row


def _grounded(pen: Pen, which: Catalogue, ground: str, reason: str) -> str:
    if ground not in catalogue(pen, which, civil_day(pen.at)):
        raise Refusal(MerchantRefusal.GROUND_NEEDED, "ground")
    said = read_reason(reason)
    if not said:
        raise Refusal(MerchantRefusal.REASON_NEEDED, "reason")
    return said


def _propose(pen: Pen, merchant_id: str, ground: str, reason: str, *, lifts: str | None) -> str:
    waiting = select(Pause.id).where(Pause.merchant_id == merchant_id, Pause.closed_at.is_(None))
    if pen.all(waiting):
        raise Refusal(CommitmentRefusal.PAUSE_PROPOSED)
    row = _row(pen, merchant_id, by_owner=False)
    row.ground, row.reason, row.lifts = ground, reason, lifts
    pen.add(row)
    pen.note(PauseProposed(subject=merchant_id, pause=row.id, which=row.kind.value, ground=ground, lifts=lifts or ""))
    return row.id


def _row(pen: Pen, merchant_id: str, *, by_owner: bool) -> Pause:
    return Pause(
        id=new_id(),
        merchant_id=merchant_id,
        kind=RETURNS,
        by_owner=by_owner,
        proposed_by=pen.actor.person_id,
        proposed_at=pen.at,
    )


def _open(pen: Pen, merchant_id: str, today: date) -> Sequence[Pause]:
    """Pauses that run or are announced."""
    started = Pause.merchant_id == merchant_id, Pause.kind == RETURNS, Pause.starts_on.is_not(None)
    return [row for row in pen.all(select(Pause).where(*started).order_by(Pause.starts_on)) if not _ends_by(row, today)]


def _ends_by(row: Pause, today: date) -> bool:
    days = Stretch(row.starts_on or today, row.ends_on)
    return days.is_empty or (row.ends_on is not None and row.ends_on <= today)


def _require_no_pause(found: Sequence[Pause]) -> None:
    if found:
        raise Refusal(CommitmentRefusal.PAUSED_ALREADY, "", day=found[0].starts_on)


def _end(pen: Pen, row: Pause, today: date) -> None:
    """Ended from today on; a pause that has not begun ends before its first day."""
    row.ends_on = max(today, row.starts_on or today)
    row.ended_by = pen.actor.person_id
    pen.note(PromiseResumed(subject=row.merchant_id, pause=row.id, which=row.kind.value, ends_on=row.ends_on))


def _close(pen: Pen, row: Pause, outcome: str, reason: str) -> None:
    row.closed_by, row.closed_at, row.outcome, row.closing_reason = pen.actor.person_id, pen.at, outcome, reason
    pen.note(PauseClosed(subject=row.merchant_id, pause=row.id, which=row.kind.value, outcome=outcome))


def _paused(row: Pause, starts_on: date) -> PromisePaused:
    return PromisePaused(
        subject=row.merchant_id, pause=row.id, which=row.kind.value, starts_on=starts_on, by_owner=row.by_owner
    )
