"""A return from the till to the shopper: logged on one phone, confirmed on another; refused with a slip; corrected; offline."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import hands
from tests.journeys.conftest import House, phone
from tests.journeys.till import a_clothes_shop, at_the_till, entries, log, type_in, wait_until_kept
from tests.merchants.builders import DAY, Shop
from tests.returns.builders import the_code
from trustcode.returns.queries.ledger import LedgerEntry
from trustcode.returns.queries.totals import totals
from trustcode.returns.rules.words import Origin
from trustcode.storage.reading import reading

pytestmark = pytest.mark.browser


@pytest.fixture
def shop(house: House) -> Shop:
    """A shop that takes clothes and shoes back within seven days."""
    return a_clothes_shop(house)


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def assistant(request: pytest.FixtureRequest, house: House, shop: Shop, chromium: Browser) -> Iterator[Page]:
    """An assistant's phone at the page of a new entry, with scripts and without."""
    context = phone(chromium, scripts=request.param)
    yield at_the_till(house, shop, context)
    context.close()


def confirmed(house: House, shop: Shop) -> int:
    today = house.clock.at.date()
    with reading(house.store) as reader:
        return totals(reader, shop.id, today - 30 * DAY, today).confirmed


def expect_on_the_public_page(page_: Page, house: House, shop: Shop, confirmed_words: str) -> None:
    """What anybody reads of a shop with one request: that it was made, and how many were confirmed."""
    page_.goto(f"{house.url}/m/{shop.id}")
    record = page_.locator("#record")
    expect(record.locator("div", has_text="一共提出").last).to_contain_text("1 笔")
    expect(record).to_contain_text(confirmed_words)


def link(house: House, entry: LedgerEntry) -> str:
    return f"{house.url}/counter/returns/{entry.id}/{the_code(house.store, entry.id).token}"


def test_an_assistant_logs_and_the_shopper_confirms(
    house: House, shop: Shop, assistant: Page, chromium: Browser
) -> None:
    type_in(assistant)
    if assistant.locator("[data-check]").is_visible():
        hands.press(assistant, "先看该不该退")
    expect(assistant.locator("#verdict")).to_contain_text("11 月 30 日")
    log(assistant)
    expect(assistant.locator("#state")).to_contain_text("顾客还没有确认")
    shopper = phone(chromium).new_page()
    expect_on_the_public_page(shopper, house, shop, "顾客扫码确认过 0 笔，只有店里登记 1 笔")

    shopper.goto(link(house, entries(house, shop)[0]))
    expect(shopper.locator("h1")).to_contain_text("说，给您退了")
    hands.press(shopper, "对，是这样")
    expect(shopper.locator("h1")).to_contain_text("谢谢，已确认")

    if assistant.get_by_role("link", name="再看一下").is_visible():
        assistant.get_by_role("link", name="再看一下").click()
    expect(assistant.locator("#state")).to_contain_text("顾客已确认")
    assistant.goto(f"{house.url}/desk/{shop.id}/ledger")
    expect(assistant.locator(".ledger-row").first).to_contain_text("顾客确认")
    assert confirmed(house, shop) == 1
    shopper.get_by_role("link", name="看这家店的承诺").click()
    expect(shopper).to_have_url(f"{house.url}/m/{shop.id}")
    expect_on_the_public_page(phone(chromium).new_page(), house, shop, "顾客扫码确认过 1 笔，只有店里登记 0 笔")


def test_the_shops_own_phone_does_not_count(house: House, shop: Shop, assistant: Page) -> None:
    type_in(assistant)
    log(assistant)

    assistant.goto(link(house, entries(house, shop)[0]))
    hands.press(assistant, "对，是这样")

    expect(assistant.locator("h1")).to_contain_text("谢谢，已确认")
    assert confirmed(house, shop) == 0


def test_digits_work_for_those_who_cannot_scan(house: House, shop: Shop, assistant: Page, chromium: Browser) -> None:
    type_in(assistant)
    log(assistant)
    digits = assistant.locator(".shown-digits").inner_text()

    shopper = phone(chromium).new_page()
    shopper.goto(f"{house.url}/counter/returns?shop={shop.id}")
    shopper.fill("[name=digits]", digits)
    hands.press(shopper, "看这一笔")

    expect(shopper.locator("h1")).to_contain_text("说，给您退了")


