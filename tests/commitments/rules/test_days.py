"""Versions, pauses, standing and what the enterprise adds, laid side by side day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from tests.commitments.rules.test_comparing import BASE
from trustcode.commitments.rules.days import (
    Course,
    Span,
    Stretch,
    Version,
    WhyNot,
    cut,
    first_day_of_weaker,
    holding,
    spans,
    standings,
)
from trustcode.commitments.rules.terms import CommitmentKind, Reach, ReturnTerms

START = date(2026, 3, 1)


def day(number: int) -> date:
    return START + timedelta(days=number)


def stretch(first: int, end: int | None = None) -> Stretch:
    return Stretch(day(first), None if end is None else day(end))


def a_version(number: int, days: Stretch, *, by: str = "m1", terms: ReturnTerms = BASE) -> Version:
    reach = Reach.UNIT if by == "m1" else Reach.ENTERPRISE
    return Version(f"{by}-{number}", by, CommitmentKind.RETURNS, number, "h" * 64, days, reach, terms)


def test_the_notice_is_whole_days_and_does_not_count_the_day_of_the_announcement() -> None:
    assert first_day_of_weaker(date(2026, 3, 1), 7) == date(2026, 3, 9)


def test_the_day_of_coming_into_force_and_the_day_of_ceasing_both_have_the_promise() -> None:
    found = standings([(day(0), "publicised"), (day(3), "active"), (day(5), "rectifying"), (day(8), "suspended")])

    assert found == (stretch(3, 9),)


def test_ceasing_and_coming_back_within_a_day_leaves_no_gap_and_no_overlap() -> None:
    moves = [(day(0), "active"), (day(5), "suspended"), (day(6), "active"), (day(9), "withdrawn"), (day(20), "active")]

    assert standings(moves) == (stretch(0, 10), stretch(20))


def test_each_day_has_the_version_that_counts_on_it() -> None:
    better = replace(BASE, window_days=15)
    course = Course((a_version(1, stretch(0, 10)), a_version(2, stretch(10), terms=better)), (stretch(0),))

    assert [holding(course, day(n)).terms for n in (9, 10)] == [BASE, better]


def test_a_pause_takes_the_terms_and_leaves_what_was_promised_to_be_read() -> None:
    course = Course((a_version(1, stretch(0)),), (stretch(0),), paused=(stretch(4, 6),))

    assert [holding(course, day(n)).why_not for n in (3, 4, 5, 6)] == [None, WhyNot.PAUSED, WhyNot.PAUSED, None]
    assert (holding(course, day(4)).terms, holding(course, day(4)).offered) == (None, BASE)


def test_what_the_enterprise_promises_is_the_floor_for_its_shops() -> None:
    wide = replace(BASE, window_days=30, bring=("item", "proof", "packaging"))
    course = Course(
        (a_version(1, stretch(0)),), (stretch(0),), inherited=(a_version(1, stretch(2, 5), by="m0", terms=wide),)
    )

    terms = holding(course, day(2)).terms
    assert terms is not None
    assert (terms.window_days, terms.bring) == (30, ("item", "proof"))
    assert holding(course, day(5)).terms == BASE


def test_a_shop_without_a_promise_of_its_own_has_that_of_the_enterprise() -> None:
    course = Course((), (stretch(0),), inherited=(a_version(1, stretch(2), by="m0"),))

    assert holding(course, day(1)).why_not is WhyNot.NOT_PROMISED
    assert holding(course, day(2)).terms == BASE


def test_a_version_is_cut_to_the_days_on_which_its_signer_was_in_force() -> None:
    version = a_version(1, stretch(2), by="m0")

    assert [v.days for v in cut(version, (stretch(0, 1), stretch(0, 4), stretch(8)))] == [stretch(2, 4), stretch(8)]


def test_spans_have_no_gaps_and_agree_with_every_single_day() -> None:
    wide = a_version(1, stretch(12, 20), by="m0", terms=replace(BASE, window_days=30))
    versions = (a_version(1, stretch(0, 10)), a_version(2, stretch(10), terms=replace(BASE, window_days=15)))
    course = Course(versions, (stretch(3, 30), stretch(35)), (stretch(14, 16),), (wide,))

    found = spans(course)

    assert found[0].from_on == day(0)
    assert found[-1].end_on is None
    assert all(one.end_on == after.from_on for one, after in pairwise(found))
    for n in range(60):
        span = next(s for s in found if s.holds(day(n)))
        now = holding(course, day(n))
        assert (span.returns, span.terms, span.why_not, span.enterprise) == (
            now.returns,
            now.terms,
            now.why_not,
            now.enterprise,
        )


def test_days_with_the_same_promise_are_one_span_and_a_version_taken_back_is_in_none() -> None:
    course = Course((a_version(1, stretch(0)), a_version(2, stretch(9, 9))), (stretch(0),))

    assert spans(course) == (Span(day(0), None, returns=course.versions[0], offered=BASE, terms=BASE, why_not=None),)
    assert spans(Course()) == ()
