"""Clocks of a matter: started, stopped, paused, resumed, extended and reckoned anew. The law's lengths are data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from trustcode.calendars.queries import calendar
from trustcode.clocks.queries import clocks
from trustcode.clocks.rules import ClockCode, ClockRefusal, Pause, PauseWhy, Running, run
from trustcode.complaints.entries import ClockMoved
from trustcode.complaints.models import ClockPause, RunningClock
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.record.pen import Pen
from trustcode.storage.reading import Reader


def start(
    pen: Pen,
    *,
    matter_id: str,
    code: ClockCode,
    came_in_on: date,
    named_on: date | None = None,
    since: Moment | None = None,
) -> RunningClock:
    """Start a clock today, by the rule that was in force when the matter came in; `since` an event before, if any."""
    started_at = since or pen.at
    start_on = civil_day(started_at)
    rule = clocks(pen).rule(code, came_in_on)
    ran = run(rule, start_on, calendar(pen), today=civil_day(pen.at), named_on=named_on)
    row = RunningClock(
        id=new_id(),
        matter_id=matter_id,
        code=code,
        rule_from=rule.valid_from,
        started_at=started_at,
        start_on=start_on,
        named_on=named_on,
        due_on=ran.due_on,
        provisional=ran.reckoning.provisional,
        stopped_on=None,
        met=None,
    )
    pen.add(row)
    _note(pen, row, "started", None)
    return row


def stop(pen: Pen, row: RunningClock, *, is_met: bool) -> None:
    """Stop a clock today. `is_met`: what it waits for was done, in time or late; else it was cut short.

    A pause that still lasts ends with it.
    """
    today = civil_day(pen.at)
    for pause in _open_pauses(pen, row.id):
        pause.to_on = max(today, pause.from_on)
    _reckon(pen, row)
    row.stopped_on = today
    row.met = today <= row.due_on if is_met else None if today <= row.due_on else False
    _note(pen, row, "stopped", row.due_on)


def pause(pen: Pen, row: RunningClock, why: PauseWhy) -> None:
    """Let a clock stand still from tomorrow on. Raises Refusal CLOCK_STANDS, or NO_PAUSE_HERE of the clocks."""
    if row.stopped_on is not None or _open_pauses(pen, row.id):
        raise Refusal(ComplaintRefusal.CLOCK_STANDS)
    was = row.due_on
    today = civil_day(pen.at)
    pen.add(
        ClockPause(id=new_id(), clock_id=row.id, why=why, from_on=today, to_on=None, ordered_by=pen.actor.person_id)
    )
    _reckon(pen, row, extra=Pause(today, None, why))
    _note(pen, row, "paused", was)


def resume(pen: Pen, row: RunningClock) -> None:
    """Let a clock run on; today is the last day that is not counted. Raises Refusal CLOCK_RUNS."""
    stops = _open_pauses(pen, row.id)
    if row.stopped_on is not None or not stops:
        raise Refusal(ComplaintRefusal.CLOCK_RUNS)
    was = row.due_on
    for one in stops:
        one.to_on = civil_day(pen.at)
    _reckon(pen, row)
    _note(pen, row, "resumed", was)


def require_extendable(reader: Reader, row: RunningClock) -> None:
    """A clock runs, was not extended, and the law knows a longer time. Raises Refusal EXTENDED_BEFORE, NO_EXTENSION_HERE."""
    if row.extended or row.stopped_on is not None:
        raise Refusal(ComplaintRefusal.EXTENDED_BEFORE)
    if not clocks(reader).rule(row.code, row.rule_from).extension:
        raise Refusal(ClockRefusal.NO_EXTENSION_HERE, "", clock=row.code.value)


def extend(pen: Pen, row: RunningClock) -> None:
    """Give a clock the longer time that the law allows, once. Raises Refusal EXTENDED_BEFORE, NO_EXTENSION_HERE."""
    require_extendable(pen, row)
    was = row.due_on
    row.extended = True
    _reckon(pen, row)
    _note(pen, row, "extended", was)


def redate(pen: Pen, row: RunningClock) -> bool:
    """Reckon a running clock anew, after a holiday notice came; whether its last day or its certainty changed."""
    was, was_provisional = row.due_on, row.provisional
    _reckon(pen, row)
    if (row.due_on, row.provisional) == (was, was_provisional):
        return False
    _note(pen, row, "redated", was)
    return True


def running(reader: Reader, matter_id: str) -> Sequence[RunningClock]:
    """The clocks of a matter that have not stopped, the oldest first."""
    mine = RunningClock.matter_id == matter_id, RunningClock.stopped_on.is_(None)
    return reader.all(select(RunningClock).where(*mine).order_by(RunningClock.started_at, RunningClock.id))


def reckoned(reader: Reader, row: RunningClock, today: date, extra: Sequence[Pause] = ()) -> Running:
    """How a clock runs, day by day, by the calendar and the table in force now."""
    rule = clocks(reader).rule(row.code, row.rule_from)
    stops = [Pause(one.from_on, one.to_on, one.why) for one in _pauses(reader, row.id)]
    return run(
        rule,
        row.start_on,
        calendar(reader),
        today=today,
        pauses=[*stops, *extra],
        extended=row.extended,
        named_on=row.named_on,
    )


def _reckon(pen: Pen, row: RunningClock, extra: Pause | None = None) -> None:
    ran = reckoned(pen, row, civil_day(pen.at), [extra] if extra else ())
    row.due_on, row.provisional = ran.due_on, ran.reckoning.provisional


def _pauses(reader: Reader, clock_id: str) -> Sequence[ClockPause]:
    mine = select(ClockPause).where(ClockPause.clock_id == clock_id)
    return reader.all(mine.order_by(ClockPause.from_on, ClockPause.id))


def _open_pauses(reader: Reader, clock_id: str) -> list[ClockPause]:
    return [one for one in _pauses(reader, clock_id) if one.to_on is None]


def _note(pen: Pen, row: RunningClock, what: str, was_due_on: date | None) -> None:
    pen.note(
        ClockMoved(
            subject=row.matter_id,
            clock=row.id,
            code=row.code.value,
            what=what,
            was_due_on=was_due_on,
            due_on=row.due_on,
            provisional=row.provisional,
        )
    )
