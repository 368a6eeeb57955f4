"""Reads: the complaints about a unit as they count, and which unit a complaint is about; nothing that names anybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select

from trustcode.complaints.models import Complaint
from trustcode.kernel.moments import civil_day, start_of
from trustcode.publication.rules.figures import MONTHS_KEPT, WAYS, ComplaintFact, counts
from trustcode.returns.rules.figures import first_day, months_up_to
from trustcode.storage.reading import Reader

_COLUMNS = (
    Complaint.merchant_id,
    Complaint.came_in_at,
    Complaint.state,
    Complaint.ended_at,
    Complaint.holds,
    Complaint.accepted_at,
    Complaint.answered_in_time,
    Complaint.satisfaction,
)
_MOST_AT_ONCE = 1_000
"""Values in one question; databases have a limit."""


def facts_of(reader: Reader, merchant_id: str, today: date) -> tuple[ComplaintFact, ...]:
    """The complaints about a unit of the last two years and a little, those that count, the earliest first."""
    return facts_of_all(reader, (merchant_id,), today)[merchant_id]


def facts_of_all(reader: Reader, merchant_ids: Sequence[str], today: date) -> dict[str, tuple[ComplaintFact, ...]]:
    """The same of several units, at most a thousand, in one question."""
    since = start_of(first_day(months_up_to(today, MONTHS_KEPT)[0]))
    may_count = or_(Complaint.holds == "[]", Complaint.accepted_at.is_not(None))  # leaves a flood to the database
    theirs = Complaint.merchant_id.in_(merchant_ids), Complaint.came_in_at >= since, may_count
    found: dict[str, list[ComplaintFact]] = {one: [] for one in merchant_ids}
    for row in reader.rows(select(*_COLUMNS).where(*theirs).order_by(Complaint.came_in_at, Complaint.id)):
        if counts(row.state, is_held=row.holds != "[]", was_accepted=row.accepted_at is not None):
            came_on = civil_day(row.came_in_at)
            days = None if row.ended_at is None else (civil_day(row.ended_at) - came_on).days
            fact = ComplaintFact(came_on, WAYS[row.state], days, row.answered_in_time, row.satisfaction)
            found[row.merchant_id].append(fact)
    return {one: tuple(facts) for one, facts in found.items()}


def units_of(reader: Reader, complaint_ids: Sequence[str]) -> Sequence[str]:
    """The units that some complaints are about, each once; those without a code are left out."""
    found: dict[str, None] = {}
    for start in range(0, len(complaint_ids), _MOST_AT_ONCE):
        known = Complaint.id.in_(complaint_ids[start : start + _MOST_AT_ONCE])
        found.update(dict.fromkeys(one for one in reader.all(select(Complaint.merchant_id).where(known)) if one))
    return list(found)
