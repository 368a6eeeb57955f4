"""Two people, one act: proposed, confirmed, declined, overtaken; and the one place where a standing is set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.merchants.builders import (
    CITY,
    DAY,
    SCHEME,
    Shop,
    a_ground,
    a_merchant_in,
    a_submitted_merchant,
    an_active_merchant,
    an_officer,
    by_two,
)
from trustcode.kernel.actors import PUBLIC, SYSTEM, Actor, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.territory import PROVINCE
from trustcode.kernel.transitions import NotAllowed
from trustcode.merchants.actions import deciding, moving
from trustcode.merchants.actions.moving import CONFIRMED, DECLINED, OVERTAKEN
from trustcode.merchants.models import Merchant, Proposal, Remark
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.people.actions import accounts
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def standing_of(store: Store, shop: Shop) -> Standing:
    with reading(store) as reader:
        return reader.one(select(Merchant.standing).where(Merchant.id == shop.id))


def unit(store: Store, shop: Shop) -> Merchant:
    with reading(store) as reader:
        return reader.get(Merchant, shop.id)


def outcome(store: Store, proposal: str) -> str:
    with reading(store) as reader:
        return reader.one(select(Proposal.outcome).where(Proposal.id == proposal))


def propose(store: Store, at: Moment, shop: Shop, act: Act, by: Actor, reason: str = "看过了") -> str:
    with pen(store, by, at) as p:
        return moving.propose(p, merchant_id=shop.id, act=act, ground=a_ground(store, at, act), reason=reason)


def confirm(store: Store, at: Moment, proposal: str, by: Actor, scheme: SchemeRules = SCHEME) -> None:
    with pen(store, by, at) as p:
        moving.confirm(p, proposal_id=proposal, scheme=scheme)


def refusal_of(work: Callable[[], object]) -> object:
    with pytest.raises(Refusal) as refused:
        work()
    return refused.value.code


def test_a_proposal_leaves_the_standing_and_waits_two_working_days(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at - DAY)

    proposal = propose(store, at, shop, Act.APPROVE, an_officer(store, at))

    with reading(store) as reader:
        assert reader.get(Proposal, proposal).due_on == date(2026, 11, 25)
    assert standing_of(store, shop) is Standing.SUBMITTED


def test_approval_by_two_begins_the_public_notice_of_a_shop(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at - DAY)
    proposal = propose(store, at, shop, Act.APPROVE, an_officer(store, at))

    confirm(store, at, proposal, an_officer(store, at))

    assert standing_of(store, shop) is Standing.PUBLICISED
    assert unit(store, shop).due_on == date(2026, 11, 30)


def test_a_cluster_stays_approved_until_the_city_begins_the_notice(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at, Standing.REVIEWED)

    with pytest.raises(NotFound), pen(store, an_officer(store, at), at) as p:
        moving.put_to_notice(p, merchant_id=shop.id, scheme=SCHEME)
    with pen(store, an_officer(store, at, role=Role.SUPERVISOR, scope=CITY), at) as p:
        moving.put_to_notice(p, merchant_id=shop.id, scheme=SCHEME)

    assert standing_of(store, shop) is Standing.PUBLICISED


def test_every_step_is_on_the_record_and_names_the_other(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at - DAY)
    first, second = an_officer(store, at), an_officer(store, at)

    proposal = propose(store, at, shop, Act.APPROVE, first)
    confirm(store, at, proposal, second)

    with reading(store) as reader:
        told = [(e.kind, e.by, e.facts.get("proposal"), e.facts.get("transition")) for e in entries_of(reader, shop.id)]
    assert told[-4:] == [
        ("merchant.proposal.made", first.person_id, proposal, None),
        ("merchant.proposal.closed", second.person_id, proposal, None),
        ("merchant.moved", second.person_id, proposal, "T2"),
        ("merchant.moved", second.person_id, "", "T3"),
    ]


def test_nobody_confirms_what_they_proposed(store: Store, at: Moment) -> None:
    shop, officer = a_submitted_merchant(store, at - DAY), an_officer(store, at)
    proposal = propose(store, at, shop, Act.APPROVE, officer)

    assert refusal_of(lambda: confirm(store, at, proposal, officer)) is MerchantRefusal.OWN_PROPOSAL
    assert standing_of(store, shop) is Standing.SUBMITTED


def test_nobody_confirms_what_they_proposed_in_another_role_of_theirs(store: Store, at: Moment) -> None:
    shop, officer = a_submitted_merchant(store, at - DAY), an_officer(store, at)
    proposal = propose(store, at, shop, Act.APPROVE, officer)
    same_person = Actor(officer.person_id, Role.SUPERVISOR, CITY)

    assert refusal_of(lambda: confirm(store, at, proposal, same_person)) is MerchantRefusal.OWN_PROPOSAL


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        (Role.INSPECTOR, "430102"),
        (Role.INSPECTOR, "430104"),
        (Role.SUPERVISOR, "430200"),
        (Role.PROVINCE, "440000"),
    ],
)
def test_an_officer_of_elsewhere_meets_nothing_at_all(store: Store, at: Moment, role: Role, scope: str) -> None:
    """Seen, refused or in the wrong state: from outside a unit is not there."""
    shop = a_submitted_merchant(store, at - DAY)
    active = an_active_merchant(store, at)
    proposal = propose(store, at, shop, Act.APPROVE, an_officer(store, at))
    stranger = Actor("s" * 16, role, scope)

    for one, act in ((shop, Act.APPROVE), (active, Act.APPROVE), (active, Act.SUSPEND)):
        with pytest.raises(NotFound):
            propose(store, at, one, act, stranger)
    with pytest.raises(NotFound):
        confirm(store, at, proposal, stranger)
    with pytest.raises(NotFound), pen(store, stranger, at) as p:
        moving.decline(p, proposal_id=proposal, reason="不同意")


def test_the_province_does_not_approve_and_confirms_a_suspension(store: Store, at: Moment) -> None:
    shop, active = a_submitted_merchant(store, at - DAY), an_active_merchant(store, at)
    province = an_officer(store, at, role=Role.PROVINCE, scope=PROVINCE)
    approval = propose(store, at, shop, Act.APPROVE, an_officer(store, at))
    suspension = propose(store, at, active, Act.SUSPEND, an_officer(store, at))

    with pytest.raises(NotFound):
        confirm(store, at, approval, province)
    confirm(store, at, suspension, province)

    assert standing_of(store, active) is Standing.SUSPENDED


def test_an_inspector_never_confirms_a_suspension(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    proposal = propose(store, at, shop, Act.SUSPEND, an_officer(store, at))

    with pytest.raises(NotFound):
        confirm(store, at, proposal, an_officer(store, at))
    assert standing_of(store, shop) is Standing.ACTIVE


def test_the_calendar_may_propose_a_suspension_and_a_person_confirms_it(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)

    proposal = propose(store, at, shop, Act.SUSPEND, SYSTEM)
    confirm(store, at, proposal, an_officer(store, at, role=Role.SUPERVISOR, scope=CITY))

    assert standing_of(store, shop) is Standing.SUSPENDED


@pytest.mark.parametrize("role", [Role.OWNER, Role.STAFF, Role.PUBLIC, Role.AUDITOR, Role.OPERATOR, Role.SECURITY])
def test_nobody_but_officers_proposes_a_measure(store: Store, at: Moment, role: Role) -> None:
    shop = an_active_merchant(store, at)

    with pytest.raises(NotFound):
        propose(store, at, shop, Act.SUSPEND, Actor("x" * 16, role, shop.id))


def test_one_proposal_at_a_time_waits(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at - DAY)
    propose(store, at, shop, Act.APPROVE, an_officer(store, at))

    again = refusal_of(lambda: propose(store, at, shop, Act.REFUSE, an_officer(store, at)))

    assert again is MerchantRefusal.PROPOSAL_OPEN


def test_a_proposal_is_decided_once(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at - DAY)
    proposal = propose(store, at, shop, Act.APPROVE, an_officer(store, at))
    confirm(store, at, proposal, an_officer(store, at))

    again = refusal_of(lambda: confirm(store, at, proposal, an_officer(store, at)))

    assert again is MerchantRefusal.PROPOSAL_CLOSED
    assert outcome(store, proposal) == CONFIRMED


def test_declining_leaves_the_standing_and_frees_the_way(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at - DAY)
    proposal = propose(store, at, shop, Act.APPROVE, an_officer(store, at))

    with pen(store, an_officer(store, at), at) as p:
        moving.decline(p, proposal_id=proposal, reason="门头照片是别家的")

    assert outcome(store, proposal) == DECLINED
    assert standing_of(store, shop) is Standing.SUBMITTED
    propose(store, at, shop, Act.REFUSE, an_officer(store, at))


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_declining_needs_a_reason(store: Store, at: Moment, reason: str) -> None:
    shop = a_submitted_merchant(store, at - DAY)
    proposal = propose(store, at, shop, Act.APPROVE, an_officer(store, at))

    with pytest.raises(Refusal) as refused, pen(store, an_officer(store, at), at) as p:
        moving.decline(p, proposal_id=proposal, reason=reason)
    assert refused.value.code is MerchantRefusal.REASON_NEEDED


def test_the_proposer_takes_it_back_without_a_reason(store: Store, at: Moment) -> None:
    shop, officer = a_submitted_merchant(store, at - DAY), an_officer(store, at)
    proposal = propose(store, at, shop, Act.APPROVE, officer)

    with pen(store, officer, at) as p:
        moving.decline(p, proposal_id=proposal, reason="")

    assert outcome(store, proposal) == DECLINED


def test_another_act_overtakes_a_waiting_proposal(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at - DAY)
    proposal = propose(store, at, shop, Act.APPROVE, an_officer(store, at))

    with pen(store, an_officer(store, at), at) as p:
        deciding.send_back(p, merchant_id=shop.id, ground=a_ground(store, at, Act.SEND_BACK), scheme=SCHEME)

    assert outcome(store, proposal) == OVERTAKEN
    stale = refusal_of(lambda: confirm(store, at, proposal, an_officer(store, at)))
    assert stale is MerchantRefusal.PROPOSAL_CLOSED


def test_an_officer_keeps_away_from_the_own_business(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at - DAY)
    proposal = propose(store, at, shop, Act.APPROVE, an_officer(store, at))
    theirs = Actor("o" * 16, Role.INSPECTOR, "430103", frozenset({shop.id}))

    assert refusal_of(lambda: propose(store, at, shop, Act.APPROVE, theirs)) is MerchantRefusal.OWN_BUSINESS
    assert refusal_of(lambda: confirm(store, at, proposal, theirs)) is MerchantRefusal.OWN_BUSINESS


@pytest.mark.parametrize("ground", ["", "no_such_ground", "not_cured"])
def test_an_act_that_hurts_names_a_ground_of_its_own_list(store: Store, at: Moment, ground: str) -> None:
    shop = an_active_merchant(store, at)

    with pytest.raises(Refusal) as refused, pen(store, an_officer(store, at), at) as p:
        moving.propose(p, merchant_id=shop.id, act=Act.SUSPEND, ground=ground, reason="看过了")
    assert refused.value.code is MerchantRefusal.GROUND_NEEDED


def test_an_act_of_two_is_not_done_by_one(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at - DAY)

    with pytest.raises(Refusal) as refused, pen(store, an_officer(store, at), at) as p:
        moving.act_alone(p, merchant_id=shop.id, act=Act.APPROVE)
    assert refused.value.code is MerchantRefusal.NEEDS_SECOND_PERSON


def test_an_act_of_one_is_not_proposed(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at - DAY)

    with pytest.raises(NotAllowed):
        propose(store, at, shop, Act.SEND_BACK, an_officer(store, at))


def test_a_page_from_before_another_act_is_told_so(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at - DAY)
    seen = unit(store, shop).changes
    by_two(store, at, shop, Act.APPROVE)

    with pytest.raises(Refusal) as refused, pen(store, an_officer(store, at), at) as p:
        moving.require_unchanged(p, merchant_id=shop.id, seen=seen)
    assert refused.value.code is MerchantRefusal.CHANGED_MEANWHILE
    assert refused.value.facts == {"moves": 2}


def test_a_remark_is_kept_with_its_act_and_not_on_the_record(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at - DAY)

    with pen(store, an_officer(store, at), at) as p:
        deciding.send_back(
            p, merchant_id=shop.id, ground="photo_unclear", scheme=SCHEME, remark="  门头照片拍成了隔壁店  "
        )

    with reading(store) as reader:
        remark = reader.one(select(Remark).where(Remark.merchant_id == shop.id))
        assert (remark.act, remark.ground, remark.text) == (Act.SEND_BACK, "photo_unclear", "门头照片拍成了隔壁店")
        assert "隔壁店" not in str([e.facts for e in entries_of(reader, shop.id)])


def test_what_an_officer_writes_has_a_limit(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at - DAY)

    long = refusal_of(lambda: propose(store, at, shop, Act.APPROVE, an_officer(store, at), reason="长" * 1001))

    assert long is MerchantRefusal.TOO_LONG


def test_removal_for_want_of_a_cure_waits_until_the_business_was_heard(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at - 63 * DAY, Standing.SUSPENDED)
    city = an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)
    proposal = propose(store, at, shop, Act.REMOVE_UNCURED, an_officer(store, at))

    with pytest.raises(Refusal) as refused:
        confirm(store, at + 7 * DAY, proposal, city)
    assert refused.value.facts == {"until": date(2026, 11, 30)}

    confirm(store, at + 8 * DAY, proposal, city)
    assert standing_of(store, shop) is Standing.REMOVED


def test_a_suspended_unit_has_sixty_days_to_cure_before_removal_is_proposed(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at - 60 * DAY, Standing.SUSPENDED)
    officer = an_officer(store, at)

    with pytest.raises(Refusal) as refused:
        propose(store, at, shop, Act.REMOVE_UNCURED, officer)
    assert refused.value.facts == {"until": date(2026, 11, 23)}

    assert propose(store, at + DAY, shop, Act.REMOVE_UNCURED, officer)


@pytest.mark.parametrize("before", [Standing.ACTIVE, Standing.RECTIFYING])
def test_a_correction_gives_back_the_very_standing_before(store: Store, at: Moment, before: Standing) -> None:
    shop = a_merchant_in(store, at - DAY, before)
    by_two(store, at, shop, Act.SUSPEND)
    wrong = Act.REINSTATE_RECTIFYING if before is Standing.ACTIVE else Act.REINSTATE_ACTIVE
    right = Act.REINSTATE_ACTIVE if before is Standing.ACTIVE else Act.REINSTATE_RECTIFYING

    with pytest.raises(NotAllowed):
        propose(store, at, shop, wrong, shop.owner)
    proposal = propose(store, at, shop, right, shop.owner)
    confirm(store, at, proposal, an_officer(store, at, role=Role.SUPERVISOR, scope=CITY))

    assert standing_of(store, shop) is before


def test_restoring_makes_the_unit_active_and_keeps_its_validity(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at - DAY, Standing.SUSPENDED)
    until = unit(store, shop).valid_to

    by_two(store, at, shop, Act.RESTORE)

    assert standing_of(store, shop) is Standing.ACTIVE
    assert unit(store, shop).valid_to == until


def test_no_such_proposal_is_not_found(store: Store, at: Moment) -> None:
    with pytest.raises(NotFound):
        confirm(store, at, "0" * 16, an_officer(store, at))


def test_a_shopper_moves_nothing(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)

    with pytest.raises(NotFound), pen(store, PUBLIC, at) as p:
        moving.act_alone(p, merchant_id=shop.id, act=Act.WITHDRAW)


def test_the_settings_of_the_province_hold_when_approving(store: Store, at: Moment) -> None:
    """A province that asks for ten years in business gets its look, and a reason is needed."""
    shop = a_submitted_merchant(store, at - DAY)
    strict = SchemeRules(minimum_months_trading=120)

    with pytest.raises(Refusal) as refused, pen(store, an_officer(store, at), at) as p:
        moving.propose(p, merchant_id=shop.id, act=Act.APPROVE, scheme=strict)
    assert refused.value.code is MerchantRefusal.REASON_NEEDED


def test_a_mark_that_arrives_between_proposal_and_confirmation_still_blocks(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at - DAY)
    proposal = propose(store, at, shop, Act.APPROVE, an_officer(store, at))
    with pen(store, SYSTEM, at) as p:
        code = unit(store, shop).credit_code
        deciding.mark_businesses(
            p,
            rows=[(code, deciding.MarkKind.SERIOUS_LIST, civil_day(at) - timedelta(days=3), None)],
            source="严重违法失信名单",
        )

    assert refusal_of(lambda: confirm(store, at, proposal, an_officer(store, at))) is MerchantRefusal.HARD_BLOCK
    assert outcome(store, proposal) == ""


def test_a_proposal_of_somebody_no_longer_in_office_is_not_confirmed(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at - DAY)
    first, second = an_officer(store, at), an_officer(store, at)
    proposal = propose(store, at, shop, Act.APPROVE, first, reason="看过了")
    with pen(store, SYSTEM, at) as p:
        accounts.disable(p, person_id=first.person_id)

    assert refusal_of(lambda: confirm(store, at, proposal, second)) is MerchantRefusal.PROPOSER_GONE
    assert standing_of(store, shop) is Standing.SUBMITTED
