"""What officers and the calendar do beside proposals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from tests.merchants.builders import (
    CITY,
    DAY,
    PRESS,
    SCHEME,
    Shop,
    a_ground,
    a_merchant_in,
    a_publicised_merchant,
    a_submitted_merchant,
    an_active_merchant,
    an_officer,
    by_two,
)
from trustcode.codes import actions as codes
from trustcode.kernel.actors import PUBLIC, SYSTEM, Actor, Role
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.transitions import NotAllowed
from trustcode.merchants.actions import deciding
from trustcode.merchants.models import BusinessMark, ContactReading, Doubt, Merchant, Objection
from trustcode.merchants.queries import lists, sheets
from trustcode.merchants.rules.findings import MarkKind
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.record.jotting import jotting
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

LONG_AGO = 10 * DAY


def unit(store: Store, shop: Shop) -> Merchant:
    with reading(store) as reader:
        return reader.get(Merchant, shop.id)


def refusal_of(work: Callable[[], object]) -> object:
    with pytest.raises(Refusal) as refused:
        work()
    return refused.value.code


def objected(store: Store, at: Moment, shop: Shop, text: str = "欠着顾客的钱", contact: str = "") -> str:
    with pen(store, PUBLIC, at) as p:
        return deciding.object_to(p, merchant_id=shop.id, text=text, contact=contact)


def decide(store: Store, at: Moment, objection: str, by: Actor, *, upheld: bool, reason: str = "查过了") -> None:
    with pen(store, by, at) as p:
        deciding.decide_objection(p, objection_id=objection, upheld=upheld, reason=reason)


def activate(store: Store, at: Moment, shop: Shop, by: Actor = SYSTEM) -> None:
    with pen(store, by, at) as p:
        codes.activate(p, merchant_id=shop.id, press=PRESS, scheme=SCHEME)


def test_an_application_goes_back_with_a_ground_and_a_last_day(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at, Standing.CORRECTING)

    assert unit(store, shop).ground == a_ground(store, at, Act.SEND_BACK)
    assert unit(store, shop).due_on == date(2026, 12, 7)


def test_what_was_not_corrected_in_time_becomes_a_draft_and_not_a_day_before(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at, Standing.CORRECTING)

    def close(when: Moment) -> None:
        with pen(store, SYSTEM, when) as p:
            deciding.close_unanswered(p, merchant_id=shop.id)

    assert refusal_of(lambda: close(at + 14 * DAY)) is MerchantRefusal.NOT_YET
    close(at + 15 * DAY)
    assert unit(store, shop).standing is Standing.DRAFT


def test_a_unit_comes_into_force_after_the_last_day_of_its_notice(store: Store, at: Moment) -> None:
    shop = a_publicised_merchant(store, at)

    assert refusal_of(lambda: activate(store, at + 7 * DAY, shop)) is MerchantRefusal.NOT_YET
    activate(store, at + 8 * DAY, shop)

    assert unit(store, shop).standing is Standing.ACTIVE
    assert unit(store, shop).first_active_on == date(2026, 12, 1)
    assert unit(store, shop).valid_to == date(2029, 12, 1)


def test_an_undecided_objection_keeps_it_out_of_force(store: Store, at: Moment) -> None:
    shop = a_publicised_merchant(store, at - LONG_AGO)
    objection = objected(store, at - LONG_AGO, shop)

    assert refusal_of(lambda: activate(store, at, shop)) is MerchantRefusal.OBJECTION_OPEN
    decide(store, at, objection, an_officer(store, at), upheld=False)
    activate(store, at, shop)

    assert unit(store, shop).standing is Standing.ACTIVE


def test_an_upheld_objection_keeps_it_out_of_force_for_good(store: Store, at: Moment) -> None:
    shop = a_publicised_merchant(store, at - LONG_AGO)
    objection = objected(store, at - LONG_AGO, shop)
    decide(store, at, objection, an_officer(store, at), upheld=True)

    assert refusal_of(lambda: activate(store, at, shop)) is MerchantRefusal.OBJECTION_OPEN
    with reading(store) as reader:
        assert shop.id not in lists.notice_over(reader, date(2026, 12, 31))


def test_an_officer_of_the_county_may_put_it_in_force_and_the_owner_not(store: Store, at: Moment) -> None:
    shop = a_publicised_merchant(store, at - LONG_AGO)

    for stranger in (shop.owner, PUBLIC, an_officer(store, at, scope="430102")):
        with pytest.raises(NotFound):
            activate(store, at, shop, stranger)
    activate(store, at, shop, an_officer(store, at))

    assert unit(store, shop).standing is Standing.ACTIVE


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.PUBLICISED, Standing.DRAFT}))
def test_only_a_unit_in_notice_comes_into_force(store: Store, at: Moment, standing: Standing) -> None:
    shop = a_merchant_in(store, at - LONG_AGO, standing)

    with pytest.raises(NotAllowed):
        activate(store, at, shop)


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.PUBLICISED}))
def test_one_objects_to_a_unit_in_notice_and_others_are_not_there(store: Store, at: Moment, standing: Standing) -> None:
    shop = a_merchant_in(store, at, standing)

    with pytest.raises(NotFound):
        objected(store, at, shop)


@pytest.mark.parametrize(("text", "code"), [("  ", MerchantRefusal.REQUIRED), ("长" * 2001, MerchantRefusal.TOO_LONG)])
def test_an_objection_says_something_and_not_too_much(store: Store, at: Moment, text: str, code: object) -> None:
    shop = a_publicised_merchant(store, at)

    assert refusal_of(lambda: objected(store, at, shop, text)) is code


def test_an_objection_is_sealed_and_its_contact_masked(store: Store, at: Moment) -> None:
    shop = a_publicised_merchant(store, at)
    objection = objected(store, at, shop, "老板欠钱", "13533334444")

    with reading(store) as reader:
        row = reader.get(Objection, objection)
        assert "老板欠钱".encode() not in row.text
        assert [(o.text, o.contact) for o in sheets.objections_to(reader, shop.id)] == [("老板欠钱", "135****4444")]


def test_an_objection_is_decided_once_with_a_reason_by_the_county(store: Store, at: Moment) -> None:
    shop = a_publicised_merchant(store, at)
    objection, officer = objected(store, at, shop), an_officer(store, at)

    without = refusal_of(lambda: decide(store, at, objection, officer, upheld=True, reason=" "))
    decide(store, at, objection, officer, upheld=False)
    again = refusal_of(lambda: decide(store, at, objection, an_officer(store, at), upheld=True))

    assert (without, again) == (MerchantRefusal.REASON_NEEDED, MerchantRefusal.PROPOSAL_CLOSED)


@pytest.mark.parametrize(
    "stranger",
    [
        Actor("x" * 16, Role.INSPECTOR, "430102"),
        Actor("x" * 16, Role.SUPERVISOR, "430200"),
        Actor("x" * 16, Role.PROVINCE, "430000"),
        PUBLIC,
        SYSTEM,
    ],
)
def test_nobody_else_decides_an_objection(store: Store, at: Moment, stranger: Actor) -> None:
    shop = a_publicised_merchant(store, at)
    objection = objected(store, at, shop)

    with pytest.raises(NotFound):
        decide(store, at, objection, stranger, upheld=False)


def test_an_officer_decides_no_objection_to_the_own_business(store: Store, at: Moment) -> None:
    shop = a_publicised_merchant(store, at)
    objection = objected(store, at, shop)
    theirs = Actor("o" * 16, Role.INSPECTOR, "430103", frozenset({shop.id}))

    assert refusal_of(lambda: decide(store, at, objection, theirs, upheld=False)) is MerchantRefusal.OWN_BUSINESS


def test_there_is_no_objection_of_that_id(store: Store, at: Moment) -> None:
    with pytest.raises(NotFound):
        decide(store, at, "0" * 16, an_officer(store, at), upheld=False)


def extend(store: Store, at: Moment, shop: Shop, by: Actor) -> None:
    with pen(store, by, at) as p:
        deciding.extend_rectification(p, merchant_id=shop.id, scheme=SCHEME)


def test_more_time_to_correct_is_given_once_for_each_order(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at, Standing.RECTIFYING)
    assert unit(store, shop).due_on == date(2026, 12, 14)

    extend(store, at, shop, an_officer(store, at))

    assert unit(store, shop).due_on == date(2026, 12, 28)
    second = refusal_of(lambda: extend(store, at, shop, an_officer(store, at)))
    assert second is MerchantRefusal.EXTENDED_BEFORE


def test_more_time_after_the_last_day_counts_from_the_day_it_is_given(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at - 30 * DAY, Standing.RECTIFYING)

    extend(store, at, shop, an_officer(store, at))

    assert unit(store, shop).due_on == date(2026, 12, 7)


def test_more_time_is_for_those_who_must_correct_and_given_by_their_county(store: Store, at: Moment) -> None:
    active, rectifying = an_active_merchant(store, at), a_merchant_in(store, at, Standing.RECTIFYING)

    with pytest.raises(NotAllowed):
        extend(store, at, active, an_officer(store, at))
    for stranger in (rectifying.owner, an_officer(store, at, scope="430102"), Actor("p" * 16, Role.PROVINCE, "430000")):
        with pytest.raises(NotFound):
            extend(store, at, rectifying, stranger)


def test_a_new_order_may_be_extended_anew(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at - 5 * DAY, Standing.RECTIFYING)
    extend(store, at - 4 * DAY, shop, an_officer(store, at))
    by_two(store, at - 3 * DAY, shop, Act.ACCEPT_RECTIFICATION)
    with pen(store, an_officer(store, at), at) as p:
        deciding.order_rectification(p, merchant_id=shop.id, ground="sign_missing", scheme=SCHEME)

    extend(store, at, shop, an_officer(store, at))

    assert unit(store, shop).extended_at == at


def test_a_list_of_another_register_is_taken_in_once(store: Store, at: Moment) -> None:
    rows = [("9143000012345678XX", MarkKind.ABNORMAL_LIST, date(2026, 1, 2), None)] * 2

    with pen(store, SYSTEM, at) as p:
        first = deciding.mark_businesses(p, rows=rows, source="经营异常名录")
    with pen(store, SYSTEM, at) as p:
        second = deciding.mark_businesses(p, rows=rows, source="经营异常名录")

    assert (first, second) == (1, 0)
    with reading(store) as reader:
        assert len(reader.all(select(BusinessMark))) == 1


def read(
    store: Store, at: Moment, by: Actor, shop: Shop, reason: str = "核对门头", objection: str = "", key: str = ""
) -> None:
    with jotting(store, at) as jotter:
        deciding.read_contact(jotter, actor=by, merchant_id=shop.id, reason=reason, objection_id=objection, key=key)


def test_who_reads_a_contact_is_written_down_first(store: Store, at: Moment) -> None:
    shop, officer = a_submitted_merchant(store, at), an_officer(store, at)

    read(store, at, officer, shop)

    with reading(store) as reader:
        row = reader.one(select(ContactReading))
        assert (row.person_id, row.merchant_id, row.reason, row.read_at) == (
            officer.person_id,
            shop.id,
            "核对门头",
            at,
        )
        assert sheets.contact(reader, officer, shop.id) == ("周建国", "13800001234")


def test_a_form_sent_twice_is_one_reading_and_its_key_opens_nothing_else(store: Store, at: Moment) -> None:
    shop, other = a_submitted_merchant(store, at), a_submitted_merchant(store, at)
    officer, key = an_officer(store, at), new_id()
    for one in (shop, shop, other):
        read(store, at, officer, one, key=key)

    with reading(store) as reader:
        assert [row.merchant_id for row in reader.all(select(ContactReading))] == [shop.id]
        assert sheets.has_read_lately(reader, officer, shop.id, "", at)
        assert not sheets.has_read_lately(reader, officer, other.id, "", at)


@pytest.mark.parametrize(("reason", "code"), [("", "reason_needed"), ("  ", "reason_needed"), ("长" * 201, "too_long")])
def test_a_contact_is_read_for_a_reason(store: Store, at: Moment, reason: str, code: str) -> None:
    shop = a_submitted_merchant(store, at)

    assert refusal_of(lambda: read(store, at, an_officer(store, at), shop, reason)) == code


@pytest.mark.parametrize(
    ("role", "scope"),
    [(Role.INSPECTOR, "430102"), (Role.SUPERVISOR, "430200"), (Role.PROVINCE, "430000"), (Role.AUDITOR, "")],
)
def test_contacts_are_read_by_county_and_city_alone(store: Store, at: Moment, role: Role, scope: str) -> None:
    shop = a_submitted_merchant(store, at)

    with pytest.raises(NotFound):
        read(store, at, Actor("x" * 16, role, scope), shop)


def test_nobody_reads_the_contacts_of_the_own_business(store: Store, at: Moment) -> None:
    shop = a_publicised_merchant(store, at)
    theirs = Actor("o" * 16, Role.SUPERVISOR, CITY, frozenset({shop.id}))
    objection = objected(store, at, shop, contact="13533334444")

    assert refusal_of(lambda: read(store, at, theirs, shop)) is MerchantRefusal.OWN_BUSINESS
    with reading(store) as reader:
        assert refusal_of(lambda: sheets.objection_contact(reader, theirs, shop.id, objection)) == "own_business"


def test_a_contact_is_open_for_ten_minutes_and_for_its_reader_alone(store: Store, at: Moment) -> None:
    shop, officer, other = a_submitted_merchant(store, at), an_officer(store, at), an_officer(store, at)
    read(store, at, officer, shop)

    with reading(store) as reader:
        assert sheets.has_read_lately(reader, officer, shop.id, "", at + 0.9 * sheets.SHOWN)
        assert not sheets.has_read_lately(reader, officer, shop.id, "", at + sheets.SHOWN)
        assert not sheets.has_read_lately(reader, other, shop.id, "", at)


def doubted(store: Store, at: Moment, unit_id: str = "", region: str = "", kind: str = "wrong_shop") -> None:
    with jotting(store, at) as jotter:
        deciding.doubt(jotter, kind=kind, merchant_id=unit_id, region_code=region, serial=1, note="在隔壁")


def see(store: Store, at: Moment, by: Actor, unit_id: str, kind: str = "wrong_shop") -> int:
    with jotting(store, at) as jotter:
        return deciding.see_doubts(jotter, actor=by, merchant_id=unit_id, serial=1, kind=kind, until=at)


def test_looking_into_reports_closes_those_that_were_there(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    for when in (at - DAY, at, at + DAY):
        doubted(store, when, shop.id, "430103")

    assert see(store, at, an_officer(store, at), shop.id) == 2
    with reading(store) as reader:
        assert len(reader.all(select(Doubt.id).where(Doubt.seen_at.is_(None)))) == 1


def test_reports_of_elsewhere_and_of_the_own_business_are_for_others(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    doubted(store, at, shop.id, "430103")
    theirs = Actor("o" * 16, Role.INSPECTOR, "430103", frozenset({shop.id}))

    for stranger in (an_officer(store, at, scope="430102"), shop.owner, PUBLIC):
        with pytest.raises(NotFound):
            see(store, at, stranger, shop.id)
    assert refusal_of(lambda: see(store, at, theirs, shop.id)) is MerchantRefusal.OWN_BUSINESS


def test_a_false_code_without_a_place_is_for_the_province(store: Store, at: Moment) -> None:
    doubted(store, at, kind="not_ours")

    with pytest.raises(NotFound):
        see(store, at, an_officer(store, at, role=Role.SUPERVISOR, scope=CITY), "", "not_ours")
    assert see(store, at, Actor("p" * 16, Role.PROVINCE, "430000"), "", "not_ours") == 1
