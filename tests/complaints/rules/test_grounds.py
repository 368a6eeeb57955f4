"""Grounds hold only when they hold: days of papers, three years, the time of mediation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from trustcode.complaints.rules.grounds import (
    ABOUT_IDENTITY,
    Circumstances,
    last_day_to_complain,
    require_endable,
    require_refusable,
)
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.words import MediationEnd, RefusalGround
from trustcode.kernel.refusals import Refusal

TODAY = date(2026, 11, 23)
PLAIN = Circumstances(TODAY, TODAY - timedelta(days=2), None, has_identity=False)


@pytest.mark.parametrize("ground", sorted(ABOUT_IDENTITY))
def test_papers_are_a_ground_only_after_the_day_of_the_notice(ground: RefusalGround) -> None:
    cases = {None: ComplaintRefusal.IDENTITY_NOT_ASKED, TODAY: ComplaintRefusal.NAMED_DAY_RUNS}
    for asked, code in cases.items():
        with pytest.raises(Refusal) as refused:
            require_refusable(ground, replace(PLAIN, asked_until=asked))
        assert refused.value.code is code

    require_refusable(ground, replace(PLAIN, asked_until=TODAY - timedelta(days=1)))
    require_refusable(ground, replace(PLAIN, has_identity=True))


@pytest.mark.parametrize(
    ("knew_on", "holds"),
    [(date(2023, 11, 23), False), (date(2023, 11, 22), True), (date(2026, 11, 20), False), (None, True)],
)
def test_three_years_are_over_the_day_after_their_last(knew_on: date | None, *, holds: bool) -> None:
    now = replace(PLAIN, knew_on=knew_on)
    if holds:
        require_refusable(RefusalGround.OVER_THREE_YEARS, now)
        return
    with pytest.raises(Refusal) as refused:
        require_refusable(RefusalGround.OVER_THREE_YEARS, now)
    assert refused.value.code is ComplaintRefusal.WITHIN_THREE_YEARS


def test_three_years_of_a_leap_day_end_with_its_month() -> None:
    assert last_day_to_complain(date(2024, 2, 29)) == date(2027, 2, 28)
    assert last_day_to_complain(date(2023, 3, 1)) == date(2026, 3, 1)


@pytest.mark.parametrize("ground", MediationEnd)
def test_only_that_the_time_has_passed_waits_for_the_clock(ground: MediationEnd) -> None:
    require_endable(ground, today=TODAY, mediation_until=TODAY - timedelta(days=1))
    if ground is not MediationEnd.TIME_PASSED:
        require_endable(ground, today=TODAY, mediation_until=TODAY)
        return
    with pytest.raises(Refusal) as refused:
        require_endable(ground, today=TODAY, mediation_until=TODAY)
    assert refused.value.code is ComplaintRefusal.TIME_NOT_PASSED
