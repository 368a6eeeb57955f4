"""At the till: somebody of the shop in front of the form of a new entry, and what they type."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys import hands
from tests.journeys.conftest import House
from tests.merchants.builders import DAY, Shop, an_active_merchant
from tests.returns.builders import a_member_of_staff
from trustcode.returns.queries.ledger import LedgerEntry, page
from trustcode.storage.reading import reading


def a_clothes_shop(house: House) -> Shop:
    """A shop that takes clothes and shoes back within seven days."""
    return an_active_merchant(house.store, house.clock.at - 60 * DAY, terms={"categories": ["clothing", "shoes_bags"]})


def at_the_till(house: House, shop: Shop, context: BrowserContext) -> Page:
    """Somebody of the shop, signed in, in front of the form."""
    staff = a_member_of_staff(house.store, house.clock.at, shop)
    house.give_password(staff)
    page_ = context.new_page()
    hands.sign_in(page_, house.url, house.handle_of(staff))
    page_.goto(f"{house.url}/desk/{shop.id}/ledger/new")
    return page_


# `wait_for_function` takes a promise for a yes, whatever it will say; `evaluate` waits for its answer.
_KEPT = """async () => {
  await navigator.serviceWorker.ready;
  for (let tries = 0; tries < 300; tries += 1) {
    if (await caches.match(location.href)) return true;
    await new Promise((again) => setTimeout(again, 100));
  }
  return false;
}"""


def wait_until_kept(page_: Page) -> None:
    """Wait until the phone has kept the page and its parts for a time without a network."""
    assert page_.evaluate(_KEPT)


def type_in(page_: Page, value: str = "159", bought: str = "2026-11-21", category: str = "clothing") -> None:
    """What an assistant types for a usual return."""
    hands.choose(page_, "bought", bought)
    hands.choose(page_, "category", category)
    page_.fill("[name=goods_value]", value)


def log(page_: Page) -> None:
    """Press the main button and see the code."""
    hands.press(page_, "记下，请顾客确认")
    expect(page_.locator("h1")).to_contain_text("记下了")


def entries(house: House, shop: Shop) -> list[LedgerEntry]:
    """The ledger, the latest line first."""
    with reading(house.store) as reader:
        return list(page(reader, shop.id).entries)
