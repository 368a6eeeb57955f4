"""What an officer decides, alone or with a second person, through the pages."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from tests.doors.field.officers import OfficeApp, Officer
from tests.merchants.builders import (
    CITY,
    DAY,
    SCHEME,
    Shop,
    a_merchant_in,
    a_pledge,
    a_publicised_merchant,
    a_submitted_merchant,
    an_active_merchant,
    an_officer,
)
from trustcode.codes.queries import valid_print
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import Moment
from trustcode.merchants.actions import applying, deciding
from trustcode.merchants.models import Merchant, Proposal
from trustcode.merchants.queries.sheets import remarks_of
from trustcode.merchants.rules.standing import Standing
from trustcode.record.models import Entry
from trustcode.record.pen import pen
from trustcode.storage.reading import reading


def standing_of(office: OfficeApp, shop: Shop) -> Standing:
    with reading(office.store) as reader:
        return reader.one(select(Merchant.standing).where(Merchant.id == shop.id))


def entries(office: OfficeApp) -> int:
    with reading(office.store) as reader:
        return int(reader.scalar(select(func.count(Entry.id))))


def opened(officer: Officer, shop: Shop) -> Officer:
    assert officer.open(f"/field/merchants/{shop.id}").status_code == 200
    return officer


def confirmed(office: OfficeApp, shop: Shop, role: Role = Role.INSPECTOR, scope: str = "430103") -> Officer:
    """Another officer finds the proposal in the list and confirms it."""
    second = office.officer(role, scope, name="李卫")
    second.open("/field?heap=confirm")
    assert f"/field/merchants/{shop.id}" in second.page
    opened(second, shop)
    path = next(part.split('"')[0] for part in second.page.split('href="') if "/proposals/" in part)
    second.open(path)
    second.send("/confirmation")
    return second


def test_two_officers_approve_and_the_notice_begins(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at)
    chen = opened(office.officer(), shop)

    chen.send("/review", act="approve", reason="门头一致，电话问过")
    assert "已提出，另一个人确认后生效。" in chen.words
    assert standing_of(office, shop) is Standing.SUBMITTED

    second = confirmed(office, shop)
    assert "已确认生效" in second.words
    assert standing_of(office, shop) is Standing.PUBLICISED


def test_an_application_goes_back_with_ground_and_words(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at)
    chen = opened(office.officer(), shop)

    chen.send("/review", act="send_back", ground="send_back:photo_unclear", reason="拍成了隔壁店")

    assert standing_of(office, shop) is Standing.CORRECTING
    assert "拍成了隔壁店" in chen.words
    with reading(office.store) as reader:
        assert [r.text for r in remarks_of(reader, shop.id)] == ["拍成了隔壁店"]


def test_an_application_is_refused_by_two_on_a_ground(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at)
    opened(office.officer(), shop).send("/review", act="refuse", ground="refuse:false_papers")

    confirmed(office, shop)

    assert standing_of(office, shop) is Standing.DRAFT


@pytest.mark.parametrize("ground", ["", "refuse:false_papers", "send_back:nonsense", "send_back:", "photo_unclear"])
def test_a_ground_of_another_act_is_none_and_what_was_typed_stays(office: OfficeApp, at: Moment, ground: str) -> None:
    shop = a_submitted_merchant(office.store, at)
    chen = opened(office.officer(), shop)

    response = chen.send("/review", act="send_back", ground=ground, reason="拍成了隔壁店")

    assert response.status_code == 422
    assert 'href="#f-ground"' in chen.page
    assert chen.form("/review").fields["reason"].strip() == "拍成了隔壁店"
    assert chen.form("/review").fields["act"] == "send_back"
    assert standing_of(office, shop) is Standing.SUBMITTED


def test_without_a_choice_one_is_asked_for(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at)
    chen = opened(office.officer(), shop)

    assert chen.send("/review").status_code == 422
    assert 'href="#f-act"' in chen.page


def test_approval_of_what_asks_for_a_look_needs_a_reason(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at, established_on="2026-06-01")
    chen = opened(office.officer(), shop)

    assert chen.send("/review", act="approve").status_code == 422
    assert 'href="#f-reason"' in chen.page
    assert chen.send("/review", act="approve", reason="连锁店新开，总店十年").status_code == 200


def test_what_another_officer_did_in_between_is_told_and_nothing_typed_is_lost(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at)
    chen = opened(office.officer(), shop)
    with pen(office.store, an_officer(office.store, at, name="王昕"), at) as p:
        deciding.send_back(p, merchant_id=shop.id, ground="photo_unclear", scheme=SCHEME, remark="补一张")
    with pen(office.store, shop.owner, at) as p:
        applying.recall(p, merchant_id=shop.id)
    with pen(office.store, shop.owner, at) as p:
        applying.submit(p, merchant_id=shop.id, profile=a_pledge(office.store, at).profile, scheme=SCHEME)

    response = chen.send("/review", act="approve", reason="门头一致，电话问过")

    assert response.status_code == 422
    for words in ("这期间有人办过。您写的还在。", "退回补正 王昕（检查员）", "撤回"):
        assert words in chen.words, words
    assert chen.form("/review").fields["reason"].strip() == "门头一致，电话问过"
    assert chen.send("/review").status_code == 200
    with reading(office.store) as reader:
        assert reader.one(select(func.count(Proposal.id))) == 1


def test_a_double_click_proposes_once(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at)
    chen = opened(office.officer(), shop)
    form = {**chen.form("/review").fields, "act": "approve", "reason": "看过了"}

    first = chen.client.post(f"/field/merchants/{shop.id}/review", data=form)
    second = chen.client.post(f"/field/merchants/{shop.id}/review", data=form)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    with reading(office.store) as reader:
        assert reader.one(select(func.count(Proposal.id))) == 1


def test_the_same_key_with_other_words_is_refused(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at)
    chen = opened(office.officer(), shop)
    form = {**chen.form("/review").fields, "act": "approve", "reason": "看过了"}
    chen.client.post(f"/field/merchants/{shop.id}/review", data=form)

    again = chen.client.post(f"/field/merchants/{shop.id}/review", data={**form, "reason": "另一个理由"})

    assert again.status_code == 422


@pytest.mark.parametrize("path", ["review", "measure", "extension"])
def test_a_form_from_elsewhere_changes_nothing(office: OfficeApp, at: Moment, path: str) -> None:
    shop = a_submitted_merchant(office.store, at)
    chen = opened(office.officer(), shop)
    before = entries(office)

    response = chen.client.post(f"/field/merchants/{shop.id}/{path}", data={"act": "approve", "seen": "1"})

    assert (response.status_code, entries(office)) == (403, before)


@pytest.mark.parametrize(("role", "scope"), [(Role.INSPECTOR, "430102"), (Role.SUPERVISOR, "430200")])
def test_an_officer_of_elsewhere_changes_nothing_and_learns_nothing(
    office: OfficeApp, at: Moment, role: Role, scope: str
) -> None:
    shop = a_submitted_merchant(office.store, at)
    fields = opened(office.officer(), shop).form("/review").fields
    stranger = office.officer(role, scope)
    stranger.open("/field")
    token = stranger.form("/sign-out").fields["csrf_token"]
    before = entries(office)

    for path, act in (("review", "approve"), ("measure", "suspend"), ("extension", "")):
        data = {**fields, "csrf_token": token, "act": act} if act else {"csrf_token": token, "seen": "1"}
        data.pop("ground", None)
        response = stranger.client.post(f"/field/merchants/{shop.id}/{path}", data=data)
        assert (response.status_code, entries(office)) == (404, before)


def test_the_city_begins_the_notice_of_a_cluster(office: OfficeApp, at: Moment) -> None:
    shop = a_merchant_in(office.store, at, Standing.REVIEWED)
    city = opened(office.officer(Role.SUPERVISOR, CITY), shop)

    city.send("/review", act="publicise")

    assert standing_of(office, shop) is Standing.PUBLICISED


def test_an_officer_puts_a_unit_in_force_once_the_notice_is_over(office: OfficeApp, at: Moment) -> None:
    shop = a_publicised_merchant(office.store, at - 10 * DAY)
    chen = opened(office.officer(), shop)

    chen.send("/review", act="activate")

    assert standing_of(office, shop) is Standing.ACTIVE
    with reading(office.store) as reader:
        assert valid_print(reader, shop.id) is not None


def test_a_measure_runs_its_whole_course(office: OfficeApp, at: Moment) -> None:
    """Ordered to correct, given more time, suspended by two, restored by two."""
    shop = an_active_merchant(office.store, at)
    chen = office.officer()
    opened(chen, shop).send("/measure", act="order_rectification", ground="order_rectification:sign_missing")
    assert standing_of(office, shop) is Standing.RECTIFYING

    opened(chen, shop).send("/extension")
    assert "期限已延长。" in chen.words
    assert "/extension" not in chen.page

    opened(chen, shop).send("/measure", act="suspend_unmended", ground="suspend_unmended:not_rectified")
    confirmed(office, shop, Role.SUPERVISOR, CITY)
    assert standing_of(office, shop) is Standing.SUSPENDED

    opened(chen, shop).send("/measure", act="restore", ground="restore:cured", reason="标识挂好了")
    confirmed(office, shop)
    assert standing_of(office, shop) is Standing.ACTIVE


def test_a_correction_is_accepted_by_two(office: OfficeApp, at: Moment) -> None:
    shop = a_merchant_in(office.store, at, Standing.RECTIFYING)
    opened(office.officer(), shop).send("/measure", act="accept_rectification", reason="去看过，挂好了")

    confirmed(office, shop)

    assert standing_of(office, shop) is Standing.ACTIVE


def test_a_renewal_is_confirmed_here(office: OfficeApp, at: Moment) -> None:
    shop = a_merchant_in(office.store, at - DAY, Standing.LAPSED)
    with pen(office.store, shop.owner, at) as p:
        applying.renew(p, merchant_id=shop.id, scheme=SCHEME)

    confirmed(office, shop)

    assert standing_of(office, shop) is Standing.ACTIVE


def test_the_province_confirms_a_suspension_and_is_not_asked_for_reviews(office: OfficeApp, at: Moment) -> None:
    shop = an_active_merchant(office.store, at)
    a_submitted_merchant(office.store, at, shop_name="知味卤坊")
    opened(office.officer(), shop).send("/measure", act="suspend", ground="suspend:safety_risk")
    province = office.officer(Role.PROVINCE, "430000")

    province.open("/field")
    assert "知味卤坊" not in province.words

    confirmed(office, shop, Role.PROVINCE, "430000")
    assert standing_of(office, shop) is Standing.SUSPENDED


def test_a_ground_of_another_act_is_refused_and_named(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at)
    chen = opened(office.officer(), shop)

    chen.send("/review", act="refuse", ground="send_back:photo_unclear")

    assert "这条理由只能用于“退回补正”" in chen.words
    assert standing_of(office, shop) is Standing.SUBMITTED


def test_without_a_decision_it_is_asked_for(office: OfficeApp, at: Moment) -> None:
    shop = a_submitted_merchant(office.store, at)
    chen = opened(office.officer(), shop)

    chen.send("/review")

    assert "选一个决定。" in chen.words