def test_a_refusal_takes_a_reason_and_gives_a_slip(
    house: House, shop: Shop, assistant: Page, chromium: Browser
) -> None:
    hands.choose(assistant, "bought", "earlier")
    assistant.fill("[name=bought_on]", "2026-11-02")
    hands.choose(assistant, "category", "clothing")
    assistant.fill("[name=goods_value]", "159")
    hands.choose(assistant, "outcome", "refused")
    if assistant.locator("[data-check]").is_visible():
        hands.press(assistant, "先看该不该退")
    expect(assistant.locator("#verdict")).to_contain_text("11 月 9 日")
    hands.choose(assistant, "refusal_code", "window_passed")
    log(assistant)

    assistant.get_by_role("link", name="出示或打印凭条").click()
    for words in ("过了承诺的天数", "12315"):
        expect(assistant.locator("main")).to_contain_text(words)
    shopper = phone(chromium).new_page()
    shopper.goto(link(house, entries(house, shop)[0]))
    expect(shopper.locator("main")).to_contain_text("过了承诺的天数")


def test_staff_ask_for_a_correction_and_the_owner_makes_it(
    house: House, shop: Shop, assistant: Page, chromium: Browser
) -> None:
    type_in(assistant)
    log(assistant)
    assistant.get_by_role("link", name="请店主更正这一笔").click()
    assistant.fill("[name=goods_value]", "182")
    assistant.fill("[name=refund]", "182")
    assistant.fill("[name=why]", "少按了一位")
    hands.press(assistant, "请店主更正")
    expect(assistant.locator("main")).to_contain_text("有一项更正等店主决定")

    owner = phone(chromium, wechat=False).new_page()
    house.give_password(shop.owner)
    hands.sign_in(owner, house.url, house.handle_of(shop.owner))
    owner.goto(f"{house.url}/desk/{shop.id}/ledger")
    owner.get_by_role("link", name="去看看").click()
    expect(owner.locator("table")).to_contain_text("¥182.00")
    hands.press(owner, "对，更正")

    expect(owner.locator("h1")).to_contain_text("第 2 笔")
    assert [one.line.goods_value_fen for one in entries(house, shop)] == [18_200, 15_900]


def test_entries_typed_without_a_network_are_sent_once(house: House, shop: Shop, chromium: Browser) -> None:
    context = phone(chromium)
    till = at_the_till(house, shop, context)
    wait_until_kept(till)
    till.clock.set_fixed_time(house.clock.at)

    context.set_offline(True)
    for value in ("159", "88.50"):
        till.goto(f"{house.url}/desk/{shop.id}/ledger/new")
        type_in(till, value=value)
        till.get_by_role("button", name="记下，请顾客确认").click()
        expect(till.locator("#waiting")).to_contain_text("存在这部手机上")
    expect(till.locator("#waiting")).to_contain_text("2 笔")
    till.reload()
    expect(till.locator("#waiting")).to_contain_text("2 笔")
    assert entries(house, shop) == []

    context.set_offline(False)
    till.reload()
    expect(till.locator("#waiting")).to_contain_text("已经补记好了")
    till.reload()
    expect(till.locator("#waiting")).to_be_hidden()
    kept = [(one.line.goods_value_fen, one.line.origin) for one in reversed(entries(house, shop))]
    assert kept == [(15_900, Origin.OFFLINE), (8_850, Origin.OFFLINE)]
    context.close()


def test_an_entry_that_is_not_taken_later_stays_with_its_sentence(house: House, shop: Shop, chromium: Browser) -> None:
    context = phone(chromium)
    till = at_the_till(house, shop, context)
    context.set_offline(True)
    type_in(till, value="0")
    till.get_by_role("button", name="记下，请顾客确认").click()
    expect(till.locator("#waiting")).to_contain_text("1 笔")

    context.set_offline(False)
    till.reload()
    expect(till.locator("#waiting")).to_contain_text("有一笔没记上")
    till.get_by_role("button", name="去改").click()
    till.fill("[name=goods_value]", "20")
    log(till)

    till.goto(f"{house.url}/desk/{shop.id}/ledger/new")
    expect(till.locator("#waiting")).to_be_hidden()
    assert [one.line.goods_value_fen for one in entries(house, shop)] == [2_000]
    context.close()


def test_nothing_of_the_desk_stays_after_signing_out(house: House, shop: Shop, chromium: Browser) -> None:
    context = phone(chromium)
    till = at_the_till(house, shop, context)
    wait_until_kept(till)

    hands.press(till, "退出登录")

    assert till.evaluate("caches.keys()") == []
    context.close()
