"""A shop renews: it checks itself on the phone, sees what has changed since, signs again; an officer confirms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import hands
from tests.journeys.conftest import House, phone
from tests.merchants.builders import an_active_merchant
from trustcode.catalogues.actions import enact_term, shipped
from trustcode.catalogues.rules import Catalogue
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import civil_day
from trustcode.record.pen import pen

pytestmark = pytest.mark.browser

LAST_DAY = date(2029, 11, 23)


def test_a_shop_renews_and_the_public_page_shows_the_new_end(house: House, hand: Page, chromium: Browser) -> None:
    shop = an_active_merchant(house.store, house.clock.at)
    house.clock.turn(days=(LAST_DAY - civil_day(house.clock.at)).days - 40)
    the_list_says_otherwise(house)
    house.give_password(shop.owner)
    hands.sign_in(hand, house.url, house.handle_of(shop.owner))

    hand.goto(f"{house.url}/desk/{shop.id}/renewal")
    expect(hand.locator("main")).to_contain_text("先做自查")
    hand.locator(".bottom-bar a").last.click()
    check_the_shop(hand)
    hand.goto(f"{house.url}/desk/{shop.id}/renewal")
    changes = hand.locator(".changes").first
    expect(changes.locator("del").first).to_contain_text("证照齐全有效")
    expect(changes.locator("ins").first).to_contain_text("执照亮在门口，人人看得见")
    sign(hand)
    expect(hand.locator("main")).to_contain_text("续期")

    assert_until(house, hand, shop.id, "2029 年 11 月 23 日")
    confirm_by_an_officer(house, chromium)
    assert_until(house, hand, shop.id, "2032 年 11 月 23 日")


def the_list_says_otherwise(house: House) -> None:
    """A clause is worded anew, as of today."""
    today = civil_day(house.clock.at)
    old = next(term for term in shipped() if (term.catalogue, term.code) == (Catalogue.CLAUSE, "A1.1"))
    new = replace(old, zh="执照亮在门口，人人看得见", en="The licence hangs at the door", valid_from=today)
    with pen(house.store, SYSTEM, house.clock.at - timedelta(hours=1)) as p:
        enact_term(p, term=new)


def check_the_shop(page: Page) -> None:
    """Yes to every clause."""
    page.wait_for_load_state()
    for choice in page.locator("main input[value=yes]").all():
        choice.check()
    hands.go_on(page)
    expect(page.locator("main")).to_contain_text("全部做到")


def sign(page: Page) -> None:
    """The name under both promises."""
    page.locator("label[for='f-authorised']").click()
    page.fill("[name=signer]", "周建国")
    hands.go_on(page)


def confirm_by_an_officer(house: House, chromium: Browser) -> None:
    """An inspector of the county, from the list of what there is to do."""
    context = phone(chromium, wechat=False)
    officer = context.new_page()
    hands.sign_in(officer, house.url, house.officer("王昕"))
    officer.get_by_role("link", name="去看并确认").first.click()
    officer.wait_for_load_state()
    officer.get_by_role("link", name="去看并确认").first.click()
    officer.wait_for_load_state()
    expect(officer.locator("main")).to_contain_text("有效期从")
    hands.press(officer, "确认")
    context.close()


def assert_until(house: House, page: Page, merchant_id: str, day: str) -> None:
    """What anybody reads of the end."""
    page.goto(f"{house.url}/m/{merchant_id}")
    assert day in hands.whole_text(page)
