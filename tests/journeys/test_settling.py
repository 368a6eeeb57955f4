"""A complaint is settled by the shop: the owner reads it on the phone and answers, the shopper has the last word."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.complaints.builders import a_complaint, a_shop, the_complaint
from tests.journeys import hands
from tests.journeys.conftest import House, phone
from trustcode.complaints.rules.course import State

pytestmark = pytest.mark.browser

ANSWER = "我们同意退款。请您在周五前带商品和小票到店，329 元按您原来付款的方式退回。"


def test_the_owner_answers_and_the_shopper_closes(house: House, hand: Page, chromium: Browser) -> None:
    shop = a_shop(house.store, house.clock.at)
    number, secret = a_complaint(house.store, house.clock.at, shop)
    house.give_password(shop.owner)
    hands.sign_in(hand, house.url, house.handle_of(shop.owner))

    hand.goto(f"{house.url}/desk/{shop.id}")
    hand.locator(".todo-row a").first.click()
    expect(hand.locator("main")).to_contain_text("还有 14 天")
    expect(hand.locator("main")).not_to_contain_text("陈小满")
    assert_fits(hand)
    hand.get_by_role("link", name="日子是怎么算的").click()
    expect(hand.locator(".clock-days-list .is-counted")).to_have_count(10)
    hand.get_by_role("link", name="投诉").first.click()
    hand.locator(".bottom-bar a").click()

    hand.get_by_role("button", name="退款").click()
    expect(hand.locator("textarea")).to_have_value(with_blanks())
    hands.press(hand, "发出答复")
    expect(hand.locator(".form-errors")).to_contain_text("还有没填的空")
    assert_fits(hand)
    hand.fill("textarea", ANSWER)
    hands.press(hand, "发出答复")
    expect(hand.locator("main")).to_contain_text("已答复，等顾客回话")

    close_as_the_shopper(house, chromium, number, secret)
    assert the_complaint(house.store, number).state is State.SETTLED
    hand.reload()
    expect(hand.locator("main")).to_contain_text("顾客说解决了")


def with_blanks() -> str:
    """The beginning as it stands in the field, blanks and all."""
    return "我们同意退款。请您在 ＿＿＿＿ 前带商品和小票到店，＿＿＿＿ 元按您原来付款的方式退回。"


def close_as_the_shopper(house: House, chromium: Browser, number: str, secret: str) -> None:
    """On a phone of their own, with the address of the receipt."""
    context = phone(chromium)
    shopper = context.new_page()
    shopper.goto(f"{house.url}/counter/complaints/{number}/{secret}")
    expect(shopper.locator("main")).to_contain_text(ANSWER)
    shopper.goto(f"{house.url}/counter/complaints/{number}/{secret}/solved")
    shopper.fill("[name=obtained]", "329")
    hands.go_on(shopper)
    context.close()


def assert_fits(page: Page) -> None:
    """Nothing is wider than the phone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
