"""How long a sign-in lasts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from trustcode.kernel.actors import Role
from trustcode.people.rules.roles import OFFICIALS
from trustcode.people.rules.sessions import MERCHANT, OFFICIAL, is_over, limits_for

AT = datetime(2026, 11, 23, 1, 42, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("limits", "idle", "whole"),
    [
        (OFFICIAL, timedelta(minutes=15), timedelta(hours=8)),
        (MERCHANT, timedelta(hours=12), timedelta(days=14)),
    ],
)
def test_a_session_ends_to_the_second(limits, idle, whole):
    assert not is_over(AT, AT, limits, AT + idle - SECOND)
    assert is_over(AT, AT, limits, AT + idle)
    late = AT + whole
    assert not is_over(AT, late - SECOND, limits, late - SECOND)
    assert is_over(AT, late - SECOND, limits, late)


@pytest.mark.parametrize("role", sorted(OFFICIALS))
def test_every_official_role_has_the_short_limits(role):
    assert limits_for([Role.OWNER, role]) == OFFICIAL


def test_shops_have_the_long_ones():
    assert limits_for([Role.OWNER, Role.STAFF]) == limits_for([]) == MERCHANT


@pytest.mark.parametrize("back", [timedelta(minutes=6), timedelta(hours=1), timedelta(days=400)])
def test_a_clock_that_went_back_ends_a_session_rather_than_lengthening_it(back):
    assert is_over(AT, AT, MERCHANT, AT - back)


def test_a_second_of_drift_ends_nothing():
    assert not is_over(AT, AT, OFFICIAL, AT - SECOND)
