"""Corrections at the desk: the owner's counts at once, that of staff waits for the owner, who sees what would change."""

from __future__ import annotations

import pytest

from tests.doors.desk.owners import DeskApp, Person
from tests.merchants.builders import DAY, Shop
from tests.returns.builders import a_return, a_shop, answered, the_entry
from trustcode.kernel.moments import civil_day


@pytest.fixture
def owner(desk: DeskApp) -> Person:
    """The owner of a shop with a ledger; `path` is its one entry, confirmed by the shopper."""
    shop = a_shop(desk.store, desk.at)
    person = desk.signed_in(shop.owner)
    person.shop = shop.id
    return_id = a_return(desk.store, desk.at, shop)
    answered(desk.store, desk.at, return_id)
    return person.open(f"/desk/{shop.id}/ledger/{return_id}")


def test_the_owner_corrects_at_once_and_the_old_entry_leads_to_the_new(owner: Person) -> None:
    old = owner.path
    owner.open(f"{old}/correction")
    assert owner.value("goods_value") == "159.00"
    assert owner.value("bought_on") == "2026-11-21"

    owner.send({"goods_value": "182", "refund": "182", "why": "少按了"}, to="/correction")

    assert "第 2 笔" in owner.words
    assert "顾客还没有确认" in owner.words
    assert "少按了" in owner.words
    assert "看第 2 笔" in owner.open(old).words
    assert "这一笔不再算了" in owner.words
    assert "公开记录" not in owner.words
    assert "第 2 笔" in owner.open(f"{old}/correction").words


def test_a_correction_begins_with_what_the_entry_says_of_the_proof(owner: Person) -> None:
    old = owner.path
    assert "购物凭证" not in owner.words
    owner.open(f"{old}/correction").send({"no_proof": "yes", "why": "没有小票"}, to="/correction")
    assert "购物凭证 没有" in owner.words

    owner.open(f"{owner.path}/correction").send({"quantity": "2", "why": "两件"}, to="/correction")

    assert "购物凭证 没有" in owner.words


def test_the_day_of_purchase_stands_on_its_key_as_long_as_it_has_one(owner: Person, desk: DeskApp) -> None:
    entry = owner.path
    assert owner.open(f"{entry}/correction").value("bought") == "2026-11-21"

    older = a_return(desk.store, desk.at, Shop(owner.shop, owner.actor), bought_on=civil_day(desk.at) - 5 * DAY)
    owner.open(f"{entry.rpartition('/')[0]}/{older}/correction")
    assert (owner.value("bought"), owner.value("bought_on")) == ("earlier", "2026-11-18")


def test_a_correction_says_why(owner: Person) -> None:
    owner.open(f"{owner.path}/correction").send({"goods_value": "182", "refund": "182"}, to="/correction")

    assert owner.status == 422
    assert 'href="#f-why"' in owner.page
    assert owner.value("goods_value") == "182"


def test_staff_ask_and_the_owner_sees_before_and_after(owner: Person, desk: DeskApp) -> None:
    entry, staff = owner.path, desk.staff(owner.shop)
    staff.open(f"{entry}/correction").send({"quantity": "3", "why": "少记两件"}, to="/correction")
    assert staff.path == entry
    assert "有一项更正等店主决定" in staff.words

    assert "有一项更正等您决定" in owner.open(f"/desk/{owner.shop}/ledger").words
    waiting = owner.page.split("/ledger/corrections/")[1][:16]
    owner.open(f"/desk/{owner.shop}/ledger/corrections/{waiting}")
    assert "件数 1 3" in owner.words

    assert staff.open(owner.path).status == 200
    assert "/confirm" not in staff.page
    owner.send(to="/confirm")
    assert the_entry(desk.store, owner.path.rpartition("/")[2]).line.quantity == 3


def test_staff_cannot_confirm_what_they_asked_for_and_may_take_it_back(owner: Person, desk: DeskApp) -> None:
    entry, staff = owner.path, desk.staff(owner.shop)
    staff.open(f"{entry}/correction").send({"quantity": "3", "why": "少记两件"}, to="/correction")
    waiting = staff.page.split("/ledger/corrections/")[1][:16]
    path = f"/desk/{owner.shop}/ledger/corrections/{waiting}"

    staff.open(path)
    answer = staff.client.post(f"{path}/confirm", data={"csrf_token": staff.value("csrf_token")})
    assert answer.status_code == 404

    staff.open(path).send(to="/decline")
    assert staff.path == entry
    assert owner.open(path).status == 404
