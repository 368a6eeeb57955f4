"""One licence holder promises for all its shops; a shop inherits and may only promise more."""

from __future__ import annotations

from typing import Any

import pytest

from tests.commitments.acts import change, held, pause, sign_terms, terms_now
from tests.merchants.builders import COUNTY, DAY, SCHEME, Shop, a_pledge, an_active_merchant
from trustcode.commitments.actions import amending
from trustcode.commitments.rules.days import WhyNot
from trustcode.commitments.rules.terms import CommitmentKind, CommitmentRefusal, Reach, SafeTerms
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import Refusal
from trustcode.merchants.actions import applying
from trustcode.merchants.rules.credit_code import synthetic_credit_code
from trustcode.projections.scan_card.reading import card_of_merchant
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

CODE = synthetic_credit_code(987_654, COUNTY)


def a_shop(store: Store, at: Moment, name: str, **pledge: Any) -> Shop:
    """A shop of the one licence, in force since ten days before."""
    return an_active_merchant(store, at - 10 * DAY, credit_code=CODE, branch_name=name, street=f"{name} 1 号", **pledge)


def for_all(store: Store, at: Moment, shop: Shop, **changes: Any) -> amending.Amended:
    return change(store, at, shop, reach=Reach.ENTERPRISE, **changes)


def card_window(store: Store, shop: Shop) -> int | None:
    with reading(store) as reader:
        card = card_of_merchant(reader, shop.id)
    assert card is not None
    return card.returns.window_days if card.returns else None


def test_every_shop_of_the_licence_has_at_least_what_was_promised_for_all(store: Store, at: Moment) -> None:
    first, second = a_shop(store, at, "一店"), a_shop(store, at, "二店", terms={"refund_days": ["0"]})
    third = a_shop(store, at, "三店", returns=False)
    other = an_active_merchant(store, at - 10 * DAY)

    for_all(store, at, first, window_days=30, refund_days=3)

    assert [terms_now(store, at, shop).window_days for shop in (first, second, third, other)] == [30, 30, 30, 7]
    assert terms_now(store, at, second).refund_days == 0
    assert [card_window(store, shop) for shop in (first, second, third, other)] == [30, 30, 30, 7]
    assert held(store, at - DAY, third).why_not is WhyNot.NOT_PROMISED


def test_a_shop_without_goods_inherits_nothing(store: Store, at: Moment) -> None:
    first = a_shop(store, at, "一店")
    kitchen = a_shop(store, at, "食堂", returns=False, unit_kind="restaurant")

    for_all(store, at, first, window_days=30)

    assert held(store, at, kitchen).why_not is WhyNot.NOT_PROMISED


def test_a_shop_cannot_promise_less_field_by_field(store: Store, at: Moment) -> None:
    first, second = a_shop(store, at, "一店"), a_shop(store, at, "二店")
    for_all(store, at, first, window_days=30, cross_store="same_city")

    with pytest.raises(Refusal) as refused:
        change(store, at, second, window_days=20, cross_store="this_shop", refund_days=0, bring=())
    assert {(f.where, f.code) for f in refused.value.faults} == {
        ("window_days", CommitmentRefusal.BELOW_ENTERPRISE),
        ("cross_store", CommitmentRefusal.BELOW_ENTERPRISE),
    }
    assert change(store, at, second, window_days=60).is_weaker is False
    assert [terms_now(store, at, shop).window_days for shop in (first, second)] == [30, 60]


def test_a_shop_cannot_pause_what_was_promised_for_all(store: Store, at: Moment) -> None:
    first, second = a_shop(store, at, "一店"), a_shop(store, at, "二店")
    for_all(store, at, first, window_days=30)

    with pytest.raises(Refusal) as refused:
        pause(store, at, second)
    assert refused.value.code is CommitmentRefusal.BELOW_ENTERPRISE


def test_it_counts_only_while_the_shop_that_signed_it_is_in_force(store: Store, at: Moment) -> None:
    first, second = a_shop(store, at, "一店"), a_shop(store, at, "二店")
    for_all(store, at, first, window_days=30)

    with pen(store, first.owner, at + DAY) as p:
        applying.withdraw(p, merchant_id=first.id)

    assert [terms_now(store, at + n * DAY, second).window_days for n in (1, 2)] == [30, 7]


def test_weakening_it_needs_notice_and_ending_it_too(store: Store, at: Moment) -> None:
    first, second = a_shop(store, at, "一店"), a_shop(store, at, "二店")
    for_all(store, at, first, window_days=30)

    assert for_all(store, at, first, window_days=15).is_weaker
    with pen(store, first.owner, at + 8 * DAY) as p:
        amending.leave(p, merchant_id=first.id, scheme=SCHEME, reach=Reach.ENTERPRISE)

    assert [terms_now(store, at + n * DAY, second).window_days for n in (7, 8, 15, 16)] == [30, 15, 15, 7]


def test_of_several_promises_for_all_the_best_of_each_field_counts(store: Store, at: Moment) -> None:
    first, second = a_shop(store, at, "一店"), a_shop(store, at, "二店")
    for_all(store, at, first, window_days=30)
    terms = a_pledge(store, at, terms={"window_days": ["15"], "exclusions": []}).returns
    assert terms is not None

    sign_terms(store, at, second, terms, reach=Reach.ENTERPRISE)

    now = terms_now(store, at, first)
    assert (now.window_days, now.exclusions) == (30, ())
    assert len(held(store, at, first).enterprise) == 2


def test_the_safe_promise_is_made_by_each_shop_alone(store: Store, at: Moment) -> None:
    first = a_shop(store, at, "一店")

    with pytest.raises(ValueError, match="each unit"), pen(store, first.owner, at) as p:
        amending.amend(
            p,
            merchant_id=first.id,
            kind=CommitmentKind.SAFE,
            terms=SafeTerms(),
            agreed_hash="",
            scheme=SCHEME,
            reach=Reach.ENTERPRISE,
        )
