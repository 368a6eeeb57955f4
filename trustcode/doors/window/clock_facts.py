"""Pure: a clock of the law as JSON: its versions, and how one was counted, day by day, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from trustcode.clocks.rules import ClockCode, ClockRule, Pause
from trustcode.doors.lobby.clock_days import step_words
from trustcode.doors.lobby.published import coded
from trustcode.doors.window.tongues import both
from trustcode.doors.wording.labels import label
from trustcode.kernel.workdays import Calendar, Reckoning, Why

Facts = dict[str, Any]


def clock_facts(code: ClockCode, rules: Iterable[ClockRule]) -> Facts:
    """One clock with every version of its rule, the oldest first."""
    return {"clock": code.value, "name": name_of(code), "versions": [rule_facts(rule) for rule in rules]}


def name_of(code: ClockCode) -> Facts:
    """What a clock is called."""
    return both(lambda language: label(language, code))


def rule_facts(rule: ClockRule) -> Facts:
    """One version of a rule. `length` and `extension` are days of `unit`; None where a notice names the day."""
    return {
        "valid_from": rule.valid_from.isoformat(),
        "valid_until": rule.until.isoformat() if rule.until else None,
        "starts": coded(rule.starts),
        "length": rule.length,
        "unit": rule.unit.value,
        "extension": rule.extension,
        "pauses": [coded(why) for why in rule.pauses],
        "source": {"zh": rule.source_zh, "en": rule.source_en},
        "certainty": coded(rule.certainty),
        "is_sure": rule.is_sure,
    }


def pause_facts(pauses: Iterable[Pause]) -> list[Facts]:
    """Each time a clock stood still: the days after `from` up to and including `to` are not counted."""
    return [
        {"why": coded(one.why), "from": one.from_on.isoformat(), "to": one.to_on.isoformat() if one.to_on else None}
        for one in pauses
    ]


def day_facts(reckoning: Reckoning, known: Calendar) -> Facts:
    """Every day from the start to the last one: whether it counts, as which, and why or why not."""
    days, number = [], 0
    for step in reckoning.steps:
        counts = step.counted and step.why is not Why.START
        number += counts
        why = {"code": step.why.value, **both(lambda language, step=step: step_words(language, step))}  # type: ignore[misc]
        days.append({"day": step.day.isoformat(), "counts": counts, "number": number if counts else None, "why": why})
    return {
        "start": reckoning.start.isoformat(),
        "last_day": reckoning.due.isoformat(),
        "provisional": reckoning.provisional,
        "provisional_years": _unknown_years(reckoning, known),
        "days": days,
    }


def _unknown_years(reckoning: Reckoning, known: Calendar) -> list[int]:
    """Years on the way whose holiday notice is not known yet: their Mondays to Fridays were counted."""
    if not reckoning.provisional:
        return []
    first, last = reckoning.start.year, reckoning.due.year
    return [year for year in range(first, last + 1) if known.is_provisional(date(year, 1, 1))]
