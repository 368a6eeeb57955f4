"""A complaint or a clue goes to the competent office of another region: proposed by one officer, decided by a second."""

from __future__ import annotations

from trustcode.complaints.actions.moving import move, move_report, require_unchanged
from trustcode.complaints.actions.proposals import add_passing, close_passing, open_passing, passing_of, why_of
from trustcode.complaints.entries import (
    ComplaintAssigned,
    ComplaintPassed,
    PassingProposed,
    ReportAssigned,
    ReportPassed,
)
from trustcode.complaints.models import Complaint, Passing, Report
from trustcode.complaints.rules.authority import MOVE
from trustcode.complaints.rules.course import Act, arrow_for
from trustcode.complaints.rules.passing import Outcome, require_receiving
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.reporting import REPORT_COURSE, ReportAct
from trustcode.complaints.rules.saying import read_text
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.people.rules.permissions import PROPOSE, require, require_second
from trustcode.record.pen import Pen
from trustcode.regions.queries import places

Matter = Complaint | Report


def propose(pen: Pen, *, matter_id: str, region_code: str, said: str, seen: int | None = None) -> str:
    """The first of two: nothing moves yet and the clock runs on; returns the proposal's id.

    The region may lie outside the officer's own. Raises NotFound, NotAllowed, Refusal SAME_REGION, NO_SUCH_OFFICE,
    PASSING_OPEN.
    """
    row = _locked(pen, matter_id)
    require(pen.actor, MOVE, region=row.region_code, merchant_id=row.merchant_id or "", stage=PROPOSE)
    _require_movable(pen, row, region_code, seen)
    why = read_text(said, "said")
    if open_passing(pen, row) is not None:
        raise Refusal(ComplaintRefusal.PASSING_OPEN)
    made = add_passing(pen, row, region_code, why)
    pen.note(PassingProposed(subject=row.id, proposal=made.id, region_code=region_code))
    return made.id


def confirm(pen: Pen, *, matter_id: str, proposal_id: str) -> None:
    """The second of two, whose region covers both: it is passed on, with the words of the first for both sides.

    Raises NotFound, Refusal PASSING_CLOSED, OWN_PROPOSAL.
    """
    row, proposal = _waiting(pen, matter_id, proposal_id)
    _require_mover(pen, row, proposal.region_code)
    require_second(pen.actor, proposal.proposed_by)
    close_passing(pen, proposal, Outcome.PASSED)
    _pass(pen, row, proposal.region_code, why_of(pen, proposal))


def decline(pen: Pen, *, matter_id: str, proposal_id: str, said: str) -> None:
    """No, with a reason; or the proposer takes it back without one. Raises NotFound, Refusal."""
    row, proposal = _waiting(pen, matter_id, proposal_id)
    is_own = proposal.proposed_by == pen.actor.person_id
    if is_own:
        require(pen.actor, MOVE, region=row.region_code, merchant_id=row.merchant_id or "", stage=PROPOSE)
    else:
        _require_mover(pen, row, proposal.region_code)
    words = read_text(said, "said", needed=not is_own)
    close_passing(pen, proposal, Outcome.TAKEN_BACK if is_own else Outcome.DECLINED, words)


def send_to(pen: Pen, *, matter_id: str, region_code: str, said: str, seen: int | None = None) -> None:
    """A supervisor or the province gives what is not accepted, or not decided on, to an office below, without a proposal.

    The clock of acceptance, or of the check, starts anew there, on the day on which the competent office receives it;
    when it first came in stays as it is. Raises NotFound, NotAllowed, Refusal SAME_REGION, NO_SUCH_OFFICE.
    """
    row = _locked(pen, matter_id)
    _require_mover(pen, row, region_code)
    _require_movable(pen, row, region_code, seen)
    _pass(pen, row, region_code, read_text(said, "said"))


def _pass(pen: Pen, row: Matter, region_code: str, said: str) -> None:
    named = {"subject": row.id, "was_region_code": row.region_code, "region_code": region_code}
    if isinstance(row, Complaint):
        move(pen, row, Act.SEND, said=said)
    else:
        move_report(pen, row, ReportAct.SEND, said=said)
    row.region_code, row.officer_id, row.competent_at = region_code, "", pen.at
    is_report = isinstance(row, Report)
    pen.note(ReportPassed(**named) if is_report else ComplaintPassed(**named))
    pen.note(ReportAssigned(subject=row.id, officer="") if is_report else ComplaintAssigned(subject=row.id, officer=""))


def _require_mover(pen: Pen, row: Matter, region_code: str) -> None:
    for region in (row.region_code, region_code):
        require(pen.actor, MOVE, region=region, merchant_id=row.merchant_id or "")


def _require_movable(pen: Pen, row: Matter, region_code: str, seen: int | None) -> None:
    require_unchanged(row, seen)
    if isinstance(row, Complaint):
        arrow_for(row.state, Act.SEND)
    else:
        REPORT_COURSE.next(row.state, ReportAct.SEND)
    require_receiving(places(pen, civil_day(pen.at)), row.region_code, region_code)


def _waiting(pen: Pen, matter_id: str, proposal_id: str) -> tuple[Matter, Passing]:
    row = _locked(pen, matter_id)
    proposal = passing_of(pen, row, proposal_id)
    if proposal.closed_at is not None:
        # Whoever may not see the matter learns nothing of its proposals either.
        require(pen.actor, MOVE, region=row.region_code, merchant_id=row.merchant_id or "", stage=PROPOSE)
        raise Refusal(ComplaintRefusal.PASSING_CLOSED)
    return row, proposal


def _locked(pen: Pen, matter_id: str) -> Matter:
    row = pen.lock(Complaint, matter_id) or pen.lock(Report, matter_id)
    if row is None:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    return row
