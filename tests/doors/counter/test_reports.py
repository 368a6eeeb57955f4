"""What a shopper tells without an account reaches the officers of the place, and asks nothing personal."""

from __future__ import annotations

import pytest

from tests.doors.desk.owners import DeskApp
from tests.merchants.builders import a_merchant_in, an_active_merchant, an_officer
from trustcode.kernel.actors import Role
from trustcode.merchants.queries.doubts import doubts, doubts_about
from trustcode.merchants.rules.standing import PUBLIC, Standing
from trustcode.storage.reading import reading


def waiting(desk: DeskApp, scope: str = "430103", role: Role = Role.INSPECTOR) -> list:
    officer = an_officer(desk.store, desk.at, role=role, scope=scope)
    with reading(desk.store) as reader:
        return list(doubts(reader, officer))


def test_a_no_to_the_question_reaches_the_officers_of_the_region(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at)
    guest = desk.guest().open(f"/counter/wrong-shop?shop={shop.id}&print=1")
    assert "青禾布衣 坡子街店" in guest.words

    guest.send({"note": "这里是一家面馆"})
    assert guest.path.endswith("/counter/thanks")
    assert [(one.merchant_id, one.serial, one.kind) for one in waiting(desk)] == [(shop.id, 1, "wrong_shop")]


def test_what_was_added_is_read_by_officers_alone(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at)
    desk.guest().open(f"/counter/wrong-shop?shop={shop.id}&print=1").send({"note": "这里是一家面馆"})

    officer = an_officer(desk.store, desk.at)
    with reading(desk.store) as reader:
        assert [one.note for one in doubts_about(reader, officer, shop.id)] == ["这里是一家面馆"]
    assert waiting(desk, "430104") == []


def test_the_form_asks_for_no_name(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at)
    guest = desk.guest().open(f"/counter/wrong-shop?shop={shop.id}&print=1")

    assert "不用留姓名和电话" in guest.words
    assert 'name="name"' not in guest.page
    assert 'name="phone"' not in guest.page


def test_an_empty_report_is_enough(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at)
    desk.guest().open(f"/counter/wrong-shop?shop={shop.id}&print=1").send()

    assert len(waiting(desk)) == 1


@pytest.mark.parametrize("standing", sorted(PUBLIC))
def test_a_sign_may_be_reported_in_every_public_standing(desk: DeskApp, standing: Standing) -> None:
    shop = a_merchant_in(desk.store, desk.at, standing)
    assert desk.guest().open(f"/counter/sign?shop={shop.id}").status == 200


@pytest.mark.parametrize("standing", sorted(set(Standing) - PUBLIC))
def test_what_no_shopper_may_see_looks_like_nothing(desk: DeskApp, standing: Standing) -> None:
    shop = a_merchant_in(desk.store, desk.at, standing)
    guest = desk.guest()
    there = guest.client.get(f"/counter/wrong-shop?shop={shop.id}")

    nowhere = guest.client.get("/counter/wrong-shop?shop=0000000000000000")
    assert (there.status_code, there.data) == (404, nowhere.data)


@pytest.mark.parametrize("query", ["", "?shop=", "?shop=..%2f", "?shop=0000000000000000&print=x", "?print=1"])
def test_a_broken_address_is_not_found(desk: DeskApp, query: str) -> None:
    assert desk.guest().open(f"/counter/wrong-shop{query}").status == 404


def test_a_print_that_was_never_made_is_not_found(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at)
    assert desk.guest().open(f"/counter/wrong-shop?shop={shop.id}&print=7").status == 404


def test_too_long_a_note_is_refused_and_kept_in_the_form(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at)
    guest = desk.guest().open(f"/counter/wrong-shop?shop={shop.id}&print=1")
    guest.send({"note": "面" * 501})

    assert guest.status == 422
    assert guest.value("note") == "面" * 501
    assert waiting(desk) == []


def test_a_false_code_without_a_place_is_the_provinces(desk: DeskApp) -> None:
    guest = desk.guest().open("/counter/false-code").send({"note": "坡子街口的面馆"})

    assert "省里会看到" in guest.words
    assert [one.kind for one in waiting(desk, "430000", Role.PROVINCE)] == ["not_ours"]


def test_a_false_code_with_a_place_is_that_places(desk: DeskApp) -> None:
    guest = desk.guest().open("/counter/false-code").send({"region_code": "430103", "note": "坡子街口的面馆"})

    assert "当地监管人员会看到" in guest.words
    assert len(waiting(desk, "430103")) == 1
    assert waiting(desk, "430104") == []


def test_a_false_code_needs_a_word_about_where(desk: DeskApp) -> None:
    guest = desk.guest().open("/counter/false-code").send()

    assert guest.status == 422
    assert "写在哪里看到的。" in guest.words


def test_one_source_cannot_flood_the_officers(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at)
    guest = desk.guest().open(f"/counter/wrong-shop?shop={shop.id}&print=1")
    token = guest.value("csrf_token")
    answers = [
        guest.client.post(f"/counter/wrong-shop?shop={shop.id}&print=1", data={"csrf_token": token}).status_code
        for _ in range(21)
    ]

    assert answers[:20] == [303] * 20
    assert answers[20] == 429


def test_a_form_from_elsewhere_is_not_taken(desk: DeskApp) -> None:
    shop = an_active_merchant(desk.store, desk.at)
    answer = desk.guest().client.post(
        f"/counter/wrong-shop?shop={shop.id}&print=1", headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert answer.status_code == 403
    assert waiting(desk) == []
