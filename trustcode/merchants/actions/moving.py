"""The one place where a standing is set, and the two steps of an act that needs two people.

Whoever changes a unit holds its row first and anything that hangs on it afterwards, so that two never wait for each
other.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from trustcode.calendars.queries import calendar
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.transitions import NotAllowed, TransitionRefusal
from trustcode.merchants.actions import demands
from trustcode.merchants.entries import MerchantMoved, ProposalClosed, ProposalMade
from trustcode.merchants.models import Merchant, Proposal, Remark
from trustcode.merchants.rules import authority
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import Act, Arrow, Standing, arrow_for
from trustcode.merchants.rules.terms import gives_way, is_cluster, moved_on, outlives, renewed_until
from trustcode.people.queries.accounts import actors_of
from trustcode.record.pen import Pen

CONFIRMED = "confirmed"
DECLINED = "declined"
OVERTAKEN = "overtaken"


def locked(pen: Pen, merchant_id: str) -> Merchant:
    """The unit, held until the commit. Raises NotFound."""
    merchant = pen.lock(Merchant, merchant_id)
    if merchant is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    return merchant


def require_unchanged(pen: Pen, *, merchant_id: str, seen: int) -> None:
    """Nobody has moved the unit since a page showed it with this count of changes.

    The unit is held from here on. Raises Refusal CHANGED_MEANWHILE with how many moves came in between; NotFound.
    """
    merchant = locked(pen, merchant_id)
    authority.require_sight(pen.actor, merchant.id, merchant.region_code)
    if merchant.changes != seen:
        raise Refusal(MerchantRefusal.CHANGED_MEANWHILE, "", moves=merchant.changes - seen)


def move(
    pen: Pen, merchant: Merchant, arrow: Arrow, *, ground: str = "", due_on: date | None = None, proposal: str = ""
) -> None:
    """Set the standing along an arrow of the table and note it. The caller has asked whether it may."""
    was = merchant.standing
    merchant.standing_before = was
    merchant.standing = arrow.target
    merchant.standing_at = pen.at
    merchant.ground = ground
    merchant.due_on = due_on
    merchant.extended_at = None
    merchant.changes += 1
    pen.note(
        MerchantMoved(
            subject=merchant.id,
            transition=arrow.number,
            act=arrow.act.value,
            was=was.value,
            now=arrow.target.value,
            ground=ground,
            due_on=due_on,
            proposal=proposal,
        )
    )


def act_alone(
    pen: Pen, *, merchant_id: str, act: Act, ground: str = "", due_on: date | None = None, remark: str = ""
) -> Merchant:
    """An act for which one person is enough. `remark` is what the officer writes to the business.

    Raises NotAllowed, NotFound or Refusal.
    """
    merchant = locked(pen, merchant_id)
    arrow = _first(pen, merchant, act)
    if arrow.needs_two:
        raise Refusal(MerchantRefusal.NEEDS_SECOND_PERSON)
    demands.require_ground(pen, act, ground)
    said = demands.read_reason(remark)
    overtake(pen, merchant.id, by=act)
    if said:
        _remark(pen, merchant, act, ground, said)
    move(pen, merchant, arrow, ground=ground, due_on=due_on)
    return merchant


def propose(
    pen: Pen, *, merchant_id: str, act: Act, ground: str = "", reason: str = "", scheme: SchemeRules | None = None
) -> str:
    """The first of two people. The standing is untouched; returns the proposal's id. `scheme`: the default numbers.

    Raises NotAllowed, NotFound or Refusal.
    """
    merchant = locked(pen, merchant_id)
    arrow = _first(pen, merchant, act)
    if not arrow.needs_two:
        raise NotAllowed(TransitionRefusal.NOT_FROM_HERE, state=merchant.standing.value, act=act.value)
    demands.require_ground(pen, act, ground)
    said, numbers = demands.read_reason(reason), scheme or SchemeRules()
    demands.require_timely(merchant, act, civil_day(pen.at), numbers)
    if act is Act.APPROVE:
        demands.require_clean(pen, merchant, said, numbers)
    waiting = open_proposal_row(pen, merchant.id)
    if waiting is not None and not gives_way(waiting.act, act):
        raise Refusal(MerchantRefusal.PROPOSAL_OPEN)
    overtake(pen, merchant.id)
    proposal = Proposal(
        id=new_id(),
        merchant_id=merchant.id,
        act=act,
        ground=ground,
        reason=said,
        proposed_by=pen.actor.person_id,
        proposed_at=pen.at,
        due_on=calendar(pen).workdays_after(civil_day(pen.at), numbers.confirmation_workdays).due,
    )
    pen.add(proposal)
    pen.note(ProposalMade(subject=merchant.id, proposal=proposal.id, act=act.value, ground=ground))
    return proposal.id


def confirm(pen: Pen, *, proposal_id: str, scheme: SchemeRules) -> Merchant:
    """The second of two people: the act happens. Raises NotFound, NotAllowed, or Refusal (own proposal, closed)."""
    proposal, merchant = _open(pen, proposal_id)
    arrow = arrow_for(merchant.standing, proposal.act)
    authority.require_second(pen.actor, arrow, merchant.id, merchant.region_code, proposal.proposed_by)
    if proposal.proposed_by and not actors_of(pen, proposal.proposed_by):
        raise Refusal(MerchantRefusal.PROPOSER_GONE)
    today, days = civil_day(pen.at), calendar(pen)
    demands.require_heard(proposal, today, days, scheme)
    if proposal.act is Act.APPROVE:
        demands.require_clean(pen, merchant, proposal.reason, scheme)
    _close(pen, proposal, CONFIRMED, "")
    if proposal.act is Act.RENEW:
        merchant.valid_to = renewed_until(merchant.standing, merchant.valid_to, today, scheme.validity_years)
    due = moved_on(arrow.target, today, days, scheme)
    move(pen, merchant, arrow, ground=proposal.ground, due_on=due, proposal=proposal.id)
    if arrow.target is Standing.REVIEWED and not is_cluster(merchant.unit_kind):
        publicise(pen, merchant, scheme)
    return merchant


def put_to_notice(pen: Pen, *, merchant_id: str, scheme: SchemeRules) -> None:
    """Begin the public notice of an approved unit (T3); of a cluster the city does. Raises NotAllowed, NotFound."""
    publicise(pen, locked(pen, merchant_id), scheme)


def publicise(pen: Pen, merchant: Merchant, scheme: SchemeRules) -> None:
    """Begin the public notice; it lasts whole working days after today (T3)."""
    arrow = _first(pen, merchant, Act.PUBLICISE)
    due = moved_on(arrow.target, civil_day(pen.at), calendar(pen), scheme)
    overtake(pen, merchant.id)
    move(pen, merchant, arrow, due_on=due)


def decline(pen: Pen, *, proposal_id: str, reason: str) -> None:
    """The second person says no, with a reason; the standing stays. The proposer may also take it back."""
    proposal, merchant = _open(pen, proposal_id)
    said = demands.read_reason(reason)
    if not pen.actor.person_id or pen.actor.person_id != proposal.proposed_by:
        arrow = arrow_for(merchant.standing, proposal.act)
        authority.require_second(pen.actor, arrow, merchant.id, merchant.region_code, proposal.proposed_by)
        if not said:
            raise Refusal(MerchantRefusal.REASON_NEEDED, "reason")
    _close(pen, proposal, DECLINED, said)


def overtake(pen: Pen, merchant_id: str, *, by: Act | None = None) -> None:
    """Close a waiting proposal that another act has made pointless, unless it outlives that act."""
    proposal = open_proposal_row(pen, merchant_id)
    if proposal is not None and not (by and outlives(proposal.act, by)):
        _close(pen, proposal, OVERTAKEN, "")


def open_proposal_row(pen: Pen, merchant_id: str) -> Proposal | None:
    """The proposal that waits for a second person, or None."""
    mine = select(Proposal).where(Proposal.merchant_id == merchant_id, Proposal.closed_at.is_(None))
    return pen.one(mine)


def _first(pen: Pen, merchant: Merchant, act: Act) -> Arrow:
    """The row of the table, if this person may do or propose the act; sight comes before everything else."""
    authority.require_sight(pen.actor, merchant.id, merchant.region_code)
    arrow = arrow_for(merchant.standing, act)
    authority.require_first(pen.actor, arrow, merchant.id, merchant.region_code, merchant.unit_kind)
    return arrow


def _open(pen: Pen, proposal_id: str) -> tuple[Proposal, Merchant]:
    merchant_id = pen.one(select(Proposal.merchant_id).where(Proposal.id == proposal_id))
    if merchant_id is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    merchant = locked(pen, merchant_id)
    authority.require_sight(pen.actor, merchant.id, merchant.region_code)
    proposal = pen.lock(Proposal, proposal_id)
    if proposal is None or proposal.closed_at is not None:
        raise Refusal(MerchantRefusal.PROPOSAL_CLOSED)
    return proposal, merchant


def _close(pen: Pen, proposal: Proposal, outcome: str, reason: str) -> None:
    proposal.closed_at = pen.at
    proposal.closed_by = pen.actor.person_id
    proposal.outcome = outcome
    proposal.closing_reason = reason
    pen.note(ProposalClosed(subject=proposal.merchant_id, proposal=proposal.id, outcome=outcome))


def _remark(pen: Pen, merchant: Merchant, act: Act, ground: str, text: str) -> None:
    remark = Remark(
        id=new_id(),
        merchant_id=merchant.id,
        act=act,
        ground=ground,
        text=text,
        written_by=pen.actor.person_id,
        written_at=pen.at,
    )
    pen.add(remark)
