"""Pages carry no script of their own, no style of their own, nothing from elsewhere, and no macro they do not use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.source import ROOT

TEMPLATES = ROOT / "templates"
PAGES = sorted(TEMPLATES.rglob("*.html"))
STYLED = {"base/scan.html"}
"""The shopper's frame carries its one stylesheet inside, so that the page is a single answer."""
SAFE = {"components/icon.html", "scan/parts/genuine.html"}
"""Where a constant of our own is marked as finished HTML."""

FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "a handler": re.compile(r"<[^>{%]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "another host": re.compile(r"""\b(src|href|action|srcset|poster|data|formaction)\s*=\s*["']?\s*(https?:)?//""", re.IGNORECASE),
    "a frame": re.compile(r"<(iframe|object|embed|base)\b", re.IGNORECASE),
    "an import from elsewhere": re.compile(r"@import|url\(\s*[\"']?(https?:)?//", re.IGNORECASE),
}  # fmt: skip
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
MACROS = re.compile(r"{%-?\s*from\s+\"[^\"]+\"\s+import\s+([^%]+?)(?:\s+with(?:out)? context)?\s*-?%}")


def named(path: Path) -> str:
    """A template's path below `templates/`."""
    return path.relative_to(TEMPLATES).as_posix()


def text_of(path: Path) -> str:
    """A template without its comments."""
    return re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_there_are_templates() -> None:
    assert len(PAGES) > 10


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_template_brings_nothing_of_its_own_and_nothing_from_elsewhere(path: Path) -> None:
    found = {what: pattern.search(text_of(path)) for what, pattern in FORBIDDEN.items()}
    assert {what: match[0] for what, match in found.items() if match} == {}


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_script_is_a_file_of_ours_or_data(path: Path) -> None:
    for head, inside in SCRIPT.findall(text_of(path)):
        is_ours = re.search(r'\ssrc="{{ ?static\(', head) and not inside.strip()
        assert is_ours or 'type="application/ld+json"' in head


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_styles_are_files_except_in_the_shoppers_frame(path: Path) -> None:
    assert "<style" not in text_of(path) or named(path) in STYLED


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_nothing_is_called_safe_but_our_own_drawings(path: Path) -> None:
    marked = re.search(r"\|\s*safe\b|\bMarkup\b|autoescape\s+false", text_of(path))
    assert not marked or named(path) in SAFE


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_imported_macro_is_used(path: Path) -> None:
    text = text_of(path)
    rest = MACROS.sub("", text)
    imported = [name.split(" as ")[-1].strip() for names in MACROS.findall(text) for name in names.split(",")]
    assert [name for name in imported if not re.search(rf"\b{re.escape(name)}\b", rest)] == []


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_template_decides_nothing_by_role(path: Path) -> None:
    assert not re.search(r"{%[^%]*\b(role|actor)\s*(==|!=|in)\b", text_of(path))


@pytest.mark.parametrize("path", sorted((TEMPLATES / "components").glob("*.html")), ids=named)
def test_a_component_says_what_it_is_on_its_first_line(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("{#")


@pytest.mark.parametrize("path", sorted((ROOT / "static").rglob("*.css")), ids=lambda p: p.name)
def test_a_stylesheet_fetches_nothing_from_elsewhere(path: Path) -> None:
    assert not FORBIDDEN["an import from elsewhere"].search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("what", "html"),
    [
        ("a style attribute", '<p style="color: red">'),
        ("a handler", '<button onclick="go()">'),
        ("a script address", '<a href="javascript:go()">'),
        ("another host", '<img src="https://example.com/a.png">'),
        ("another host", "<img src=//example.com/a.png>"),
        ("a frame", "<iframe></iframe>"),
        ("an import from elsewhere", "@import 'a.css';"),
    ],
)
def test_each_of_these_would_be_noticed(what: str, html: str) -> None:
    assert FORBIDDEN[what].search(html)
