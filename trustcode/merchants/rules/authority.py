"""Who may move a unit: the role of the table, the region, another person for the second step, never one's own shop."""

from __future__ import annotations

from trustcode.kernel.actors import OFFICERS, Actor, Role
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.territory import covers
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import Act, Arrow, Standing, arrows_from


def sees(actor: Actor, merchant_id: str, region_code: str) -> bool:
    """Whether this person may know of the unit at all: owner and staff their own, officers their region."""
    if actor.role in {Role.OWNER, Role.STAFF}:
        return actor.scope == merchant_id
    if actor.role in OFFICERS:
        return covers(actor.scope, region_code)
    return actor.role is Role.SYSTEM


def require_sight(actor: Actor, merchant_id: str, region_code: str) -> None:
    """Raises NotFound when the unit is none of this person's business."""
    if not sees(actor, merchant_id, region_code):
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)


def require_first(actor: Actor, arrow: Arrow, merchant_id: str, region_code: str) -> None:
    """May this person do or propose the act here? Raises NotFound, or Refusal for an officer's own business."""
    require_sight(actor, merchant_id, region_code)
    if actor.role not in arrow.by:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    _not_own(actor, merchant_id)


def require_second(actor: Actor, arrow: Arrow, merchant_id: str, region_code: str, proposed_by: str) -> None:
    """May this person confirm what another proposed? Raises NotFound, or Refusal with OWN_PROPOSAL."""
    require_sight(actor, merchant_id, region_code)
    if actor.role not in arrow.confirmed_by:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    _not_own(actor, merchant_id)
    if actor.person_id == proposed_by:
        raise Refusal(MerchantRefusal.OWN_PROPOSAL)


def acts_open_to(actor: Actor, standing: Standing, merchant_id: str, region_code: str) -> tuple[Act, ...]:
    """What this person may do or propose to the unit now; the buttons of a page."""
    if not sees(actor, merchant_id, region_code) or _is_own(actor, merchant_id):
        return ()
    return tuple(arrow.act for arrow in arrows_from(standing) if actor.role in arrow.by)


def _is_own(actor: Actor, merchant_id: str) -> bool:
    return actor.role in OFFICERS and merchant_id in actor.own_merchants


def _not_own(actor: Actor, merchant_id: str) -> None:
    if _is_own(actor, merchant_id):
        raise Refusal(MerchantRefusal.OWN_BUSINESS)
