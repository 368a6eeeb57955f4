"""Silence costs by a published rule: who is said to leave complaints unanswered, and the only ways out of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.merchants.builders import SCHEME
from trustcode.complaints.rules.silence import Answering, AnsweringNote, Case, answering

START = date(2025, 1, 1)
DAY = timedelta(days=1)


def on(day: int) -> date:
    return START + day * DAY


def said(cases: list[Case], day: int) -> AnsweringNote:
    return answering(cases, on(day), SCHEME)


def missed(day: int, answered: int | None = None) -> Case:
    return Case(on(day), None if answered is None else on(answered))


def in_time(day: int) -> Case:
    return Case(on(day), on(day - 1))


def test_nothing_was_due_nothing_is_said() -> None:
    assert said([], 10).answering is Answering.NONE
    assert said([missed(20)], 20).answering is Answering.NONE


def test_an_answer_before_the_last_day_counts_on_its_own_day() -> None:
    assert said([Case(on(20), on(10))], 9).answering is Answering.NONE
    assert said([Case(on(20), on(10))], 10).in_time == 1


def test_answers_in_time_before_the_last_miss_make_up_for_nothing() -> None:
    before = [in_time(n) for n in range(3)]

    assert said([*before, missed(10, answered=12)], 40).to_cure == 3
    assert said([*before, missed(10, answered=12), in_time(10)], 40).to_cure == 3
    assert said([*before, missed(10, answered=12), in_time(11)], 40).to_cure == 2


def test_an_answer_on_the_last_day_is_in_time() -> None:
    assert said([Case(on(20), on(20))], 21).answering is Answering.ANSWERS
    assert said([Case(on(20), on(21))], 21).answering is Answering.LATE


@pytest.mark.parametrize(
    ("misses", "answered", "expected"), [(2, 0, "late"), (3, 0, "silent"), (3, 7, "silent"), (3, 8, "late")]
)
def test_three_missed_and_three_in_ten_make_it_silent(misses: int, answered: int, expected: str) -> None:
    cases = [missed(n) for n in range(misses)] + [in_time(0) for _ in range(answered)]

    found = said(cases, 30)

    assert found.answering.value == expected
    assert (found.due, found.missed, found.unanswered) == (misses + answered, misses, misses)


def test_answering_late_ends_the_silence_and_answers_in_time_end_the_rest() -> None:
    cases = [missed(n, answered=40) for n in range(3)]
    assert said(cases, 39).answering is Answering.SILENT
    assert (said(cases, 40).answering, said(cases, 40).to_cure) == (Answering.LATE, 3)

    cases += [in_time(50), in_time(51)]
    assert (said(cases, 60).answering, said(cases, 60).to_cure) == (Answering.LATE, 1)

    assert said([*cases, in_time(52)], 60).answering is Answering.ANSWERS


def test_a_late_answer_is_forgotten_after_a_year_but_a_missing_one_never() -> None:
    assert said([missed(0, answered=5)], 365).answering is Answering.LATE
    assert said([missed(0, answered=5)], 366).answering is Answering.NONE
    assert said([missed(0)], 5_000).answering is Answering.LATE
    assert said([missed(n) for n in range(3)], 5_000).answering is Answering.SILENT


def test_answers_in_time_do_not_make_up_for_one_that_is_still_missing() -> None:
    assert said([missed(0), *(in_time(20 + n) for n in range(9))], 60).answering is Answering.LATE


@st.composite
def histories(draw: st.DrawFn) -> list[Case]:
    def one() -> Case:
        due = draw(st.integers(0, 700))
        return Case(on(due), draw(st.none() | st.integers(max(due - 14, 0), due + 500).map(on)))

    return [one() for _ in range(draw(st.integers(1, 12)))]


@given(histories())
def test_no_path_leads_from_silent_to_good_without_an_answer(cases: list[Case]) -> None:
    """Any history: between a silent day and a later good one the shop has answered something.

    Only on these days can what is said change: after a last day, on that of an answer, and when one leaves the window.
    """
    silent_since: int | None = None
    answers = {case.answered_on for case in cases}
    ends = [(case.due_on - START).days for case in cases]
    turns = {day + n for day in ends for n in (0, 1, 365, 366)} | {(one - START).days for one in answers if one}
    for day in sorted(turns):
        now = said(cases, day).answering
        if now is Answering.SILENT:
            silent_since = day
        elif now is not Answering.LATE and silent_since is not None:
            assert any(on(between) in answers for between in range(silent_since + 1, day + 1))
            silent_since = None


@given(histories(), st.integers(0, 1_300))
def test_the_numbers_add_up_and_one_more_answer_never_makes_it_worse(cases: list[Case], day: int) -> None:
    rank = [Answering.SILENT, Answering.LATE, Answering.NONE, Answering.ANSWERS]
    found = said(cases, day)
    assert found.in_time + found.missed == found.due
    assert found.unanswered <= found.missed

    answered = [Case(case.due_on, case.answered_on or on(day)) for case in cases]
    better = said(answered, day).answering
    assert rank.index(better) >= rank.index(found.answering) or better is Answering.NONE
