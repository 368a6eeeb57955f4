"""What our fonts draw is known without opening them, and the fonts are ours to give away."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from trustcode.printing.coverage import FONTS, drawable

FILES = sorted(FONTS.glob("*.otf"))


def points_of(file: Path) -> set[int]:
    with TTFont(file, lazy=True) as font:
        return set(font.getBestCmap())


def names_of(file: Path) -> dict[int, str]:
    with TTFont(file, lazy=True) as font:
        return {name.nameID: str(name) for name in font["name"].names}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "青禾布衣（坡子街店）",
        "䶮㐂𠮷喆堃",
        "龍鳳銀樓",
        "Riverside Coffee & Co. No.7",
        "Ābāo · café",
        "〇の店",
        "①②Ⅲ，。！",
    ],
)
def test_what_shops_are_called_can_be_drawn(text: str) -> None:
    assert drawable(text) == ()


def test_all_of_gb_2312_can_be_drawn() -> None:
    every = (bytes([row, cell]).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))

    assert drawable("".join(every)) == ()


def test_what_cannot_be_drawn_is_named_once_in_order() -> None:
    assert drawable("青😀\u200b禾😀\U000e0100") == ("😀", "\u200b", "\U000e0100")


@pytest.mark.parametrize("char", ["\n", "\x00", "\ud800", "\ue000", "가", "ก", "\U00030000"])
def test_signs_that_no_name_needs_cannot_be_drawn(char: str) -> None:
    assert drawable(char) == (char,)


def test_the_list_says_what_the_fonts_hold() -> None:
    held: set[int] = set().union(*map(points_of, FILES))
    rows = (row.split("-") for row in (FONTS / "coverage.txt").read_text("ascii").split())

    listed = {point for first, last in rows for point in range(int(first, 16), int(last, 16) + 1)}

    assert listed == held


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_changed_font_bears_a_name_of_its_own(file: Path) -> None:
    names = names_of(file)

    assert all(names[kind].startswith("TrustCode") for kind in (1, 4, 6))
    assert "Open Font License" in names[13]


def test_the_licence_lies_beside_the_fonts() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text("ascii")


def test_the_fonts_stay_small_enough_to_keep_here() -> None:
    assert len(FILES) == 5
    assert sum(file.stat().st_size for file in FILES) < 25_000_000
