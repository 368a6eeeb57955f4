"""An audit reads everything again and names the first entry that does not match its own hash."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests.record.notes_for_tests import Tried
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import Moment
from trustcode.record.auditing import Audit, audit
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading
from trustcode.storage.triggers import append_only


@pytest.fixture
def number(store: Store, at: Moment) -> int:
    """The second of three entries."""
    with pen(store, SYSTEM, at) as p:
        return p.note_all([Tried(subject=name, what=name) for name in ("a", "b", "c")])[1]


def tamper(store: Store, *statements: str) -> None:
    """Change the record as somebody could who owns the database: without its guards."""
    is_sqlite = store.is_sqlite
    with store.write_engine.begin() as connection:
        for table in ("entry", "entry_body"):
            names = [
                s.split()[2] for s in append_only(table, store.write_engine.dialect.name) if "TRIGGER" in s.split()[:2]
            ]
            for name in names:
                connection.execute(text(f"DROP TRIGGER {name}" + ("" if is_sqlite else f" ON {table}")))
        for statement in statements:
            connection.execute(text(statement))


def audited(store: Store) -> Audit:
    with reading(store) as reader:
        return audit(reader)


@pytest.mark.usefixtures("number")
def test_an_untouched_record_is_sound(store: Store) -> None:
    found = audited(store)

    assert (found.bad_entry, found.fault) == (None, "")
    assert found.entries >= 3


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET kind = 'other.kind' WHERE id = {}",
        "UPDATE entry SET subject = 'z' WHERE id = {}",
        "UPDATE entry SET at = '2020-01-01 00:00:00' WHERE id = {}",
        "UPDATE entry_body SET body = replace(body, 'b', 'x') WHERE entry_id = {}",
        "UPDATE entry_body SET salt = (SELECT salt FROM entry_body WHERE entry_id = {} - 1) WHERE entry_id = {}",
    ],
)
def test_an_edited_entry_is_named(store: Store, number: int, change: str) -> None:
    tamper(store, change.format(number, number))

    found = audited(store)

    assert (found.bad_entry, found.fault) == (number, "hash_differs")


def test_an_entry_without_its_body_is_named(store: Store, number: int) -> None:
    tamper(store, f"DELETE FROM entry_body WHERE entry_id = {number}")

    assert (audited(store).bad_entry, audited(store).fault) == (number, "body_missing")


def test_the_entries_of_a_subject_come_in_their_order(store: Store, at: Moment, number: int) -> None:
    with pen(store, SYSTEM, at) as p:
        later = p.note(Tried(subject="b", what="later"))

    with reading(store) as reader:
        lines = entries_of(reader, "b")

    assert [(line.number, line.facts["what"]) for line in lines] == [(number, "b"), (later, "later")]
    assert (lines[0].kind, lines[0].at, lines[0].by, lines[0].role) == ("record_test.tried", at, "", "system")
