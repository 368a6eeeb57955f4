"""Anyone may object while public notice runs; the words are sealed and an officer must decide."""

from __future__ import annotations

import pytest

from tests.doors.desk.owners import DeskApp
from tests.merchants.builders import a_merchant_in, a_publicised_merchant
from trustcode.merchants.queries.sheets import objections_to
from trustcode.merchants.rules.standing import Standing
from trustcode.storage.reading import reading


def test_an_objection_is_kept_for_the_officer(desk: DeskApp) -> None:
    shop = a_publicised_merchant(desk.store, desk.at)
    guest = desk.guest().open(f"/counter/objection?shop={shop.id}")
    guest.send({"text": "这家店上个月没退我钱", "contact": "13700001111"})

    assert guest.path.endswith("/counter/objected")
    with reading(desk.store) as reader:
        assert [one.text for one in objections_to(reader, shop.id)] == ["这家店上个月没退我钱"]


def test_an_objection_needs_words(desk: DeskApp) -> None:
    shop = a_publicised_merchant(desk.store, desk.at)
    guest = desk.guest().open(f"/counter/objection?shop={shop.id}").send({"contact": "13700001111"})

    assert guest.faults == ["写一写是什么事。"]
    assert guest.value("contact") == "13700001111"


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.PUBLICISED}))
def test_outside_public_notice_there_is_nothing_to_object_to(desk: DeskApp, standing: Standing) -> None:
    shop = a_merchant_in(desk.store, desk.at, standing)
    assert desk.guest().open(f"/counter/objection?shop={shop.id}").status == 404


def test_the_counter_speaks_english(desk: DeskApp) -> None:
    shop = a_publicised_merchant(desk.store, desk.at)
    assert "Object to this shop" in desk.guest().open(f"/en/counter/objection?shop={shop.id}").words


def test_the_same_form_sent_again_is_the_same_objection(desk: DeskApp) -> None:
    shop = a_publicised_merchant(desk.store, desk.at)
    guest = desk.guest().open(f"/counter/objection?shop={shop.id}")
    form = {"text": "这家店上个月没退我钱", "retry_key": guest.value("retry_key")}
    for _ in range(2):
        guest.open(f"/counter/objection?shop={shop.id}").send(form)

    with reading(desk.store) as reader:
        assert len(objections_to(reader, shop.id)) == 1
