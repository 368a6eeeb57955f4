"""The one place where a standing is set, and the two steps of an act that needs two people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from trustcode.calendars.queries import calendar
from trustcode.catalogues.queries import catalogue
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.entries import MerchantMoved, ProposalClosed, ProposalMade
from trustcode.merchants.models import Merchant, Proposal
from trustcode.merchants.queries.found import found
from trustcode.merchants.rules import authority
from trustcode.merchants.rules.findings import Level, blocks
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import Act, Arrow, Standing, arrow_for
from trustcode.merchants.rules.terms import GROUNDS, is_cluster, moved_on, valid_until
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


def act_alone(pen: Pen, *, merchant_id: str, act: Act, ground: str = "", due_on: date | None = None) -> Merchant:
    """An act for which one person is enough. Raises NotAllowed, NotFound or Refusal."""
    merchant = locked(pen, merchant_id)
    arrow = arrow_for(merchant.standing, act)
    authority.require_first(pen.actor, arrow, merchant.id, merchant.region_code)
    if arrow.needs_two:
        raise Refusal(MerchantRefusal.NEEDS_SECOND_PERSON)
    require_ground(pen, act, ground)
    overtake(pen, merchant.id)
    move(pen, merchant, arrow, ground=ground, due_on=due_on)
    return merchant


def propose(pen: Pen, *, merchant_id: str, act: Act, ground: str = "", reason: str = "") -> str:
    """The first of two people. The standing is untouched; returns the proposal's id. Raises NotAllowed or Refusal."""
    merchant = locked(pen, merchant_id)
    arrow = arrow_for(merchant.standing, act)
    authority.require_first(pen.actor, arrow, merchant.id, merchant.region_code)
    if not arrow.needs_two:
        raise Refusal(MerchantRefusal.NOT_YET)
    require_ground(pen, act, ground)
    if act is Act.APPROVE:
        _require_clean(pen, merchant, reason)
    if open_proposal_row(pen, merchant.id) is not None:
        raise Refusal(MerchantRefusal.PROPOSAL_OPEN)
    proposal = Proposal(
        id=new_id(),
        merchant_id=merchant.id,
        act=act,
        ground=ground,
        reason=reason.strip(),
        proposed_by=pen.actor.person_id,
        proposed_at=pen.at,
    )
    pen.add(proposal)
    pen.note(ProposalMade(subject=merchant.id, proposal=proposal.id, act=act.value, ground=ground))
    return proposal.id


def confirm(pen: Pen, *, proposal_id: str, scheme: SchemeRules) -> Merchant:
    """The second of two people: the act happens. Raises NotFound, NotAllowed, or Refusal (own proposal, closed)."""
    proposal, merchant = _open(pen, proposal_id)
    arrow = arrow_for(merchant.standing, proposal.act)
    authority.require_second(pen.actor, arrow, merchant.id, merchant.region_code, proposal.proposed_by)
    if proposal.act is Act.APPROVE:
        _require_clean(pen, merchant, proposal.reason)
    _close(pen, proposal, CONFIRMED, "")
    today = civil_day(pen.at)
    if arrow.target is Standing.ACTIVE and proposal.act is Act.RENEW:
        merchant.valid_to = valid_until(today, scheme.validity_years)
    due = moved_on(arrow.target, today, calendar(pen), scheme)
    move(pen, merchant, arrow, ground=proposal.ground, due_on=due, proposal=proposal.id)
    if arrow.target is Standing.REVIEWED and not is_cluster(merchant.unit_kind):
        publicise(pen, merchant, scheme)
    return merchant


def publicise(pen: Pen, merchant: Merchant, scheme: SchemeRules) -> None:
    """Begin the public notice; it lasts whole working days after today (T3)."""
    arrow = arrow_for(merchant.standing, Act.PUBLICISE)
    authority.require_first(pen.actor, arrow, merchant.id, merchant.region_code)
    due = moved_on(arrow.target, civil_day(pen.at), calendar(pen), scheme)
    move(pen, merchant, arrow, due_on=due)


def decline(pen: Pen, *, proposal_id: str, reason: str) -> None:
    """The second person says no, with a reason; the standing stays. The proposer may also take it back."""
    proposal, merchant = _open(pen, proposal_id)
    arrow = arrow_for(merchant.standing, proposal.act)
    if pen.actor.person_id != proposal.proposed_by:
        authority.require_second(pen.actor, arrow, merchant.id, merchant.region_code, proposal.proposed_by)
        if not reason.strip():
            raise Refusal(MerchantRefusal.REASON_NEEDED, "reason")
    else:
        authority.require_sight(pen.actor, merchant.id, merchant.region_code)
    _close(pen, proposal, DECLINED, reason.strip())


def overtake(pen: Pen, merchant_id: str) -> None:
    """Close a waiting proposal that another act has made pointless."""
    proposal = open_proposal_row(pen, merchant_id)
    if proposal is not None:
        _close(pen, proposal, OVERTAKEN, "")


def open_proposal_row(pen: Pen, merchant_id: str) -> Proposal | None:
    """The proposal that waits for a second person, or None."""
    mine = select(Proposal).where(Proposal.merchant_id == merchant_id, Proposal.closed_at.is_(None))
    return pen.one(mine)


def require_ground(pen: Pen, act: Act, ground: str) -> None:
    """Acts that hurt need a ground from the catalogue in force today. Raises Refusal GROUND_NEEDED."""
    which = GROUNDS.get(act)
    if which is None:
        return
    known: Mapping[str, object] = catalogue(pen, which, civil_day(pen.at))
    if ground not in known:
        raise Refusal(MerchantRefusal.GROUND_NEEDED, "ground")


def _require_clean(pen: Pen, merchant: Merchant, reason: str) -> None:
    findings = found(pen, merchant, pen.at)
    blocking = blocks(findings)
    if blocking:
        raise Refusal(MerchantRefusal.HARD_BLOCK, "", check=blocking[0].check.value)
    if any(f.level is Level.LOOK for f in findings) and not reason.strip():
        raise Refusal(MerchantRefusal.REASON_NEEDED, "reason")


def _open(pen: Pen, proposal_id: str) -> tuple[Proposal, Merchant]:
    proposal = pen.lock(Proposal, proposal_id)
    if proposal is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    merchant = locked(pen, proposal.merchant_id)
    authority.require_sight(pen.actor, merchant.id, merchant.region_code)
    if proposal.closed_at is not None:
        raise Refusal(MerchantRefusal.PROPOSAL_CLOSED)
    return proposal, merchant


def _close(pen: Pen, proposal: Proposal, outcome: str, reason: str) -> None:
    proposal.closed_at = pen.at
    proposal.closed_by = pen.actor.person_id
    proposal.outcome = outcome
    proposal.closing_reason = reason
    pen.note(ProposalClosed(subject=proposal.merchant_id, proposal=proposal.id, outcome=outcome))
