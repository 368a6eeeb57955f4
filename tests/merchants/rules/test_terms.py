"""Days and grounds around a standing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.workdays import Calendar
from trustcode.merchants.rules import terms
from trustcode.merchants.rules.standing import ARROWS, Act, Standing
from trustcode.merchants.rules.terms import GROUNDS, again_on, months_after, moved_on, renewable_until, valid_until

SCHEME = SchemeRules()
MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("standing", "due"),
    [
        (Standing.SUBMITTED, date(2026, 12, 7)),
        (Standing.CORRECTING, date(2026, 12, 7)),
        (Standing.PUBLICISED, date(2026, 11, 30)),
        (Standing.RECTIFYING, date(2026, 12, 14)),
    ],
)
def test_a_clock_runs_for_whole_working_days_after_the_day_it_starts(standing: Standing, due: date) -> None:
    assert moved_on(standing, MONDAY, Calendar(), SCHEME) == due


@pytest.mark.parametrize(
    "standing",
    sorted(
        set(Standing)
        - {Standing.SUBMITTED, Standing.CORRECTING, Standing.PUBLICISED, Standing.RECTIFYING, Standing.SUSPENDED}
    ),
)
def test_no_clock_runs_in_other_standings(standing: Standing) -> None:
    assert moved_on(standing, MONDAY, Calendar(), SCHEME) is None


def test_a_suspension_leaves_sixty_calendar_days_for_a_cure_rolled_over_a_rest_day() -> None:
    assert moved_on(Standing.SUSPENDED, MONDAY, Calendar(), SCHEME) == date(2027, 1, 22)
    assert moved_on(Standing.SUSPENDED, MONDAY, Calendar(), SchemeRules(cure_days=61)) == date(2027, 1, 25)


def test_the_lengths_are_settings() -> None:
    assert moved_on(Standing.PUBLICISED, MONDAY, Calendar(), SchemeRules(notice_workdays=1)) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "years", "last"),
    [
        (date(2026, 11, 23), 3, date(2029, 11, 23)),
        (date(2028, 2, 29), 3, date(2031, 2, 28)),
        (date(2028, 2, 29), 4, date(2032, 2, 29)),
    ],
)
def test_validity_ends_on_the_same_day_years_later(day: date, years: int, last: date) -> None:
    assert valid_until(day, years) == last


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 23), 12, date(2027, 11, 23)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 5, 31), 1, date(2026, 6, 30)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(0, 120))
def test_months_later_never_skips_a_month(day: date, months: int) -> None:
    then = months_after(day, months)

    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day <= day.day


@pytest.mark.parametrize(
    ("ground", "again"),
    [
        ("not_cured", date(2027, 11, 23)),
        ("forged_code", date(2028, 11, 23)),
        ("serious_list", date(2028, 11, 23)),
    ],
)
def test_a_removed_unit_waits_a_year_and_two_after_a_grave_ground(ground: str, again: date) -> None:
    assert again_on(Standing.REMOVED, MONDAY, ground, SCHEME) == again


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.REMOVED}))
def test_only_a_removed_unit_waits(standing: Standing) -> None:
    assert again_on(standing, MONDAY, "forged_code", SCHEME) is None


def test_renewal_in_short_form_is_possible_for_six_months() -> None:
    assert renewable_until(date(2026, 8, 31), SCHEME) == date(2027, 2, 28)


def test_every_act_that_hurts_names_a_ground() -> None:
    hurting = {
        Act.SEND_BACK, Act.REFUSE, Act.ORDER_RECTIFICATION, Act.SUSPEND, Act.SUSPEND_UNMENDED, Act.REMOVE,
        Act.REMOVE_UNCURED, Act.CLOSE,
    }  # fmt: skip

    assert hurting <= set(GROUNDS)
    assert set(GROUNDS) <= {arrow.act for arrow in ARROWS}


@pytest.mark.parametrize("kind", ["market", "circle", "scenic_area", "shop", "online_shop", "restaurant", ""])
def test_markets_circles_and_scenic_areas_are_clusters(kind: str) -> None:
    assert terms.is_cluster(kind) is (kind in {"market", "circle", "scenic_area"})


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.sampled_from(list(Standing)))
def test_a_last_day_lies_after_the_day_on_which_its_clock_starts(day: date, standing: Standing) -> None:
    due = moved_on(standing, day, Calendar(), SCHEME)

    assert due is None or due - day >= timedelta(days=5)
