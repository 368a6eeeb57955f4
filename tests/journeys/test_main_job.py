"""The main job, end to end: a business signs up, two officers review it, the poster is printed, a shopper scans it."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.journeys import hands
from tests.journeys.conftest import PASSWORD, House, phone
from trustcode.doors.console.sweeps import sweep_day
from trustcode.merchants.rules.credit_code import synthetic_credit_code


def test_from_sign_up_to_the_scan_of_the_printed_poster(
    house: House, hand: Page, chromium: Browser, tmp_path: Path
) -> None:
    sign_up(house, hand)
    apply(hand, tmp_path)
    review_by_two(house, chromium)
    house.clock.turn(days=10)
    sweep_day(house.app.extensions["trustcode"], house.clock.at)

    poster = print_poster(house, hand)
    address = hands.address_on(poster)

    assert re.fullmatch(re.escape("http://" + house.url.removeprefix("http://").upper()) + "/[0-9]{179}", address)
    scan(hand, address)


def sign_up(house: House, page: Page) -> None:
    """An account of one's own, by the page that anyone reaches from home."""
    page.goto(house.url)
    page.goto(f"{house.url}/sign-up")
    page.fill("[name=name]", "周建国")
    page.fill("[name=handle]", "138 0000 1234")
    page.fill("[name=password]", PASSWORD)
    page.locator(hands.MAIN).last.click()
    expect(page).to_have_url(f"{house.url}/desk")


def apply(page: Page, folder: Path) -> None:
    """Five steps; a window of three days is refused with the reason, and nothing typed is lost."""
    hands.go_on(page)
    hands.fill_in_the_business(page, synthetic_credit_code(7, "430103"))
    hands.go_on(page)
    hands.fill_in_the_shop(page, hands.photo_of_a_door(folder))
    hands.go_on(page)
    hands.go_on(page)
    hands.fill_in_the_returns(page, days="3")
    hands.go_on(page)
    expect(page.locator("main")).to_contain_text("最少写 7 天")
    expect(page.locator("[name=window_days]")).to_have_value("3")
    page.fill("[name=window_days]", "15")
    hands.go_on(page)
    hands.choose(page, "authorised")
    page.fill("[name=signer]", "周建国")
    hands.go_on(page)
    expect(page.locator("main")).to_contain_text("12 月 7 日")


def review_by_two(house: House, chromium: Browser) -> None:
    """One inspector proposes, and cannot confirm; another does."""
    first, second = phone(chromium, wechat=False).new_page(), phone(chromium, wechat=False).new_page()
    hands.sign_in(first, house.url, house.officer("刘敏"))
    first.get_by_role("link", name="审核", exact=False).last.click()
    hands.choose(first, "act", "approve")
    first.fill("[name=reason]", "资料齐全。")
    hands.press(first, "提交")
    hands.sign_in(second, house.url, house.officer("王昕"))
    second.get_by_role("link", name="去看并确认").first.click()
    second.wait_for_load_state()
    second.get_by_role("link", name="去看并确认").first.click()
    second.wait_for_load_state()
    hands.press(second, "确认")
    expect(second.locator("body")).to_contain_text("公示中")
    first.context.close()
    second.context.close()


def print_poster(house: House, page: Page) -> bytes:
    """The owner comes back ten days later, signs in and downloads the A4 poster."""
    hands.sign_in(page, house.url, "13800001234")
    page.goto(page.url.rstrip("/") + "/code")
    path = page.locator(".bottom-bar a").last.get_attribute("href")
    answer = page.request.get(f"{house.url}{path}")
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def scan(page: Page, address: str) -> None:
    """What the shopper sees at once, in both languages."""
    page.goto(address)
    text = hands.whole_text(page)
    for words in ("青禾布衣", "坡子街店", "有效", "两项承诺，都算数。", "您眼前是这家店吗？", "12 月 18 日", "12315"):
        assert words in text
    host, token = address.rsplit("/", 1)
    page.goto(f"{host}/en/{token}")
    assert "In force" in hands.whole_text(page)
    assert "18 December" in hands.whole_text(page)
