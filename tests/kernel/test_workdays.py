"""Working days: the published examples, the turn of a year not yet known, and an oracle that counts another way."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.calendars.actions import shipped
from trustcode.kernel.workdays import Calendar, Reckoning, Step, Why, YearDays

CALENDAR = Calendar(notice.days for notice in shipped())
EMPTY = Calendar()
DAY = timedelta(days=1)
KNOWN_DAYS = [date(2024, 1, 1) + i * DAY for i in range((date(2026, 12, 31) - date(2024, 1, 1)).days + 1)]

any_day = st.dates(date(2023, 1, 1), date(2028, 12, 31))
some_days = st.integers(0, 120)
at_least_one = st.integers(1, 120)


def d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "workdays", "due"),
    [
        ("2026-09-24", 7, "2026-10-12"),
        ("2026-02-09", 15, "2026-03-06"),
        ("2026-04-30", 7, "2026-05-13"),
        ("2025-12-31", 7, "2026-01-12"),
        ("2024-09-13", 20, "2024-10-17"),
        ("2026-01-30", 45, "2026-04-10"),
    ],
)
def test_periods_in_working_days_end_as_published(start: str, workdays: int, due: str) -> None:
    reckoning = CALENDAR.workdays_after(d(start), workdays)

    assert (reckoning.due, reckoning.provisional) == (d(due), False)


@pytest.mark.parametrize(
    ("start", "days", "nominal", "due"),
    [
        ("2026-08-05", 60, "2026-10-04", "2026-10-08"),
        ("2026-04-20", 60, "2026-06-19", "2026-06-22"),
        ("2026-11-16", 7, "2026-11-23", "2026-11-23"),
        ("2026-09-26", 7, "2026-10-03", "2026-10-08"),
    ],
)
def test_periods_in_calendar_days_roll_over_rest_days_as_published(
    start: str, days: int, nominal: str, due: str
) -> None:
    assert CALENDAR.days_after(d(start), days, roll=False).due == d(nominal)
    assert CALENDAR.days_after(d(start), days).due == d(due)


@pytest.mark.parametrize(("year", "total"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_as_many_working_days_as_its_notice_leaves(year: int, total: int) -> None:
    assert CALENDAR.workdays_between(date(year - 1, 12, 31), date(year, 12, 31)) == total


def test_a_period_that_crosses_into_an_unknown_year_is_provisional() -> None:
    reckoning = CALENDAR.workdays_after(d("2026-12-23"), 7)

    assert (reckoning.due, reckoning.provisional) == (d("2027-01-01"), True)


def test_a_period_that_ends_on_the_last_day_of_a_known_year_is_certain() -> None:
    assert CALENDAR.workdays_after(d("2026-12-23"), 6) == Reckoning(
        d("2026-12-23"),
        d("2026-12-31"),
        False,
        (
            Step(d("2026-12-23"), False, Why.START),
            Step(d("2026-12-24"), True, Why.WORKDAY),
            Step(d("2026-12-25"), True, Why.WORKDAY),
            Step(d("2026-12-26"), False, Why.REST),
            Step(d("2026-12-27"), False, Why.REST),
            Step(d("2026-12-28"), True, Why.WORKDAY),
            Step(d("2026-12-29"), True, Why.WORKDAY),
            Step(d("2026-12-30"), True, Why.WORKDAY),
            Step(d("2026-12-31"), True, Why.WORKDAY),
        ),
    )


def test_loading_the_notice_makes_the_same_period_certain_and_moves_it() -> None:
    new_year = YearDays(2027, frozenset({d("2027-01-01")}), frozenset(), official=True)
    informed = Calendar([*CALENDAR.years, new_year])

    reckoning = informed.workdays_after(d("2026-12-23"), 7)

    assert (reckoning.due, reckoning.provisional) == (d("2027-01-04"), False)


def test_a_start_in_an_unknown_year_does_not_make_a_known_end_provisional() -> None:
    assert not CALENDAR.workdays_after(d("2023-12-31"), 3).provisional


def test_calendar_days_that_do_not_roll_lean_on_no_notice() -> None:
    assert not EMPTY.days_after(d("2030-05-01"), 10, roll=False).provisional


def test_calendar_days_are_provisional_by_their_end_alone() -> None:
    assert not CALENDAR.days_after(d("2023-12-20"), 20).provisional
    assert CALENDAR.days_after(d("2026-12-20"), 20).provisional


def test_a_weekend_day_that_is_worked_counts_and_says_why() -> None:
    steps = CALENDAR.workdays_after(d("2026-10-09"), 1).steps

    assert steps == (Step(d("2026-10-09"), False, Why.START), Step(d("2026-10-10"), True, Why.MAKEUP))


def test_days_rolled_over_are_shown_and_not_counted() -> None:
    steps = CALENDAR.days_after(d("2026-11-20"), 1).steps

    assert steps[1:] == (
        Step(d("2026-11-21"), True, Why.REST),
        Step(d("2026-11-22"), False, Why.ROLLED),
        Step(d("2026-11-23"), False, Why.ROLLED),
    )


def test_nothing_added_to_a_rest_day_is_the_next_working_day() -> None:
    saturday, monday = d("2026-11-21"), d("2026-11-23")

    assert CALENDAR.workdays_after(saturday, 0).due == monday
    assert CALENDAR.days_after(monday, 0).due == monday


def test_without_any_notice_monday_to_friday_count() -> None:
    week = [d("2031-03-03") + i * DAY for i in range(7)]

    assert [EMPTY.is_workday(day) for day in week] == [True] * 5 + [False] * 2
    assert all(EMPTY.is_provisional(day) for day in week)


def test_a_provisional_year_is_known_and_still_provisional() -> None:
    assert d("2027-05-05").year in {year.year for year in CALENDAR.years}
    assert CALENDAR.is_provisional(d("2027-05-05"))


def test_the_last_of_two_versions_of_a_year_counts() -> None:
    off = YearDays(2030, frozenset({d("2030-01-02")}), official=True)

    assert Calendar([off, YearDays(2030)]).is_workday(d("2030-01-02"))
    assert not Calendar([YearDays(2030), off]).is_workday(d("2030-01-02"))


@pytest.mark.parametrize(
    ("rest", "makeup"), [({"2031-01-01"}, set()), (set(), {"2029-12-29"}), ({"2030-01-05"}, {"2030-01-05"})]
)
def test_days_of_another_year_and_contradictions_are_no_year(rest: set[str], makeup: set[str]) -> None:
    with pytest.raises(ValueError, match="day"):
        YearDays(2030, frozenset(map(d, rest)), frozenset(map(d, makeup)))


def test_a_period_is_never_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.workdays_after(d("2026-11-23"), -1)
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.days_after(d("2026-11-23"), -1)


@pytest.mark.parametrize("n", [1, 2, 5, 7, 10, 15, 20, 45])
def test_an_oracle_that_looks_up_ranks_agrees_on_every_start_of_three_years(n: int) -> None:
    """Another way: number all working days once; the n-th after a start has the start's rank plus n."""
    ranks = list(accumulate(int(CALENDAR.is_workday(day)) for day in KNOWN_DAYS))
    by_rank = {rank: day for day, rank in reversed(list(zip(KNOWN_DAYS, ranks, strict=True)))}

    for day, rank in zip(KNOWN_DAYS, ranks, strict=True):
        if rank + n <= ranks[-1]:
            assert CALENDAR.workdays_after(day, n).due == by_rank[rank + n]


