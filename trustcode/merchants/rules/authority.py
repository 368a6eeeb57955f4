"""Who may move a unit: the role of the table, the region, another person for the second step, never one's own shop."""

from __future__ import annotations

from dataclasses import dataclass

from trustcode.kernel.actors import OFFICERS, Actor, Role
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.territory import covers
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import Act, Arrow, Standing, arrows_from, reinstates
from trustcode.merchants.rules.terms import is_cluster


@dataclass(frozen=True)
class Unit:
    """What authority depends on: which unit, where, of what kind, in which state now and before."""

    id: str
    region_code: str
    standing: Standing
    unit_kind: str = ""
    before: Standing | None = None


def sees(actor: Actor, merchant_id: str, region_code: str) -> bool:
    """Whether this person may know of the unit at all: owner and staff their own, officers their region."""
    if actor.role in {Role.OWNER, Role.STAFF}:
        return actor.scope == merchant_id
    if actor.role in OFFICERS:
        return covers(actor.scope, region_code)
    return actor.role is Role.SYSTEM


def is_own(actor: Actor, merchant_id: str) -> bool:
    """Whether an officer has a part in the business and so must leave it to others."""
    return actor.role in OFFICERS and merchant_id in actor.own_merchants


def first_hands(arrow: Arrow, unit_kind: str) -> frozenset[Role]:
    """The roles that do or propose an act; a cluster is put to public notice by the city, not by its county (T3)."""
    if arrow.act is Act.PUBLICISE and is_cluster(unit_kind):
        return arrow.by & {Role.SUPERVISOR}
    return arrow.by


def require_sight(actor: Actor, merchant_id: str, region_code: str) -> None:
    """Raises NotFound when the unit is none of this person's business."""
    if not sees(actor, merchant_id, region_code):
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)


def require_first(actor: Actor, arrow: Arrow, merchant_id: str, region_code: str, unit_kind: str = "") -> None:
    """May this person do or propose the act here? Raises NotFound, or Refusal for an officer's own business."""
    require_sight(actor, merchant_id, region_code)
    if actor.role not in first_hands(arrow, unit_kind):
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    require_not_own(actor, merchant_id)


def require_second(actor: Actor, arrow: Arrow, merchant_id: str, region_code: str, proposed_by: str) -> None:
    """May this person confirm what another proposed? Raises NotFound, or Refusal with OWN_PROPOSAL."""
    require_sight(actor, merchant_id, region_code)
    if actor.role not in arrow.confirmed_by:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    require_not_own(actor, merchant_id)
    if actor.person_id == proposed_by:
        raise Refusal(MerchantRefusal.OWN_PROPOSAL)


def require_not_own(actor: Actor, merchant_id: str) -> None:
    """Raises Refusal OWN_BUSINESS for an officer who has a part in the business."""
    if is_own(actor, merchant_id):
        raise Refusal(MerchantRefusal.OWN_BUSINESS)


def acts_open_to(actor: Actor, unit: Unit) -> tuple[Act, ...]:
    """What this person may do or propose to the unit now; the buttons of a page."""
    if not sees(actor, unit.id, unit.region_code) or is_own(actor, unit.id):
        return ()
    arrows = (a for a in arrows_from(unit.standing) if actor.role in first_hands(a, unit.unit_kind))
    return tuple(a.act for a in arrows if reinstates(a.act) in {None, unit.before})


def may_confirm(actor: Actor, unit: Unit, act: Act, proposed_by: str) -> bool:
    """Whether this person may be the second one for a proposal."""
    if not sees(actor, unit.id, unit.region_code) or is_own(actor, unit.id) or actor.person_id == proposed_by:
        return False
    return any(a.act is act and actor.role in a.confirmed_by for a in arrows_from(unit.standing))
