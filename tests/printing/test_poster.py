"""A poster says everything, clips nothing, and its symbol is read by two readers from every kind of file."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
import resvg_py
import zxingcpp
from PIL import Image

from tests.printing.builders import ADDRESS, EVERY_EXCLUSION, ODD, print_facts
from trustcode.printing.poster import Assurance, Form, PosterFacts, Size, Undrawable, poster, posters

pyzbar = pytest.importorskip("pyzbar.pyzbar", reason="zbar is missing: apt-get install libzbar0")

MM = 72 / 25.4
PAGES = {Size.A4: (210, 297), Size.A5: (148, 210), Size.CARD: (100, 140), Size.STICKER: (80, 80)}
MODULES = {Size.A4: 2.0, Size.A5: 1.4, Size.CARD: 1.2, Size.STICKER: 1.1}
every_size = pytest.mark.parametrize("size", list(Size))
every_oddity = pytest.mark.parametrize("odd", ODD.values(), ids=list(ODD))


def both_read(image: Image.Image) -> set[str]:
    grey = image.convert("L")
    zbar = [found.data.decode() for found in pyzbar.decode(grey, symbols=[pyzbar.ZBarSymbol.QRCODE])]
    zxing = [found.text for found in zxingcpp.read_barcodes(grey)]
    assert len(zbar) == len(zxing) == 1
    return {*zbar, *zxing}


def page_of(pdf: bytes) -> pypdfium2.PdfPage:
    return pypdfium2.PdfDocument(pdf)[0]


def said(pdf: bytes) -> str:
    """All text of a page without its blanks, as one would copy it."""
    return re.sub(r"\s", "", page_of(pdf).get_textpage().get_text_range())


def boxes(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top of every drawn character, in mm from the lower left corner."""
    text = page_of(pdf).get_textpage()
    count = text.count_chars()
    drawn = (i for i in range(count) if text.get_text_range(i, 1).strip())
    return [tuple(edge / MM for edge in text.get_charbox(i)) for i in drawn]  # type: ignore[misc]


@every_size
def test_two_readers_read_the_pdf(size: Size) -> None:
    page = page_of(poster(print_facts(), size, Form.PDF))

    assert both_read(page.render(scale=4 / (MODULES[size] * MM)).to_pil()) == {ADDRESS}


@every_size
def test_two_readers_read_the_png(size: Size) -> None:
    assert both_read(Image.open(BytesIO(poster(print_facts(), size, Form.PNG)))) == {ADDRESS}


@every_size
def test_two_readers_read_the_svg(size: Size) -> None:
    drawing = poster(print_facts(), size, Form.SVG).decode()
    picture = resvg_py.svg_to_bytes(svg_string=drawing, dpi=200)

    assert both_read(Image.open(BytesIO(bytes(picture)))) == {ADDRESS}


@every_size
def test_two_readers_read_the_outline_in_grey(size: Size) -> None:
    page = page_of(poster(print_facts(), size, Form.PDF, outline=True))

    assert both_read(page.render(scale=4 / (MODULES[size] * MM), grayscale=True).to_pil()) == {ADDRESS}


@every_size
def test_the_page_has_its_size(size: Size) -> None:
    width, height = page_of(poster(print_facts(), size, Form.PDF)).get_size()

    assert (round(width / MM, 1), round(height / MM, 1)) == PAGES[size]


@every_size
@every_oddity
def test_everything_is_said(size: Size, odd: dict[str, Any]) -> None:
    facts = print_facts(**odd)

    text = said(poster(facts, size, Form.PDF))

    missing = [piece for piece in pieces(facts, size) if not has_all(text, piece)]
    assert missing == []


def pieces(facts: PosterFacts, size: Size) -> list[str]:
    long_list = size is Size.STICKER and len(facts.exclusions_short) > 45
    return [
        facts.shop_name,
        facts.branch_name,
        facts.licence_name,
        facts.office_name,
        "" if long_list else facts.exclusions_short,
        facts.returns_phone,
        "12315",
        "3071 8264 0957",
        facts.domain,
        "放心码",
        "五个放心",
        "无理由退货" if facts.window_days else "",
        "演示",
    ]


def has_all(text: str, piece: str) -> bool:
    """Whether every character of a piece stands in a text at least as often as in the piece: names may run upright."""
    wanted = re.sub(r"\s", "", piece)
    return wanted in text or all(text.count(c) >= wanted.count(c) for c in wanted)


@every_size
@every_oddity
def test_nothing_leaves_the_page_or_enters_the_quiet_zone(size: Size, odd: dict[str, Any]) -> None:
    pdf = poster(print_facts(**odd), size, Form.PDF)
    width, height = PAGES[size]
    x0, y0, x1, y1 = quiet_square(size)

    strays = [
        box
        for box in boxes(pdf)
        if box[0] < 2 or box[1] < 2 or box[2] > width - 2 or box[3] > height - 2
        or (box[2] > x0 and box[0] < x1 and box[3] > y0 and box[1] < y1)
    ]  # fmt: skip
    assert strays == []


