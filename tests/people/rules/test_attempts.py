"""How wrong tries slow people down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.people.rules.attempts import LONGEST_WAIT, REST, SIEGE, Tally, standing, under_siege, wait

AT = datetime(2026, 11, 23, 1, 42, tzinfo=UTC)
NOTHING = timedelta(0)


def test_nobody_waits_before_the_first_try():
    assert wait(None, AT) == NOTHING


@pytest.mark.parametrize(
    ("count", "seconds"), [(4, 0), (5, 30), (6, 60), (7, 120), (8, 240), (9, 480), (10, 900), (11, 900), (10_000, 900)]
)
def test_after_five_wrong_tries_each_wait_doubles_up_to_a_quarter_of_an_hour(count, seconds):
    assert wait(Tally(count, AT), AT) == timedelta(seconds=seconds)


@pytest.mark.parametrize(("count", "seconds"), [(0, 0), (1, 900), (2, 900)])
def test_under_siege_a_strange_source_gets_one_try(count, seconds):
    assert wait(Tally(count, AT), AT, siege=True) == timedelta(seconds=seconds)


def test_a_wait_runs_off():
    tally = Tally(6, AT)

    assert wait(tally, AT + timedelta(seconds=59)) == timedelta(seconds=1)
    assert wait(tally, AT + timedelta(seconds=60)) == NOTHING


def test_an_hour_of_rest_forgets():
    assert standing(Tally(50, AT), AT + REST - timedelta(seconds=1)) == 50
    assert standing(Tally(50, AT), AT + REST) == 0


def test_a_siege_is_many_wrong_tries_within_the_hour():
    assert not under_siege(Tally(SIEGE - 1, AT), AT)
    assert under_siege(Tally(SIEGE, AT), AT)
    assert not under_siege(Tally(SIEGE, AT), AT + REST)


@given(st.integers(0, 10**6), st.integers(-(10**7), 10**7), st.booleans())
def test_whatever_the_clock_does_nobody_waits_longer_than_a_quarter_of_an_hour(count, seconds, siege):
    pause = wait(Tally(count, AT), AT + timedelta(seconds=seconds), siege=siege)

    assert NOTHING <= pause <= LONGEST_WAIT
