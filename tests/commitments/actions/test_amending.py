"""A better promise holds at once, a weaker one after notice; the owner alone changes it, one change at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.commitments.acts import RETURNS, SAFE, change, held, sign_terms, terms_now
from tests.merchants.builders import (
    DAY,
    SCHEME,
    Shop,
    a_merchant_in,
    a_person,
    a_pledge,
    an_active_merchant,
    submit,
)
from trustcode.commitments.actions import amending
from trustcode.commitments.actions.amending import Amended
from trustcode.commitments.queries.drafts import changes_of, text_of
from trustcode.commitments.queries.promises import lists_on, promises
from trustcode.commitments.rules.days import WhyNot
from trustcode.commitments.rules.terms import CommitmentRefusal, SafeTerms
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.actions import applying
from trustcode.merchants.rules.standing import Standing
from trustcode.projections.scan_card.reading import card_of_merchant
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def window(store: Store, at: Moment, shop: Shop) -> int:
    return terms_now(store, at, shop).window_days


def test_a_better_promise_holds_from_the_day_it_is_signed(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at - 9 * DAY)

    amended = change(store, at, shop, window_days=30)

    assert (amended.effective_on, amended.is_weaker) == (civil_day(at), False)
    assert [window(store, at - DAY, shop), window(store, at, shop)] == [7, 30]
    with reading(store) as reader:
        card = card_of_merchant(reader, shop.id)
    assert card is not None
    assert card.returns is not None
    assert (card.returns.version, card.returns.window_days) == (2, 30)


def test_a_weaker_promise_waits_for_seven_whole_days_that_do_not_count_today(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at - 9 * DAY, terms={"window_days": ["30"]})

    amended = change(store, at, shop, window_days=7)

    assert amended.is_weaker
    assert amended.effective_on == civil_day(at) + timedelta(days=8)
    assert [window(store, at + n * DAY, shop) for n in (0, 7, 8)] == [30, 30, 7]


def test_a_weaker_term_beside_a_better_one_needs_notice_too(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)

    assert change(store, at, shop, window_days=60, refund_days=7).is_weaker


def test_the_record_names_text_day_and_whether_it_is_weaker(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)

    change(store, at, shop, window_days=30)

    with reading(store) as reader:
        lines = [e for e in entries_of(reader, shop.id) if e.kind in {"commitment.amended", "commitment.end_set"}]
        newest = next(p for p in promises(reader, shop.id) if p.version == 2)
    ended, signed = lines
    assert (ended.facts["version"], ended.facts["ended_on"]) == (1, civil_day(at).isoformat())
    assert (signed.facts["text_hash"], signed.facts["is_weaker"]) == (newest.text.hash, False)
    assert signed.by == shop.owner.person_id


def test_while_a_change_is_announced_there_is_no_other(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    announced = change(store, at, shop, refund_days=7)

    with pytest.raises(Refusal) as refused:
        change(store, at + DAY, shop, window_days=30)
    assert refused.value.code is CommitmentRefusal.CHANGE_ANNOUNCED
    assert refused.value.facts == {"day": announced.effective_on}


def test_an_announced_change_can_be_taken_back_until_it_begins(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    before = terms_now(store, at, shop)
    change(store, at, shop, refund_days=7)

    with pen(store, shop.owner, at + 7 * DAY) as p:
        amending.take_back(p, merchant_id=shop.id, kind=RETURNS)

    assert terms_now(store, at + 30 * DAY, shop) == before
    assert change(store, at + 7 * DAY, shop, window_days=9).effective_on == civil_day(at + 7 * DAY)


def test_what_has_begun_is_not_taken_back(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    change(store, at, shop, refund_days=7)

    with pytest.raises(Refusal) as refused, pen(store, shop.owner, at + 8 * DAY) as p:
        amending.take_back(p, merchant_id=shop.id, kind=RETURNS)
    assert refused.value.code is CommitmentRefusal.NOTHING_ANNOUNCED


def test_the_safe_promise_only_grows_at_once(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at, safe_extra="免费停车。")

    better = sign_terms(store, at, shop, SafeTerms("免费停车。\n免费茶水。"), kind=SAFE)
    weaker = sign_terms(store, at, shop, SafeTerms(""), kind=SAFE)

    assert (better.is_weaker, weaker.is_weaker) == (False, True)
    safe = held(store, at + 7 * DAY, shop).safe
    assert safe is not None
    assert safe.safe == SafeTerms("免费停车。\n免费茶水。")


def test_a_seller_of_goods_may_add_the_return_promise_later(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at, returns=False)
    terms = a_pledge(store, at).returns
    assert terms is not None

    assert sign_terms(store, at, shop, terms) == Amended(
        held(store, at, shop).returns.id,  # type: ignore[union-attr]
        civil_day(at),
        is_weaker=False,
    )
    assert terms_now(store, at, shop) == terms


def test_who_sells_no_goods_may_not(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at, returns=False, unit_kind="restaurant")
    terms = a_pledge(store, at).returns
    assert terms is not None

    with pytest.raises(Refusal) as refused:
        sign_terms(store, at, shop, terms)
    assert refused.value.code is CommitmentRefusal.SERVICES_ONLY


def test_leaving_the_return_promise_alone_needs_notice_and_leaves_the_safe_one(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)

    with pen(store, shop.owner, at) as p:
        first_without = amending.leave(p, merchant_id=shop.id, scheme=SCHEME)

    assert first_without == civil_day(at) + timedelta(days=8)
    after = held(store, at + 8 * DAY, shop)
    assert held(store, at + 7 * DAY, shop).why_not is None
    assert (after.why_not, after.safe is not None) == (WhyNot.NOT_PROMISED, True)


def test_leaving_can_be_taken_back(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    with pen(store, shop.owner, at) as p:
        amending.leave(p, merchant_id=shop.id, scheme=SCHEME)

    with pen(store, shop.owner, at + DAY) as p:
        amending.take_back(p, merchant_id=shop.id, kind=RETURNS)

    assert held(store, at + 20 * DAY, shop).why_not is None


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"window_days": 6}, "window_days", CommitmentRefusal.WINDOW_TOO_SHORT),
        ({"exclusions": ("E99",)}, "exclusions", CommitmentRefusal.NOT_ON_THE_LIST),
        ({"extra": "最终解释权归本店"}, "extra", CommitmentRefusal.FORBIDDEN_WORDING),
        ({"refund_days": 8}, "refund_days", CommitmentRefusal.REFUND_TOO_LATE),
    ],
)
def test_below_the_scheme_nothing_is_signed(
    store: Store, at: Moment, changes: dict[str, object], field: str, code: CommitmentRefusal
) -> None:
    shop = an_active_merchant(store, at)

    terms = replace(terms_now(store, at, shop), **changes)

    with pytest.raises(Refusal) as refused, pen(store, shop.owner, at) as p:
        amending.amend(p, merchant_id=shop.id, kind=RETURNS, terms=terms, agreed_hash="", scheme=SCHEME)
    assert [(f.where, f.code) for f in refused.value.faults] == [(field, code)]


def test_nothing_changed_is_no_version(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)

    with pytest.raises(Refusal) as refused:
        change(store, at, shop)
    assert refused.value.code is CommitmentRefusal.NOTHING_CHANGED


def test_another_text_than_the_one_shown_is_not_signed(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    terms = replace(terms_now(store, at, shop), window_days=30)

    with pytest.raises(Refusal) as refused, pen(store, shop.owner, at) as p:
        amending.amend(p, merchant_id=shop.id, kind=RETURNS, terms=terms, agreed_hash="0" * 64, scheme=SCHEME)
    assert refused.value.code is CommitmentRefusal.TEXT_CHANGED


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.ACTIVE, Standing.RECTIFYING, Standing.DRAFT}))
def test_promises_are_changed_only_while_they_are_in_force(store: Store, at: Moment, standing: Standing) -> None:
    shop = a_merchant_in(store, at, standing)
    terms = a_pledge(store, at, terms={"window_days": ["30"]}).returns
    assert terms is not None

    with pytest.raises(Refusal) as refused:
        sign_terms(store, at, shop, terms)
    assert refused.value.code is CommitmentRefusal.NOT_IN_FORCE


@pytest.mark.parametrize("role", [Role.STAFF, Role.OWNER, Role.INSPECTOR, Role.PROVINCE])
def test_nobody_but_the_owner_changes_anything(store: Store, at: Moment, role: Role) -> None:
    shop = an_active_merchant(store, at)
    scope = {Role.STAFF: shop.id, Role.OWNER: "", Role.INSPECTOR: "430103", Role.PROVINCE: "430000"}[role]
    stranger = Shop(shop.id, a_person(store, at, role=role, scope=scope))

    for act in (
        lambda: change(store, at, stranger, window_days=30),
        lambda: _leave(store, at, stranger),
        lambda: _take_back(store, at, stranger),
    ):
        with pytest.raises(NotFound):
            act()


def test_of_two_changes_at_once_one_counts(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)

    def weaken(days: int) -> object:
        try:
            return change(store, at, shop, refund_days=days)
        except Refusal as refusal:
            return refusal.code

    with ThreadPoolExecutor(2) as two:
        answers = list(two.map(weaken, (5, 7)))

    assert sorted(isinstance(a, Amended) for a in answers) == [False, True]
    assert CommitmentRefusal.CHANGE_ANNOUNCED in answers


def test_what_was_announced_is_over_when_the_shop_applies_anew(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at, terms={"window_days": ["30"]})
    change(store, at, shop, window_days=7)
    with pen(store, shop.owner, at + DAY) as p:
        applying.withdraw(p, merchant_id=shop.id)
    with pen(store, shop.owner, at + 2 * DAY) as p:
        applying.reapply(p, merchant_id=shop.id, scheme=SCHEME)

    submit(store, at + 3 * DAY, shop, terms={"window_days": ["15"]})

    with reading(store) as reader:
        open_ones = [p.returns.window_days for p in promises(reader, shop.id) if p.returns and p.ended_on is None]
    assert open_ones == [15]
    assert window(store, at + 30 * DAY, shop) == 15


def test_the_changes_are_known_before_they_are_signed(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    terms = replace(terms_now(store, at, shop), window_days=30)

    with reading(store) as reader:
        changes = changes_of(reader, shop.id, RETURNS, terms, civil_day(at))
        text = text_of(reader, shop.id, terms, lists_on(reader, civil_day(at)))
    assert [(c.field, c.before, c.after) for c in changes] == [("window_days", 7, 30)]
    assert "30 天" in text.zh


def _leave(store: Store, at: Moment, shop: Shop) -> None:
    with pen(store, shop.owner, at) as p:
        amending.leave(p, merchant_id=shop.id, scheme=SCHEME)


def _take_back(store: Store, at: Moment, shop: Shop) -> None:
    with pen(store, shop.owner, at) as p:
        amending.take_back(p, merchant_id=shop.id, kind=RETURNS)
