"""Reads: the clocks of a result (P1, P2) with their last days, explained day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from trustcode.calendars.queries import calendar
from trustcode.clocks.queries import clocks
from trustcode.clocks.rules import ClockCode, Running, run
from trustcode.complaints.models import Complaint
from trustcode.complaints.queries.clocks import ClockSheet
from trustcode.kernel.moments import civil_day
from trustcode.publication.models import Item, ItemObjection
from trustcode.publication.rules.course import Stage
from trustcode.storage.reading import Reader


def reckoned(reader: Reader, code: ClockCode, start_on: date, came_in_on: date, today: date) -> Running:
    """How a clock of publication runs from a day, by the rule of the day on which the complaint came in."""
    return run(clocks(reader).rule(code, came_in_on), start_on, calendar(reader), today=today)


def item_runs(reader: Reader, item: Item, complaint: Complaint, today: date) -> Running:
    """The time for publication of a result, by the calendar in force now."""
    return reckoned(reader, ClockCode.PUBLISH, item.formed_on, civil_day(complaint.came_in_at), today)


def objection_runs(reader: Reader, row: ItemObjection, complaint: Complaint, today: date) -> Running:
    """The time for the decision on an objection, by the calendar in force now."""
    return reckoned(reader, ClockCode.OBJECTION, civil_day(row.made_at), civil_day(complaint.came_in_at), today)


def result_clocks(reader: Reader, complaint_id: str, today: date) -> Sequence[ClockSheet]:
    """The clock of a result that waits to be published, then those of its objections, the newest first.

    The caller has asked who looks. Empty where there is no result.
    """
    item, complaint = reader.get(Item, complaint_id), reader.get(Complaint, complaint_id)
    if item is None or complaint is None:
        return ()
    made = select(ItemObjection).where(ItemObjection.complaint_id == complaint_id)
    rows = reader.all(made.order_by(ItemObjection.made_at.desc(), ItemObjection.id))
    objections = [
        _sheet(
            row.id,
            objection_runs(reader, row, complaint, today),
            row.due_on,
            today,
            civil_day(row.decided_at) if row.decided_at else None,
        )
        for row in rows
    ]
    if item.stage is not Stage.CANDIDATE:
        return objections
    return [_sheet(complaint_id, item_runs(reader, item, complaint, today), item.due_on, today), *objections]


def _sheet(own: str, ran: Running, due_on: date, today: date, stopped_on: date | None = None) -> ClockSheet:
    return ClockSheet(
        id=own,
        rule=ran.rule,
        start_on=ran.start_on,
        due_on=due_on,
        provisional=ran.reckoning.provisional,
        extended=False,
        stopped_on=stopped_on,
        met=None if stopped_on is None else stopped_on <= due_on,
        pauses=(),
        reckoning=ran.reckoning,
        left=(due_on - today).days,
    )
