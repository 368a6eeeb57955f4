"""Act: a list of what the platform has closed, taken in whole or not at all; what came before is passed over."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from itertools import compress, islice
from typing import Any, Self

from trustcode.complaints.actions.numbering import fresh_numbers
from trustcode.complaints.models import Complaint, Report
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.purposes import CLUE, FACTS
from trustcode.complaints.rules.reporting import ReportOrigin, ReportState
from trustcode.exchange.actions.taking_in import SOURCES
from trustcode.exchange.entries import EnquiriesCounted, RecordsTakenIn
from trustcode.exchange.models import Reference
from trustcode.exchange.queries.records import earlier
from trustcode.exchange.rules.records import Kind, Record
from trustcode.kernel.actors import Role
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import Moment, start_of
from trustcode.kernel.refusals import NotFound
from trustcode.people.rules.reasons import PeopleRefusal
from trustcode.record.pen import Pen

_MEMORY = 8_000_000
"""Bytes of rows that are held in memory; more of them wait in a file that nobody else sees."""
_NOON = timedelta(hours=12)
"""A record has a day and no hour."""
_AT_ONCE = 500
_DAYS = ("came_on", "closed_on", "accepted_on")

Rows = Iterator[tuple[int, type[object], dict[str, Any]]]


class Heap:
    """Good rows in the order of the file, packed; enquiries are counted and not kept."""

    def __init__(self) -> None:
        self.count, self.enquiries = 0, 0
        self._hash = sha256()
        self._kept = tempfile.SpooledTemporaryFile(max_size=_MEMORY)  # noqa: SIM115 - `__exit__` closes it

    def put(self, record: Record) -> None:
        """One more row."""
        packed = _ENCODE(vars(record)).encode() + b"\n"
        self._hash.update(packed)
        if record.kind is Kind.ENQUIRY:
            self.enquiries += 1
            return
        self.count += 1
        self._kept.write(packed)

    @property
    def digest(self) -> str:
        """SHA-256 in hex over all rows."""
        return self._hash.hexdigest()

    def __iter__(self) -> Iterator[Record]:
        self._kept.seek(0)
        return map(_unpacked, self._kept)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._kept.close()


_ENCODE = json.JSONEncoder(default=date.isoformat, ensure_ascii=False, separators=(",", ":")).encode


def _unpacked(line: bytes) -> Record:
    plain = json.loads(line)
    for name in _DAYS:
        plain[name] = date.fromisoformat(plain[name]) if plain[name] else None
    kind = plain["kind"] = Kind(plain["kind"])
    plain["outcome"] = ReportState(plain["outcome"]) if kind is Kind.REPORT else State(plain["outcome"])
    return Record(**plain)


def take_in_records(
    pen: Pen, *, heap: Heap, source: str, source_hash: str, told: Callable[[int], None] = lambda _count: None
) -> int:
    """Every row whose number is new, as a matter that has ended; returns how many. By the calendar alone."""
    if pen.actor.role is not Role.SYSTEM:
        raise NotFound(PeopleRefusal.DENIED)
    fresh = _fresh(pen, heap, source)
    new = sum(fresh)
    if new:
        listed = RecordsTakenIn(subject=source, source_hash=source_hash, rows=new, rows_hash=heap.digest)
        asked = EnquiriesCounted(subject=source, source_hash=source_hash, enquiries=heap.enquiries)
        pen.note_rows([listed, asked] if heap.enquiries else [listed], _rows(pen, heap, fresh, source, told))
    return new


def _fresh(pen: Pen, heap: Heap, source: str) -> bytearray:
    """One for each row whose number is new, else nought."""
    found, records = bytearray(), iter(heap)
    while some := [record.external_no for record in islice(records, _AT_ONCE)]:
        known = earlier(pen, source, some)
        found.extend(number not in known for number in some)
    return found


def _rows(pen: Pen, heap: Heap, fresh: bytearray, source: str, told: Callable[[int], None]) -> Rows:
    for record, number in zip(compress(heap, fresh), fresh_numbers(pen), strict=False):
        told(1)
        model: type[object] = Report if record.kind is Kind.REPORT else Complaint
        own = _report(pen, record, source) if record.kind is Kind.REPORT else _complaint(pen, record, source)
        row = {**own, "number": number}
        yield 0, model, row
        yield 0, Reference, _reference(pen, record, row["id"], source)


def _noon(day: date) -> Moment:
    return start_of(day) + _NOON


def _matter(record: Record, source: str) -> dict[str, Any]:
    """What complaints and reports have in common."""
    own = new_id()
    return {
        "id": own,
        "filing_id": own,
        "merchant_id": record.merchant_id or None,
        "respondent_name": record.shop[:80],
        "respondent_address": "",
        "region_code": record.region,
        "source": SOURCES[source],
        "category": record.category,
        "problem": record.problem,
        "evidence": "[]",
        "text_hash": "",
        "came_in_at": _noon(record.came_on),
        "state": record.outcome,
        "state_at": _noon(record.closed_on),
        "ground": record.ground,
        "officer_id": "",
        "changes": 0,
    }


def _report(pen: Pen, record: Record, source: str) -> dict[str, Any]:
    return {
        **_matter(record, source),
        "complaint_id": None,
        "origin": ReportOrigin.REPORTER,
        "clue": pen.vault.seal(CLUE, ""),
        "anonymous": True,
        "case_no": "",
        "case_filed_on": None,
        "joined_to": None,
    }


def _complaint(pen: Pen, record: Record, source: str) -> dict[str, Any]:
    common = _matter(record, source)
    return {
        **common,
        "print_serial": 0,
        "return_id": None,
        "bought_on": None,
        "happened_on": None,
        "amount_fen": None,
        "wishes": "[]",
        "facts": pen.vault.seal(FACTS, ""),
        "wish_note": b"",
        "receipt_index": b"",
        "sketch": b"",
        "may_publish": record.may_publish,
        "may_delegate": False,
        "holds": "[]",
        "competent_at": common["came_in_at"],
        "accepted_at": _noon(record.accepted_on) if record.accepted_on else None,
        "ended_at": common["state_at"],
        "answered_in_time": record.in_time,
        "obtained_fen": record.obtained_fen,
        "satisfaction": None,
    }


def _reference(pen: Pen, record: Record, own: str, source: str) -> dict[str, Any]:
    is_report = record.kind is Kind.REPORT
    return {
        "id": new_id(),
        "source": source,
        "external_no": record.external_no,
        "complaint_id": None if is_report else own,
        "report_id": own if is_report else None,
        "body_hash": record.digest,
        "merged": False,
        "received_at": _noon(record.came_on),
        "handed_at": pen.at,
    }
