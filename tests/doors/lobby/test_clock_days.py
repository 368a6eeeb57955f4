"""A deadline in words: the countdown with its word, and every day with its number or why it has none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from trustcode.clocks.rules import Certainty, ClockCode, ClockRule, Pause, PauseWhy, Starts, Unit, run
from trustcode.complaints.queries.clocks import ClockSheet
from trustcode.doors.lobby.clock_days import clock_days, clock_left
from trustcode.doors.wording.pages import environment
from trustcode.kernel.workdays import Calendar, YearDays

DAY = timedelta(days=1)
TODAY = date(2026, 9, 24)
AUTUMN = Calendar(
    [
        YearDays(
            2026,
            rest=frozenset(date(2026, 9, 25) + n * DAY for n in range(13) if n < 3 or n > 5),
            makeup=frozenset({date(2026, 9, 20), date(2026, 10, 10)}),
            official=True,
        )
    ]
)


def a_rule(unit: Unit = Unit.WORKDAY, length: int = 7) -> ClockRule:
    return ClockRule(
        ClockCode.SETTLE,
        Starts.REACHED_MERCHANT,
        length,
        unit,
        0,
        (PauseWhy.TESTING,),
        date(2020, 1, 1),
        None,
        "12315 平台先行和解规则",
        "rules of the 12315 platform",
        Certainty.MEDIUM,
    )


def a_sheet(
    rule: ClockRule, *, pauses: tuple[Pause, ...] = (), stopped_on: date | None = None, met: bool | None = None
) -> ClockSheet:
    ran = run(rule, TODAY, AUTUMN, today=TODAY, pauses=pauses)
    due = ran.due_on
    return ClockSheet(
        "c", rule, TODAY, due, ran.reckoning.provisional, False, stopped_on, met, pauses, ran.reckoning, 0
    )


@pytest.mark.parametrize(
    ("days", "left", "said", "tone"),
    [
        (12, "还有 12 天", "未到期", ""),
        (4, "还有 4 天", "未到期", ""),
        (3, "还有 3 天", "快到期", "near"),
        (0, "今晚 12 点前", "最后一天", "today"),
        (-2, "超了 2 天", "已超期", "late"),
    ],
)
def test_a_countdown_is_days_with_a_word_and_a_tone(days: int, left: str, said: str, tone: str) -> None:
    found = clock_left("zh", TODAY + days * DAY, TODAY)

    assert (found.left, found.word, found.tone) == (left, said, tone)


def test_a_clock_that_stands_still_has_no_countdown() -> None:
    found = clock_left("en", TODAY - DAY, TODAY, stands_still=True)

    assert (found.left, found.word, found.tone) == ("not counted now", "stands still", "still")


def test_working_days_carry_numbers_and_days_off_say_why_not() -> None:
    """The document's own example: 24 September 2026 and seven working days end on 12 October."""
    view = clock_days("zh", a_sheet(a_rule()), TODAY)

    by_day = {row.day: (row.number, row.why) for row in view.rows}
    assert by_day["9 月 24 日 周四"] == ("", "开始的当天，不算")
    assert by_day["9 月 25 日 周五"] == ("", "休息日，不算")
    assert by_day["9 月 28 日 周一"] == ("1", "工作日")
    assert by_day["10 月 10 日 周六"] == ("6", "周末调休上班，算")
    assert [row.day for row in view.rows if row.is_last] == ["10 月 12 日 周一"]
    assert "7 个工作日" in view.sentence


def test_calendar_days_count_days_off_and_roll_over_at_the_end() -> None:
    view = clock_days("en", a_sheet(a_rule(Unit.DAY, 10)), TODAY)

    assert [row.number for row in view.rows if row.day.startswith("27 September")] == ["3"]
    assert [row.why for row in view.rows][-1] == "the last day falls on a day off, so it moves on"
    assert view.due == "8 October, Thursday"


def test_pauses_are_said_and_their_days_are_not_counted() -> None:
    view = clock_days(
        "zh", a_sheet(a_rule(), pauses=(Pause(date(2026, 9, 28), date(2026, 9, 29), PauseWhy.TESTING),)), TODAY
    )

    assert [row.why for row in view.rows if row.day == "9 月 29 日 周二"] == ["中止期间，不算"]
    assert len(view.pauses) == 1


@pytest.mark.parametrize(("met", "said"), [(True, "没有超期"), (False, "没有按期办"), (None, "当时还没到期")])
def test_a_stopped_clock_says_how_it_ended(*, met: bool | None, said: str) -> None:
    assert said in clock_days("zh", a_sheet(a_rule(), stopped_on=TODAY, met=met), TODAY).over


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_component_draws_every_day_once(language: str) -> None:
    view = clock_days(language, a_sheet(a_rule()), TODAY)
    source = '{% from "components/clock-days.html" import clock_days %}{{ clock_days(view) }}'

    page = environment(language).from_string(source).render(view=view)

    assert page.count("<li") == len(view.rows) == 19
    assert all(row.day in page for row in view.rows)
