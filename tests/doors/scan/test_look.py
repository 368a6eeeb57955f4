"""The shopper's pages in a real browser: nothing for axe to find, no sideways scroll at 320 px or with letters twice as big."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.doors.scan import samples
from tests.doors.scan.render_samples import pages
from trustcode.doors.wording.frames import Frame
from trustcode.doors.wording.patterns import patterns_page
from trustcode.doors.wording.styles import office_sheet

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NAMES = [
    *samples.STANDINGS,
    *samples.BARE,
    "odd-long-name",
    "odd-a-year",
    "odd-all-excluded",
    "merchant",
    "home-wrong",
    "search",
    "on",
    "on-answer",
    "on-wrong",
]
HOST = "http://127.0.0.1:9"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium: apt-get install chromium fonts-noto-cjk"),
]


@pytest.fixture(scope="module")
def launch() -> Iterator[Callable[[int], Browser]]:
    """Starts Chromium for a reader who has chosen letters of so many pixels."""
    with sync_playwright() as playwright:

        @cache
        def launched(letters: int) -> Browser:
            flags = [*FLAGS, f"--blink-settings=defaultFontSize={letters}"]
            return playwright.chromium.launch(executable_path=CHROMIUM, args=flags)

        yield launched


@pytest.fixture(scope="module")
def usual(launch: Callable[[int], Browser]) -> Browser:
    """Letters as phones come."""
    return launch(16)


@pytest.fixture(scope="module")
def big(launch: Callable[[int], Browser]) -> Browser:
    """Letters twice as big."""
    return launch(32)


@cache
def every_page() -> dict[str, str]:
    """The samples looked at, by address."""
    found = {
        f"/{language}-{name}": text
        for language in ("zh", "en")
        for name, text in pages(language).items()
        if name in NAMES
    }
    return found | {f"/{language}-patterns": patterns_page(language, Frame(demo=True)) for language in ("zh", "en")}


def answer(shelf: dict[str, str]) -> Callable[[Route], None]:
    """Answers from memory; photos and drawings stay away."""

    def fulfil(route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        if path.startswith("/style/"):
            route.fulfill(body=office_sheet().text, content_type="text/css")
        elif path in shelf:
            route.fulfill(body=shelf[path], content_type="text/html; charset=utf-8")
        else:
            route.fulfill(status=404, body="")

    return fulfil


def opened(browser: Browser, width: int, scheme: str) -> Page:
    """An empty page of a width, in a colour scheme, fed from memory."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page.route("**/*", answer(every_page()))
    return page


LIGHT = [*(f"/zh-{name}" for name in NAMES), "/en-active", "/en-home-wrong", "/zh-patterns"]
DARK = [
    "/zh-active",
    "/zh-rectifying",
    "/zh-suspended",
    "/zh-publicised",
    "/zh-forged",
    "/zh-on-answer",
    "/zh-search",
    "/zh-patterns",
]


@pytest.mark.parametrize(("scheme", "paths"), [("light", LIGHT), ("dark", DARK)], ids=["light", "dark"])
def test_axe_finds_nothing(usual: Browser, scheme: str, paths: list[str]) -> None:
    page, axe, found = opened(usual, 390, scheme), Axe(), []
    for path in paths:
        page.goto(HOST + path)
        violations = axe.run(page, options={"runOnly": RULES}).response["violations"]
        found += [(path, one["id"], one["nodes"][0]["html"][:120]) for one in violations]
    page.close()
    assert found == []


def too_wide(browser: Browser, width: int) -> list[tuple[str, int]]:
    """The pages that are wider than the window, with their width."""
    page, wide = opened(browser, width, "light"), []
    for path in every_page():
        page.goto(HOST + path)
        wide.append((path, page.evaluate("document.documentElement.scrollWidth")))
    page.close()
    return [(path, reached) for path, reached in wide if reached > width]


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_scrolls_sideways(usual: Browser, width: int) -> None:
    assert too_wide(usual, width) == []


def test_nothing_scrolls_sideways_with_letters_twice_as_big(big: Browser) -> None:
    assert too_wide(big, 390) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_plate_question_and_last_day_are_above_the_fold(usual: Browser, language: str) -> None:
    page = opened(usual, 390, "light")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{HOST}/{language}-active")

    ends = [page.locator(css).bounding_box() for css in (".plate", ".ask", ".answer")]
    page.close()
    assert all(box and box["y"] + box["height"] <= 844 for box in ends)


def test_everything_to_touch_is_as_high_as_a_finger(usual: Browser) -> None:
    page = opened(usual, 390, "light")
    page.goto(f"{HOST}/zh-active")

    heights = page.eval_on_selector_all(
        ".pick, summary, .hotline", "all => all.map(one => one.getBoundingClientRect().height)"
    )
    page.close()
    assert heights
    assert min(heights) >= 48
