"""The last day is right on every day: holidays, make-up days, years that are not known yet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.doors.scan.reckoning import MOST_EARLIER, earlier_purchases, last_day
from trustcode.kernel.workdays import Calendar, YearDays

SPRING = frozenset(date(2026, 2, 15) + timedelta(days=n) for n in range(9))
CALENDAR = Calendar(
    [YearDays(2026, rest=SPRING, makeup=frozenset({date(2026, 2, 14), date(2026, 2, 28)}), official=True)]
)


@pytest.mark.parametrize(
    ("bought", "window", "last", "rolled_from", "provisional"),
    [
        (date(2026, 11, 23), 7, date(2026, 11, 30), None, False),
        (date(2026, 11, 21), 7, date(2026, 11, 30), date(2026, 11, 28), False),
        (date(2026, 2, 10), 7, date(2026, 2, 24), date(2026, 2, 17), False),
        (date(2026, 2, 7), 7, date(2026, 2, 14), None, False),
        (date(2026, 12, 29), 7, date(2027, 1, 5), None, True),
        (date(2026, 11, 23), 60, date(2027, 1, 22), None, True),
    ],
    ids=["plain", "weekend", "spring festival", "make-up day", "across new year", "sixty days"],
)
def test_the_last_day(*, bought: date, window: int, last: date, rolled_from: date | None, provisional: bool) -> None:
    found = last_day(bought, window, CALENDAR)

    assert (found.last_on, found.rolled_from, found.provisional) == (last, rolled_from, provisional)


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(DAYS, st.integers(7, 365))
def test_nobody_gets_fewer_days_than_promised_and_the_last_one_is_a_working_day(bought: date, window: int) -> None:
    found = last_day(bought, window, CALENDAR)

    assert found.last_on - bought >= timedelta(days=window)
    assert CALENDAR.is_workday(found.last_on)


@given(DAYS, st.integers(7, 365))
def test_the_last_day_is_that_of_the_calendars_own_account(bought: date, window: int) -> None:
    found, account = last_day(bought, window, CALENDAR), CALENDAR.days_after(bought, window)

    assert (found.last_on, found.provisional) == (account.due, account.provisional)


@given(DAYS, st.integers(7, 365))
def test_earlier_purchases_are_those_that_may_still_come_back(today: date, window: int) -> None:
    found = earlier_purchases(today, lambda _: window, CALENDAR)

    assert all(one.bought_on < today <= one.last_on for one in found)
    assert len(found) <= MOST_EARLIER
