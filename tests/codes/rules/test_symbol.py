"""The symbol: 41 modules, and every reader reads the same address from every picture of it."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
import resvg_py
import zxingcpp
from PIL import Image

from trustcode.codes.rules.keyring import ring_of, signing_key_of
from trustcode.codes.rules.reasons import CodeRefusal
from trustcode.codes.rules.seal import CodeFacts, seal
from trustcode.codes.rules.symbol import Symbol, host_fits, printed_address, proof_read, read_back, symbol
from trustcode.kernel.refusals import Refusal
from trustcode.printing import grid

pyzbar = pytest.importorskip("pyzbar.pyzbar", reason="zbar is missing: apt-get install libzbar0")

RING = ring_of(signing_key_of(1, bytes(range(32))))
TOKEN = seal(CodeFacts(1, 56_400, 1, date(2026, 11, 23)), RING)
OTHER = seal(CodeFacts(1, 56_400, 2, date(2026, 11, 23)), RING)
SITE = "https://fxm.hunan.example"
ADDRESS = f"https://FXM.HUNAN.EXAMPLE/{TOKEN}"


@pytest.fixture(scope="module")
def made() -> Symbol:
    return symbol(SITE, TOKEN)


@pytest.mark.parametrize("site", [SITE, "http://127.0.0.1:8000", "https://a", "https://" + "h" * 30])
def test_every_host_that_fits_gives_41_modules(site: str) -> None:
    made = symbol(site, TOKEN)

    assert made.size == 41
    assert read_back(made) == printed_address(site, TOKEN)


def test_scheme_is_small_host_is_capital_token_is_digits() -> None:
    assert printed_address(SITE, TOKEN) == ADDRESS


@pytest.mark.parametrize(
    ("site", "reason"),
    [
        ("https://" + "h" * 31, CodeRefusal.HOST_TOO_LONG),
        ("https://放心.example", CodeRefusal.HOST_CHARACTERS),
        ("https://a_b.example", CodeRefusal.HOST_CHARACTERS),
        ("http://[::1]:8000", CodeRefusal.HOST_CHARACTERS),
        ("https://", CodeRefusal.HOST_CHARACTERS),
        ("https://me@example", CodeRefusal.HOST_CHARACTERS),
    ],
)
def test_a_host_that_does_not_fit_is_refused(site: str, reason: CodeRefusal) -> None:
    with pytest.raises(Refusal) as refused:
        symbol(site, TOKEN)

    assert refused.value.code is reason


def test_a_host_can_be_tried_before() -> None:
    assert host_fits("fxm.hunan.example:8443")
    assert host_fits("h" * 30)
    assert not host_fits("h" * 31)


@pytest.mark.parametrize("site", ["ftp://x", "x", "https://x/path", "https://x?q=1", "https://x#top"])
def test_a_public_address_is_a_scheme_and_a_host(site: str) -> None:
    with pytest.raises(ValueError, match="a scheme and a host"):
        symbol(site, TOKEN)


def test_the_same_token_gives_the_same_symbol(made: Symbol) -> None:
    assert symbol(SITE, TOKEN) == made


def test_a_right_symbol_passes_the_proof(made: Symbol) -> None:
    proof_read(made, SITE, TOKEN)  # quiet: what it refuses, it raises

    assert read_back(made) == printed_address(SITE, TOKEN)


@pytest.mark.parametrize(
    ("site", "token"), [(SITE, OTHER), ("https://fxm.hunan.examp1e", TOKEN), ("http://fxm.hunan.example", TOKEN)]
)
def test_a_symbol_of_anything_else_is_not_released(made: Symbol, site: str, token: str) -> None:
    with pytest.raises(Refusal) as refused:
        proof_read(made, site, token)

    assert refused.value.code is CodeRefusal.UNREADABLE


def test_a_blank_symbol_is_not_released() -> None:
    with pytest.raises(Refusal):
        proof_read(Symbol(41, bytes(41 * 6)), SITE, TOKEN)


@pytest.mark.parametrize("scale", [2, 4, 9])
def test_two_readers_read_the_png(made: Symbol, scale: int) -> None:
    assert both_read(Image.open(BytesIO(grid.png(made, scale=scale)))) == {ADDRESS}


def test_two_readers_read_the_svg(made: Symbol) -> None:
    raster = resvg_py.svg_to_bytes(svg_string=grid.svg(made), width=490, height=490)

    assert both_read(Image.open(BytesIO(bytes(raster)))) == {ADDRESS}


def both_read(image: Image.Image) -> set[str]:
    grey = image.convert("L")
    zbar = [found.data.decode() for found in pyzbar.decode(grey, symbols=[pyzbar.ZBarSymbol.QRCODE])]
    zxing = [found.text for found in zxingcpp.read_barcodes(grey)]
    assert len(zbar) == len(zxing) == 1
    return {*zbar, *zxing}
