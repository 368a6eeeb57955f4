"""What people do on the pages, in the words of the pages."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image
from playwright.sync_api import Page

PASSWORD = "竹青 纸白 湖蓝 赭黄 青石板"
MAIN = "main form button"


def press(page: Page, text: str) -> None:
    """Press the button with this text, the last one if there are several, and wait for the page that follows."""
    page.get_by_role("button", name=text, exact=True).last.click()
    page.wait_for_load_state()


def choose(page: Page, name: str, value: str = "") -> None:
    """Touch the label of a choice: of this value, or the first one."""
    wanted = f"[name={name}][value='{value}']" if value else f"[name={name}]"
    choice = page.locator(f"main {wanted}").first
    page.locator(f"label[for='{choice.get_attribute('id')}']").click()


def go_on(page: Page) -> None:
    """Press the main button, which stands in the bar at the bottom, and wait for the page that follows."""
    page.locator(".bottom-bar button").last.click()
    page.wait_for_load_state()


def sign_in(page: Page, url: str, handle: str) -> None:
    """Sign in; an official also gives the code that the demonstration shows."""
    page.goto(f"{url}/sign-in")
    page.fill("[name=handle]", handle)
    page.fill("[name=password]", PASSWORD)
    page.locator(MAIN).first.click()
    page.wait_for_load_state()
    if "/sign-in/" in page.url:
        shown = page.locator("strong.nb").inner_text()
        page.fill("[name=code]", shown)
        page.locator(MAIN).last.click()
        page.wait_for_load_state()


def photo_of_a_door(folder: Path) -> Path:
    """A picture as a phone would send it."""
    path = folder / "door.jpg"
    Image.effect_mandelbrot((1200, 900), (-2, -1.2, 1, 1.2), 60).convert("RGB").save(path, "JPEG", quality=80)
    return path


def fill_in_the_business(page: Page, credit_code: str) -> None:
    """Step 1."""
    page.fill("[name=credit_code]", credit_code)
    page.fill("[name=licence_name]", "长沙市天心区青禾布衣服装店")
    page.fill("[name=established_on]", "2019-05-06")
    page.select_option("[name=industry]", "F523")
    choose(page, "unit_kind", "shop")


def fill_in_the_shop(page: Page, photo: Path) -> None:
    """Step 2."""
    page.fill("[name=shop_name]", "青禾布衣")
    page.fill("[name=branch_name]", "坡子街店")
    page.select_option("[name=region_code]", "430103")
    page.fill("[name=street]", "坡子街 128 号")
    page.set_input_files("[name=photo]", photo)
    page.fill("[name=contact_name]", "周建国")
    page.fill("[name=contact_phone]", "138 0000 1234")
    page.fill("[name=returns_phone]", "0731-55500142")


def fill_in_the_returns(page: Page, days: str) -> None:
    """Step 4: the usual answers stand there already."""
    choose(page, "offers_returns", "yes")
    page.fill("[name=window_days]", days)
    choose(page, "categories", "clothing")
    for summary in page.locator("details.folded:not([open]) > summary").all()[::-1]:
        summary.click()
    choose(page, "exclusions", "E01")
    page.select_option("[name=refund_days]", "3")


def address_on(poster: bytes) -> str:
    """What a camera reads from the first page of a poster in PDF."""
    document = pypdfium2.PdfDocument(io.BytesIO(poster))
    picture = document[0].render(scale=3).to_pil().convert("L")
    document.close()
    found = [code.text for code in zxingcpp.read_barcodes(picture)]
    assert len(found) == 1
    return found[0]


def whole_text(page: Page) -> str:
    """All words of a page, blanks joined."""
    return re.sub(r"\s+", " ", page.locator("body").inner_text())
