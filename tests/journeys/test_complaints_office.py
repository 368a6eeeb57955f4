"""The office's side of a complaint in the browser: refused on a ground, mediated in vain, turned into a case; a report apart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.complaints.builders import ID_CARD, a_complaint, a_shop, filed, the_complaint, the_report
from tests.journeys import hands
from tests.journeys.conftest import House, phone
from tests.merchants.builders import Shop
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.reporting import ReportState
from trustcode.complaints.rules.words import PaperKind

IDENTITY = {"paper": PaperKind.ID_CARD, "paper_number": ID_CARD, "address": "解放西路 9 号"}


@pytest.fixture
def shop(house: House) -> Shop:
    """A shop in force that does not settle first."""
    return a_shop(house.store, house.clock.at, settles=False)


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def officer(request: pytest.FixtureRequest, house: House, chromium: Browser) -> Iterator[Page]:
    """An officer's phone, signed in, with scripts and without."""
    context = phone(chromium, scripts=request.param, wechat=False)
    page = context.new_page()
    hands.sign_in(page, house.url, house.officer("陈立"))
    yield page
    context.close()


def opened(page: Page, house: House, number: str) -> None:
    """From the first page to the sheet, as an officer goes."""
    page.goto(f"{house.url}/field/complaints?q={number}")
    page.locator(".matter-row a").first.click()
    page.wait_for_load_state()


def do(page: Page, deed: str) -> None:
    """Follow the link of a deed."""
    page.get_by_role("link", name=deed, exact=True).click()
    page.wait_for_load_state()


def state(house: House, number: str) -> State:
    return the_complaint(house.store, number).state


def test_refused_on_a_ground_with_the_other_ways_on_paper(house: House, shop: Shop, officer: Page) -> None:
    number, _ = a_complaint(house.store, house.clock.at, shop)
    opened(officer, house, number)
    do(officer, "不予受理")
    hands.choose(officer, "ground", "identity_false")
    officer.fill("[name=said]", "没有提供身份材料。")
    hands.press(officer, "不予受理")
    expect(officer.locator("#errors")).to_contain_text("还没有通知消费者补身份材料")
    expect(officer.locator("[name=said]")).to_have_value("没有提供身份材料。")

    hands.choose(officer, "ground", "not_consumption")
    hands.press(officer, "不予受理")

    expect(officer.locator("main")).to_contain_text("已不予受理")
    assert state(house, number) is State.REFUSED
    paper = officer.get_by_role("link", name="投诉不予受理告知书").get_attribute("href")
    answer = officer.request.get(f"{house.url}{paper}")
    assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")


def test_mediated_in_vain_and_both_told(house: House, shop: Shop, officer: Page) -> None:
    number, _ = a_complaint(house.store, house.clock.at, shop, **IDENTITY)
    opened(officer, house, number)
    do(officer, "受理")
    expect(officer.locator("main")).to_contain_text("调解最迟到")
    hands.press(officer, "受理")
    do(officer, "给双方留言")
    officer.fill("[name=said]", "请双方周五下午三点到所里。")
    hands.press(officer, "给双方留言")
    do(officer, "终止调解")
    hands.choose(officer, "ground", "time_passed")
    officer.fill("[name=said]", "谈了两次，没有谈成。")
    hands.press(officer, "终止调解")
    expect(officer.locator("#errors")).to_contain_text("调解期限到")
    hands.choose(officer, "ground", "no_agreement")
    hands.press(officer, "终止调解")
    do(officer, "登记：已告知双方")
    hands.press(officer, "登记：已告知双方")

    expect(officer.locator("main")).to_contain_text("已登记：告知了双方")
    assert state(house, number) is State.ENDED
    officer.get_by_role("link", name="逐日看怎么算的").click()
    expect(officer.locator("main")).to_contain_text("12 月 2 日")


def test_from_a_complaint_to_a_case(house: House, shop: Shop, officer: Page) -> None:
    number, _ = a_complaint(house.store, house.clock.at, shop)
    opened(officer, house, number)
    do(officer, "登记违法线索")
    officer.fill("[name=clue]", "店内三双鞋没有标签。")
    hands.press(officer, "登记违法线索")
    officer.locator("section", has_text="相关违法线索").get_by_role("link").first.click()
    expect(officer.locator("main")).to_contain_text("店内三双鞋没有标签。")
    expect(officer.locator("main")).to_contain_text("没有举报人")
    do(officer, "立案")
    officer.fill("[name=case_no]", "长天市监案〔2026〕17 号")
    hands.press(officer, "立案")

    expect(officer.locator("main")).to_contain_text("长天市监案〔2026〕17 号")
    opened(officer, house, number)
    expect(officer.locator("main")).to_contain_text("案号长天市监案〔2026〕17 号")
    assert state(house, number) is State.RECEIVED


def test_a_report_is_kept_apart(house: House, shop: Shop, officer: Page, chromium: Browser) -> None:
    receipt = filed(house.store, house.clock.at, shop, is_report=True, clue="价签与收银台不一致，多收三元。")
    assert receipt.complaint
    assert receipt.report
    report = the_report(house.store, receipt.report[0])
    house.give_password(shop.owner)
    context = phone(chromium)
    owner = context.new_page()
    hands.sign_in(owner, house.url, house.handle_of(shop.owner))
    complaint_id = the_complaint(house.store, receipt.complaint[0]).id
    for path in (f"/desk/{shop.id}", f"/desk/{shop.id}/complaints", f"/desk/{shop.id}/complaints/{complaint_id}"):
        owner.goto(house.url + path)
        assert "多收三元" not in owner.content()
        assert report.number not in owner.content().replace(" ", "")
    assert owner.goto(f"{house.url}/field/clues/{report.id}").status == 404
    context.close()

    officer.goto(f"{house.url}/field/clues")
    officer.locator(".matter-row a").first.click()
    expect(officer.locator("main")).to_contain_text("多收三元")
    expect(officer.locator("main")).to_contain_text("陈**")
    do(officer, "不予立案")
    hands.choose(officer, "ground", "slight_and_mended")
    officer.fill("[name=said]", "价签已更正，多收的已退。")
    hands.press(officer, "不予立案")

    expect(officer.locator("main")).to_contain_text("举报处理结果告知书")
    assert the_report(house.store, report.number).state is ReportState.NO_CASE
    assert state(house, receipt.complaint[0]) is State.RECEIVED
