"""Taking a published result out of sight: two people of different rank, and a tombstone that says why."""

from __future__ import annotations

from trustcode.complaints.models import Complaint
from trustcode.complaints.rules.saying import read_text
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.people.rules.permissions import require_second
from trustcode.publication.actions.moving import (
    close_hiding,
    locked,
    move,
    open_hiding,
    require_may,
    tell_changed,
)
from trustcode.publication.entries import HidingProposed
from trustcode.publication.models import HideProposal, Item
from trustcode.publication.rules.authority import require_confirmer, require_proposer
from trustcode.publication.rules.course import Act, HideGround, arrow_for
from trustcode.publication.rules.hiding import LONGEST_REASON, Outcome, require_other_rank
from trustcode.publication.rules.refusals import PublicationRefusal
from trustcode.record.pen import Pen


def propose(pen: Pen, *, complaint_id: str, ground: HideGround | None, reason: str, seen: int | None = None) -> str:
    """The first of two. Nothing is hidden yet; returns the proposal's id. Raises NotFound, NotAllowed, Refusal."""
    item, _ = locked(pen, complaint_id, seen)
    arrow = arrow_for(item.stage, Act.HIDE)
    require_proposer(pen.actor, arrow, merchant_id=item.merchant_id or "", region=item.region_code)
    if ground is None:
        raise Refusal(PublicationRefusal.GROUND_NEEDED, "ground")
    said = read_text(reason, "reason", most=LONGEST_REASON)
    if open_hiding(pen, complaint_id) is not None:
        raise Refusal(PublicationRefusal.HIDING_OPEN)
    return _propose(pen, item, ground, said)


def confirm(pen: Pen, *, complaint_id: str, seen: int | None = None) -> None:
    """The second of two, of another rank: hidden, with the ground on its tombstone. Raises NotFound, Refusal.

    A page that showed an earlier proposal confirms no later one: CHANGED_MEANWHILE.
    """
    item, complaint, proposal = _waiting(pen, complaint_id, seen)
    require_second(pen.actor, proposal.proposed_by)
    require_other_rank(proposal.proposed_role, pen.actor.role)
    close_hiding(pen, proposal, Outcome.CONFIRMED)
    item.hidden_for = proposal.ground
    move(pen, item, Act.HIDE, ground=proposal.ground.value, second_role=proposal.proposed_role)
    tell_changed(pen, item, complaint)


def decline(pen: Pen, *, complaint_id: str, reason: str, seen: int | None = None) -> None:
    """No, with a reason; or the proposer takes it back without one. Raises NotFound, Refusal."""
    item, _ = locked(pen, complaint_id, seen)
    proposal = open_hiding(pen, complaint_id)
    if proposal is None:
        raise Refusal(PublicationRefusal.HIDING_CLOSED)
    is_own = proposal.proposed_by == pen.actor.person_id
    if not is_own:
        _require_confirmer(pen, item)
    close_hiding(pen, proposal, Outcome.DECLINED, read_text(reason, "reason", most=LONGEST_REASON, needed=not is_own))


def show_again(pen: Pen, *, complaint_id: str, seen: int | None = None) -> None:
    """A supervisor or the province lets a hidden result be seen again. Raises NotFound, NotAllowed."""
    item, complaint = locked(pen, complaint_id, seen)
    require_may(pen, item, Act.SHOW_AGAIN)
    ground = item.hidden_for
    item.hidden_for = None
    move(pen, item, Act.SHOW_AGAIN, ground=ground.value if ground else "")
    tell_changed(pen, item, complaint)


def propose_for(pen: Pen, item: Item, ground: HideGround, said: str) -> str:
    """A proposal that follows from a decision on an objection; the caller has asked who may."""
    if open_hiding(pen, item.complaint_id) is not None:
        raise Refusal(PublicationRefusal.HIDING_OPEN)
    return _propose(pen, item, ground, said)


def _propose(pen: Pen, item: Item, ground: HideGround, said: str) -> str:
    proposal = HideProposal(
        id=new_id(),
        complaint_id=item.complaint_id,
        ground=ground,
        reason=said,
        proposed_by=pen.actor.person_id,
        proposed_role=pen.actor.role.value,
        proposed_at=pen.at,
    )
    pen.add(proposal)
    item.changes += 1
    pen.note(
        HidingProposed(subject=item.complaint_id, proposal=proposal.id, ground=ground.value, role=pen.actor.role.value)
    )
    return proposal.id


def _waiting(pen: Pen, complaint_id: str, seen: int | None) -> tuple[Item, Complaint, HideProposal]:
    item, complaint = locked(pen, complaint_id, seen)
    _require_confirmer(pen, item)
    proposal = open_hiding(pen, complaint_id)
    if proposal is None:
        raise Refusal(PublicationRefusal.HIDING_CLOSED)
    return item, complaint, proposal


def _require_confirmer(pen: Pen, item: Item) -> None:
    if not item.region_code:
        raise NotFound(PublicationRefusal.NO_SUCH_ITEM)
    arrow = arrow_for(item.stage, Act.HIDE)
    require_confirmer(pen.actor, arrow, merchant_id=item.merchant_id or "", region=item.region_code)
