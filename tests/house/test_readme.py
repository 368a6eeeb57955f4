"""The map in both READMEs is the tree, and what they point to exists."""

from __future__ import annotations

import re

import pytest

from trustcode.settings import ROOT

READMES = ("README.md", "README.zh-CN.md")
FLOORS = {
    f"trustcode/{path.name}/" if path.is_dir() else f"trustcode/{path.name}"
    for path in (ROOT / "trustcode").iterdir()
    if path.name not in {"__init__.py", "__pycache__", "translations"}
}


@pytest.mark.parametrize("name", READMES)
def test_the_map_names_every_floor_and_no_other(name: str) -> None:
    text = (ROOT / name).read_text()

    assert set(re.findall(r"^\| `(trustcode/[a-z_./]+)`", text, re.MULTILINE)) == FLOORS


@pytest.mark.parametrize("name", READMES)
def test_every_door_is_named(name: str) -> None:
    doors = {path.name for path in (ROOT / "trustcode/doors").iterdir() if path.is_dir()} - {"__pycache__"}
    line = next(row for row in (ROOT / name).read_text().splitlines() if row.startswith("| `trustcode/doors/`"))

    assert set(re.findall(r"`([a-z]+)`", line)) == doors


@pytest.mark.parametrize("name", READMES)
def test_links_and_pictures_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text()
    targets = re.findall(r"\]\(([^)#]+)\)", text) + re.findall(r'src="([^"]+)"', text)

    assert [target for target in targets if not (ROOT / target).exists()] == []


@pytest.mark.parametrize("name", READMES)
def test_the_commands_it_gives_are_targets_of_the_makefile(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert set(re.findall(r"`?make ([a-z]+)", (ROOT / name).read_text())) <= targets
