"""Figures of complaints: windows by the day, time that still runs, and no mean of a few."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.complaints.rules.course import State
from trustcode.publication.rules.figures import WAYS, ComplaintFact, Way, counts, figures, years_before

TODAY = date(2026, 11, 23)
FACTS = st.builds(
    ComplaintFact,
    came_on=st.dates(date(2024, 6, 1), date(2026, 12, 24)),
    way=st.sampled_from(Way),
    days=st.none() | st.integers(0, 200),
    in_time=st.sampled_from([True, False, None]),
    satisfaction=st.none() | st.integers(1, 5),
)


@given(st.lists(FACTS, max_size=40))
def test_twelve_months_are_counted_as_by_hand(facts: list[ComplaintFact]) -> None:
    found = figures(facts, TODAY)
    mine = [f for f in facts if date(2025, 11, 24) <= f.came_on <= TODAY]

    assert found.received == len(mine) == sum(found.ways.values())
    assert found.before == len([f for f in facts if date(2024, 11, 24) <= f.came_on <= date(2025, 11, 23)])
    ages = [(TODAY - f.came_on).days if f.days is None else f.days for f in mine]
    assert found.median == (median_low(ages) if ages else None)
    given_ = [f.satisfaction for f in mine if f.satisfaction is not None]
    assert (found.mean_tenths is None) == (len(given_) < 10)
    if found.mean_tenths is not None:
        assert abs(found.mean_tenths / 10 - sum(given_) / len(given_)) <= 0.0501


def test_a_year_begins_on_the_day_after_the_one_a_year_ago() -> None:
    on = [date(2025, 11, 23), date(2025, 11, 24), date(2024, 11, 23), date(2024, 11, 24), TODAY, TODAY + timedelta(1)]

    found = figures([ComplaintFact(day, Way.OPEN) for day in on], TODAY)

    assert (found.from_on, found.to_on) == (date(2025, 11, 23), TODAY)
    assert (found.received, found.before) == (2, 2)


def test_answers_in_time_and_late_are_counted_apart_and_others_not_at_all() -> None:
    facts = [ComplaintFact(TODAY, Way.SETTLED, 1, in_time) for in_time in (True, True, True, False, None)]

    assert (figures(facts, TODAY).in_time, figures(facts, TODAY).late) == (3, 1)


def test_a_complaint_that_lies_open_counts_by_its_age_and_the_half_may_become_later() -> None:
    closed = [ComplaintFact(TODAY - timedelta(days=50), Way.SETTLED, 4)] * 2
    lying = [ComplaintFact(TODAY - timedelta(days=40), Way.OPEN)] * 3
    fresh = [ComplaintFact(TODAY - timedelta(days=1), Way.OPEN)] * 3

    assert (figures([*closed, *lying], TODAY).median, figures([*closed, *lying], TODAY).at_least) == (40, True)
    assert (figures([*closed, *closed, *lying], TODAY).median, figures([*closed, *closed, *lying], TODAY).at_least) == (
        4,
        False,
    )
    assert figures([*closed, *fresh], TODAY).at_least


@pytest.mark.parametrize(
    ("answers", "tenths"), [([5] * 9, None), ([5] * 10, 50), ([5] * 5 + [4] * 5, 45), ([1] * 11, 10)]
)
def test_a_mean_is_said_from_ten_answers_up(answers: list[int], tenths: int | None) -> None:
    facts = [ComplaintFact(TODAY, Way.SETTLED, 0, None, one) for one in answers]

    assert figures(facts, TODAY).mean_tenths == tenths


def test_what_the_office_did_not_take_on_and_what_is_held_does_not_count() -> None:
    assert {state for state in State if not counts(state, is_held=False, was_accepted=False)} == {
        State.REFUSED, State.REFERRED,
    }  # fmt: skip
    assert not any(counts(state, is_held=True, was_accepted=False) for state in State)
    assert counts(State.ENDED, is_held=True, was_accepted=True)
    assert set(WAYS.values()) == set(Way)


def test_a_leap_day_has_a_year_before_it() -> None:
    assert years_before(date(2028, 2, 29), 1) == date(2027, 2, 28)


def test_ten_are_enough_for_figures_and_nine_are_few() -> None:
    nine = [ComplaintFact(TODAY, Way.OPEN)] * 9

    assert figures(nine, TODAY).is_few(10)
    assert not figures([*nine, ComplaintFact(TODAY, Way.OPEN)], TODAY).is_few(10)


def test_two_years_stand_side_by_side_only_where_the_unit_was_there_for_both() -> None:
    enough = figures([ComplaintFact(TODAY, Way.OPEN)] * 10, TODAY)

    assert enough.compares(10, date(2024, 11, 23))
    assert not enough.compares(10, date(2024, 11, 24))
    assert not enough.compares(10, None)
    assert not enough.compares(11, date(2020, 1, 1))
