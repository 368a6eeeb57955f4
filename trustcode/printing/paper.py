"""Papers of an office on A4, by typst, as PDF that can be searched and read aloud (PDF/UA-1).

Every page says number, office and day. The same facts give the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import typst

from trustcode.printing.coverage import drawable
from trustcode.printing.poster import FOLDER, fonts

UNDRAWN = "\N{GETA MARK}"
"""Stands for a character that no font of ours has: a paper is printed all the same, and says that something stood there."""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What stands on one paper, in the words to be printed. `ticks`: whether it is chosen, and the words."""

    title: str
    number: str
    number_label: str
    office: str
    day: str
    page_label: str
    blank: str
    to: str = ""
    text: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    ticks: tuple[tuple[bool, str], ...] = ()
    after: tuple[str, ...] = ()
    remedies_title: str = ""
    remedies: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    note: str = ""


def paper_pdf(paper: Paper) -> bytes:
    """One paper as PDF; characters that cannot be drawn are shown as such."""
    order = {name.replace("_", "-") if name in _DASHED else name: _drawn(value) for name, value in vars(paper).items()}
    compiler = typst.Compiler(input=str(FOLDER / "paper.typ"), root=str(FOLDER), font_paths=fonts())
    made = compiler.compile(
        format="pdf", pdf_standards=["ua-1"], sys_inputs={"order": json.dumps(order, ensure_ascii=False)}
    )
    assert isinstance(made, bytes)
    return made


_DASHED = {"number_label", "page_label", "remedies_title"}


def _drawn(value: object) -> object:
    if isinstance(value, str):
        missing = set(drawable(value.replace("\n", "")))
        return "".join(UNDRAWN if char in missing else char for char in value)
    return [_drawn(one) for one in value] if isinstance(value, tuple) else value
