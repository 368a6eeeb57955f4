"""Pure: what a holiday notice must look like, and whether it may take the place of the one in force."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from trustcode.kernel.refusals import Fault, Refusal, RefusalCode, refuse_if_any
from trustcode.kernel.workdays import YearDays

FIELDS = {"year", "official", "source", "note", "rest", "makeup"}
"""The fields of a notice file. `rest` and `makeup` list days (2026-10-01) or spans (2026-10-01/2026-10-07)."""

LONGEST_FILE = 64 * 1024
"""Characters; a notice of any year is a few hundred."""

MOST_REST_DAYS = 60
"""More days off than any notice has named, weekend days inside the holidays included; a span is mistyped beyond it."""

_SATURDAY = 5
_ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class CalendarRefusal(RefusalCode):
    """Why a notice is not taken."""

    NOT_JSON = "calendar_not_json"
    TOO_LONG = "calendar_too_long"
    NOT_AN_OBJECT = "calendar_not_an_object"
    FIELD_TWICE = "calendar_field_twice"
    FIELD_MISSING = "calendar_field_missing"
    FIELD_UNKNOWN = "calendar_field_unknown"
    FIELD_WRONG_TYPE = "calendar_field_wrong_type"
    NOT_A_YEAR = "calendar_not_a_year"
    NOT_A_DAY = "calendar_not_a_day"
    DAY_OUTSIDE_YEAR = "calendar_day_outside_year"
    DAY_TWICE = "calendar_day_twice"
    REST_AND_MAKEUP = "calendar_rest_and_makeup"
    MAKEUP_ON_WEEKDAY = "calendar_makeup_on_weekday"
    NO_REST_DAYS = "calendar_no_rest_days"
    TOO_MANY_REST_DAYS = "calendar_too_many_rest_days"
    NO_SOURCE = "calendar_no_source"
    ALREADY_LOADED = "calendar_already_loaded"
    NOT_LOADED = "calendar_not_loaded"
    OFFICIAL_STAYS = "calendar_official_stays"


@dataclass(frozen=True)
class Notice:
    """One year's days and where they come from."""

    days: YearDays
    source: str
    note: str = ""

    @property
    def year(self) -> int:
        """The year it speaks of."""
        return self.days.year


def read_notice(text: str) -> Notice:
    """The notice in a JSON file, for example {"year": 2027, "official": true, "source": …, "rest": […], "makeup": […]}.

    Raises Refusal with every fault of the days at once, each with the day it is about.
    """
    facts = _object(text)
    year = facts["year"]
    if isinstance(year, bool) or not isinstance(year, int) or not 2000 <= year <= 2199:
        raise Refusal(CalendarRefusal.NOT_A_YEAR, "year", found=str(year)[:20])
    rest, makeup = _days(facts, "rest"), _days(facts, "makeup")
    official = _typed(facts, "official", bool)
    source = _typed(facts, "source", str).strip()
    refuse_if_any(_faults(year, rest, makeup, official=official, source=source))
    days = YearDays(year, frozenset(rest), frozenset(makeup), official)
    return Notice(days, source, _typed(facts, "note", str, "").strip())


def may_load(latest: YearDays | None, days: YearDays) -> None:
    """Whether a notice may be loaded over what is known. Raises Refusal(ALREADY_LOADED): a correction is a replacement."""
    if latest is not None and latest.official:
        raise Refusal(CalendarRefusal.ALREADY_LOADED, "year", year=days.year)


def may_replace(latest: YearDays | None, days: YearDays) -> None:
    """Whether a correction may take the place of the latest version. Raises Refusal: none there, or less official."""
    if latest is None:
        raise Refusal(CalendarRefusal.NOT_LOADED, "year", year=days.year)
    if latest.official and not days.official:
        raise Refusal(CalendarRefusal.OFFICIAL_STAYS, "official", year=days.year)


def _object(text: str) -> dict[str, Any]:
    if len(text) > LONGEST_FILE:
        raise Refusal(CalendarRefusal.TOO_LONG, limit=LONGEST_FILE)
    try:
        facts = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Refusal(CalendarRefusal.NOT_JSON, line=getattr(error, "lineno", 1)) from None
    if not isinstance(facts, dict):
        raise Refusal(CalendarRefusal.NOT_AN_OBJECT)
    missing = sorted(FIELDS - {"note"} - set(facts))
    unknown = sorted(set(facts) - FIELDS)
    refuse_if_any(
        [Fault(CalendarRefusal.FIELD_MISSING, name) for name in missing]
        + [Fault(CalendarRefusal.FIELD_UNKNOWN, name[:40]) for name in unknown]
    )
    return facts


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Refusal(CalendarRefusal.FIELD_TWICE, name[:40])
        found[name] = value
    return found


def _typed(facts: dict[str, Any], name: str, kind: type, default: Any = None) -> Any:
    value = facts.get(name, default)
    if not isinstance(value, kind):
        raise Refusal(CalendarRefusal.FIELD_WRONG_TYPE, name)
    return value


def _days(facts: dict[str, Any], name: str) -> list[date]:
    days: list[date] = []
    for text in _typed(facts, name, list):
        days += _span(text, name)
    return days


def _span(text: Any, name: str) -> list[date]:
    first, _, last = text.partition("/") if isinstance(text, str) else ("", "", "")
    start, end = _day(first), _day(last or first)
    if start is None or end is None or not 0 <= (end - start).days < MOST_REST_DAYS:
        raise Refusal(CalendarRefusal.NOT_A_DAY, name, found=str(text)[:40])
    return [start + timedelta(days=i) for i in range((end - start).days + 1)]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None


def _faults(year: int, rest: list[date], makeup: list[date], *, official: bool, source: str) -> list[Fault]:
    code = CalendarRefusal
    named = [("rest", day) for day in rest] + [("makeup", day) for day in makeup]
    faults = [Fault(code.DAY_OUTSIDE_YEAR, where, {"day": day}) for where, day in named if day.year != year]
    for where, days in (("rest", rest), ("makeup", makeup)):
        faults += [Fault(code.DAY_TWICE, where, {"day": day}) for day in sorted(set(days)) if days.count(day) > 1]
    faults += [Fault(code.REST_AND_MAKEUP, "makeup", {"day": day}) for day in sorted(set(rest) & set(makeup))]
    faults += [Fault(code.MAKEUP_ON_WEEKDAY, "makeup", {"day": d}) for d in makeup if d.weekday() < _SATURDAY]
    if official and not rest:
        faults.append(Fault(code.NO_REST_DAYS, "rest"))
    if len(rest) > MOST_REST_DAYS:
        faults.append(Fault(code.TOO_MANY_REST_DAYS, "rest", {"found": len(rest), "limit": MOST_REST_DAYS}))
    if not source:
        faults.append(Fault(code.NO_SOURCE, "source"))
    return faults
