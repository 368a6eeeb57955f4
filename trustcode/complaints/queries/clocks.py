"""Reads: the clocks of a matter with their last days, explained day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from trustcode.calendars.queries import calendar
from trustcode.clocks.queries import clocks
from trustcode.clocks.rules import ClockCode, ClockRule, Pause, run
from trustcode.complaints.models import ClockPause, RunningClock
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.reporting import ReportState
from trustcode.kernel.workdays import Reckoning
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class ClockSheet:
    """One clock of a matter. `due_on` is the last day as it stands on the record; `reckoning` how it comes about now.

    `met`: in time, late, or None while it runs or when it was cut short in time. `left` are calendar days from today.
    """

    id: str
    rule: ClockRule
    start_on: date
    due_on: date
    provisional: bool
    extended: bool
    stopped_on: date | None
    met: bool | None
    pauses: tuple[Pause, ...]
    reckoning: Reckoning
    left: int

    @property
    def stands_still(self) -> bool:
        """Whether a pause lasts now."""
        return self.stopped_on is None and any(pause.to_on is None for pause in self.pauses)


def clocks_of(reader: Reader, matter_id: str, today: date) -> Sequence[ClockSheet]:
    """All clocks of a matter, the oldest first, each reckoned day by day."""
    mine = select(RunningClock).where(RunningClock.matter_id == matter_id)
    rows = reader.all(mine.order_by(RunningClock.started_at, RunningClock.id))
    table, days = clocks(reader), calendar(reader)
    stops = _pauses(reader, [row.id for row in rows])
    found = []
    for row in rows:
        rule = table.rule(row.code, row.rule_from)
        pauses = stops.get(row.id, ())
        at_most = row.stopped_on or today
        ran = run(rule, row.start_on, days, today=at_most, pauses=pauses, extended=row.extended, named_on=row.named_on)
        found.append(
            ClockSheet(
                id=row.id,
                rule=rule,
                start_on=row.start_on,
                due_on=ran.due_on if row.stopped_on is None and ran.stands_still else row.due_on,
                provisional=row.provisional,
                extended=row.extended,
                stopped_on=row.stopped_on,
                met=row.met,
                pauses=pauses,
                reckoning=ran.reckoning,
                left=(row.due_on - today).days,
            )
        )
    return found


def clock_of_state(clocks: Sequence[ClockSheet], state: State | ReportState) -> ClockSheet | None:
    """The clock that runs and whose last day shop, shopper or reporter read in a state; None when none does.

    While a paper is waited for it is the day of the notice, though the office's own time may end before it. What binds
    offices among themselves is nobody else's last day.
    """
    running = [one for one in clocks if one.stopped_on is None and one.rule.code is not ClockCode.JURISDICTION]
    named = [one for one in running if state is State.PROVING and one.rule.code is ClockCode.IDENTITY]
    return min(named or running, key=lambda one: one.due_on, default=None)


def _pauses(reader: Reader, ids: Sequence[str]) -> dict[str, tuple[Pause, ...]]:
    found: dict[str, tuple[Pause, ...]] = {}
    rows = reader.all(select(ClockPause).where(ClockPause.clock_id.in_(ids)).order_by(ClockPause.from_on))
    for row in rows:
        found[row.clock_id] = (*found.get(row.clock_id, ()), Pause(row.from_on, row.to_on, row.why))
    return found
