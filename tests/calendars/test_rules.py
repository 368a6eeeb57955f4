"""Notices as files: what is read, and what is refused with a reason that says where."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from trustcode.calendars import rules
from trustcode.calendars.rules import CalendarRefusal, Notice
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.workdays import YearDays

NOTICE = {
    "year": 2027,
    "official": True,
    "source": "国务院办公厅关于2027年部分节假日安排的通知",
    "rest": ["2027-01-01/2027-01-03", "2027-04-05"],
    "makeup": ["2027-02-20"],
}


def written(**changes: Any) -> str:
    """The notice as a file, with other fields; None leaves a field out."""
    return json.dumps({name: value for name, value in {**NOTICE, **changes}.items() if value is not None})


def refused(text: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        rules.read_notice(text)
    return caught.value


def test_a_notice_names_days_and_spans() -> None:
    notice = rules.read_notice(written(note=" 样本 "))

    rest = {date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3), date(2027, 4, 5)}
    days = YearDays(2027, frozenset(rest), frozenset({date(2027, 2, 20)}), official=True)
    assert notice == Notice(days, "国务院办公厅关于2027年部分节假日安排的通知", "样本")


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("", CalendarRefusal.NOT_JSON, ""),
        ("{", CalendarRefusal.NOT_JSON, ""),
        ("[" * 60_000, CalendarRefusal.NOT_JSON, ""),
        ("[]", CalendarRefusal.NOT_AN_OBJECT, ""),
        (" " * 70_000, CalendarRefusal.TOO_LONG, ""),
        ('{"year": 2027, "year": 2028}', CalendarRefusal.FIELD_TWICE, "year"),
        (written(rest=None), CalendarRefusal.FIELD_MISSING, "rest"),
        (written(holidays=[]), CalendarRefusal.FIELD_UNKNOWN, "holidays"),
        (written(year="2027"), CalendarRefusal.NOT_A_YEAR, "year"),
        (written(year=True), CalendarRefusal.NOT_A_YEAR, "year"),
        (written(year=27), CalendarRefusal.NOT_A_YEAR, "year"),
        (written(official="yes"), CalendarRefusal.FIELD_WRONG_TYPE, "official"),
        (written(rest="2027-01-01"), CalendarRefusal.FIELD_WRONG_TYPE, "rest"),
        (written(note=7), CalendarRefusal.FIELD_WRONG_TYPE, "note"),
        (written(source="  "), CalendarRefusal.NO_SOURCE, "source"),
        (written(rest=["2027-02-30"]), CalendarRefusal.NOT_A_DAY, "rest"),
        (written(rest=["2027-W05-1"]), CalendarRefusal.NOT_A_DAY, "rest"),
        (written(rest=["20270101"]), CalendarRefusal.NOT_A_DAY, "rest"),
        (written(rest=[20270101]), CalendarRefusal.NOT_A_DAY, "rest"),
        (written(rest=["2027-01-03/2027-01-01"]), CalendarRefusal.NOT_A_DAY, "rest"),
        (written(rest=["2027-01-01/2027-12-31"]), CalendarRefusal.NOT_A_DAY, "rest"),
        (written(rest=["2027-01-01", "2026-12-31"]), CalendarRefusal.DAY_OUTSIDE_YEAR, "rest"),
        (written(rest=["2027-01-01", "2027-01-01"]), CalendarRefusal.DAY_TWICE, "rest"),
        (written(makeup=["2027-01-02"]), CalendarRefusal.REST_AND_MAKEUP, "makeup"),
        (written(makeup=["2027-02-19"]), CalendarRefusal.MAKEUP_ON_WEEKDAY, "makeup"),
        (written(rest=[], makeup=[]), CalendarRefusal.NO_REST_DAYS, "rest"),
        (
            written(rest=["2027-01-01/2027-02-10", "2027-05-01/2027-05-31"], makeup=[]),
            CalendarRefusal.TOO_MANY_REST_DAYS,
            "rest",
        ),
    ],
)
def test_a_bad_file_is_refused_for_what_is_wrong_with_it(text: str, code: CalendarRefusal, where: str) -> None:
    fault = refused(text).faults[0]

    assert (fault.code, fault.where) == (code, where)


def test_all_faults_of_the_days_are_told_at_once() -> None:
    refusal = refused(written(rest=["2027-01-01", "2026-12-31"], makeup=["2027-02-19"], source=""))

    assert {fault.code for fault in refusal.faults} == {
        CalendarRefusal.DAY_OUTSIDE_YEAR,
        CalendarRefusal.MAKEUP_ON_WEEKDAY,
        CalendarRefusal.NO_SOURCE,
    }
    assert refusal.facts == {"day": date(2026, 12, 31)}


def test_a_provisional_year_may_name_no_days() -> None:
    notice = rules.read_notice(written(official=False, rest=[], makeup=[]))

    assert notice.days == YearDays(2027)


def test_an_official_notice_gives_way_to_a_correction_only() -> None:
    official, provisional = YearDays(2027, official=True), YearDays(2027)

    rules.may_load(None, official)
    rules.may_load(provisional, official)
    rules.may_replace(official, official)
    with pytest.raises(Refusal) as caught:
        rules.may_load(official, official)
    assert caught.value.code is CalendarRefusal.ALREADY_LOADED


@pytest.mark.parametrize(
    ("latest", "code"),
    [(None, CalendarRefusal.NOT_LOADED), (YearDays(2027, official=True), CalendarRefusal.OFFICIAL_STAYS)],
)
def test_a_correction_needs_a_year_and_is_no_less_official(latest: YearDays | None, code: CalendarRefusal) -> None:
    with pytest.raises(Refusal) as caught:
        rules.may_replace(latest, YearDays(2027))

    assert caught.value.code is code