def quiet_square(size: Size) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in mm of the symbol with its four free modules."""
    module = MODULES[size]
    top = {Size.A4: 95, Size.A5: 95, Size.CARD: 67, Size.STICKER: 18}[size] * module
    height = PAGES[size][1]
    side = 41 * module
    left = 5 * module
    quiet = 4 * module
    return left - quiet, height - top - side - quiet, left + side + quiet, height - top + quiet


@every_size
@every_oddity
def test_no_two_lines_lie_on_each_other(size: Size, odd: dict[str, Any]) -> None:
    small = [box for box in boxes(poster(print_facts(**odd), size, Form.PDF)) if box[3] - box[1] < 12]

    assert [pair for pair in overlaps(small) if pair] == []


def overlaps(found: list[tuple[float, float, float, float]]) -> list[tuple[int, int]]:
    """Pairs of characters that share more than a third of the smaller one's ink box."""
    pairs = []
    for i, a in enumerate(found):
        for j, b in enumerate(found[:i]):
            across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
            if across > 0 and down > 0 and across * down > 0.34 * min(area(a), area(b)) > 0:
                pairs.append((j, i))
    return pairs


def area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


@every_size
def test_the_symbol_of_a_png_is_exact_to_the_pixel(size: Size) -> None:
    image = Image.open(BytesIO(poster(print_facts(), size, Form.PNG))).convert("RGB")
    left, _, right, top = quiet_square(size)
    pixels = image.width / PAGES[size][0]
    box = (left, PAGES[size][1] - top, right, PAGES[size][1] - top + right - left)

    square = image.crop(tuple(round(edge * pixels) for edge in box))

    colours = square.getcolors(square.width * square.height)
    assert {colour for _, colour in colours or []} == {(255, 255, 255), (0x17, 0x20, 0x1B)}
    assert square.width == square.height == 49 * round(MODULES[size] * pixels)


@every_size
def test_no_expiry_date_is_printed(size: Size) -> None:
    text = said(poster(print_facts(), size, Form.PDF))

    assert not re.search(r"有效期|到期|20\d\d", text)


def test_a_real_print_is_not_marked_as_demo() -> None:
    assert "演示" not in said(poster(print_facts(is_demo=False), Size.A4, Form.PDF))


def test_a_shop_without_returns_does_not_promise_them() -> None:
    text = said(poster(print_facts(window_days=None, exclusions_short=""), Size.A4, Form.PDF))

    assert "退" not in text
    assert "谁接待，谁负责到底" in text


@pytest.mark.parametrize(("days", "words"), [(7, "七天"), (60, "六十天"), (365, "一年")])
def test_the_sticker_says_the_window_in_words(days: int, words: str) -> None:
    assert words in said(poster(print_facts(window_days=days), Size.STICKER, Form.PDF))


def test_a_sticker_without_room_for_the_list_says_where_it_is() -> None:
    assert "清单见店内公示，扫码也能看" in said(
        poster(print_facts(exclusions_short=EVERY_EXCLUSION), Size.STICKER, Form.PDF)
    )


@pytest.mark.parametrize("form", list(Form))
def test_the_same_facts_give_the_same_bytes(form: Form) -> None:
    assert poster(print_facts(), Size.STICKER, form) == poster(print_facts(), Size.STICKER, form)


def test_only_our_own_fonts_are_embedded_and_only_in_part() -> None:
    facts = print_facts(shop_name="䶮㐂𠮷")

    pdf = poster(facts, Size.A4, Form.PDF)

    names = set(re.findall(rb"/FontName\s*/([A-Z]{6})\+(TrustCode\w+)", pdf))
    assert {name for _, name in names} >= {b"TrustCodeSans", b"TrustCodeSongRare"}
    assert pdf.count(b"/FontName") == len(re.findall(rb"/FontName\s*/[A-Z]{6}\+TrustCode", pdf))
    assert len(pdf) < 100_000


def test_a_single_pdf_is_tagged_for_readers_of_screens() -> None:
    pdf = poster(print_facts(), Size.A5, Form.PDF)

    assert b"pdfuaid" in pdf
    assert b"/StructTreeRoot" in pdf


def test_the_sticker_for_a_printer_has_three_millimetres_more_all_round() -> None:
    page = page_of(poster(print_facts(), Size.STICKER, Form.PDF, bleed=True))

    assert [round(side / MM, 1) for side in page.get_size()] == [86, 86]
    assert page.render(scale=1).to_pil().convert("RGB").getpixel((0, 0)) == (0x0D, 0x58, 0x40)


def test_a_sheet_has_no_bleed() -> None:
    with pytest.raises(ValueError, match="only the sticker"):
        poster(print_facts(), Size.A4, Form.PDF, bleed=True)


@pytest.mark.parametrize(
    "changes",
    [
        {"shop_name": "青禾😀"},
        {"branch_name": "\u200b"},
        {"licence_name": "店\U000e0100"},
        {"assurances": (Assurance("质量安全", "\ue000"),)},
    ],
    ids=["emoji", "zero width", "variation", "private use"],
)
def test_what_cannot_be_drawn_is_refused_instead_of_boxed(changes: dict[str, Any]) -> None:
    with pytest.raises(Undrawable) as refused:
        poster(print_facts(**changes), Size.A4, Form.PDF)

    assert len(refused.value.characters) == 1


def test_many_prints_become_one_file_in_order() -> None:
    shops = ["青禾布衣", "江边茶庄", "土家吊脚楼风味馆"]

    pdf = pypdfium2.PdfDocument(posters([print_facts(shop_name=name) for name in shops], Size.CARD))

    assert len(pdf) == 3
    assert [has_all(page.get_textpage().get_text_range(), name) for page, name in zip(pdf, shops, strict=True)] == [
        True,
        True,
        True,
    ]


def test_no_prints_are_an_error() -> None:
    with pytest.raises(ValueError, match="no poster"):
        posters([], Size.A4)


def test_text_of_a_shop_is_never_taken_for_instructions() -> None:
    name = '#set text(red) *x* $y$ "q" \\ <a> `r`'

    assert has_all(said(poster(print_facts(shop_name=name), Size.A4, Form.PDF)), name)
