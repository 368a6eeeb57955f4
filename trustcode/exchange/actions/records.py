"""Act: closed complaints from a list of the platform, taken in whole or not at all; what came before is passed over."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Self

from sqlalchemy import select

from trustcode.complaints.models import Complaint
from trustcode.complaints.rules.course import ACCEPTED, State
from trustcode.complaints.rules.numbers import new_number
from trustcode.complaints.rules.purposes import FACTS
from trustcode.complaints.rules.words import Source
from trustcode.exchange.entries import RecordsTakenIn
from trustcode.exchange.models import Reference
from trustcode.exchange.rules.records import Record
from trustcode.kernel.actors import Role
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import start_of
from trustcode.kernel.refusals import NotFound
from trustcode.people.rules.reasons import PeopleRefusal
from trustcode.record.pen import Pen

_MEMORY = 8_000_000
"""Bytes of rows that are held in memory; more of them wait in a file that nobody else sees."""
_NOON = timedelta(hours=12)
"""A record has a day and no hour."""


class Heap:
    """Good rows in the order of the file, packed."""

    def __init__(self) -> None:
        self.count = 0
        self._hash = sha256()
        self._kept = tempfile.SpooledTemporaryFile(max_size=_MEMORY)  # noqa: SIM115 - `__exit__` closes it

    def put(self, record: Record) -> None:
        """One more row."""
        packed = json.dumps(asdict(record), default=date.isoformat, ensure_ascii=False).encode() + b"\n"
        self.count += 1
        self._hash.update(packed)
        self._kept.write(packed)

    @property
    def digest(self) -> str:
        """SHA-256 in hex over all rows."""
        return self._hash.hexdigest()

    def __iter__(self) -> Iterator[Record]:
        self._kept.seek(0)
        for line in self._kept:
            plain = json.loads(line)
            days = {name: date.fromisoformat(plain[name]) for name in ("came_on", "closed_on")}
            yield Record(**{**plain, **days, "outcome": State(plain["outcome"])})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._kept.close()


def take_in_records(
    pen: Pen, *, heap: Heap, source: str, source_hash: str, told: Callable[[int], None] = lambda _count: None
) -> int:
    """Every row whose number is new, as a complaint that has ended; returns how many. By the calendar alone."""
    if pen.actor.role is not Role.SYSTEM:
        raise NotFound(PeopleRefusal.DENIED)
    fresh = _fresh(pen, heap, source)
    if not fresh:
        return 0
    note = RecordsTakenIn(subject=source, source_hash=source_hash, rows=len(fresh), rows_hash=heap.digest)
    pen.note_rows([note], _rows(pen, heap, fresh, source, told))
    return len(fresh)


def _fresh(pen: Pen, heap: Heap, source: str) -> set[str]:
    return {record.external_no for record in heap} - set(
        pen.all(select(Reference.external_no).where(Reference.source == source))
    )


def _rows(
    pen: Pen, heap: Heap, fresh: set[str], source: str, told: Callable[[int], None]
) -> Iterator[tuple[int, type[object], dict[str, Any]]]:
    for record in heap:
        told(1)
        if record.external_no not in fresh:
            continue
        complaint = _complaint(pen, record)
        yield 0, Complaint, complaint
        yield 0, Reference, _reference(pen, record, complaint["id"], source)


def _complaint(pen: Pen, record: Record) -> dict[str, Any]:
    came, closed = start_of(record.came_on) + _NOON, start_of(record.closed_on) + _NOON
    own = new_id()
    return {
        "id": own,
        "number": new_number(),
        "filing_id": own,
        "merchant_id": record.merchant_id or None,
        "respondent_name": record.shop[:80],
        "respondent_address": "",
        "region_code": record.region,
        "source": Source.PLATFORM_12315,
        "print_serial": 0,
        "return_id": None,
        "category": record.category,
        "problem": record.problem,
        "bought_on": None,
        "happened_on": None,
        "amount_fen": None,
        "wishes": "[]",
        "facts": pen.vault.seal(FACTS, ""),
        "wish_note": b"",
        "evidence": "[]",
        "receipt_index": b"",
        "sketch": b"",
        "text_hash": "",
        "may_publish": record.may_publish,
        "may_delegate": False,
        "holds": "[]",
        "came_in_at": came,
        "competent_at": came,
        "accepted_at": came if record.outcome in ACCEPTED else None,
        "state": record.outcome,
        "state_at": closed,
        "ended_at": closed,
        "ground": record.ground,
        "answered_in_time": None,
        "obtained_fen": record.obtained_fen,
        "satisfaction": None,
        "officer_id": "",
        "changes": 0,
    }


def _reference(pen: Pen, record: Record, complaint_id: str, source: str) -> dict[str, Any]:
    return {
        "id": new_id(),
        "source": source,
        "external_no": record.external_no,
        "complaint_id": complaint_id,
        "report_id": None,
        "body_hash": record.digest,
        "merged": False,
        "received_at": start_of(record.came_on) + _NOON,
        "handed_at": pen.at,
    }
