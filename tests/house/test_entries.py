"""A kind of entry, once published, keeps its fields for ever; a new meaning is a new kind.

`entry_kinds.json` is the list of what was published. After adding a kind: `python -m tests.house.test_entries`, which
writes new kinds only and refuses to change an old one.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from dataclasses import fields

import pytest

from tests.house.source import ROOT, rooms
from trustcode.record.notes import KINDS

PUBLISHED = ROOT / "tests/house/entry_kinds.json"
PERSONAL = re.compile(r"(phone|mobile|email|contact|password|address|birth|person_name|full_name|id_number)")


def kinds() -> dict[str, dict[str, str]]:
    """Every kind of entry that the rooms know, with its fields and their types."""
    for room in rooms():
        importlib.import_module(f"trustcode.{room}.entries")
    ours = {kind: note for kind, note in sorted(KINDS.items()) if note.__module__.startswith("trustcode.")}
    return {kind: {f.name: str(f.type) for f in fields(note)} for kind, note in ours.items()}


def published() -> dict[str, dict[str, str]]:
    """The kinds that were published so far."""
    found: dict[str, dict[str, str]] = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    return found


def test_a_published_kind_keeps_its_fields_for_ever() -> None:
    now = kinds()
    assert {kind: now.get(kind) for kind in published()} == published()


def test_every_kind_is_on_the_list() -> None:
    assert set(kinds()) - set(published()) == set(), "run: python -m tests.house.test_entries"


@pytest.mark.parametrize("kind", kinds())
def test_a_kind_is_a_subject_and_a_past_participle(kind: str) -> None:
    assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)*\.[a-z_]+", kind)


@pytest.mark.parametrize("kind", kinds())
def test_an_entry_holds_nothing_personal(kind: str) -> None:
    assert [name for name in kinds()[kind] if PERSONAL.search(name) and not name.endswith(("_hash", "_id"))] == []


def publish() -> None:
    """Write new kinds to the list. Exits with a sentence if an old kind has changed or gone."""
    now = kinds()
    old = published() if PUBLISHED.exists() else {}
    broken = [kind for kind, shape in old.items() if now.get(kind) != shape]
    if broken:
        sys.exit(f"Changed or gone: {', '.join(broken)}. Published kinds stay; give the new meaning a new kind.")
    PUBLISHED.write_text(json.dumps(now, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    publish()
