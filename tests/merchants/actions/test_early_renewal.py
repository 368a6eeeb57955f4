"""Renewal before validity ends: from when, until when, and that it never stands in the way of a measure."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.merchants.builders import DAY, SCHEME, Shop, a_ground, an_active_merchant, an_officer
from trustcode.kernel.actors import SYSTEM, Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.transitions import NotAllowed
from trustcode.merchants.actions import applying, deciding, moving
from trustcode.merchants.models import Merchant, Proposal
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

VALID_TO = date(2029, 11, 23)
YEARS = timedelta(days=(VALID_TO - date(2026, 11, 23)).days)


def renew(store: Store, at: Moment, shop: Shop) -> str:
    with pen(store, shop.owner, at) as p:
        return applying.renew(p, merchant_id=shop.id, scheme=SCHEME)


def confirm(store: Store, at: Moment, proposal: str) -> None:
    with pen(store, an_officer(store, at), at) as p:
        moving.confirm(p, proposal_id=proposal, scheme=SCHEME)


def propose(store: Store, at: Moment, shop: Shop, act: Act) -> str:
    with pen(store, an_officer(store, at), at) as p:
        return moving.propose(p, merchant_id=shop.id, act=act, ground=a_ground(store, at, act), reason="看过了")


def unit(store: Store, shop: Shop) -> Merchant:
    with reading(store) as reader:
        return reader.get(Merchant, shop.id)


def outcome(store: Store, proposal: str) -> str:
    with reading(store) as reader:
        return reader.get(Proposal, proposal).outcome


def test_renewal_opens_sixty_days_before_the_end_and_says_from_which_day(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)

    with pytest.raises(Refusal) as refused:
        renew(store, at + YEARS - 61 * DAY, shop)

    assert refused.value.code is MerchantRefusal.RENEWAL_NOT_YET
    assert refused.value.facts == {"opens": VALID_TO - 60 * DAY}
    assert renew(store, at + YEARS - 60 * DAY, shop)


@pytest.mark.parametrize("days", [-60, 0, 20])
def test_the_new_validity_goes_on_from_the_old_one(store: Store, at: Moment, days: int) -> None:
    """Early, on the last day, or within the grace: nobody loses days and nobody gains any."""
    shop = an_active_merchant(store, at)
    asked = at + YEARS + days * DAY

    confirm(store, asked, renew(store, asked, shop))

    assert unit(store, shop).valid_to == date(2032, 11, 23)
    assert unit(store, shop).standing is Standing.ACTIVE
    with reading(store) as reader:
        moved = [e.facts for e in entries_of(reader, shop.id) if e.kind == "merchant.moved"][-1]
    assert (moved["transition"], moved["was"], moved["now"]) == ("T13", "active", "active")


def test_a_measure_overtakes_a_renewal_that_waits(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    soon = at + YEARS - DAY
    renewal = renew(store, soon, shop)

    measure = propose(store, soon, shop, Act.SUSPEND)

    assert outcome(store, renewal) == moving.OVERTAKEN
    with pen(store, an_officer(store, soon, role=Role.SUPERVISOR, scope="430100"), soon) as p:
        moving.confirm(p, proposal_id=measure, scheme=SCHEME)
    assert unit(store, shop).standing is Standing.SUSPENDED
    assert unit(store, shop).valid_to == VALID_TO


def test_an_order_to_correct_overtakes_it_too_and_the_shop_renews_afterwards(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    soon = at + YEARS - DAY
    renewal = renew(store, soon, shop)

    with pen(store, an_officer(store, soon), soon) as p:
        ground = a_ground(store, soon, Act.ORDER_RECTIFICATION)
        deciding.order_rectification(p, merchant_id=shop.id, ground=ground, scheme=SCHEME)

    assert outcome(store, renewal) == moving.OVERTAKEN
    with pytest.raises(NotAllowed):
        renew(store, soon, shop)
    confirm(store, soon, propose(store, soon, shop, Act.ACCEPT_RECTIFICATION))
    assert renew(store, soon, shop)


def test_while_a_measure_is_proposed_the_owner_waits(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    soon = at + YEARS - DAY
    propose(store, soon, shop, Act.REMOVE)

    with pytest.raises(Refusal) as refused:
        renew(store, soon, shop)

    assert refused.value.code is MerchantRefusal.PROPOSAL_OPEN


def test_a_renewal_is_asked_for_once(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    renew(store, at + YEARS, shop)

    with pytest.raises(Refusal) as refused:
        renew(store, at + YEARS, shop)

    assert refused.value.code is MerchantRefusal.PROPOSAL_OPEN


def test_one_measure_does_not_overtake_another(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    propose(store, at, shop, Act.SUSPEND)

    with pytest.raises(Refusal) as refused:
        propose(store, at, shop, Act.REMOVE)

    assert refused.value.code is MerchantRefusal.PROPOSAL_OPEN


def test_a_renewal_asked_for_in_time_is_decided_even_after_expiry(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    renewal = renew(store, at + YEARS, shop)
    late = at + YEARS + 31 * DAY
    with pen(store, SYSTEM, late) as p:
        deciding.lapse(p, merchant_id=shop.id)

    confirm(store, late, renewal)

    assert unit(store, shop).standing is Standing.ACTIVE
    assert unit(store, shop).valid_to == date(2032, 12, 24)


def test_who_leaves_while_a_removal_is_proposed_leaves_at_once_and_the_record_shows_it(
    store: Store, at: Moment
) -> None:
    shop = an_active_merchant(store, at)
    removal = propose(store, at, shop, Act.REMOVE)

    with pen(store, shop.owner, at) as p:
        applying.withdraw(p, merchant_id=shop.id)

    assert unit(store, shop).standing is Standing.WITHDRAWN
    assert outcome(store, removal) == moving.OVERTAKEN
    with reading(store) as reader:
        closed, moved = list(entries_of(reader, shop.id))[-2:]
        waiting = reader.all(select(Proposal.id).where(Proposal.merchant_id == shop.id, Proposal.closed_at.is_(None)))
    assert (closed.kind, closed.facts) == ("merchant.proposal.closed", {"proposal": removal, "outcome": "overtaken"})
    assert (moved.kind, moved.facts["transition"]) == ("merchant.moved", "T14")
    assert list(waiting) == []
