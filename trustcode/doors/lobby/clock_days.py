"""A clock of a matter in words: how much time is left, and how each day was counted. For shop, shopper and officer alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trustcode.clocks.rules import Pause, Unit
from trustcode.complaints.queries.clocks import ClockSheet
from trustcode.doors.wording.catalog import translations
from trustcode.doors.wording.filters import day_weekday
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_, Word, filled, say, say_word, word
from trustcode.kernel.workdays import Step, Why

NEAR = 3
"""Calendar days before the last one from which a deadline is said to be near."""

_DAYS: dict[Why, Word] = {
    Why.START: word("clock day", "the day it starts, not counted"),
    Why.WORKDAY: word("clock day", "working day"),
    Why.MAKEUP: word("clock day", "weekend, but a working day by the holiday notice"),
    Why.REST: word("clock day", "day off, not counted"),
    Why.PAUSED: word("clock day", "the clock stands still, not counted"),
    Why.ROLLED: word("clock day", "the last day falls on a day off, so it moves on"),
}
_REST_COUNTED = word("clock day", "day off, but every day is counted")
_LENGTHS: dict[Unit, tuple[str, str]] = {
    Unit.WORKDAY: (
        "%(num)s working day, counted from the day after %(start_day)s: %(event)s.",
        "%(num)s working days, counted from the day after %(start_day)s: %(event)s.",
    ),
    Unit.DAY: (
        "%(num)s calendar day, counted from the day after %(start_day)s: %(event)s. A last day that is a day off moves to the next working day.",
        "%(num)s calendar days, counted from the day after %(start_day)s: %(event)s. A last day that is a day off moves to the next working day.",
    ),
}
_NAMED = N_("Until the day that the notice names; it was given on %(start_day)s.")


@dataclass(frozen=True)
class ClockLeft:
    """How much time there is: `left` in days, `word` beside the colour, `tone` empty, `near`, `today`, `late` or `still`."""

    left: str
    word: str
    tone: str


@dataclass(frozen=True)
class ClockDay:
    """One day: which, its number if it counts, what it is; `is_today`, `is_last`."""

    day: str
    number: str
    why: str
    is_today: bool
    is_last: bool


@dataclass(frozen=True)
class ClockDays:
    """A clock in full, as the component `clock-days` draws it. `over` says how it ended, once it has."""

    name: str
    due: str
    left: ClockLeft
    over: str
    sentence: str
    source: str
    sure: str
    provisional: bool
    extended: str
    pauses: tuple[str, ...]
    rows: tuple[ClockDay, ...]


def clock_left(language: str, due_on: date, today: date, *, stands_still: bool = False) -> ClockLeft:
    """The countdown to a last day, in calendar days, with its word and tone; the day lasts until midnight in China."""
    if stands_still:
        said = word("clock", "stands still")
        return ClockLeft(say(language, N_("not counted now")), say_word(language, said), "still")
    days, known = (due_on - today).days, translations(language)
    if days < 0:
        left = known.ngettext("%(num)s day over", "%(num)s days over", -days)
        return ClockLeft(filled(left, {"num": -days}), say_word(language, word("clock", "over")), "late")
    if days == 0:
        return ClockLeft(
            say(language, N_("until midnight today")), say_word(language, word("clock", "last day")), "today"
        )
    left = filled(known.ngettext("%(num)s day left", "%(num)s days left", days), {"num": days})
    if days <= NEAR:
        return ClockLeft(left, say_word(language, word("clock", "soon")), "near")
    return ClockLeft(left, say_word(language, word("clock", "in time")), "")


def clock_days(language: str, clock: ClockSheet, today: date) -> ClockDays:
    """A clock with every day of it in words."""
    rule = clock.rule
    return ClockDays(
        name=label(language, rule.code),
        due=day_weekday(language, clock.due_on, today),
        left=clock_left(language, clock.due_on, today, stands_still=clock.stands_still),
        over=_over(language, clock, today),
        sentence=_sentence(language, clock, today),
        source=rule.source_zh if language == "zh" else rule.source_en,
        sure="" if rule.is_sure else label(language, rule.certainty),
        provisional=clock.provisional and clock.stopped_on is None,
        extended=_extended(language, clock),
        pauses=tuple(_pause(language, pause, today) for pause in clock.pauses),
        rows=tuple(_rows(language, clock, today)),
    )


def _over(language: str, clock: ClockSheet, today: date) -> str:
    if clock.stopped_on is None:
        return ""
    by_met = {
        True: N_("Done on %(stop_day)s, in time."),
        False: N_("Not done in time; the clock stopped on %(stop_day)s."),
        None: N_("Stopped on %(stop_day)s, before the time was over."),
    }
    return say(language, by_met[clock.met], {"stop_day": day_weekday(language, clock.stopped_on, today)})


def _sentence(language: str, clock: ClockSheet, today: date) -> str:
    facts = {
        "start_day": day_weekday(language, clock.start_on, today),
        "event": label(language, clock.rule.starts),
    }
    length = clock.rule.length
    if length is None or clock.rule.unit is Unit.NAMED:
        return say(language, _NAMED, facts)
    whole = length + (clock.rule.extension if clock.extended else 0)
    return filled(translations(language).ngettext(*_LENGTHS[clock.rule.unit], whole), {"num": whole, **facts})


def _extended(language: str, clock: ClockSheet) -> str:
    if not clock.extended:
        return ""
    return say(
        language, N_("%(num)s days of it are an extension that the law allows once."), {"num": clock.rule.extension}
    )


def _pause(language: str, pause: Pause, today: date) -> str:
    facts = {
        "why": label(language, pause.why),
        "from_day": day_weekday(language, pause.from_on, today),
        "to_day": day_weekday(language, pause.to_on, today) if pause.to_on else "",
    }
    ended = N_("%(why)s: the days after %(from_day)s up to %(to_day)s are not counted.")
    lasts = N_("%(why)s: the days after %(from_day)s are not counted until the result is there.")
    return say(language, ended if pause.to_on else lasts, facts)


def _rows(language: str, clock: ClockSheet, today: date) -> list[ClockDay]:
    rows, number = [], 0
    for step in clock.reckoning.steps:
        counts = step.counted and step.why is not Why.START
        number += counts
        rows.append(
            ClockDay(
                day=day_weekday(language, step.day, today),
                number=str(number) if counts else "",
                why=step_words(language, step),
                is_today=step.day == today,
                is_last=step.day == clock.reckoning.due,
            )
        )
    return rows


def step_words(language: str, step: Step) -> str:
    """What one day of a reckoning is, and whether it counts."""
    is_counted_rest = step.counted and step.why is Why.REST
    return say_word(language, _REST_COUNTED if is_counted_rest else _DAYS[step.why])
