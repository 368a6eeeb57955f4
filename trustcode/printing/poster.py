"""Posters: the facts of a shop's print set on a doorplate, by typst, as PDF, PNG or SVG.

A PDF holds outlines and selectable text with the used part of our own fonts embedded, and a single one is tagged for
readers of screens (PDF/UA-1). The same facts give the same bytes. Nothing of the machine is used: no system fonts, no
clock, no network.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import typst

from trustcode.printing import grid
from trustcode.printing.coverage import FONTS, drawable
from trustcode.printing.grid import Symbol
from trustcode.printing.nameplate import Upright, level_lines, nameplate
from trustcode.printing.numerals import days_in_words

_INK = "#17201B"
_NESTED = re.compile(r'<image transform="(?P<place>[^"]*)" xlink:href="[^"]*" width="(?P<width>[\d.]+)"[^>]*/>')
FOLDER = Path(__file__).parent / "typst"
"""The templates."""


class Size(StrEnum):
    """What is printed: sheets of 210 x 297, 148 x 210 and 100 x 140 mm, and a sticker of 80 x 80 mm."""

    A4 = "a4"
    A5 = "a5"
    CARD = "card"
    STICKER = "sticker"


class Form(StrEnum):
    """The kind of file."""

    PDF = "pdf"
    PNG = "png"
    SVG = "svg"


_PIXELS_A_MODULE = {Size.A4: 24, Size.A5: 17, Size.CARD: 14, Size.STICKER: 13}
_MODULE_MM = {Size.A4: 2.0, Size.A5: 1.4, Size.CARD: 1.2, Size.STICKER: 1.1}


class Undrawable(ValueError):
    """A text holds characters that no font of ours has; `characters` says which. A box is never printed."""

    def __init__(self, characters: tuple[str, ...]) -> None:
        self.characters = characters
        super().__init__(" ".join(f"U+{ord(c):04X}" for c in characters))


@dataclass(frozen=True)
class Assurance:
    """One of the five: its title of four characters and what it promises in one line."""

    title: str
    line: str = ""


@dataclass(frozen=True, kw_only=True)
class PosterFacts:
    """Everything that stands on one print, in the words to be printed.

    `window_days` are whole days to bring something back, None for a shop without returns; `exclusions_short` is one
    text; `short_code` has 12 digits; `domain` is the one official host; `symbol` is the stored one of this print.
    """

    shop_name: str
    branch_name: str = ""
    licence_name: str
    office_name: str
    window_days: int | None
    assurances: tuple[Assurance, ...]
    exclusions_short: str = ""
    returns_phone: str
    short_code: str
    domain: str
    symbol: Symbol
    scheme_name: str = "放心码"
    scheme_title: str = "湖南省放心消费承诺单位"
    is_demo: bool = False


def poster(facts: PosterFacts, size: Size, form: Form, *, outline: bool = False, bleed: bool = False) -> bytes:
    """One print as a file.

    PNG has about 300 dots an inch and a whole number of pixels to a module. `outline` saves toner; `bleed` adds 3 mm
    on each side, for the sticker alone. Raises Undrawable, ValueError for bleed elsewhere.
    """
    return _typeset([facts], size, form, outline=outline, bleed=bleed)


def posters(facts: Sequence[PosterFacts], size: Size, *, outline: bool = False, bleed: bool = False) -> bytes:
    """Many prints as one PDF, a page each, in the given order, without tags for readers of screens.

    About 3 ms and 0.7 MB of memory a page, so ask for a few hundred at a time. Raises as `poster` does, ValueError for
    none.
    """
    if not facts:
        raise ValueError("no poster")
    return _typeset(facts, size, Form.PDF, outline=outline, bleed=bleed)


def _typeset(facts: Sequence[PosterFacts], size: Size, form: Form, *, outline: bool, bleed: bool) -> bytes:
    if bleed and size is not Size.STICKER:
        raise ValueError("only the sticker has a bleed")
    order = {
        "title": facts[0].shop_name,
        "size": size.value,
        "outline": outline,
        "bleed": bleed,
        "posters": [_plain(one, size) for one in facts],
    }
    compiler = typst.Compiler(input=str(FOLDER / "poster.typ"), root=str(FOLDER), font_paths=fonts())
    ppi = _PIXELS_A_MODULE[size] / _MODULE_MM[size] * 25.4
    made = compiler.compile(
        format=form.value,
        ppi=ppi,
        pdf_tags=len(facts) == 1,
        pdf_standards=["ua-1"] if len(facts) == 1 else [],
        sys_inputs={"order": json.dumps(order, ensure_ascii=False)},
    )
    assert isinstance(made, bytes)
    return _flat(made, facts[0].symbol) if form is Form.SVG else made


def _flat(drawing: bytes, symbol: Symbol) -> bytes:
    """An SVG with the symbol as a path of its own; typst nests it as a picture, which not every program shows."""

    def path(found: re.Match[str]) -> str:
        scale = float(found["width"]) / symbol.size
        return (
            f'<g transform="{found["place"]} scale({scale:.9f})"><path fill="{_INK}" fill-rule="evenodd" '
            f'd="{grid.path(symbol)}"/></g>'
        )

    flat, count = _NESTED.subn(path, drawing.decode())
    assert count == 1, "typst draws pictures in SVG in another way"
    return flat.encode()


@cache
def fonts() -> typst.Fonts:
    """Our own fonts alone."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _plain(facts: PosterFacts, size: Size) -> dict[str, Any]:
    """The facts as the templates read them."""
    texts = _texts(facts)
    missing = drawable("".join(texts.values()) + "".join(a.title + a.line for a in facts.assurances))
    if missing:
        raise Undrawable(missing)
    standing = nameplate(facts.shop_name, tall=20 if size is Size.CARD else 30)
    return {
        **texts,
        "short_code": " ".join(facts.short_code[i : i + 4] for i in range(0, len(facts.short_code), 4)),
        "window_days": facts.window_days,
        "window_words": days_in_words(facts.window_days) if facts.window_days else "",
        "assurances": [{"title": a.title, "line": a.line} for a in facts.assurances],
        "nameplate": {"columns": standing.columns} if isinstance(standing, Upright) else {"lines": standing.lines},
        "sticker_lines": level_lines(facts.shop_name, wide=40, tall=11),
        "is_demo": facts.is_demo,
        "symbol": {"size": facts.symbol.size, "svg": _svg(facts.symbol)},
    }


def _texts(facts: PosterFacts) -> dict[str, str]:
    return {
        "shop_name": facts.shop_name,
        "branch_name": facts.branch_name,
        "licence_name": facts.licence_name,
        "office_name": facts.office_name,
        "exclusions": facts.exclusions_short,
        "returns_phone": facts.returns_phone,
        "short_code": facts.short_code,
        "domain": facts.domain,
        "scheme_name": facts.scheme_name,
        "scheme_title": facts.scheme_title,
    }


def _svg(symbol: Symbol) -> str:
    return grid.svg(symbol, ink=_INK, quiet=0)