@given(any_day, at_least_one)
def test_one_more_working_day_ends_later_and_a_later_start_never_earlier(start: date, n: int) -> None:
    due = CALENDAR.workdays_after(start, n).due

    assert CALENDAR.workdays_after(start, n + 1).due > due
    assert CALENDAR.workdays_after(start + DAY, n).due >= due


@given(any_day, some_days)
def test_every_deadline_is_a_working_day_no_earlier_than_its_days(start: date, n: int) -> None:
    due = CALENDAR.days_after(start, n).due

    assert CALENDAR.is_workday(due)
    assert due == CALENDAR.next_workday(start + n * DAY)


@given(any_day, some_days)
def test_the_steps_add_up_to_the_period(start: date, n: int) -> None:
    by_workdays, by_days = CALENDAR.workdays_after(start, n), CALENDAR.days_after(start, n)

    assert sum(step.counted for step in by_workdays.steps) == n
    assert sum(step.counted for step in by_days.steps) == n
    assert [step.day for step in by_days.steps] == [start + i * DAY for i in range((by_days.due - start).days + 1)]


@given(any_day, at_least_one)
def test_counting_there_and_counting_between_are_inverse(start: date, n: int) -> None:
    assert CALENDAR.workdays_between(start, CALENDAR.workdays_after(start, n).due) == n


@given(any_day, at_least_one, st.sets(st.integers(1, 60), max_size=20))
def test_days_that_are_paused_are_walked_over_and_named(start: date, n: int, offsets: set[int]) -> None:
    paused = {start + i * DAY for i in offsets}

    for reckoning in (
        CALENDAR.workdays_after(start, n, paused=paused),
        CALENDAR.days_after(start, n, roll=False, paused=paused),
    ):
        named = {step.day for step in reckoning.steps if step.why is Why.PAUSED}
        assert named == {day for day in paused if day <= reckoning.due}
        assert sum(step.counted for step in reckoning.steps) == n


@given(any_day, at_least_one)
def test_a_pause_after_the_last_day_changes_nothing(start: date, n: int) -> None:
    plain = CALENDAR.workdays_after(start, n)

    assert CALENDAR.workdays_after(start, n, paused={plain.due + DAY}) == plain
