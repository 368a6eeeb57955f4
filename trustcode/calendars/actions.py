"""Acts: a year's notice is loaded, or corrected. Every version stays."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from importlib import resources

from trustcode.calendars import queries, rules
from trustcode.calendars.entries import CalendarYearLoaded, CalendarYearReplaced
from trustcode.calendars.models import CalendarYear
from trustcode.calendars.rules import Notice
from trustcode.kernel.workdays import Calendar
from trustcode.record.pen import Pen


def load_year(pen: Pen, *, notice: Notice) -> int:
    """Load the notice of a year not known, or known only provisionally; returns its version.

    The same days again change nothing and return the version that holds them. Raises Refusal(ALREADY_LOADED) for
    other days than those of an official notice.
    """
    known = queries.versions(pen, notice.year)
    if known and queries.days_of(known[-1]) == notice.days:
        return known[-1].version
    rules.may_load(queries.days_of(known[-1]) if known else None, notice.days)
    return _add(pen, notice, known[-1].version + 1 if known else 1, CalendarYearLoaded)


def replace_year(pen: Pen, *, notice: Notice) -> int:
    """Correct a year that is known; the earlier versions stay. Returns the new version, or the old if nothing differs.

    Raises Refusal(NOT_LOADED) for a year not known, Refusal(OFFICIAL_STAYS) for a provisional notice over an official.
    """
    known = queries.versions(pen, notice.year)
    rules.may_replace(queries.days_of(known[-1]) if known else None, notice.days)
    if queries.days_of(known[-1]) == notice.days:
        return known[-1].version
    return _add(pen, notice, known[-1].version + 1, CalendarYearReplaced)


def load_shipped(pen: Pen) -> int:
    """Load the years that come with the program and are not known yet; returns how many. Safe to run at every start.

    A year that the operator has loaded or corrected is left as it is.
    """
    return sum(_load_if_newer(pen, notice) for notice in shipped())


def shipped() -> tuple[Notice, ...]:
    """The notices that come with the program, by year."""
    folder = resources.files("trustcode.calendars").joinpath("data")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".json")), key=lambda file: file.name)
    return tuple(rules.read_notice(file.read_text(encoding="utf-8")) for file in files)


def _load_if_newer(pen: Pen, notice: Notice) -> bool:
    known = [queries.days_of(row) for row in queries.versions(pen, notice.year)]
    if known and (known[-1].official or not notice.days.official):
        return False
    load_year(pen, notice=notice)
    return True


def _add(pen: Pen, notice: Notice, version: int, kind: type[CalendarYearLoaded | CalendarYearReplaced]) -> int:
    days = notice.days
    pen.add(
        CalendarYear(
            year=days.year,
            version=version,
            official=days.official,
            rest=_text(days.rest),
            makeup=_text(days.makeup),
            source=notice.source,
            note=notice.note,
        )
    )
    pen.note(
        kind(
            subject=str(days.year),
            version=version,
            official=days.official,
            workdays=_workdays(notice),
            source=notice.source,
        )
    )
    return version


def _workdays(notice: Notice) -> int:
    last = date(notice.year, 12, 31)
    return Calendar([notice.days]).workdays_between(date(notice.year, 1, 1) - timedelta(days=1), last)


def _text(days: Iterable[date]) -> str:
    return json.dumps([day.isoformat() for day in sorted(days)])
