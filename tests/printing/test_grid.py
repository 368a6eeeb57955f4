"""The grid keeps every module, in storage and in pictures."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from trustcode.printing.grid import Symbol, path, picture, png, svg

squares = st.integers(21, 25).flatmap(
    lambda n: st.lists(st.lists(st.booleans(), min_size=n, max_size=n), min_size=n, max_size=n)
)


def one_dark(x: int, y: int) -> Symbol:
    return Symbol.of([[(column, row) == (x, y) for column in range(21)] for row in range(21)])


@given(squares)
@settings(max_examples=20, deadline=None)
def test_every_module_is_kept(modules: list[list[bool]]) -> None:
    made = Symbol.from_bytes(Symbol.of(modules).to_bytes())

    assert [[made.dark(x, y) for x in range(made.size)] for y in range(made.size)] == modules


@given(squares)
@settings(max_examples=10, deadline=None)
def test_the_outlines_hold_exactly_the_dark_modules(modules: list[list[bool]]) -> None:
    made = Symbol.of(modules)

    assert _filled(path(made), made.size) == modules


def _filled(d: str, size: int) -> list[list[bool]]:
    """Evenodd by counting, for each module, the upright sides to its left."""
    crossings = [[0] * (size + 1) for _ in range(size)]
    for x, y, next_y in _uprights(d):
        for row in range(min(y, next_y), max(y, next_y)):
            crossings[row][x] += 1
    return [[sum(row[: x + 1]) % 2 == 1 for x in range(size)] for row in crossings]


def _uprights(d: str) -> list[tuple[int, int, int]]:
    """The upright sides of all loops: column, from row, to row."""
    sides = []
    for loop in d.split("z")[:-1]:
        start, *steps = loop.replace("h", "|h").replace("v", "|v").split("|")
        x, y = (int(part) for part in start[1:].split(" "))
        for step in steps:
            across, down = (int(step[1:]), 0) if step[0] == "h" else (0, int(step[1:]))
            if down:
                sides.append((x, y, y + down))
            x, y = x + across, y + down
    return sides


def test_outside_the_symbol_all_is_light() -> None:
    made = one_dark(0, 0)

    assert not made.dark(-1, 0)
    assert not made.dark(0, 21)


def test_a_single_module_is_one_loop() -> None:
    assert path(one_dark(3, 5)) == "M3 5h1v1h-1v-1z"


@pytest.mark.parametrize("scale", [1, 3])
def test_the_png_has_whole_pixels_and_its_quiet_zone(scale: int) -> None:
    image = Image.open(BytesIO(png(one_dark(0, 0), scale=scale)))

    assert image.size == ((21 + 8) * scale, (21 + 8) * scale)
    assert image.getpixel((4 * scale - 1, 4 * scale)) == 255
    assert image.getpixel((4 * scale, 4 * scale)) == 0


def test_a_picture_without_pixels_is_an_error() -> None:
    with pytest.raises(ValueError, match="one pixel"):
        picture(one_dark(0, 0), scale=0)


def test_the_svg_stands_on_white_with_its_quiet_zone() -> None:
    assert 'viewBox="-4 -4 29 29"' in svg(one_dark(0, 0))


@pytest.mark.parametrize("stored", [b"", b"\x29", b"\x29" + b"0" * 245, b"\x14" + b"0" * 60, b"\xff" + b"0" * 8160])
def test_broken_storage_is_an_error(stored: bytes) -> None:
    with pytest.raises(ValueError, match="no such symbol"):
        Symbol.from_bytes(stored)


def test_what_is_no_square_is_an_error() -> None:
    with pytest.raises(ValueError, match="no square"):
        Symbol.of([[True] * 22] * 21)
