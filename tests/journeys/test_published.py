"""From the scan to the result that everybody reads, in one piece; and what becomes of a result that the shop objects to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.complaints.builders import a_shop, the_complaint
from tests.journeys import hands
from tests.journeys.conftest import House, phone
from tests.journeys.test_complaint import file_it, scanned
from tests.merchants.builders import CITY, COUNTY, Shop
from tests.publication.builders import settled_and_published, the_item, the_objections
from trustcode.complaints.rules.course import State
from trustcode.doors.console.complaining import sweep_complaints
from trustcode.doors.console.publishing import sweep_publication
from trustcode.kernel.actors import Role
from trustcode.publication.rules.course import Stage

ANSWER = "带上小票来找周店长，电话 139 0000 5678，329 元按原路退回。"
"""An answer as shops write it: with a number in it that must not be published."""
READABLE = "带上小票来店里，329 元按原路退回。"
FIELDS = {"类别", "问题", "答复", "店家说", "处理机关", "店名", "信用代码", "地区"}
"""What a published result has beside its day and how it ended, and nothing else."""
PRIVATE = ("陈小满", "5678", "周店长", "拉链就坏了", "不给退")
"""Who complained and what was written."""


@pytest.fixture
def shop(house: House) -> Shop:
    """A shop that settles first, whose owner can sign in."""
    made = a_shop(house.store, house.clock.at)
    house.give_password(made.owner)
    return made


@contextmanager
def somebody(house: House, chromium: Browser, handle: str = "", *, wechat: bool = False) -> Iterator[Page]:
    """A phone of their own without scripts, signed in with a handle or not."""
    context = phone(chromium, scripts=False, wechat=wechat)
    page = context.new_page()
    if handle:
        hands.sign_in(page, house.url, handle)
    yield page
    context.close()


def owner(house: House, shop: Shop) -> str:
    return house.handle_of(shop.owner)


def night_falls(house: House, days: int = 1) -> None:
    """Some days pass, and the sweep of the last of them does what the calendar makes due."""
    house.clock.turn(days=days)
    office = house.app.extensions["trustcode"]
    sweep_complaints(office, house.clock.at)
    sweep_publication(office, house.clock.at)


def fields_of(page: Page) -> dict[str, str]:
    """The published fields of the only result on the page."""
    terms, said = page.locator("main dt").all_inner_texts(), page.locator("main dd").all_inner_texts()
    return dict(zip(terms, said, strict=True))


def test_filed_from_a_scan_settled_closed_published_and_read_by_everybody(
    house: House, shop: Shop, chromium: Browser, tmp_path: Path
) -> None:
    code = scanned(house, shop)
    with somebody(house, chromium, wechat=True) as shopper:
        shopper.goto(code)
        shopper.get_by_role("link", name="在网上投诉这家店").click()
        file_it(shopper, tmp_path)
        number = shopper.locator(".matter-number").inner_text().replace(" ", "")
        shopper.get_by_role("link", name="看进展").click()
        the_matter = shopper.url

        the_owner_answers(house, shop, chromium)
        the_shopper_closes(shopper, the_matter)
        assert the_complaint(house.store, number).state is State.SETTLED

        night_falls(house)
        nothing_is_published(shopper, house, shop, code)
        night_falls(house, days=9)
        nothing_is_published(shopper, house, shop, code)
        the_office_looks(house, chromium)

        house.clock.turn(seconds=5)
        everybody_reads_it(shopper, house, shop, code, number)


def the_owner_answers(house: House, shop: Shop, chromium: Browser) -> None:
    """From the first page of the desk, as an owner goes."""
    with somebody(house, chromium, owner(house, shop)) as page:
        page.goto(f"{house.url}/desk/{shop.id}")
        page.locator(".todo-row a").first.click()
        expect(page.locator("main")).not_to_contain_text("陈小满")
        page.locator(".bottom-bar a").click()
        page.fill("textarea", ANSWER)
        hands.press(page, "发出答复")
        expect(page.locator("main")).to_contain_text("已答复，等顾客回话")


def the_shopper_closes(page: Page, the_matter: str) -> None:
    """The shopper's word ends it, and they say once how content they are."""
    page.goto(the_matter)
    expect(page.locator("h1")).to_contain_text("店里答复了。解决了吗？")
    page.get_by_role("link", name="解决了", exact=True).click()
    page.fill("[name=obtained]", "329")
    hands.go_on(page)
    hands.choose(page, "satisfaction", "5")
    page.locator("form[action$='/rating'] button").click()
    expect(page.locator("main")).to_contain_text("您的评价：")
    expect(page.locator("[name=satisfaction]")).to_have_count(0)


