"""The number of a receipt is read from a picture where the browser can do that, and typed where it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from tests.journeys import hands
from tests.journeys.conftest import House, phone
from tests.journeys.till import a_clothes_shop, at_the_till, log, type_in
from tests.merchants.builders import Shop
from trustcode.returns.models import Return
from trustcode.returns.rules.receipts import receipt_purpose
from trustcode.storage.reading import reading

pytestmark = pytest.mark.browser

NUMBER = "Fp-2026 1123-00417"
TIDIED = "FP2026112300417"
GOODS = "格子衬衫"
READS = f"""
window.BarcodeDetector = class {{
  async detect(picture) {{
    if (!(picture instanceof ImageBitmap) || picture.width !== 1200) throw new TypeError("no picture of a receipt");
    return window.nothingOnIt ? [] : [{{ rawValue: "{NUMBER}" }}];
  }}
}};
"""
"""A browser that reads codes: of pictures alone, and not of every one."""
CANNOT = "delete window.BarcodeDetector;"
BUTTON = "[data-read]"
FIELD = "[name=receipt_no]"


@pytest.fixture
def shop(house: House) -> Shop:
    """A shop that takes clothes and shoes back within seven days."""
    return a_clothes_shop(house)


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A phone whose browser is told by the test what it can do, before any page is opened."""
    context = phone(chromium)
    yield context
    context.close()


def take_a_picture(page_: Page, picture: Path) -> None:
    """Press the button; what the phone's camera gives is this picture."""
    with page_.expect_file_chooser() as chooser:
        page_.locator(BUTTON).click()
    chooser.value.set_files(picture)


def assert_only_its_hash_is_kept(house: House, shop: Shop, folder: Path) -> None:
    """One line with the keyed hash; the number itself is in no file, while the name of the goods is found."""
    vault = house.store.vault
    with reading(house.store) as reader:
        kept = reader.all(select(Return.receipt_index).where(Return.merchant_id == shop.id))
    assert list(kept) == [vault.index(receipt_purpose(shop.id), TIDIED)]
    everything = b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert GOODS.encode() in everything
    assert [text for text in (NUMBER, NUMBER.upper(), TIDIED, TIDIED.lower()) if text.encode() in everything] == []


def test_a_number_is_read_from_a_picture_and_only_its_hash_is_kept(
    house: House, shop: Shop, context: BrowserContext, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    context.add_init_script(READS)
    till = at_the_till(house, shop, context)
    type_in(till)
    name_the_goods(till)

    take_a_picture(till, hands.photo_of_a_door(tmp_path_factory.mktemp("phone")))
    expect(till.locator(FIELD)).to_have_value(NUMBER)
    log(till)

    assert_only_its_hash_is_kept(house, shop, tmp_path)


def test_a_picture_without_a_number_is_said_and_leaves_what_was_typed(
    house: House, shop: Shop, context: BrowserContext, tmp_path: Path
) -> None:
    context.add_init_script(READS)
    till = at_the_till(house, shop, context)
    till.fill(FIELD, "typed")
    till.evaluate("window.nothingOnIt = true")

    take_a_picture(till, hands.photo_of_a_door(tmp_path))

    expect(till.locator("#receipt-said")).to_have_text("没有读出号码，手写吧。")
    expect(till.locator(FIELD)).to_have_value("typed")


def test_where_nothing_can_be_read_there_is_no_button_and_typing_works(
    house: House, shop: Shop, context: BrowserContext, tmp_path: Path
) -> None:
    context.add_init_script(CANNOT)
    till = at_the_till(house, shop, context)
    type_in(till)
    name_the_goods(till)
    expect(till.locator("[data-step]").first).to_be_visible()  # so the script has run
    expect(till.locator(BUTTON)).to_be_hidden()

    till.fill(FIELD, NUMBER)
    log(till)

    assert_only_its_hash_is_kept(house, shop, tmp_path)


def name_the_goods(page_: Page) -> None:
    """Open the fold at the end of the form and type a name."""
    page_.locator("summary", has_text="品名").click()
    page_.fill("[name=goods_name]", GOODS)
