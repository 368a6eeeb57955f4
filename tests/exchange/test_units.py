"""Which unit an order is about: one credit code may stand for several branches, and none is guessed."""

from __future__ import annotations

from werkzeug.test import Client

from tests.complaints.builders import the_complaint
from tests.conftest import AT
from tests.exchange.orders import an_order, credit_code, sent
from tests.merchants.builders import COUNTY, Shop, a_submitted_merchant, an_active_merchant
from trustcode.codes.queries import prints
from trustcode.exchange.queries.records import records_known
from trustcode.kernel.moments import civil_day
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

NEXT_COUNTY = "430102"
NAMED = {"shop_name": "青禾布衣", "shop_address": "五一路 3 号"}


def a_branch(store: Store, like: Shop, name: str, region_code: str = COUNTY) -> Shop:
    """Another branch of the same business."""
    code = credit_code(store, like)
    return an_active_merchant(store, AT, credit_code=code, branch_name=name, region_code=region_code)


def test_of_several_branches_it_is_the_one_in_the_region_of_the_order(store: Store, line: Client, shop: Shop) -> None:
    other, _ = a_branch(store, shop, "开福店", NEXT_COUNTY), an_active_merchant(store, AT)

    for number, region_code, unit in (("A-1", COUNTY, shop), ("A-2", NEXT_COUNTY, other)):
        found = sent(line, an_order(store, shop, number, region_code=region_code)).json["complaint"]
        assert the_complaint(store, found).merchant_id == unit.id


def test_the_only_branch_is_meant_wherever_the_caller_was(store: Store, line: Client, shop: Shop) -> None:
    found = the_complaint(store, sent(line, an_order(store, shop, region_code=NEXT_COUNTY)).json["complaint"])

    assert (found.merchant_id, found.region_code) == (shop.id, COUNTY)


def test_between_two_branches_of_a_region_an_officer_chooses_by_name_and_address(
    store: Store, line: Client, shop: Shop
) -> None:
    a_branch(store, shop, "五一路店")

    bare = sent(line, an_order(store, shop))
    halves = [sent(line, an_order(store, shop, **{name: NAMED[name]})) for name in NAMED]
    named = sent(line, an_order(store, shop, **NAMED))

    assert [(one.status_code, one.json["code"]) for one in (bare, *halves)] == [(422, "order_no_such_unit")] * 3
    found = the_complaint(store, named.json["complaint"])
    assert (found.merchant_id, found.respondent_name) == (None, "青禾布衣")


def test_a_unit_that_is_not_public_yet_is_not_found_by_its_code(store: Store, line: Client) -> None:
    hidden = a_submitted_merchant(store, AT)

    answer = sent(line, an_order(store, hidden, **NAMED))

    assert the_complaint(store, answer.json["complaint"]).merchant_id is None
    assert sent(line, an_order(store, hidden, "A-2")).json["code"] == "order_no_such_unit"


def test_rows_of_a_list_are_about_units_that_everybody_can_find(store: Store, shop: Shop) -> None:
    hidden = a_submitted_merchant(store, AT)

    with reading(store) as reader:
        known = records_known(reader, civil_day(AT), "12315")

    assert known.shop_of(credit_code(store, shop), COUNTY) == (shop.id,)
    assert known.shop_of(credit_code(store, hidden), COUNTY) == ()


def test_words_for_goods_services_and_problems_are_known_and_a_printed_code_names_its_unit(
    store: Store, shop: Shop
) -> None:
    with reading(store) as reader:
        printed = prints(reader, shop.id)[0].short_code
        known = records_known(reader, civil_day(AT), "12315")

    words = known.categories["服装"], known.categories["餐饮、住宿"], known.problems["质量"]
    assert words == ("clothing", "catering_lodging", "quality")
    assert known.shop_of(f"{printed[:4]} {printed[4:]}", NEXT_COUNTY) == (shop.id,)
    nobody = "1" + printed[:-1], printed[:-1], "号" * 12
    assert [known.shop_of(other, COUNTY) for other in nobody] == [()] * 3


def test_a_name_of_two_branches_is_that_in_the_region_and_a_code_counts_everywhere(store: Store, shop: Shop) -> None:
    other, code = a_branch(store, shop, "开福店", NEXT_COUNTY), credit_code(store, shop)

    with reading(store) as reader:
        shop_of = records_known(reader, civil_day(AT), "12315").shop_of

    assert (shop_of("青禾布衣", COUNTY), shop_of("青禾布衣", NEXT_COUNTY)) == ((shop.id,), (other.id,))
    assert set(shop_of("青禾布衣", "430100")) == {shop.id, other.id}
    assert shop_of("青禾布衣", "430202") == ()
    assert (shop_of(code.lower(), NEXT_COUNTY), set(shop_of(code, "430202"))) == ((other.id,), {shop.id, other.id})
