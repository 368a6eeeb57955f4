"""The course of a unit is what the record gives when it is replayed, follows every act, and can be made anew."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.commitments.acts import change, pause, two_officers
from tests.commitments.test_replay import ACTS, replayed
from tests.merchants.builders import COUNTY, DAY, Shop, a_draft_merchant, a_submitted_merchant, an_active_merchant
from trustcode.commitments.queries.days import spans
from trustcode.commitments.rules.days import Holding, WhyNot, holding
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.merchants.rules.credit_code import synthetic_credit_code
from trustcode.projections.promise_days.course import DaysAlike, pack, unpack
from trustcode.projections.promise_days.reading import course_of_unit
from trustcode.projections.rebuilding import rebuild_projections
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def course(store: Store, shop: Shop) -> tuple[DaysAlike, ...]:
    with reading(store) as reader:
        return course_of_unit(reader, shop.id)


def hashes(now: Holding) -> tuple[str | None, str | None, WhyNot | None]:
    own = now.returns or next(iter(now.enterprise), None)
    return now.safe.text_hash if now.safe else None, own.text_hash if own else None, now.why_not


def said_of(one: DaysAlike | None) -> tuple[str | None, str | None, WhyNot | None]:
    """The hashes of both texts on the days of a stretch, and why returns do not bind."""
    if one is None:
        return None, None, WhyNot.NOT_IN_FORCE
    return one.safe.text_hash if one.safe else None, one.returns.text_hash if one.returns else None, one.why_not


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(1, 20)), max_size=7))
def test_the_course_says_of_any_day_what_the_record_says_when_it_is_replayed(
    store: Store, at: Moment, story: list[tuple[str, int]]
) -> None:
    shop, officers = an_active_merchant(store, at), two_officers(store, at)
    now = at
    for name, days in story:
        now += days * DAY
        try:
            ACTS[name](store, now, shop, officers)
        except (Refusal, AssertionError):  # an act that has nothing to act on
            continue
    found = course(store, shop)
    with reading(store) as reader:
        told = replayed(reader, shop, [])

    for n in range(-45, 160, 3):
        day = civil_day(at) + timedelta(days=n)
        one = next((span for span in found if span.holds(day)), None)
        assert said_of(one) == hashes(holding(told, day))
    rebuild_projections(store, now)
    assert course(store, shop) == found


FOR_ALL = (
    (0, "for all"),
    (3, "less for all"),
    (5, "longer"),
    (9, "back for all"),
    (12, "less for all"),
    (30, "none for all"),
    (40, "pause"),
)
"""Days and acts of the first shop: a promise for all shops signed, weakened, taken back, weakened, ended."""


def test_what_one_shop_promises_for_all_is_in_the_course_of_its_sister(store: Store, at: Moment) -> None:
    same = {"credit_code": synthetic_credit_code(424_242, COUNTY)}
    first, sister = (an_active_merchant(store, at, **same, street=f"{n} 号", branch_name=f"店{n}") for n in "12")
    stranger, officers = an_active_merchant(store, at), two_officers(store, at)
    before = course(store, stranger)

    for days, act in FOR_ALL:
        ACTS[act](store, at + days * DAY, first, officers)
        with reading(store) as reader:
            told = {shop: replayed(reader, shop, [other]) for shop, other in ((first, sister), (sister, first))}
            spanned = {shop: spans(reader, shop.id) for shop in told}

        for shop, record in told.items():
            found = course(store, shop)
            assert [(one.from_on, one.end_on) for one in found] == [(one.from_on, one.end_on) for one in spanned[shop]]
            for n in range(-5, 80):
                day = civil_day(at) + timedelta(days=n)
                one = next((span for span in found if span.holds(day)), None)
                assert said_of(one) == hashes(holding(record, day)), (act, n)
    windows = {one.returns.window_days for one in course(store, sister) if one.returns}
    assert len(windows) > 1
    assert course(store, stranger) == before


def test_a_weaker_promise_is_in_the_course_as_soon_as_it_is_announced(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at - 30 * DAY, terms={"window_days": ["30"]})

    change(store, at, shop, window_days=10)

    windows = [(one.from_on, one.returns.window_days) for one in course(store, shop) if one.returns]
    assert windows[-1] == (civil_day(at) + timedelta(days=8), 10)
    assert windows[-2][1] == 30


def test_a_pause_keeps_the_terms_and_says_why_they_do_not_bind(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at - 30 * DAY)

    pause(store, at, shop)

    last = course(store, shop)[-1]
    assert (last.why_not, last.returns and last.returns.paused) == (WhyNot.PAUSED, True)


@pytest.mark.parametrize("begun", [a_draft_merchant, a_submitted_merchant])
def test_a_unit_that_was_never_in_force_has_no_course(store: Store, at: Moment, begun: object) -> None:
    assert callable(begun)
    shop = begun(store, at)

    assert course(store, shop) == ()


def test_a_course_written_down_is_the_same_course(store: Store, at: Moment) -> None:
    found = course(store, an_active_merchant(store, at))

    assert unpack(pack(found)) == found
    assert len(pack(found)) < 2_000
