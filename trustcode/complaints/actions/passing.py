"""A complaint goes to the competent office of another region: proposed by one officer, decided by a second."""

from __future__ import annotations

from trustcode.complaints.actions.moving import close_passing, locked, move, open_passing, require_unchanged
from trustcode.complaints.entries import ComplaintAssigned, ComplaintPassed, PassingProposed
from trustcode.complaints.models import Complaint, PassingProposal
from trustcode.complaints.rules.authority import MOVE
from trustcode.complaints.rules.course import Act, arrow_for
from trustcode.complaints.rules.passing import Outcome, require_receiving
from trustcode.complaints.rules.purposes import PASSING
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.saying import read_text
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.people.rules.permissions import PROPOSE, require, require_second
from trustcode.record.pen import Pen
from trustcode.regions.queries import places


def propose(pen: Pen, *, complaint_id: str, region_code: str, said: str, seen: int | None = None) -> str:
    """The first of two: nothing moves yet and the clock runs on; returns the proposal's id.

    The region may lie outside the officer's own. Raises NotFound, NotAllowed, Refusal SAME_REGION, NO_SUCH_OFFICE,
    PASSING_OPEN.
    """
    row = locked(pen, complaint_id)
    require(pen.actor, MOVE, region=row.region_code, merchant_id=row.merchant_id or "", stage=PROPOSE)
    _require_movable(pen, row, region_code, seen)
    why = read_text(said, "said")
    if open_passing(pen, row.id) is not None:
        raise Refusal(ComplaintRefusal.PASSING_OPEN)
    made = PassingProposal(
        id=new_id(),
        complaint_id=row.id,
        region_code=region_code,
        why=pen.vault.seal(PASSING, why),
        proposed_by=pen.actor.person_id,
        proposed_at=pen.at,
        outcome=None,
        closed_at=None,
    )
    pen.add(made)
    pen.note(PassingProposed(subject=row.id, proposal=made.id, region_code=region_code))
    return made.id


def confirm(pen: Pen, *, complaint_id: str, proposal_id: str) -> None:
    """The second of two, whose region covers both: it is passed on, with the words of the first for both sides.

    Raises NotFound, Refusal PASSING_CLOSED, OWN_PROPOSAL.
    """
    row, proposal = _waiting(pen, complaint_id, proposal_id)
    _require_mover(pen, row, proposal.region_code)
    require_second(pen.actor, proposal.proposed_by)
    close_passing(pen, proposal, Outcome.PASSED)
    _pass(pen, row, proposal.region_code, pen.vault.open(PASSING, proposal.why))


def decline(pen: Pen, *, complaint_id: str, proposal_id: str, said: str) -> None:
    """No, with a reason; or the proposer takes it back without one. Raises NotFound, Refusal."""
    row, proposal = _waiting(pen, complaint_id, proposal_id)
    is_own = proposal.proposed_by == pen.actor.person_id
    if is_own:
        require(pen.actor, MOVE, region=row.region_code, merchant_id=row.merchant_id or "", stage=PROPOSE)
    else:
        _require_mover(pen, row, proposal.region_code)
    words = read_text(said, "said", needed=not is_own)
    close_passing(pen, proposal, Outcome.TAKEN_BACK if is_own else Outcome.DECLINED, words)


def send_to(pen: Pen, *, complaint_id: str, region_code: str, said: str, seen: int | None = None) -> None:
    """A supervisor or the province gives a complaint that is not accepted yet to an office below, without a proposal.

    The clock of acceptance starts anew there, on the day on which the competent office receives it; when it first came
    in stays as it is. Raises NotFound, NotAllowed, Refusal SAME_REGION, NO_SUCH_OFFICE.
    """
    row = locked(pen, complaint_id)
    _require_mover(pen, row, region_code)
    _require_movable(pen, row, region_code, seen)
    _pass(pen, row, region_code, read_text(said, "said"))


def _pass(pen: Pen, row: Complaint, region_code: str, said: str) -> None:
    move(pen, row, Act.SEND, said=said)
    was, row.region_code, row.officer_id, row.competent_at = row.region_code, region_code, "", pen.at
    pen.note(ComplaintPassed(subject=row.id, was_region_code=was, region_code=region_code))
    pen.note(ComplaintAssigned(subject=row.id, officer=""))


def _require_mover(pen: Pen, row: Complaint, region_code: str) -> None:
    for region in (row.region_code, region_code):
        require(pen.actor, MOVE, region=region, merchant_id=row.merchant_id or "")


def _require_movable(pen: Pen, row: Complaint, region_code: str, seen: int | None) -> None:
    require_unchanged(row, seen)
    arrow_for(row.state, Act.SEND)
    require_receiving(places(pen, civil_day(pen.at)), row.region_code, region_code)


def _waiting(pen: Pen, complaint_id: str, proposal_id: str) -> tuple[Complaint, PassingProposal]:
    row = locked(pen, complaint_id)
    proposal = pen.lock(PassingProposal, proposal_id)
    if proposal is None or proposal.complaint_id != row.id:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    if proposal.closed_at is not None:
        # Whoever may not see the complaint learns nothing of its proposals either.
        require(pen.actor, MOVE, region=row.region_code, merchant_id=row.merchant_id or "", stage=PROPOSE)
        raise Refusal(ComplaintRefusal.PASSING_CLOSED)
    return row, proposal
