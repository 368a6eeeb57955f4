"""Axe finds nothing on the pages of every door, on a phone and on a desk, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.complaints.builders import a_complaint, a_shop, the_complaint
from tests.journeys import hands
from tests.journeys.conftest import House
from tests.merchants.builders import (
    DAY,
    SCHEME,
    Shop,
    a_draft_merchant,
    a_merchant_in,
    a_submitted_merchant,
    an_active_merchant,
)
from tests.returns.builders import a_line, a_member_of_staff, a_return, answered, the_code
from tests.returns.ledger_files import a_row, as_csv
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import civil_day
from trustcode.merchants.rules.standing import Standing
from trustcode.record.pen import pen
from trustcode.returns.actions import correcting
from trustcode.returns.rules.words import Outcome

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
TORN = """() => [...document.querySelectorAll('.nb')].map(day => day.parentElement).filter(box =>
    /flex|grid/.test(getComputedStyle(box).display)
    && [...box.childNodes].some(one => one.nodeType === Node.TEXT_NODE && one.textContent.trim())
).map(box => `torn apart: ${box.outerHTML.slice(0, 120)}`)"""
"""Sentences in which a day, kept on one line, has become a box of its own with a gap before the next comma."""


@pytest.fixture(params=[("", 390), ("/en", 1280)], ids=["zh-phone", "en-desk"])
def place(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[tuple[str, Page]]:
    """A language and a page of a size."""
    language, width = request.param
    context = chromium.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    context.set_default_timeout(30_000)
    yield language, context.new_page()
    context.close()


def faults_on(page: Page, url: str) -> list[str]:
    """What axe says of a page, as `rule: element`; whether it scrolls sideways, and sentences torn apart."""
    answer = page.goto(url)
    assert answer is not None
    assert answer.ok, f"{answer.status} {url}"
    return faults_here(page)


def faults_here(page: Page) -> list[str]:
    """The same of the page that is open, such as a form that came back with its faults."""
    result = Axe().run(page, options=RULES)
    found = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in result.response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
    return found + page.evaluate(TORN) + (["scrolls sideways"] if wide else [])


def check_all(house: House, place: tuple[str, Page], paths: list[str]) -> None:
    """No fault on any of these pages."""
    language, page = place
    found = {path: faults_on(page, f"{house.url}{language}{path}") for path in paths}
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_pages_that_anyone_opens(house: House, place: tuple[str, Page]) -> None:
    noticed = a_merchant_in(house.store, house.clock.at, Standing.PUBLICISED)
    active = an_active_merchant(house.store, house.clock.at - 60 * DAY)
    asked = f"/m/{active.id}/on"

    check_all(
        house,
        place,
        ["/", "/search?q=青禾", "/sign-in", "/sign-up", "/sign-in/invitation", f"/m/{noticed.id}", "/patterns"],
    )
    days = (civil_day(house.clock.at) - DAY, civil_day(house.clock.at) + 400 * DAY)
    check_all(house, place, [asked, *(f"{asked}?day={day}" for day in days)])


def test_pages_of_a_shop_that_applies(house: House, place: tuple[str, Page]) -> None:
    shop = a_draft_merchant(house.store, house.clock.at)
    signed_in(house, place, shop)

    steps = [f"/desk/{shop.id}/{step}" for step in ("business", "shop", "safety", "returns", "sign")]
    check_all(house, place, ["/desk", f"/desk/{shop.id}", *steps, f"/desk/{shop.id}/progress"])


def test_pages_of_a_shop_in_force(house: House, place: tuple[str, Page]) -> None:
    shop = an_active_merchant(house.store, house.clock.at)
    signed_in(house, place, shop)

    paths = [f"/desk/{shop.id}{part}" for part in ("", "/code", "/promises", "/progress", "/code/1/revocation")]
    check_all(house, place, paths)
    paths = [f"/desk/{shop.id}{part}" for part in ("/people", "/notices", "/self-check/new", "/promises/returns")]
    check_all(house, place, paths)


def test_pages_of_the_ledger(house: House, place: tuple[str, Page]) -> None:
    shop = an_active_merchant(house.store, house.clock.at - 60 * DAY)
    ledger, at = f"/desk/{shop.id}/ledger", house.clock.at
    signed_in(house, place, shop)
    check_all(house, place, [ledger])
    long_ago = civil_day(at) - 20 * DAY
    refused = a_return(house.store, at, shop, bought_on=long_ago, outcome=Outcome.REFUSED, refusal_code="window_passed")
    usual, said, wrong = (a_return(house.store, at, shop, goods_name="羊毛大衣") for _ in range(3))
    answered(house.store, at, said)
    with pen(house.store, a_member_of_staff(house.store, at, shop), at) as p:
        line = a_line(at, quantity=2, goods_value_fen=18_200)
        waiting = correcting.propose(p, return_id=wrong, line=line, why="少记一件", scheme=SCHEME)

    entries = [f"/{one}" for one in (usual, said, wrong, refused)]
    inside = ["", "/new", "/months", *entries, f"/{refused}/slip", f"/{usual}/correction"]
    outside = [f"/counter/returns/{one}/{the_code(house.store, one).token}" for one in (usual, said, refused)]
    check_all(house, place, [f"{ledger}{part}" for part in (*inside, f"/corrections/{waiting}")])
    check_all(house, place, [*outside, f"{outside[0]}/no", f"/counter/returns?shop={shop.id}"])


def test_forms_of_the_ledger_that_come_back_with_faults(house: House, place: tuple[str, Page]) -> None:
    shop = an_active_merchant(house.store, house.clock.at - 60 * DAY)
    entry = a_return(house.store, house.clock.at, shop)
    ledger, (language, page) = f"/desk/{shop.id}/ledger", place
    signed_in(house, place, shop)

    page.goto(f"{house.url}{language}{ledger}/{entry}/correction")
    page.fill("[name=goods_value]", "x")
    page.locator(".bottom-bar button:visible").first.click()
    page.wait_for_load_state()
    assert page.locator(".field-wrong").count() > 0
    assert faults_here(page) == []

    for rows in ([a_row(house.clock.at)], [a_row(house.clock.at, kind="x")]):
        page.goto(f"{house.url}{language}{ledger}/import")
        page.set_input_files("[type=file]", [{"name": "a.csv", "mimeType": "text/csv", "buffer": as_csv(rows)}])
        page.locator(hands.MAIN).last.click()
        page.wait_for_load_state()
        assert "/import/" in page.url
        assert faults_here(page) == []


def test_pages_of_an_officer(house: House, place: tuple[str, Page]) -> None:
    submitted = a_submitted_merchant(house.store, house.clock.at)
    measured = a_merchant_in(house.store, house.clock.at, Standing.RECTIFYING)
    hands.sign_in(place[1], house.url, house.officer("刘敏", Role.INSPECTOR))

    units = [f"/field/merchants/{unit.id}" for unit in (submitted, measured)]
    check_all(
        house, place, ["/field", "/field/units", "/field/reports", *units, f"{units[0]}/clock", f"{units[0]}/contact"]
    )


def test_pages_of_a_complaint_for_the_shop_and_for_an_officer(house: House, place: tuple[str, Page]) -> None:
    shop = a_shop(house.store, house.clock.at)
    number, _ = a_complaint(house.store, house.clock.at, shop)
    received, _ = a_complaint(house.store, house.clock.at, a_shop(house.store, house.clock.at, settles=False))
    ids = [the_complaint(house.store, one).id for one in (number, received)]
    signed_in(house, place, shop)
    one = f"/desk/{shop.id}/complaints/{ids[0]}"
    lists = [f"/desk/{shop.id}/{part}" for part in ("complaints", "settling", "notices")]
    check_all(house, place, [*lists, one, *(f"{one}/{part}" for part in ("days", "answer", "message"))])

    place[1].context.clear_cookies()
    hands.sign_in(place[1], house.url, house.officer("刘敏", Role.INSPECTOR))
    one = f"/field/complaints/{ids[1]}"
    parts = (
        "",
        "/clocks",
        "/person",
        *(f"/do/{deed}" for deed in ("ask-identity", "accept", "refuse", "write", "clue")),
    )
    check_all(house, place, ["/field/complaints", "/field/clues", "/moderation", *(f"{one}{part}" for part in parts)])


def signed_in(house: House, place: tuple[str, Page], shop: Shop) -> None:
    """Sign in as the owner of a shop that a builder made."""
    house.give_password(shop.owner)
    hands.sign_in(place[1], house.url, house.handle_of(shop.owner))
