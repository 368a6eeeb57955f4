"""The pattern page shows every component, in both languages, and is itself a sound page."""

from __future__ import annotations

import re

import pytest

from trustcode.doors.wording.frames import Frame
from trustcode.doors.wording.pages import TEMPLATES
from trustcode.doors.wording.patterns import patterns_page

COMPONENTS = sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))
SOURCE = (TEMPLATES / "lobby/patterns.html").read_text()
STANDINGS = [
    "draft", "submitted", "correcting", "reviewed", "publicised", "active", "rectifying", "suspended", "lapsed",
    "withdrawn", "removed", "closed", "forged", "unknown", "revoked",
]  # fmt: skip


@pytest.fixture(scope="module", params=["zh", "en"])
def page(request: pytest.FixtureRequest) -> str:
    return patterns_page(request.param, Frame(demo=True, other_language_path="/en/patterns"))


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_is_on_the_page(name: str) -> None:
    assert re.search(rf"\b{name.replace('-', '_')}\(", SOURCE)


@pytest.mark.parametrize("standing", STANDINGS)
def test_every_standing_is_on_the_page(page: str, standing: str) -> None:
    assert f"chip is-{standing}" in page
    assert f"small-plate is-{standing}" in page


def test_no_id_is_used_twice(page: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_every_description_and_label_leads_somewhere(page: str) -> None:
    ids = set(re.findall(r'\sid="([^"]+)"', page))
    named = {one for group in re.findall(r'aria-(?:describedby|labelledby)="([^"]*)"', page) for one in group.split()}
    assert named | set(re.findall(r'\sfor="([^"]+)"', page)) <= ids


def test_there_is_one_main_heading(page: str) -> None:
    assert len(re.findall(r"<h1[\s>]", page)) == 1
