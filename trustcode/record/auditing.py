"""Re-reads every entry and names the first that does not match its own hash."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import select

from trustcode.record.models import Entry, EntryBody
from trustcode.record.tree import body_hash, leaf, leaf_hash
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class Audit:
    """How many entries were read, and the number and kind of fault of the first bad one (or None)."""

    entries: int
    bad_entry: int | None = None
    fault: str = ""


def audit(reader: Reader) -> Audit:
    """Recompute the leaf hash of each entry from what it says."""
    columns = (Entry.id, Entry.kind, Entry.subject, Entry.at, Entry.leaf_hash, EntryBody.salt, EntryBody.body)
    statement = select(*columns).join(EntryBody, EntryBody.entry_id == Entry.id, isouter=True).order_by(Entry.id)
    count = 0
    for row in reader.stream(statement):
        if row.salt is None:
            return Audit(count, row.id, "body_missing")
        committed = body_hash(row.salt, json.loads(row.body))
        if leaf_hash(leaf(row.kind, row.subject, row.at, committed)) != row.leaf_hash:
            return Audit(count, row.id, "hash_differs")
        count += 1
    return Audit(count)
