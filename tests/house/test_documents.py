"""What documents say is there is there; the map in README is the tree."""

from __future__ import annotations

import re

import pytest

from tests.house.source import PACKAGE, ROOT, rooms

READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
DOCUMENTS = sorted(path for path in [*READMES, ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")] if path.exists())
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"(trustcode|tests|docs|templates|static|deploy|benchmarks|migrations|\.ci)/[\w./-]+")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
TARGET = re.compile(r"make ([a-z]+)")


def read(name: str) -> str:
    """A document's text."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_path_that_a_document_names_exists(path) -> None:
    text = path.read_text(encoding="utf-8")
    named = [code for code in CODE.findall(text) if PATH.fullmatch(code)]
    missing = [name for name in named if not (ROOT / name).exists()]
    broken = [link for link in LINK.findall(text) if not (path.parent / link).exists()]

    assert (missing, broken) == ([], [])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_make_target_that_a_document_names_exists(path) -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    named = {name for code in CODE.findall(path.read_text(encoding="utf-8")) for name in TARGET.findall(code)}

    assert named - targets == set()


def test_every_make_target_explains_itself() -> None:
    makefile = read("Makefile")
    declared = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)

    assert declared is not None
    assert [t for t in declared[1].split() if not re.search(rf"^{t}:.*## \S", makefile, re.MULTILINE)] == []


def test_the_map_in_the_readme_is_the_tree() -> None:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    unnamed = {
        readme.name: [p for p in packages if p not in readme.read_text("utf-8")]
        for readme in READMES
        if readme.exists()
    }

    assert {name: missing for name, missing in unnamed.items() if missing} == {}


def test_every_room_is_in_the_glossary() -> None:
    assert [room for room in rooms() if f"`{room}" not in read("docs/glossary.md")] == []


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs/decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
