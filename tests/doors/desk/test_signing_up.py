"""Signing a shop up: five steps, a draft that survives, and a signature under what was shown."""

from __future__ import annotations

import pytest

from tests.doors.desk.owners import DeskApp, Person
from tests.merchants.builders import typed_profile
from trustcode.commitments.queries.promises import promises
from trustcode.merchants.rules.standing import Standing
from trustcode.storage.reading import reading


@pytest.fixture
def owner(desk: DeskApp) -> Person:
    """Somebody who has just begun an application."""
    return desk.owner().begin()


def test_a_shop_is_signed_up_in_five_steps(desk: DeskApp, owner: Person) -> None:
    owner.fill_in()
    owner.sign()

    assert owner.path == f"/desk/{owner.shop}/receipt"
    assert desk.unit(owner.shop).standing is Standing.SUBMITTED


def test_the_receipt_says_who_decides_and_by_when(owner: Person) -> None:
    owner.fill_in()
    owner.sign()

    assert "长沙市天心区市场监督管理局" in owner.words
    assert "最晚 12 月 7 日 周一有结果" in owner.words


def test_the_whole_way_is_there_in_english(desk: DeskApp) -> None:
    owner = desk.owner()
    owner.open("/en/desk").send(to="/desk/shops")

    assert "Your business" in owner.words
    assert owner.path.startswith("/en/desk/")


def test_what_is_signed_is_what_was_shown(desk: DeskApp, owner: Person) -> None:
    owner.fill_in()
    shown = owner.value("agreed_returns")
    owner.sign()

    with reading(desk.store) as reader:
        signed = {one.kind.value: one.text_hash for one in promises(reader, owner.shop)}
    assert signed["returns"] == shown


def test_a_shop_without_returns_signs_one_promise(desk: DeskApp, owner: Person) -> None:
    owner.fill_in()
    owner.step("returns", {"offers_returns": "no"})
    owner.sign()

    with reading(desk.store) as reader:
        assert [one.kind.value for one in promises(reader, owner.shop)] == ["safe"]


def test_a_service_is_not_asked_about_returns(owner: Person) -> None:
    typed = typed_profile(owner.desk.store, owner.desk.at)
    owner.step(
        "business",
        {k: typed[k] for k in ("credit_code", "licence_name", "established_on")}
        | {"unit_kind": "restaurant", "industry": "H621"},
    )
    owner.step("safety", {"safe_extra": ""})

    assert owner.path.endswith("/sign")


def test_what_was_typed_is_kept_with_its_faults(owner: Person) -> None:
    owner.step("business", {"credit_code": "91430103", "licence_name": "青禾"})

    assert owner.status == 200
    assert owner.value("credit_code") == "91430103"
    assert "草稿 09:42 已存" in owner.words


def test_a_draft_survives_the_browser(desk: DeskApp, owner: Person) -> None:
    owner.step("business", {"credit_code": "91430103", "licence_name": "青禾"})
    again = desk.signed_in(owner.actor)
    again.open(f"/desk/{owner.shop}/business")

    assert again.value("licence_name") == "青禾"
    assert again.faults


def test_one_goes_on_at_the_first_open_step(desk: DeskApp, owner: Person) -> None:
    typed = typed_profile(desk.store, desk.at)
    owner.step(
        "business", {k: typed[k] for k in ("credit_code", "licence_name", "established_on", "unit_kind", "industry")}
    )
    owner.open(f"/desk/{owner.shop}/continue")

    assert owner.path.endswith("/shop")


def test_leaving_and_going_back_keep_what_was_typed(owner: Person) -> None:
    owner.open(f"/desk/{owner.shop}/shop").send({"shop_name": "青禾布衣", "go": "back"})
    assert owner.path.endswith("/business")

    owner.open(f"/desk/{owner.shop}/shop").send({"street": "坡子街", "go": "home"})
    assert owner.path == f"/desk/{owner.shop}"
    assert owner.open(f"/desk/{owner.shop}/shop").value("shop_name") == "青禾布衣"


def test_one_change_from_the_last_page_leads_back_to_it(owner: Person) -> None:
    owner.fill_in()
    owner.open(f"/desk/{owner.shop}/safety?then=sign").send({"safe_extra": "假一赔十"})

    assert owner.path.endswith("/sign")
    assert "假一赔十" in owner.words


def test_the_returns_phone_may_be_the_contacts(owner: Person) -> None:
    owner.step("shop", {"contact_phone": "13800001234", "same_phone": "yes"})

    assert owner.open(f"/desk/{owner.shop}/shop").value("returns_phone") == "13800001234"


def test_a_day_is_understood_as_people_write_it(owner: Person) -> None:
    owner.step("business", {"established_on": "2019年5月6日"})

    assert owner.value("established_on") == "2019-05-06"


def test_before_all_is_right_there_is_nothing_to_sign(owner: Person) -> None:
    owner.open(f"/desk/{owner.shop}/sign")

    assert "签字前，还有地方没填好。" in owner.words
    assert 'name="signer"' not in owner.page


def test_one_signs_with_the_name_of_the_account(desk: DeskApp, owner: Person) -> None:
    owner.fill_in()
    owner.sign(signer="王五")

    assert owner.status == 422
    assert owner.faults == ["写账号上的姓名：周建国。"]
    assert desk.unit(owner.shop).standing is Standing.DRAFT


def test_one_signs_only_with_the_right_to(owner: Person) -> None:
    owner.fill_in()
    owner.open(f"/desk/{owner.shop}/sign").send({"signer": "周建国"})

    assert owner.faults == ["勾选您是经营者，或者有权签字。"]


def test_nobody_signs_another_text_than_the_one_shown(desk: DeskApp, owner: Person) -> None:
    owner.fill_in()
    owner.sign(agreed_safe="0" * 64)

    assert owner.status == 422
    assert "承诺书的内容刚刚变了" in owner.faults[0]
    assert desk.unit(owner.shop).standing is Standing.DRAFT


def test_a_double_click_signs_once(desk: DeskApp, owner: Person) -> None:
    owner.fill_in()
    owner.open(f"/desk/{owner.shop}/sign")
    page = owner.page
    owner.send({"authorised": "yes", "signer": "周建国"})
    owner.page, owner.path = page, f"/desk/{owner.shop}/sign"
    owner.send({"authorised": "yes", "signer": "周建国"})

    assert owner.path.endswith("/receipt")
    with reading(desk.store) as reader:
        assert [one.version for one in promises(reader, owner.shop)] == [1, 1]


def test_the_same_shop_is_not_handed_in_twice(desk: DeskApp, owner: Person) -> None:
    code = typed_profile(desk.store, desk.at)["credit_code"]
    owner.fill_in(credit_code=code)
    owner.sign()
    second = desk.owner().begin()
    second.fill_in(credit_code=code)
    second.sign()

    assert second.status == 422
    assert "这家店已经申报过了" in second.faults[0]


def test_an_application_out_of_hand_is_not_changed(desk: DeskApp, owner: Person) -> None:
    owner.fill_in()
    owner.sign()
    owner.open(f"/desk/{owner.shop}/shop")

    assert owner.path.endswith("/progress")


def test_a_second_shop_is_begun_once_however_often_one_taps(desk: DeskApp, owner: Person) -> None:
    owner.open(f"/desk/{owner.shop}")
    page = owner.page
    owner.send(to="/desk/shops")
    second = owner.path
    owner.page = page
    owner.send(to="/desk/shops")

    assert owner.path == second
    assert owner.open("/desk").words.count("还没写店名的申报") == 2
