"""Moments are UTC, days are China's."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.kernel.moments import civil_day, end_of, in_china, now, start_of


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 11, 23, 15, 59, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 16, 0, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2028, 2, 28, 16, 0, tzinfo=UTC), date(2028, 2, 29)),
    ],
)
def test_a_day_begins_at_midnight_in_china(at: datetime, day: date) -> None:
    assert civil_day(at) == day


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        in_china(datetime(2026, 11, 23))  # noqa: DTZ001 the point of the test


@given(st.dates(date(1992, 1, 1), date(2999, 12, 30)))
def test_a_day_lies_between_its_start_and_its_end(day: date) -> None:
    assert civil_day(start_of(day)) == day == civil_day(end_of(day) - timedelta(microseconds=1))
    assert civil_day(end_of(day)) == day + timedelta(days=1)


def test_the_present_is_aware_and_in_utc() -> None:
    assert now().tzinfo is UTC
