"""Style sheets joined in memory from `static/css`: one for the office pages, one for inside the scan page."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STATIC = Path(__file__).resolve().parents[3] / "static"
_CSS = STATIC / "css"
_SCAN_PARTS = (
    "tokens", "standings", "components/icon", "components/plate", "components/day-ruler",
    "components/terms-list", "components/demo-tag", "components/genuine-sign", "components/month-bars", "scan",
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A finished style sheet: its text and the first 8 hex digits of its SHA-256."""

    text: str
    version: str

    @property
    def csp_source(self) -> str:
        """The source expression that lets exactly this text stand in a style element (CSP 3, section 2.3.1)."""
        digest = hashlib.sha256(self.text.encode()).digest()
        return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def office_sheet() -> Sheet:
    """The style of every page but the scan pages, in cascade layers; linked as `/style/office-<version>.css`."""
    parts = [
        "@layer tokens,base,components,pages;",
        _layer("tokens", [_CSS / "tokens.css", _CSS / "standings.css"]),
        _layer("base", [_CSS / "base.css"]),
        _layer("components", sorted((_CSS / "components").glob("*.css"))),
        _layer(
            "pages",
            [_CSS / f"{name}.css" for name in ("office", "desk", "field", "ledger", "matters")],
        ),
        _slim((_CSS / "print.css").read_text()),
    ]
    return _sheet("".join(parts))


@cache
def scan_sheet() -> Sheet:
    """The style inside a scan page: no layers, so that old kernels of phone apps read it too."""
    return _sheet("".join(_slim((_CSS / f"{part}.css").read_text()) for part in _SCAN_PARTS))


def _layer(name: str, files: list[Path]) -> str:
    return f"@layer {name}{{{''.join(_slim(file.read_text()) for file in files)}}}"


def _sheet(text: str) -> Sheet:
    return Sheet(text, hashlib.sha256(text.encode()).hexdigest()[:8])


def _slim(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,]) ?", r"\1", css)
    return re.sub(r": ", ":", css).replace(";}", "}").strip()
