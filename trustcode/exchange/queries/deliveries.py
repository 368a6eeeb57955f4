"""Reads: what the other side is still to be told, in the order in which it happened, and which numbers are ours."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select

from trustcode.complaints.models import Complaint
from trustcode.exchange.models import Delivery, Reference
from trustcode.exchange.rules.delivering import MOST_TRIES, TOLD, message
from trustcode.kernel.moments import Moment
from trustcode.record.models import Entry, EntryBody
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class Untold:
    """An entry of a matter with an external number, for which there is no delivery yet."""

    reference_id: str
    entry_number: int


@dataclass(frozen=True)
class Due:
    """One delivery to be made now: its key, how often it was tried, and the message."""

    reference_id: str
    entry_number: int
    tries: int
    message: dict[str, Any]


@dataclass(frozen=True)
class Stuck:
    """A delivery that failed, for the report."""

    external_no: str
    tries: int
    next_at: datetime
    problem: str


def untold(reader: Reader, source: str, *, limit: int = 500) -> Sequence[Untold]:
    """Entries without a delivery, the oldest first; of a matter that was handed over only what came after."""
    there = and_(Delivery.reference_id == Reference.id, Delivery.entry_number == Entry.id)
    wanted = (
        select(Reference.id, Entry.id)
        .join(Entry, Entry.subject == Reference.complaint_id)
        .outerjoin(Delivery, there)
        .where(Reference.source == source, Entry.kind == TOLD, Entry.id > Reference.entry_id)
        .where(Delivery.entry_number.is_(None))
    )
    return [Untold(*row) for row in reader.rows(wanted.order_by(Entry.id).limit(limit))]


def due(reader: Reader, source: str, at: Moment, *, limit: int = 200) -> Sequence[Due]:
    """Deliveries whose time has come: of each matter only the earliest that is open, so that nothing overtakes."""
    earliest = (
        select(Delivery.reference_id, func.min(Delivery.entry_number).label("entry_number"))
        .where(Delivery.delivered_at.is_(None))
        .group_by(Delivery.reference_id)
        .subquery()
    )
    same = and_(Delivery.reference_id == earliest.c.reference_id, Delivery.entry_number == earliest.c.entry_number)
    wanted = (
        select(
            Delivery.reference_id,
            Delivery.entry_number,
            Delivery.tries,
            Reference.external_no,
            Complaint.number,
            Entry.at,
            EntryBody.body,
        )
        .join(earliest, same)
        .join(Reference, Reference.id == Delivery.reference_id)
        .join(Complaint, Complaint.id == Reference.complaint_id)
        .join(Entry, Entry.id == Delivery.entry_number)
        .join(EntryBody, EntryBody.entry_id == Entry.id)
        .where(Reference.source == source, Delivery.next_at <= at, Delivery.tries < MOST_TRIES)
    )
    return [_due(row) for row in reader.rows(wanted.order_by(Delivery.next_at, Delivery.entry_number).limit(limit))]


def stuck(reader: Reader, source: str) -> Sequence[Stuck]:
    """Deliveries that have failed and did not go out, the most tried first."""
    wanted = (
        select(Reference.external_no, Delivery.tries, Delivery.next_at, Delivery.problem)
        .join(Reference, Reference.id == Delivery.reference_id)
        .where(Reference.source == source, Delivery.delivered_at.is_(None), Delivery.tries > 0)
    )
    return [Stuck(*row) for row in reader.rows(wanted.order_by(Delivery.tries.desc(), Reference.external_no))]


def states_of(reader: Reader, source: str) -> dict[str, str]:
    """External number → state here, of everything that came by one number; reports have an empty state."""
    wanted = select(Reference.external_no, Complaint.state).outerjoin(Complaint, Complaint.id == Reference.complaint_id)
    return {no: state.value if state else "" for no, state in reader.rows(wanted.where(Reference.source == source))}


def numbers_of(reader: Reader, complaint_id: str) -> Sequence[tuple[str, str]]:
    """(source, external number) of a complaint, in order: the double number of one case."""
    mine = select(Reference.source, Reference.external_no).where(Reference.complaint_id == complaint_id)
    return [(source, no) for source, no in reader.rows(mine.order_by(Reference.source, Reference.external_no))]


def _due(row: Any) -> Due:
    facts = json.loads(row.body)["facts"]
    delivery = f"{row.reference_id}-{row.entry_number}"
    said = message(delivery=delivery, external_no=row.external_no, number=row.number, at=row.at, facts=facts)
    return Due(row.reference_id, row.entry_number, row.tries, said)
