"""When a reminder is due: by stages, once each, and none is lost by days that nobody swept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.notices.rules import (
    NoticeKind,
    Stage,
    due_reminder,
    event_reminder,
    month_ahead,
    renewal_ahead,
    stage_of,
    yearly_ahead,
)

END = date(2029, 11, 23)
RENEWAL = renewal_ahead(60, 30, 7)


@pytest.mark.parametrize(
    ("left", "stage"),
    [
        (61, None),
        (60, Stage.EARLY),
        (31, Stage.EARLY),
        (30, Stage.SOON),
        (8, Stage.SOON),
        (7, Stage.LAST),
        (0, Stage.LAST),
        (-20, Stage.LAST),
    ],
)
def test_renewal_is_told_sixty_thirty_and_seven_days_before(left: int, stage: Stage | None) -> None:
    assert stage_of(END, END - timedelta(days=left), RENEWAL) is stage


@pytest.mark.parametrize(("left", "stage"), [(31, None), (30, Stage.SOON), (1, Stage.SOON), (0, Stage.LAST)])
def test_a_self_check_is_told_a_month_before_and_on_its_day(left: int, stage: Stage | None) -> None:
    assert stage_of(END, END - timedelta(days=left), yearly_ahead(30)) is stage


@pytest.mark.parametrize(("left", "stage"), [(11, None), (10, Stage.SOON), (0, Stage.SOON), (-1, Stage.LAST)])
def test_a_report_is_told_when_the_month_is_over_and_when_it_is_late(left: int, stage: Stage | None) -> None:
    assert stage_of(END, END - timedelta(days=left), month_ahead(10)) is stage


@given(st.lists(st.integers(-40, 100), min_size=1))
def test_whatever_days_are_swept_the_latest_stage_reached_has_been_told(days: list[int]) -> None:
    told = set()
    for left in sorted(days, reverse=True):
        one = due_reminder("m" * 16, NoticeKind.RENEWAL_DUE, END, END - timedelta(days=left), RENEWAL)
        told |= {one.key} if one else set()

    stage = stage_of(END, END - timedelta(days=min(days)), RENEWAL)
    assert (stage is None and told == set()) or f"renewal_due:2029-11-23:{stage}" in told
    assert len(told) <= 3


def test_another_validity_is_another_reminder() -> None:
    first = due_reminder("m" * 16, NoticeKind.RENEWAL_DUE, END, END, RENEWAL)
    later = due_reminder("m" * 16, NoticeKind.RENEWAL_DUE, END.replace(year=2032), END.replace(year=2032), RENEWAL)

    assert first is not None
    assert later is not None
    assert first.key != later.key


def test_an_event_is_told_once_by_its_id() -> None:
    one = event_reminder("m" * 16, NoticeKind.RETURN_DISPUTED, "r" * 16, number="12")

    assert one.key == "return_disputed:" + "r" * 16
    assert one.facts == {"about": "r" * 16, "number": "12"}
