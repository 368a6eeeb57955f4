"""What a business does itself: draft, submit, recall, withdraw, renew, come again."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.merchants.builders import (
    DAY,
    PRESS,
    SCHEME,
    Shop,
    a_draft_merchant,
    a_merchant_in,
    a_person,
    a_pledge,
    a_submitted_merchant,
    an_active_merchant,
    an_officer,
    by_two,
    submit,
)
from trustcode.codes import actions as codes
from trustcode.codes.queries import prints
from trustcode.kernel.actors import PUBLIC, SYSTEM, Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.transitions import NotAllowed
from trustcode.merchants.actions import applying, moving
from trustcode.merchants.actions.applying import hash_of
from trustcode.merchants.models import Merchant, Proposal
from trustcode.merchants.queries.sheets import draft_of, open_proposal
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.record.jotting import jotting
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading
from trustcode.storage.vault import Vault

MONTH = timedelta(days=30)


def unit(store: Store, shop: Shop) -> Merchant:
    with reading(store) as reader:
        return reader.get(Merchant, shop.id)


def renew(store: Store, at: Moment, shop: Shop, by: Actor | None = None) -> str:
    with pen(store, by or shop.owner, at) as p:
        return applying.renew(p, merchant_id=shop.id, scheme=SCHEME)


def reapply(store: Store, at: Moment, shop: Shop) -> None:
    with pen(store, shop.owner, at) as p:
        applying.reapply(p, merchant_id=shop.id, scheme=SCHEME)


def test_a_draft_survives_and_the_last_words_count(store: Store, at: Moment) -> None:
    shop = a_draft_merchant(store, at)
    for name in ("青禾", "青禾布衣"):
        with jotting(store, at) as jotter:
            applying.save_draft(jotter, merchant_id=shop.id, typed={"shop_name": name})

    with reading(store) as reader:
        assert draft_of(reader, shop.id) == ({"shop_name": "青禾布衣"}, at)


def test_a_draft_is_sealed(store: Store, at: Moment) -> None:
    shop = a_draft_merchant(store, at)
    with jotting(store, at) as jotter:
        applying.save_draft(jotter, merchant_id=shop.id, typed={"contact_phone": "13800001234"})

    with store.read_engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT typed FROM draft").scalar_one()
    assert b"13800001234" not in bytes(kept)


def test_submitting_starts_the_clock_of_the_review(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at)

    assert unit(store, shop).standing is Standing.SUBMITTED
    assert unit(store, shop).due_on == date(2026, 12, 7)


def test_contacts_are_sealed_and_never_on_the_record(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at, contact_name="张晓兰", contact_phone="13912345678")

    row = unit(store, shop)
    assert b"13912345678" not in row.contact_phone
    with reading(store) as reader:
        told = json.dumps([e.facts for e in entries_of(reader, shop.id)], ensure_ascii=False)
    assert "13912345678" not in told
    assert "张晓兰" not in told


def test_the_same_shop_is_not_handed_in_twice(store: Store, at: Moment) -> None:
    first = a_submitted_merchant(store, at)
    code = unit(store, first).credit_code
    second = a_draft_merchant(store, at)

    with pytest.raises(Refusal) as refused:
        submit(store, at, second, credit_code=code)
    assert refused.value.code is MerchantRefusal.SAME_SHOP_TWICE


def test_another_shop_of_the_same_licence_is_handed_in(store: Store, at: Moment) -> None:
    first = a_submitted_merchant(store, at)
    code = unit(store, first).credit_code
    second = a_draft_merchant(store, at)

    submit(store, at, second, credit_code=code, street="五一大道 1 号", branch_name="五一店")

    assert unit(store, second).standing is Standing.SUBMITTED


def test_a_correction_is_handed_in_again_with_a_fresh_clock(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at - 5 * DAY, Standing.CORRECTING)

    submit(store, at, shop, street="坡子街 130 号")

    assert (unit(store, shop).standing, unit(store, shop).street) == (Standing.SUBMITTED, "坡子街 130 号")
    assert unit(store, shop).due_on == date(2026, 12, 7)


@pytest.mark.parametrize("role", [Role.STAFF, Role.INSPECTOR, Role.PUBLIC, Role.OPERATOR])
def test_only_the_owner_submits(store: Store, at: Moment, role: Role) -> None:
    shop = a_draft_merchant(store, at)
    scope = shop.id if role is Role.STAFF else "430103"
    profile = a_pledge(store, at).profile

    with pytest.raises(NotFound), pen(store, Actor("x" * 16, role, scope), at) as p:
        applying.submit(p, merchant_id=shop.id, profile=profile, scheme=SCHEME)


def test_the_owner_of_another_shop_meets_nothing(store: Store, at: Moment) -> None:
    shop, other = a_submitted_merchant(store, at), a_draft_merchant(store, at)

    with pytest.raises(NotFound), pen(store, other.owner, at) as p:
        applying.recall(p, merchant_id=shop.id)


@pytest.mark.parametrize("standing", [Standing.SUBMITTED, Standing.CORRECTING, Standing.REVIEWED, Standing.PUBLICISED])
def test_an_application_is_taken_back_on_its_way(store: Store, at: Moment, standing: Standing) -> None:
    shop = a_merchant_in(store, at, standing)

    with pen(store, shop.owner, at) as p:
        applying.recall(p, merchant_id=shop.id)

    assert unit(store, shop).standing is Standing.DRAFT
    assert unit(store, shop).due_on is None


def test_taking_back_overtakes_a_waiting_proposal(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at)
    with pen(store, an_officer(store, at), at) as p:
        moving.propose(p, merchant_id=shop.id, act=Act.APPROVE, reason="看过了")

    with pen(store, shop.owner, at) as p:
        applying.recall(p, merchant_id=shop.id)

    with reading(store) as reader:
        assert open_proposal(reader, shop.id) is None


@pytest.mark.parametrize("standing", [Standing.ACTIVE, Standing.RECTIFYING])
def test_a_unit_leaves_at_once(store: Store, at: Moment, standing: Standing) -> None:
    shop = a_merchant_in(store, at, standing)

    with pen(store, shop.owner, at) as p:
        applying.withdraw(p, merchant_id=shop.id)

    assert unit(store, shop).standing is Standing.WITHDRAWN


def test_a_suspended_unit_does_not_slip_away(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at, Standing.SUSPENDED)

    with pytest.raises(NotAllowed), pen(store, shop.owner, at) as p:
        applying.withdraw(p, merchant_id=shop.id)


def test_a_renewal_is_confirmed_by_an_officer_and_the_code_stays(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at - 5 * MONTH, Standing.LAPSED)
    proposal = renew(store, at, shop)

    with pen(store, an_officer(store, at), at) as p:
        moving.confirm(p, proposal_id=proposal, scheme=SCHEME)

    assert unit(store, shop).standing is Standing.ACTIVE
    assert unit(store, shop).valid_to == date(2029, 11, 23)
    with reading(store) as reader:
        assert [one.revoked_on for one in prints(reader, shop.id)] == [None]


@pytest.mark.parametrize(("months_ago", "days_ago", "possible"), [(6, 0, True), (6, 1, False), (7, 0, False)])
def test_renewal_is_possible_for_six_months_after_expiry(
    store: Store, at: Moment, months_ago: int, days_ago: int, *, possible: bool
) -> None:
    lapsed = at.replace(month=at.month - months_ago) - days_ago * DAY
    shop = a_merchant_in(store, lapsed, Standing.LAPSED)

    if possible:
        assert renew(store, at, shop)
    else:
        with pytest.raises(Refusal) as refused:
            renew(store, at, shop)
        assert refused.value.code is MerchantRefusal.TOO_LATE


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.ACTIVE, Standing.LAPSED, Standing.DRAFT}))
def test_only_what_is_in_force_or_has_lapsed_is_renewed(store: Store, at: Moment, standing: Standing) -> None:
    shop = a_merchant_in(store, at, standing)

    with pytest.raises(NotAllowed):
        renew(store, at, shop)


def test_nobody_else_asks_for_a_renewal(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at, Standing.LAPSED)

    for stranger in (an_officer(store, at), a_person(store, at, role=Role.STAFF, scope=shop.id), PUBLIC):
        with pytest.raises(NotFound):
            renew(store, at, shop, stranger)


def test_the_owner_takes_a_renewal_back(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at, Standing.LAPSED)
    proposal = renew(store, at, shop)

    with pen(store, shop.owner, at) as p:
        moving.decline(p, proposal_id=proposal, reason="")

    with reading(store) as reader:
        assert reader.get(Proposal, proposal).outcome == moving.DECLINED


def test_while_renewal_is_possible_nobody_applies_anew(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at - DAY, Standing.LAPSED)

    with pytest.raises(Refusal) as refused:
        reapply(store, at, shop)
    assert (refused.value.code, refused.value.facts) == (MerchantRefusal.NOT_YET, {"until": date(2027, 5, 22)})


def test_after_it_one_applies_anew(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at - 7 * MONTH, Standing.LAPSED)

    reapply(store, at, shop)

    assert unit(store, shop).standing is Standing.DRAFT


@pytest.mark.parametrize("standing", [Standing.WITHDRAWN, Standing.CLOSED])
def test_who_left_or_closed_applies_anew_at_once(store: Store, at: Moment, standing: Standing) -> None:
    shop = a_merchant_in(store, at, standing)

    reapply(store, at, shop)

    assert unit(store, shop).standing is Standing.DRAFT


def test_who_was_removed_waits_a_year_to_the_day(store: Store, at: Moment) -> None:
    removed = at.replace(year=at.year - 1)
    shop = a_merchant_in(store, removed + DAY, Standing.REMOVED, established_on="2019-05-06")

    with pytest.raises(Refusal) as refused:
        reapply(store, at, shop)
    assert refused.value.facts == {"until": date(2026, 11, 24)}

    reapply(store, at + DAY, shop)
    assert unit(store, shop).standing is Standing.DRAFT


@pytest.mark.parametrize("standing", [Standing.ACTIVE, Standing.SUBMITTED, Standing.SUSPENDED])
def test_nobody_applies_anew_while_the_unit_lives(store: Store, at: Moment, standing: Standing) -> None:
    shop = a_merchant_in(store, at, standing)

    with pytest.raises(NotAllowed):
        reapply(store, at, shop)


def test_a_proposal_to_close_does_not_outlive_a_new_submission(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at - DAY, Standing.CORRECTING)
    with pen(store, an_officer(store, at), at) as p:
        moving.propose(p, merchant_id=shop.id, act=Act.CLOSE, ground="licence_cancelled", reason="听说注销了")

    submit(store, at, shop)

    with reading(store) as reader:
        assert open_proposal(reader, shop.id) is None


def test_numbers_are_random_and_their_own(store: Store, at: Moment) -> None:
    numbers = {unit(store, a_draft_merchant(store, at)).number for _ in range(5)}

    assert len(numbers) == 5
    assert max(numbers) - min(numbers) > 5


def test_a_second_life_keeps_its_number_and_gets_a_new_print(store: Store, at: Moment) -> None:
    """The old print says that it was replaced; the id and the number of the unit are never reused."""
    shop = a_merchant_in(store, at - 60 * DAY, Standing.WITHDRAWN)
    number = unit(store, shop).number
    reapply(store, at - 40 * DAY, shop)
    submit(store, at - 39 * DAY, shop)
    by_two(store, at - 38 * DAY, shop, Act.APPROVE)

    with pen(store, SYSTEM, at) as p:
        codes.activate(p, merchant_id=shop.id, press=PRESS, scheme=SCHEME)

    with reading(store) as reader:
        old, new = prints(reader, shop.id)
    assert (old.revoked_why, new.revoked_why, new.serial) == ("superseded", "", 2)
    assert unit(store, shop).number == number


def test_an_active_unit_is_not_submitted_again(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)

    with pytest.raises(NotAllowed):
        submit(store, at, shop)
    with reading(store) as reader:
        assert reader.one(select(Merchant.standing).where(Merchant.id == shop.id)) is Standing.ACTIVE


def test_no_hash_on_the_record_can_be_made_again_without_the_vault(store: Store, at: Moment) -> None:
    """Otherwise anyone with the record could try telephone numbers against it."""
    a_submitted_merchant(store, at)
    profile = a_pledge(store, at).profile
    other = Vault({1: b"k" * 32}, 1, b"another index key, of 32 bytes..")

    assert hash_of(store.vault, profile) == hash_of(store.vault, profile)
    assert hash_of(store.vault, profile) != hash_of(other, profile)