def nothing_is_published(page: Page, house: House, shop: Shop, code: str) -> None:
    """A number in the reply waits for an officer; until then nobody reads anything of it."""
    page.goto(code)
    expect(page.locator("#complaints")).to_contain_text("只有 1 件")
    expect(page.locator("#complaints")).not_to_contain_text("原路退回")
    page.goto(f"{house.url}/m/{shop.id}/complaints")
    expect(page.locator("main")).to_contain_text("现在没有公示的结果")


def the_office_looks(house: House, chromium: Browser) -> None:
    """The reply waits in the list of the office; with the number still in it it is not published."""
    with somebody(house, chromium, house.officer("陈立", scope=COUNTY)) as page:
        page.goto(f"{house.url}/field/publication")
        expect(page.locator("main")).to_contain_text("请看店家的答复")
        page.locator("main a", has_text="青禾布衣").first.click()
        page.fill("form:has([value=publish]) [name=reply]", ANSWER)
        hands.press(page, "公示")
        expect(page.locator("#errors")).to_contain_text("还有能认出人的内容")
        page.fill("form:has([value=publish]) [name=reply]", READABLE)
        hands.press(page, "公示")
        expect(page.locator("main")).to_contain_text("已公示")


def everybody_reads_it(page: Page, house: House, shop: Shop, code: str, number: str) -> None:
    """On the page behind the code and on the page of all results: the allowed fields and no other."""
    page.goto(code)
    section = page.locator("#complaints")
    expect(section).to_contain_text("服装，质量，与店家和解")
    expect(section).to_contain_text(READABLE)
    expect(section).to_contain_text("件数多少不是评判")
    section.get_by_role("link", name="看全部公示结果").click()
    expect(page).to_have_url(f"{house.url}/m/{shop.id}/complaints")
    found = fields_of(page)
    assert set(found) == FIELDS
    assert (found["类别"], found["问题"], found["答复"], found["店家说"]) == ("服装", "质量", "按时", READABLE)
    assert re.fullmatch(r"\d+ 年 \d+ 月 \d+ 日，与店家和解", page.locator("main h2").inner_text())
    whole = hands.whole_text(page)
    for private in (*PRIVATE, number, "".join(re.findall(r"\d{4} \d{4} \d{4}", whole)) or "–" * 9):
        assert private not in whole


def test_an_objection_is_upheld_and_the_result_hidden_by_two(house: House, shop: Shop, chromium: Browser) -> None:
    one = settled_and_published(house.store, house.clock.at, shop)
    the_owner_objects(house, shop, chromium, one)
    house.clock.turn(days=3)

    with somebody(house, chromium, house.officer("陈立", scope=COUNTY)) as inspector:
        to_the_objection(inspector, house)
        hands.choose(inspector, "verdict", "to_hide")
        inspector.fill("form:has([value=decide]) [name=reason]", "小票是隔壁店的，投诉的不是这家。")
        inspector.locator("summary", has_text="如果要隐去").click()
        hands.choose(inspector, "ground", "not_this_shop")
        hands.press(inspector, "决定")
        expect(inspector.locator("main")).to_contain_text("异议已决定")
        expect(inspector.locator("button", has_text="确认")).to_have_count(0)
    reads(house, chromium, shop, "与店家和解")

    with somebody(house, chromium, house.officer("李卫", Role.SUPERVISOR, CITY)) as supervisor:
        supervisor.goto(f"{house.url}/field/complaints/{one}/publication")
        hands.press(supervisor, "确认")
        expect(supervisor.locator("main")).to_contain_text("已隐去")

    assert the_item(house.store, one).stage is Stage.HIDDEN
    gone = reads(house, chromium, shop, "说的是另一家店")
    assert "与店家和解" not in gone
    assert "退款" not in gone
    the_log_says(house, chromium, "隐去", "说的是另一家店")
    the_owner_reads(house, shop, chromium, one, "小票是隔壁店的，投诉的不是这家。", "已隐去")


