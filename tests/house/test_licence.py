"""Everybody may use, change and pass on this program; what it depends on allows that too."""

from __future__ import annotations

import hashlib
import re
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from tests.house.source import PACKAGE, ROOT

APACHE_2 = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"
"""SHA-256 of the licence text as its authors publish it."""
LENDABLE = {"python-stdnum", "psycopg", "psycopg-binary"}
"""LGPL: to depend on, never to copy from."""
CONTAGIOUS = re.compile(r"\b(A?GPL|GNU (Affero )?General Public)", re.IGNORECASE)


def pinned() -> list[str]:
    """Names of all packages that the running program depends on."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return sorted(set(re.findall(r"^([a-z0-9._-]+)==", text, re.MULTILINE)))


def test_the_licence_is_apache_2_word_for_word() -> None:
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == APACHE_2


@pytest.mark.parametrize("package", pinned())
def test_a_dependency_asks_for_nothing_that_we_cannot_give(package: str) -> None:
    try:
        said = metadata(package)
    except PackageNotFoundError:
        return  # pinned for another system than this one
    words = " ".join(
        [said.get("License") or "", said.get("License-Expression") or "", *(said.get_all("Classifier") or [])]
    )
    assert not CONTAGIOUS.search(words) or package in LENDABLE


def test_every_font_has_its_licence_beside_it() -> None:
    folders = {font.parent for pattern in ("*.ttf", "*.otf", "*.woff2") for font in PACKAGE.rglob(pattern)}
    assert [folder for folder in folders if not list(folder.glob("OFL*"))] == []


def test_every_pin_has_a_hash() -> None:
    for name in ("requirements.txt", "tests/requirements.txt"):
        text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
        pins = [line for line in text.splitlines() if "==" in line and not line.lstrip().startswith("#")]
        assert pins
        assert [pin for pin in pins if "--hash=sha256:" not in pin] == []
