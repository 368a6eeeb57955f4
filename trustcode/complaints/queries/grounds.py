"""Reads: what a ground to refuse is held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select

from trustcode.clocks.rules import ClockCode
from trustcode.complaints.models import Complaint, Person, RunningClock
from trustcode.complaints.rules.grounds import Circumstances
from trustcode.storage.reading import Reader


def circumstances(reader: Reader, ids: Sequence[str], today: date) -> Mapping[str, Circumstances]:
    """The circumstances of complaints by id, in three questions however many they are; the caller has asked who looks."""
    named = select(RunningClock.matter_id, func.max(RunningClock.named_on)).where(
        RunningClock.matter_id.in_(ids), RunningClock.code == ClockCode.IDENTITY
    )
    asked = dict(reader.rows(named.group_by(RunningClock.matter_id)))
    given = select(Person.matter_id).where(Person.matter_id.in_(ids), Person.paper_number != b"", Person.address != b"")
    proved = set(reader.all(given))
    knew = select(Complaint.id, func.coalesce(Complaint.happened_on, Complaint.bought_on)).where(Complaint.id.in_(ids))
    return {one: Circumstances(today, knew_on, asked.get(one), one in proved) for one, knew_on in reader.rows(knew)}
