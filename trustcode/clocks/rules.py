"""Pure: the clocks C1 to C13 and those of this platform as a table, which version of a row counts, and how a clock runs.

A row is chosen by the day on which the matter came in, so that a change of the law leaves older matters alone. Lengths
are working days or calendar days; what is not counted is told day by day (`kernel.workdays`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any

from trustcode.kernel.refusals import Fault, Refusal, RefusalCode, refuse_if_any
from trustcode.kernel.workdays import Calendar, Reckoning

LONGEST_FILE = 256 * 1024
"""Characters; the table that comes with the program has a tenth of that."""

LONGEST_LENGTH = 400
"""Days; no clock of the law is longer, so more is a slip of the keyboard."""

LONGEST_SOURCE = 200
_DAY = timedelta(days=1)
_ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class ClockCode(StrEnum):
    """The clocks by the number that they have in the documents; P1 to P3 are those of this platform."""

    ACCEPT = "C1"
    MEDIATE = "C2"
    TELL_END = "C3"
    IDENTITY = "C4"
    VERIFY = "C5"
    TELL_REPORTER = "C6"
    PENALTY_CASE = "C7"
    JURISDICTION = "C8"
    SETTLE = "C9"
    HAND_OVER = "C10"
    COUNCIL = "C11"
    PENALTY_PUBLIC = "C12"
    DELIBERATE_DELAY = "C13"
    PUBLISH = "P1"
    OBJECTION = "P2"
    SHOPPER_WORD = "P3"


class Starts(StrEnum):
    """The event from which a clock runs; the day of the event itself is not counted."""

    COMPETENT_RECEIVED = "competent_received"
    ACCEPTED = "accepted"
    MEDIATION_ENDED = "mediation_ended"
    NOTICE_GIVEN = "notice_given"
    CLUE_RECEIVED = "clue_received"
    CASE_FILED = "case_filed"
    DISPUTE_ARISEN = "dispute_arisen"
    REACHED_MERCHANT = "reached_merchant"
    HOTLINE_RECEIVED = "hotline_received"
    COUNCIL_RECEIVED = "council_received"
    PENALTY_DECIDED = "penalty_decided"
    DUTY_DUE = "duty_due"
    INFORMATION_FORMED = "information_formed"
    OBJECTION_MADE = "objection_made"
    ANSWER_GIVEN = "answer_given"


class Unit(StrEnum):
    """Working days, calendar days, or a day that a notice names."""

    WORKDAY = "workday"
    DAY = "day"
    NAMED = "named"


class PauseWhy(StrEnum):
    """What stops a clock while it lasts."""

    APPRAISAL = "appraisal"
    TESTING = "testing"
    HEARING = "hearing"
    ANNOUNCEMENT = "announcement"


class Certainty(StrEnum):
    """How sure we are of a row: its text was found, known well, fairly or badly, or it is our own design."""

    FOUND = "found"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    DESIGN = "design"


class ClockRefusal(RefusalCode):
    """Why a table of clocks is not taken, or a clock does not run like that."""

    NOT_JSON = "clocks_not_json"
    NOT_A_LIST = "clocks_not_a_list"
    TOO_LONG = "clocks_too_long"
    FIELDS_WRONG = "clocks_fields_wrong"
    VALUE_WRONG = "clocks_value_wrong"
    SPANS_OVERLAP = "clocks_spans_overlap"
    NO_PAUSE_HERE = "clocks_no_pause_here"
    NO_EXTENSION_HERE = "clocks_no_extension_here"
    PAUSE_BACKWARDS = "clocks_pause_backwards"


@dataclass(frozen=True)
class ClockRule:
    """One row of the table: a clock as one version of the law has it. `until` is its last day in force, or None."""

    code: ClockCode
    starts: Starts
    length: int | None
    unit: Unit
    extension: int
    pauses: tuple[PauseWhy, ...]
    valid_from: date
    until: date | None
    source_zh: str
    source_en: str
    certainty: Certainty

    @property
    def is_sure(self) -> bool:
        """Whether the text of the rule was found, or is well known; other rows are to be verified before relied on."""
        return self.certainty in {Certainty.FOUND, Certainty.HIGH}


@dataclass(frozen=True)
class Pause:
    """A clock stands still from the day after `from_on` up to and including `to_on`; None while it still does."""

    from_on: date
    to_on: date | None
    why: PauseWhy


@dataclass(frozen=True)
class Running:
    """A clock that runs: its rule, from which day, how it was reckoned, and whether it stands still now."""

    rule: ClockRule
    start_on: date
    reckoning: Reckoning
    extended: bool
    stands_still: bool

    @property
    def due_on(self) -> date:
        """The last day; while the clock stands still it is the earliest one possible."""
        return self.reckoning.due


class ClockTable:
    """All rows. Immutable."""

    def __init__(self, rules: Iterable[ClockRule]) -> None:
        """Raises Refusal SPANS_OVERLAP when two rows of a clock are in force on one day."""
        ordered = sorted(rules, key=lambda rule: (list(ClockCode).index(rule.code), rule.valid_from))
        refuse_if_any(_overlaps(ordered))
        self.rules = tuple(ordered)

    def rule(self, code: ClockCode, came_in_on: date) -> ClockRule:
        """The row for a matter that came in on a day; before the first row of a clock, the first one.

        Raises LookupError when the table has no row of this clock up to that day's version at all.
        """
        rows = [rule for rule in self.rules if rule.code is code]
        fitting = [rule for rule in rows if rule.valid_from <= came_in_on]
        if not rows:
            raise LookupError(code)
        return fitting[-1] if fitting else rows[0]


def run(
    rule: ClockRule,
    start_on: date,
    calendar: Calendar,
    *,
    today: date,
    pauses: Iterable[Pause] = (),
    extended: bool = False,
    named_on: date | None = None,
) -> Running:
    """A clock reckoned day by day from the day of its event (Civil Code 201 to 203).

    `named_on` is the day in the notice, for a clock whose length is not fixed. A pause that has no end lasts until
    `today`. Raises Refusal NO_PAUSE_HERE, NO_EXTENSION_HERE or PAUSE_BACKWARDS.
    """
    stops = tuple(pauses)
    _check(rule, stops, extended=extended)
    paused = {day for stop in stops for day in _days_of(stop, today)}
    stands_still = any(stop.to_on is None for stop in stops)
    if rule.unit is Unit.NAMED or rule.length is None:
        reckoning = calendar.days_after(start_on, max(((named_on or start_on) - start_on).days, 0), roll=False)
        return Running(rule, start_on, reckoning, extended, stands_still)
    length = rule.length + (rule.extension if extended else 0)
    count = calendar.workdays_after if rule.unit is Unit.WORKDAY else calendar.days_after
    return Running(rule, start_on, count(start_on, length, paused=paused), extended, stands_still)


def read_table(text: str) -> tuple[ClockRule, ...]:
    """The rows of a JSON file: a list of objects with the fields of `ClockRule`. Raises Refusal with every fault."""
    if len(text) > LONGEST_FILE:
        raise Refusal(ClockRefusal.TOO_LONG, limit=LONGEST_FILE)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refusal(ClockRefusal.NOT_JSON, line=getattr(error, "lineno", 1)) from None
    if not isinstance(found, list) or not found:
        raise Refusal(ClockRefusal.NOT_A_LIST)
    refuse_if_any(_shape_faults(found))
    rules = tuple(_rule(row) for row in found)
    refuse_if_any(fault for place, rule in enumerate(rules, 1) for fault in _rule_faults(place, rule))
    ClockTable(rules)
    return rules


_FIELDS = {
    "code", "starts", "length", "unit", "extension", "pauses", "from", "until", "source_zh", "source_en", "certainty",
}  # fmt: skip


def _shape_faults(rows: list[Any]) -> Iterator[Fault]:
    for place, row in enumerate(rows, 1):
        if not isinstance(row, dict) or set(row) - {"note"} != _FIELDS:
            yield Fault(ClockRefusal.FIELDS_WRONG, "", {"row": place})
            continue
        for name in sorted(_FIELDS):
            if not _is_plausible(name, row[name]):
                yield Fault(ClockRefusal.VALUE_WRONG, name, {"row": place, "column": name})


def _is_plausible(name: str, value: Any) -> bool:
    enums: dict[str, type[StrEnum]] = {"code": ClockCode, "starts": Starts, "unit": Unit, "certainty": Certainty}
    if name in enums:
        return value in {member.value for member in enums[name]} if isinstance(value, str) else False
    if name in {"length", "extension"}:
        return value is None if name == "length" and value is None else _is_length(value)
    if name == "pauses":
        known = {why.value for why in PauseWhy}
        return isinstance(value, list) and all(isinstance(one, str) and one in known for one in value)
    if name in {"from", "until"}:
        return (name == "until" and value is None) or _day(value) is not None
    return isinstance(value, str) and 0 < len(value.strip()) <= LONGEST_SOURCE


def _is_length(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LONGEST_LENGTH


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and _ISO_DAY.fullmatch(value) else None
    except ValueError:
        return None


def _rule(row: dict[str, Any]) -> ClockRule:
    return ClockRule(
        code=ClockCode(row["code"]),
        starts=Starts(row["starts"]),
        length=row["length"],
        unit=Unit(row["unit"]),
        extension=row["extension"],
        pauses=tuple(PauseWhy(why) for why in row["pauses"]),
        valid_from=date.fromisoformat(row["from"]),
        until=_day(row["until"]),
        source_zh=row["source_zh"].strip(),
        source_en=row["source_en"].strip(),
        certainty=Certainty(row["certainty"]),
    )


def _rule_faults(place: int, rule: ClockRule) -> Iterator[Fault]:
    if rule.until is not None and rule.until < rule.valid_from:
        yield Fault(ClockRefusal.VALUE_WRONG, "until", {"row": place, "column": "until"})
    if (rule.length is None) != (rule.unit is Unit.NAMED) or rule.length == 0:
        yield Fault(ClockRefusal.VALUE_WRONG, "length", {"row": place, "column": "length"})


def _overlaps(ordered: list[ClockRule]) -> Iterator[Fault]:
    for one, next_one in pairwise(ordered):
        ends = one.until is not None and one.until < next_one.valid_from
        if one.code is next_one.code and not ends:
            facts = {"clock": one.code.value, "day": next_one.valid_from}
            yield Fault(ClockRefusal.SPANS_OVERLAP, "from", facts)


def _check(rule: ClockRule, stops: tuple[Pause, ...], *, extended: bool) -> None:
    for stop in stops:
        if stop.why not in rule.pauses:
            raise Refusal(ClockRefusal.NO_PAUSE_HERE, "why", clock=rule.code.value)
        if stop.to_on is not None and stop.to_on < stop.from_on:
            raise Refusal(ClockRefusal.PAUSE_BACKWARDS, "to_on")
    if extended and not rule.extension:
        raise Refusal(ClockRefusal.NO_EXTENSION_HERE, "", clock=rule.code.value)


def _days_of(stop: Pause, today: date) -> Iterator[date]:
    day, last = stop.from_on + _DAY, stop.to_on or today
    while day <= last:
        yield day
        day += _DAY
