"""May it come back, until when, and why: a hundred cases written out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.commitments.rules.last_day_cases import CALENDAR, CASES, Case, terms
from trustcode.commitments.rules.calculator import Because, Can, Purchase, reckon
from trustcode.commitments.rules.last_day import last_day
from trustcode.kernel.workdays import Calendar


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.note)
def test_the_answer_is_the_one_reckoned_by_hand(case: Case) -> None:
    answer = reckon(case.purchase, case.binding, case.why_not, CALENDAR, case.asked_on)

    assert (answer.can, answer.last_on) == (case.can, case.last_on)
    assert tuple(step.because for step in answer.steps) == case.because


def test_there_are_at_least_a_hundred_cases_and_each_step_is_in_one() -> None:
    assert len(CASES) >= 100
    assert {because for case in CASES for because in case.because} == set(Because)


def test_every_rest_day_of_three_years_is_rolled_over_as_the_reckoning_day_by_day_does() -> None:
    first = date(2024, 1, 1)
    for n in range(3 * 366):
        bought_on = first + timedelta(days=n)
        for window in (7, 8, 15, 30, 60, 365):
            answer = reckon(Purchase(bought_on=bought_on), terms(window), None, CALENDAR, bought_on)
            if n % 30 == 0 or window == 7:
                slow = last_day(window, bought_on, CALENDAR)
                assert (answer.last_on, answer.provisional) == (slow.due, slow.provisional)
            assert answer.last_on is not None
            assert CALENDAR.is_workday(answer.last_on)


def test_a_year_nobody_has_announced_makes_the_answer_provisional_and_never_fails() -> None:
    answer = reckon(Purchase(bought_on=date(2040, 1, 2)), terms(), None, Calendar(), date(2040, 1, 2))

    assert (answer.can, answer.provisional) == (Can.YES, True)


def test_more_days_never_make_the_last_day_earlier() -> None:
    day = date(2026, 9, 18)
    found = [
        reckon(Purchase(bought_on=day), replace(terms(), window_days=n), None, CALENDAR, day).last_on
        for n in range(7, 60)
    ]

    assert found == sorted(found, key=lambda d: d or day)
