"""Reads: what the other side is still to be told, in the order in which it happened, and which numbers are ours."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select

from trustcode.clocks.rules import ClockCode
from trustcode.complaints.models import Complaint, Report, RunningClock
from trustcode.exchange.models import Delivery, Reference
from trustcode.exchange.rules.delivering import MATTERS, MOST_TRIES, message
from trustcode.exchange.rules.reconciling import key_of
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
    """A delivery that failed, for the operator: how often it was tried and why it did not go out.

    `given_up`: it is not tried again by itself. `behind` counts what waits until it is out.
    """

    external_no: str
    delivery: str
    tries: int
    next_at: datetime
    problem: str
    given_up: bool
    behind: int


def untold(reader: Reader, source: str, *, limit: int = 500) -> Sequence[Untold]:
    """Entries without a delivery, the oldest first; of a matter that was handed over only what came after."""
    there = and_(Delivery.reference_id == Reference.id, Delivery.entry_number == Entry.id)
    wanted = (
        select(Reference.id, Entry.id)
        .join(Entry, or_(Entry.subject == Reference.complaint_id, Entry.subject == Reference.report_id))
        .outerjoin(Delivery, there)
        .where(Reference.source == source, Entry.kind.in_(MATTERS), Entry.id > Reference.entry_id)
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
            func.coalesce(Complaint.number, Report.number).label("number"),
            Entry.kind,
            Entry.at,
            EntryBody.body,
        )
        .join(earliest, same)
        .join(Reference, Reference.id == Delivery.reference_id)
        .join(Entry, Entry.id == Delivery.entry_number)
        .outerjoin(Complaint, Complaint.id == Entry.subject)
        .outerjoin(Report, Report.id == Entry.subject)
        .join(EntryBody, EntryBody.entry_id == Entry.id)
        .where(Reference.source == source, Delivery.next_at <= at, Delivery.tries < MOST_TRIES)
    )
    return [_due(row) for row in reader.rows(wanted.order_by(Delivery.next_at, Delivery.entry_number).limit(limit))]


def stuck(reader: Reader, source: str) -> Sequence[Stuck]:
    """Deliveries that have failed and did not go out, the most tried first."""
    open_ones = (
        select(Delivery.reference_id, func.count().label("whole"))
        .where(Delivery.delivered_at.is_(None))
        .group_by(Delivery.reference_id)
        .subquery()
    )
    wanted = (
        select(Delivery, Reference.external_no, open_ones.c.whole)
        .join(Reference, Reference.id == Delivery.reference_id)
        .join(open_ones, open_ones.c.reference_id == Delivery.reference_id)
        .where(Reference.source == source, Delivery.delivered_at.is_(None), Delivery.tries > 0)
    )
    rows = reader.rows(wanted.order_by(Delivery.tries.desc(), Reference.external_no))
    return [
        Stuck(no, _name(one), one.tries, one.next_at, one.problem, one.tries >= MOST_TRIES, whole - 1)
        for one, no, whole in rows
    ]


def states_of(reader: Reader, source: str) -> dict[str, str]:
    """External number → state here, of everything that came by one number.

    A number that became two matters stands twice: as it is for the complaint, and marked for the report.
    """
    wanted = (
        select(Reference.external_no, Complaint.state, Report.state)
        .outerjoin(Complaint, Complaint.id == Reference.complaint_id)
        .outerjoin(Report, Report.id == Reference.report_id)
        .where(Reference.source == source)
    )
    found: dict[str, str] = {}
    for no, complaint, report in reader.rows(wanted):
        if complaint is not None:
            found[no] = complaint.value
        if report is not None:
            found[key_of(no, "report") if complaint is not None else no] = report.value
    return found


def handed_late(reader: Reader, source: str) -> Sequence[str]:
    """External numbers that the other side handed over after their last day (C10), in order."""
    clock = RunningClock.matter_id == func.coalesce(Reference.complaint_id, Reference.report_id)
    late = RunningClock.code == ClockCode.HAND_OVER, RunningClock.met.is_(False)
    same = clock & (RunningClock.started_at == Reference.received_at)
    wanted = select(Reference.external_no).join(RunningClock, same).where(Reference.source == source, *late)
    return reader.all(wanted.distinct().order_by(Reference.external_no))


def numbers_of(reader: Reader, complaint_id: str) -> Sequence[tuple[str, str]]:
    """(source, external number) of a complaint, in order: the double number of one case."""
    mine = select(Reference.source, Reference.external_no).where(Reference.complaint_id == complaint_id)
    return [(source, no) for source, no in reader.rows(mine.order_by(Reference.source, Reference.external_no))]


def _due(row: Any) -> Due:
    facts = json.loads(row.body)["facts"]
    said = message(
        delivery=_name(row),
        external_no=row.external_no,
        number=row.number,
        kind=row.kind,
        at=row.at,
        facts=facts,
    )
    return Due(row.reference_id, row.entry_number, row.tries, said)


def _name(row: Any) -> str:
    """The name by which the other side knows a delivery that comes twice."""
    return f"{row.reference_id}-{row.entry_number}"