def test_an_objection_is_upheld_and_the_result_corrected(house: House, shop: Shop, chromium: Browser) -> None:
    one = settled_and_published(house.store, house.clock.at, shop)
    the_owner_objects(house, shop, chromium, one)

    with somebody(house, chromium, house.officer("陈立", scope=COUNTY)) as inspector:
        to_the_objection(inspector, house)
        hands.choose(inspector, "verdict", "corrected")
        inspector.fill("form:has([value=decide]) [name=reason]", "买的是鞋，类别写错了。")
        inspector.locator("summary", has_text="如果要更正").click()
        inspector.select_option("form:has([value=decide]) [name=category]", "shoes_bags")
        hands.press(inspector, "决定")
        expect(inspector.locator("main")).to_contain_text("异议已决定")

    assert the_item(house.store, one).stage is Stage.CORRECTED
    assert "鞋帽" in reads(house, chromium, shop, "与店家和解")
    the_log_says(house, chromium, "更正", "类别")
    the_owner_reads(house, shop, chromium, one, "买的是鞋，类别写错了。", "已更正")


def the_owner_objects(house: House, shop: Shop, chromium: Browser, one: str) -> None:
    """From the complaint at the desk, with the day by which it is decided."""
    with somebody(house, chromium, owner(house, shop)) as page:
        page.goto(f"{house.url}/desk/{shop.id}/complaints/{one}")
        page.get_by_role("link", name="公示了什么，怎么提异议").click()
        page.fill("[name=text]", "那天没有这一笔，请看台账。")
        hands.press(page, "提出异议")
        expect(page.locator("main")).to_contain_text("12 月 2 日")
    (objection,) = the_objections(house.store, one)
    assert objection.due_on.isoformat() == "2026-12-02"


def to_the_objection(page: Page, house: House) -> None:
    """It waits in the list of the office, with its last day."""
    page.goto(f"{house.url}/field/publication")
    expect(page.locator("main")).to_contain_text("店家对结果有异议")
    expect(page.locator("main")).to_contain_text("12 月 2 日")
    page.locator("main a", has_text="青禾布衣").first.click()
    expect(page.locator("main")).to_contain_text("那天没有这一笔，请看台账。")


def reads(house: House, chromium: Browser, shop: Shop, wanted: str) -> str:
    """All words of the page of results, as anybody reads it, once they hold what is wanted."""
    with somebody(house, chromium) as page:
        page.goto(f"{house.url}/m/{shop.id}/complaints")
        expect(page.locator("main")).to_contain_text(wanted)
        return hands.whole_text(page)


def the_log_says(house: House, chromium: Browser, what: str, why: str) -> None:
    """The public log has one line of what officers did."""
    with somebody(house, chromium) as page:
        page.goto(f"{house.url}/moderation")
        line = page.locator("section", has_text="工作人员做的")
        expect(line.locator("h3")).to_have_count(1)
        expect(line.locator("h3")).to_contain_text(what)
        expect(line).to_contain_text(why)


def the_owner_reads(house: House, shop: Shop, chromium: Browser, one: str, reason: str, outcome: str) -> None:
    """What came of the objection, with the reason, where the owner made it."""
    with somebody(house, chromium, owner(house, shop)) as page:
        page.goto(f"{house.url}/desk/{shop.id}/notices")
        expect(page.locator("main")).to_contain_text("异议已经有决定")
        page.goto(f"{house.url}/desk/{shop.id}/complaints/{one}/objection")
        expect(page.locator("main")).to_contain_text(reason)
        expect(page.locator("main")).to_contain_text(outcome)
