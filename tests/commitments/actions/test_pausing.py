"""Returns can be paused while the safe promise stays: by the owner with notice, by two officers for a ground."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.commitments.acts import held, officers_lift, officers_pause, pause, resume, two_officers
from tests.merchants.builders import COUNTY, DAY, Shop, a_merchant_in, a_person, an_active_merchant, an_officer
from trustcode.commitments.actions import pausing
from trustcode.commitments.rules.days import WhyNot
from trustcode.commitments.rules.terms import CommitmentRefusal
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import Standing
from trustcode.people.rules.reasons import PeopleRefusal
from trustcode.projections.scan_card.reading import card_of_merchant
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

GROUND, REASON = "safety_risk", "退货多次被拒"


def why_not(store: Store, at: Moment, shop: Shop, *days: int) -> list[WhyNot | None]:
    return [held(store, at + n * DAY, shop).why_not for n in days]


def propose(store: Store, at: Moment, shop: Shop, officer: Actor) -> str:
    with pen(store, officer, at) as p:
        return pausing.propose_pause(p, merchant_id=shop.id, ground=GROUND, reason=REASON)


def test_an_owners_pause_begins_after_the_notice_and_the_safe_promise_stays(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)

    pause(store, at, shop)

    assert why_not(store, at, shop, 0, 7, 8, 90) == [None, None, WhyNot.PAUSED, WhyNot.PAUSED]
    assert held(store, at + 8 * DAY, shop).safe is not None


def test_an_owner_resumes_at_once(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    pause(store, at, shop)

    resume(store, at + 20 * DAY, shop)

    assert why_not(store, at, shop, 7, 8, 19, 20) == [None, WhyNot.PAUSED, WhyNot.PAUSED, None]


def test_an_announced_pause_taken_back_never_was(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    pause(store, at, shop)

    resume(store, at + DAY, shop)

    assert set(why_not(store, at, shop, *range(20))) == {None}
    with pytest.raises(Refusal) as refused:
        resume(store, at + DAY, shop)
    assert refused.value.code is CommitmentRefusal.NOT_PAUSED


def test_a_pause_is_announced_once(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    pause(store, at, shop)

    with pytest.raises(Refusal) as refused:
        pause(store, at + DAY, shop)
    assert refused.value.code is CommitmentRefusal.PAUSED_ALREADY
    assert refused.value.facts == {"day": civil_day(at) + timedelta(days=8)}


def test_two_officers_pause_for_purchases_after_the_day_of_the_decision(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)

    officers_pause(store, at, shop, two_officers(store, at - DAY))

    assert why_not(store, at, shop, 0, 1, 2) == [None, WhyNot.PAUSED, WhyNot.PAUSED]
    with reading(store) as reader:
        kinds = [e.kind for e in entries_of(reader, shop.id)][-3:]
    assert kinds == ["commitment.pause.proposed", "commitment.pause.closed", "commitment.paused"]


def test_the_card_says_that_returns_are_paused(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    officers = two_officers(store, at - DAY)
    officers_pause(store, at, shop, officers)

    officers_lift(store, at + 5 * DAY, shop, officers)
    with reading(store) as reader:
        card = card_of_merchant(reader, shop.id)

    assert card is not None
    assert card.returns is not None
    assert not card.returns.paused
    assert why_not(store, at, shop, 4, 5) == [WhyNot.PAUSED, None]


def test_what_officers_paused_an_owner_cannot_lift(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    officers_pause(store, at, shop, two_officers(store, at - DAY))

    with pytest.raises(Refusal) as refused:
        resume(store, at + 2 * DAY, shop)
    assert refused.value.code is CommitmentRefusal.PAUSED_BY_OFFICERS
    assert why_not(store, at, shop, 3) == [WhyNot.PAUSED]


def test_an_owner_who_resumes_leaves_the_officers_pause_standing(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    pause(store, at, shop)
    officers_pause(store, at + DAY, shop, two_officers(store, at))

    resume(store, at + 9 * DAY, shop)

    assert why_not(store, at, shop, 9, 10) == [WhyNot.PAUSED, WhyNot.PAUSED]


def test_a_proposal_alone_pauses_nothing_and_waits_alone(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    inspector, _ = two_officers(store, at - DAY)
    propose(store, at, shop, inspector)

    with pytest.raises(Refusal) as refused:
        propose(store, at, shop, an_officer(store, at - DAY))
    assert refused.value.code is CommitmentRefusal.PAUSE_PROPOSED
    assert why_not(store, at, shop, 0, 9) == [None, None]


def test_the_second_person_is_another_and_of_the_rank(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    supervisor = two_officers(store, at - DAY)[1]
    pause_id = propose(store, at, shop, supervisor)

    with pytest.raises(Refusal) as refused, pen(store, supervisor, at) as p:
        pausing.confirm(p, pause_id=pause_id)
    assert refused.value.code is PeopleRefusal.OWN_PROPOSAL
    with pytest.raises(NotFound), pen(store, an_officer(store, at - DAY), at) as p:
        pausing.confirm(p, pause_id=pause_id)


def test_a_proposal_is_declined_with_a_reason_or_taken_back_without(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    inspector, supervisor = two_officers(store, at - DAY)
    first = propose(store, at, shop, inspector)
    with pytest.raises(Refusal) as refused, pen(store, supervisor, at) as p:
        pausing.decline(p, pause_id=first, reason=" ")
    assert refused.value.code is MerchantRefusal.REASON_NEEDED
    with pen(store, supervisor, at) as p:
        pausing.decline(p, pause_id=first, reason="证据不足")

    second = propose(store, at, shop, inspector)
    with pen(store, inspector, at) as p:
        pausing.decline(p, pause_id=second, reason="")

    with pytest.raises(Refusal) as refused, pen(store, supervisor, at) as p:
        pausing.confirm(p, pause_id=second)
    assert refused.value.code is CommitmentRefusal.PAUSE_CLOSED
    assert why_not(store, at, shop, 1) == [None]


@pytest.mark.parametrize(
    ("ground", "reason", "code"),
    [
        ("", REASON, MerchantRefusal.GROUND_NEEDED),
        ("cured", REASON, MerchantRefusal.GROUND_NEEDED),
        (GROUND, "", MerchantRefusal.REASON_NEEDED),
    ],
)
def test_a_pause_needs_a_coded_ground_and_a_reason(
    store: Store, at: Moment, ground: str, reason: str, code: MerchantRefusal
) -> None:
    shop = an_active_merchant(store, at)

    with pytest.raises(Refusal) as refused, pen(store, an_officer(store, at - DAY), at) as p:
        pausing.propose_pause(p, merchant_id=shop.id, ground=ground, reason=reason)
    assert refused.value.code is code


def test_there_is_nothing_to_pause_without_a_return_promise_or_outside_of_force(store: Store, at: Moment) -> None:
    safe_only = an_active_merchant(store, at, returns=False)
    suspended = a_merchant_in(store, at, Standing.SUSPENDED)

    for shop, code in ((safe_only, CommitmentRefusal.NO_RETURNS), (suspended, CommitmentRefusal.NOT_IN_FORCE)):
        with pytest.raises(Refusal) as refused:
            pause(store, at, shop)
        assert refused.value.code is code
        with pytest.raises(Refusal) as refused:
            propose(store, at, shop, an_officer(store, at - DAY))
        assert refused.value.code is code


def test_nobody_pauses_outside_their_region_or_their_own_business(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    elsewhere = an_officer(store, at - DAY, scope="430102")
    with_a_part = Actor(an_officer(store, at - DAY).person_id, Role.INSPECTOR, COUNTY, frozenset({shop.id}))

    with pytest.raises(NotFound):
        propose(store, at, shop, elsewhere)
    with pytest.raises(Refusal) as refused:
        propose(store, at, shop, with_a_part)
    assert refused.value.code is MerchantRefusal.OWN_BUSINESS
    staff = Shop(shop.id, a_person(store, at, role=Role.STAFF, scope=shop.id))
    for act in (pause, resume):
        with pytest.raises(NotFound):
            act(store, at, staff)


def test_only_a_running_pause_of_officers_is_lifted(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    pause(store, at, shop)

    with pytest.raises(Refusal) as refused:
        officers_lift(store, at, shop, two_officers(store, at - DAY))
    assert refused.value.code is CommitmentRefusal.NOT_PAUSED
