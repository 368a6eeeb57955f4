"""Entries of one subject, as they were noted."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from trustcode.record.models import Entry, EntryBody
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class EntryLine:
    """One entry: what, when, by whom (id and role; empty for the calendar) and its facts."""

    number: int
    kind: str
    subject: str
    at: datetime
    by: str
    role: str
    facts: dict[str, Any]


def entries_of(reader: Reader, subject: str) -> Sequence[EntryLine]:
    """All entries about a subject, the oldest first."""
    return _lines(reader, Entry.subject == subject)


def entries_about(reader: Reader, subjects: Collection[str], kinds: Collection[str]) -> Sequence[EntryLine]:
    """The entries of some kinds about some subjects, the oldest first."""
    return _lines(reader, Entry.subject.in_(subjects), Entry.kind.in_(kinds))


def _lines(reader: Reader, *conditions: ColumnElement[bool]) -> Sequence[EntryLine]:
    columns = (Entry.id, Entry.kind, Entry.subject, Entry.at, EntryBody.body)
    statement = select(*columns).join(EntryBody, EntryBody.entry_id == Entry.id)
    rows = reader.rows(statement.where(*conditions).order_by(Entry.id))
    return [_line(row) for row in rows]


def _line(row: Any) -> EntryLine:
    body = json.loads(row.body)
    return EntryLine(row.id, row.kind, row.subject, row.at, body["by"], body["role"], body["facts"])
