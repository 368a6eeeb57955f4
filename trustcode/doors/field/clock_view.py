"""The clock of a unit: which last day, how much of it is over, and how each day was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trustcode.doors.field.speaker import Speaker
from trustcode.doors.wording.msgids import N_, Word, word
from trustcode.kernel.moments import civil_day
from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.workdays import Reckoning, Step, Why
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.merchants.rules.standing import Standing

LONGEST_RULER = 20
"""Working days that are drawn one by one; a longer clock is only said."""

NAMES: dict[Standing, Word] = {
    Standing.SUBMITTED: word("field", "Review"),
    Standing.CORRECTING: word("field", "Correction by the shop"),
    Standing.PUBLICISED: word("field", "Public notice"),
    Standing.RECTIFYING: word("field", "Rectification"),
}
DAYS: dict[Why, str | Word] = {
    Why.START: N_("first day, not counted"),
    Why.WORKDAY: word("field", "working day"),
    Why.MAKEUP: N_("weekend day that is worked"),
    Why.REST: word("field", "day off"),
    Why.ROLLED: N_("moved to the next working day"),
}
NOTE = ("%(num)s working day; today is day %(day)s.", "%(num)s working days; today is day %(day)s.")
FIRST_NOTE = (
    "%(num)s working day; today is not counted, the next working day is day 1.",
    "%(num)s working days; today is not counted, the next working day is day 1.",
)
OVER_NOTE = ("%(num)s working day, over.", "%(num)s working days, over.")


@dataclass(frozen=True)
class ClockFace:
    """A deadline as the clock component draws it."""

    name: str
    left: str
    due: str
    total: int
    used: int
    note: str
    state: str


@dataclass(frozen=True)
class ClockSteps:
    """A reckoning in words, with a row for each day: which, its number if it counts, what it is, whether it is today."""

    name: str
    sentence: str
    due: str
    provisional: bool
    differs: str
    rows: tuple[tuple[str, str, str, bool], ...]


def length_of(standing: Standing, scheme: SchemeRules) -> int:
    """Working days of the clock that a standing starts; 0 where none runs."""
    return {
        Standing.SUBMITTED: scheme.review_workdays,
        Standing.CORRECTING: scheme.correction_workdays,
        Standing.PUBLICISED: scheme.notice_workdays,
        Standing.RECTIFYING: scheme.rectification_workdays,
    }.get(standing, 0)


def clock_face(say: Speaker, sheet: MerchantSheet) -> ClockFace | None:
    """The clock beside a decision; None where no deadline runs."""
    if sheet.due_on is None or sheet.standing not in NAMES:
        return None
    start = civil_day(sheet.standing_at)
    total = say.calendar.workdays_between(start, sheet.due_on)
    used = min(say.calendar.workdays_between(start, say.today), total)
    over = sheet.due_on < say.today
    drawn = total <= LONGEST_RULER
    return ClockFace(
        name=say.say(NAMES[sheet.standing]),
        left=say.left(sheet.due_on),
        due=say.day(sheet.due_on),
        total=total if drawn else 0,
        used=(total + 1 if over else used) if drawn else 0,
        note=_note(say, total, used, over=over),
        state=say.urgency(sheet.due_on),
    )


def _note(say: Speaker, total: int, used: int, *, over: bool) -> str:
    if over:
        return say.count(OVER_NOTE, total)
    return say.count(NOTE, total, day=used) if used else say.count(FIRST_NOTE, total)


def clock_steps(say: Speaker, sheet: MerchantSheet, scheme: SchemeRules) -> tuple[ClockSteps, ...]:
    """How the last day came about: first the clock of the standing, then its extension, if there was one."""
    length = length_of(sheet.standing, scheme)
    if sheet.due_on is None or not length:
        return ()
    first = say.calendar.workdays_after(civil_day(sheet.standing_at), length)
    if sheet.extended_at is None:
        return (_steps(say, say.say(NAMES[sheet.standing]), first, length, sheet.due_on),)
    start = max(first.due, civil_day(sheet.extended_at))
    more = scheme.rectification_extension_workdays
    second = say.calendar.workdays_after(start, more)
    return (
        _steps(say, say.say(NAMES[sheet.standing]), first, length, first.due),
        _steps(say, say.say(word("field", "Extension")), second, more, sheet.due_on),
    )


def _steps(say: Speaker, name: str, reckoning: Reckoning, length: int, due: date) -> ClockSteps:
    changed = N_(
        "The calendar has changed since: when the clock started, the last day was reckoned as %(due_day)s, and it stays."
    )
    return ClockSteps(
        name=name,
        sentence=say.say(
            N_(
                "%(length)s working days after %(start_day)s; the day on which it starts is not counted (Civil Code 201)."
            ),
            length=length,
            start_day=reckoning.start,
        ),
        due=say.day(reckoning.due),
        provisional=reckoning.provisional,
        differs=say.say(changed, due_day=due) if due != reckoning.due else "",
        rows=_counted(say, reckoning.steps),
    )


def _counted(say: Speaker, steps: tuple[Step, ...]) -> tuple[tuple[str, str, str, bool], ...]:
    rows, number = [], 0
    for step in steps:
        counts = step.counted and step.why is not Why.START
        number += counts
        why, today = say.say(DAYS[step.why]), step.day == say.today
        said = say.say(N_("%(why)s, today"), why=why) if today else why
        rows.append((say.day(step.day), str(number) if counts else "–", said, today))
    return tuple(rows)
