"""A holiday notice came: every open clock is reckoned anew, with an entry and a word to the shop where it changed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from trustcode.complaints.actions import ticking
from trustcode.complaints.models import Complaint, RunningClock
from trustcode.complaints.rules.telling import redated_notice
from trustcode.notices.actions import tell
from trustcode.record.pen import Pen
from trustcode.storage.reading import Reader


def open_clocks(reader: Reader) -> Sequence[str]:
    """The ids of all clocks that run, by the day on which they started."""
    running = select(RunningClock.id).where(RunningClock.stopped_on.is_(None))
    return reader.all(running.order_by(RunningClock.start_on, RunningClock.id))


def redate(pen: Pen, *, clock_id: str) -> bool:
    """Reckon one clock anew by the calendar in force now; whether its last day or its certainty changed."""
    row = pen.lock(RunningClock, clock_id)
    if row is None or row.stopped_on is not None:
        return False
    was = row.due_on
    changed = ticking.redate(pen, row)
    if row.due_on != was:
        _tell(pen, row)
    return changed


def _tell(pen: Pen, row: RunningClock) -> None:
    matter = pen.get(Complaint, row.matter_id)
    if matter is not None and matter.merchant_id:
        tell(pen, redated_notice(matter.merchant_id, matter.id, matter.number, row.due_on))
