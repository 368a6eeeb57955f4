"""A complaint from the code at the door to the receipt, with scripts and without; followed from another phone by what was typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.complaints.builders import a_complaint, a_shop, the_complaint
from tests.journeys import hands
from tests.journeys.conftest import House, phone
from tests.journeys.test_accessible import check_all, faults_here, place
from tests.merchants.builders import Shop
from trustcode.codes.actions import Press, reprint
from trustcode.codes.queries import prints
from trustcode.complaints.actions import settling
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.words import Source
from trustcode.record.pen import pen
from trustcode.storage.reading import reading

__all__ = ["place"]

PARTS = ("days", "solved", "withdraw", "identity")


@pytest.fixture
def shop(house: House) -> Shop:
    """A shop that settles first."""
    return a_shop(house.store, house.clock.at)


def scanned(house: House, shop: Shop) -> str:
    """The address in a code that this house has printed: the second of the shop."""
    office = house.app.extensions["trustcode"]
    with pen(house.store, shop.owner, house.clock.at) as p:
        reprint(p, merchant_id=shop.id, press=Press(office.keyring, house.url))
    with reading(house.store) as reader:
        return f"{house.url}/{prints(reader, shop.id)[-1].token}"


def heading(page: Page, words: str) -> None:
    expect(page.locator("h1")).to_contain_text(words)


def tell_the_story(page: Page) -> None:
    """The steps from the kind to the photos."""
    heading(page, "您要反映什么？")
    hands.choose(page, "kind", "complaint")
    hands.go_on(page)
    heading(page, "是怎么回事？")
    page.fill("[name=facts]", "周六买的外套，第二天拉链就坏了，店里不给退。")
    page.select_option("[name=category]", "clothing")
    page.select_option("[name=problem]", "quality")
    hands.go_on(page)
    heading(page, "您要什么？")
    hands.choose(page, "wishes", "refund")
    page.fill("[name=amount_fen]", "329")
    hands.go_on(page)


def say_who(page: Page) -> None:
    """Name, phone, the digits that the demonstration shows."""
    heading(page, "您是谁？")
    page.fill("[name=name]", "陈小满")
    page.fill("[name=phone]", "139 0000 5678")
    hands.go_on(page)
    heading(page, "这是您的手机吗？")
    page.fill("[name=digits]", page.locator("strong.nb").inner_text())
    hands.go_on(page)


def file_it(page: Page, folder: Path) -> None:
    """All steps from the kind to the receipt."""
    tell_the_story(page)
    heading(page, "有照片就加上")
    page.set_input_files("[name=photo]", hands.photo_of_a_door(folder))
    hands.press(page, "加上这张")
    expect(page.locator(".photo-row img")).to_have_count(1)
    hands.go_on(page)
    say_who(page)
    heading(page, "再看一遍，然后发出")
    hands.choose(page, "may_publish", "yes")
    hands.choose(page, "may_delegate", "no")
    hands.press(page, "发出")
    heading(page, "已经收到")


def test_from_the_code_at_the_door_to_the_receipt_and_followed_from_another_phone(
    house: House, shop: Shop, hand: Page, chromium: Browser, tmp_path: Path
) -> None:
    hand.goto(scanned(house, shop))
    hand.get_by_role("link", name="在网上投诉这家店").click()
    file_it(hand, tmp_path)
    number, secret = hand.locator(".matter-number").inner_text(), hand.locator(".matter-secret").inner_text()
    row = the_complaint(house.store, number.replace(" ", ""))
    assert (row.source, row.print_serial, row.state) == (Source.SCAN, 2, State.SETTLING)
    with pen(house.store, shop.owner, house.clock.at) as p:
        settling.answer(p, complaint_id=row.id, text="给您换一条拉链，可以吗？")

    context = phone(chromium, wechat=False)
    other = context.new_page()
    other.goto(f"{house.url}/counter/complaints")
    other.fill("[name=number]", number)
    other.fill("[name=secret]", secret.upper())
    hands.press(other, "看进展")
    heading(other, "店里答复了。解决了吗？")
    expect(other.locator(".letters")).to_contain_text("给您换一条拉链，可以吗？")
    hands.press(other, "没解决，请市场监管部门来管")
    heading(other, "市场监管部门收到")
    assert the_complaint(house.store, row.number).state is State.RECEIVED
    context.close()


def test_the_draft_outlives_the_phone_being_put_away(house: House, shop: Shop, chromium: Browser) -> None:
    context = phone(chromium)
    page = context.new_page()
    page.goto(f"{house.url}/counter/complaint?shop={shop.id}&print=1")
    tell_the_story(page)
    page.close()
    house.clock.turn(days=2)

    again = context.new_page()
    again.goto(f"{house.url}/counter/complaint?shop={shop.id}&print=1")
    hands.go_on(again)

    expect(again.locator("[name=facts]")).to_have_value("周六买的外套，第二天拉链就坏了，店里不给退。")
    hands.press(again, "丢掉草稿")
    expect(again.locator("main")).to_contain_text("草稿已经丢掉")
    context.close()


@pytest.mark.parametrize("with_faults", [False, True])
def test_every_step_can_be_used_by_everybody(
    house: House, shop: Shop, chromium: Browser, tmp_path: Path, *, with_faults: bool
) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    page = context.new_page()
    faults: dict[str, list[str]] = {}

    def look() -> None:
        if with_faults and page.locator("[name=photo]").count() == 0:
            hands.go_on(page)
        faults[page.locator("h1").inner_text()] = faults_here(page)

    for path in ("", f"?shop={shop.id}&print=1"):
        page.goto(f"{house.url}/counter/complaint{path}")
        look()
    page.goto(f"{house.url}/counter/complaint?shop={shop.id}&print=1")
    hands.choose(page, "kind", "both")
    hands.go_on(page)
    look()
    page.fill("[name=facts]", "拉链坏了。")
    page.fill("[name=clue]", "吊牌是假的。")
    page.select_option("[name=category]", "clothing")
    page.select_option("[name=problem]", "quality")
    hands.go_on(page)
    look()
    hands.choose(page, "wishes", "refund")
    hands.go_on(page)
    page.set_input_files("[name=photo]", hands.photo_of_a_door(tmp_path))
    hands.press(page, "加上这张")
    look()
    hands.go_on(page)
    look()
    page.fill("[name=name]", "陈小满")
    page.fill("[name=phone]", "13900005678")
    hands.go_on(page)
    look()
    page.fill("[name=digits]", page.locator("strong.nb").inner_text())
    hands.go_on(page)
    look()
    hands.choose(page, "may_publish", "yes")
    hands.choose(page, "may_delegate", "yes")
    hands.press(page, "发出")
    heading(page, "已经收到")
    faults["receipt"] = faults_here(page)
    context.close()

    assert {name: found for name, found in faults.items() if found} == {}


def test_the_pages_of_a_matter_can_be_used_by_everybody(house: House, shop: Shop, place: tuple[str, Page]) -> None:
    number, secret = a_complaint(house.store, house.clock.at, shop)
    with pen(house.store, shop.owner, house.clock.at) as p:
        settling.answer(p, complaint_id=the_complaint(house.store, number).id, text="给您换一条拉链。")
    path = f"/counter/complaints/{number}/{secret}"

    check_all(house, place, ["/counter/complaints", path, *(f"{path}/{one}" for one in PARTS)])
