"""A note is a kind in the past tense, a subject, and facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pytest

from tests.record.notes_for_tests import Tried
from trustcode.record.notes import KINDS, Note


def test_the_facts_of_a_note_are_its_fields_but_the_subject() -> None:
    assert Tried(subject="m", what="x").facts() == {"what": "x"}


def test_every_kind_is_known_by_name() -> None:
    assert KINDS["record_test.tried"] is Tried


def test_two_notes_cannot_have_one_kind() -> None:
    with pytest.raises(TypeError, match="a kind of its own"):

        @dataclass(frozen=True, kw_only=True)
        class Again(Note):
            kind: ClassVar[str] = "record_test.tried"


def test_a_note_without_a_kind_does_not_exist() -> None:
    with pytest.raises(TypeError, match="a kind of its own"):

        class Nameless(Note):
            pass
