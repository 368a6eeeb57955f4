"""Entries of one subject, as they were noted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

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


def entries_of(reader: Reader, subject: str, kind: str = "") -> Sequence[EntryLine]:
    """All entries about a subject, the oldest first; of one kind alone where many others would be read in vain."""
    columns = (Entry.id, Entry.kind, Entry.subject, Entry.at, EntryBody.body)
    statement = select(*columns).join(EntryBody, EntryBody.entry_id == Entry.id)
    if kind:
        statement = statement.where(Entry.kind == kind)
    rows = reader.rows(statement.where(Entry.subject == subject).order_by(Entry.id))
    return [_line(row) for row in rows]


def _line(row: Any) -> EntryLine:
    body = json.loads(row.body)
    return EntryLine(row.id, row.kind, row.subject, row.at, body["by"], body["role"], body["facts"])
