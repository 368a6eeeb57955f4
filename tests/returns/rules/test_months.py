"""Months by the calendar and from the 25th: one holds every day, none holds a day twice, and what a unit owes follows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.commitments.rules.days import Stretch
from trustcode.kernel.scheme import SchemeRules
from trustcode.returns.rules.months import (
    MonthState,
    due_on,
    is_over,
    kind_of,
    missed_in_a_row,
    month_of,
    next_month,
    owed_months,
    previous_month,
    read_period,
    state_of,
)
from trustcode.returns.rules.words import MonthKind

SCHEME = SchemeRules()
CALENDAR, FROM_25TH = MonthKind.CALENDAR, MonthKind.FROM_25TH
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("kind", "day", "period", "from_on", "to_on"),
    [
        (CALENDAR, date(2026, 11, 23), "2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        (CALENDAR, date(2028, 2, 29), "2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        (FROM_25TH, date(2026, 11, 24), "2026-11", date(2026, 10, 25), date(2026, 11, 24)),
        (FROM_25TH, date(2026, 11, 25), "2026-12", date(2026, 11, 25), date(2026, 12, 24)),
        (FROM_25TH, date(2026, 12, 31), "2027-01", date(2026, 12, 25), date(2027, 1, 24)),
        (FROM_25TH, date(2027, 1, 1), "2027-01", date(2026, 12, 25), date(2027, 1, 24)),
    ],
)
def test_a_month_is_named_by_its_end(kind, day, period, from_on, to_on):
    month = month_of(kind, day)

    assert (month.period, month.from_on, month.to_on) == (period, from_on, to_on)


@given(DAYS, st.sampled_from(MonthKind))
def test_months_follow_each_other_without_gap_and_every_day_lies_in_one(day, kind):
    month = month_of(kind, day)
    after = next_month(month)

    assert month.holds(day)
    assert after.from_on == month.to_on + timedelta(days=1)
    assert previous_month(after) == month
    assert read_period(kind, month.period) == month
    assert 28 <= (month.to_on - month.from_on).days + 1 <= 31


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-00", "2026-1", "1999-12", "2026-11 ", "２０２６-11", "2026-11\n"]
)
def test_what_names_no_month_is_none(text):
    assert read_period(CALENDAR, text) is None


def test_a_report_is_due_some_days_after_the_end():
    november = month_of(FROM_25TH, date(2026, 11, 1))

    assert due_on(november, SCHEME) == date(2026, 12, 4)
    assert not is_over(november, date(2026, 11, 24))
    assert is_over(november, date(2026, 11, 25))


def test_the_duty_follows_the_setting():
    assert kind_of(SCHEME) is CALENDAR
    assert kind_of(SchemeRules(report_month_starts_on=25)) is FROM_25TH


def test_a_unit_owes_from_its_first_month_and_not_for_months_wholly_out_of_force():
    held = [
        Stretch(date(2026, 5, 30), date(2026, 6, 3)),
        Stretch(date(2026, 8, 31), None),
    ]

    owed = owed_months(CALENDAR, held, date(2026, 10, 2))

    assert [month.period for month in owed] == ["2026-05", "2026-06", "2026-08", "2026-09", "2026-10"]


def test_the_day_after_the_last_is_not_a_day_of_the_promise():
    assert [
        m.period for m in owed_months(CALENDAR, [Stretch(date(2026, 5, 3), date(2026, 6, 1))], date(2026, 7, 1))
    ] == ["2026-05"]
    assert owed_months(CALENDAR, [], date(2026, 7, 1)) == ()


@pytest.mark.parametrize(
    ("today", "is_nil", "state"),
    [
        (date(2026, 10, 31), None, MonthState.RUNNING),
        (date(2026, 11, 10), None, MonthState.DUE),
        (date(2026, 11, 11), None, MonthState.OVERDUE),
        (date(2026, 11, 11), True, MonthState.NIL),
        (date(2026, 11, 11), False, MonthState.REPORTED),
    ],
)
def test_how_a_month_stands(today, is_nil, state):
    assert state_of(month_of(CALENDAR, date(2026, 10, 5)), today, SCHEME, is_nil=is_nil) is state


def test_missed_in_a_row_counts_back_to_the_last_report():
    month = month_of(CALENDAR, date(2026, 10, 5))
    states = [
        MonthState.RUNNING,
        MonthState.DUE,
        MonthState.OVERDUE,
        MonthState.OVERDUE,
        MonthState.NIL,
        MonthState.OVERDUE,
    ]

    assert missed_in_a_row([(month, state) for state in states]) == 2
    assert missed_in_a_row([]) == 0
