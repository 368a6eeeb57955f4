"""The table of clocks: which row counts on which day, and every clock of every day against an oracle of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import chinese_calendar
import pytest

from trustcode.calendars.actions import shipped as shipped_calendars
from trustcode.clocks.actions import shipped
from trustcode.clocks.rules import (
    LONGEST_FILE,
    LONGEST_LENGTH,
    LONGEST_SOURCE,
    Certainty,
    ClockCode,
    ClockRefusal,
    ClockRule,
    ClockTable,
    Pause,
    PauseWhy,
    Unit,
    read_table,
    run,
)
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.workdays import Calendar, Why

DAY = timedelta(days=1)
TABLE = ClockTable(read_table(shipped()))
CALENDAR = Calendar(notice.days for notice in shipped_calendars())
EVERY_DAY = [date(2024, 1, 1) + i * DAY for i in range((date(2030, 12, 31) - date(2024, 1, 1)).days + 1)]


def d(text: str) -> date:
    return date.fromisoformat(text)


def due(code: ClockCode, start: str, came_in: str = "", **more: Any) -> date:
    rule = TABLE.rule(code, d(came_in or start))
    return run(rule, d(start), CALENDAR, today=d(start), **more).due_on


@pytest.mark.parametrize(
    ("code", "start", "expected"),
    [
        (ClockCode.ACCEPT, "2026-09-24", "2026-10-12"),
        (ClockCode.VERIFY, "2026-02-09", "2026-03-06"),
        (ClockCode.ACCEPT, "2026-04-30", "2026-05-13"),
        (ClockCode.ACCEPT, "2025-12-31", "2026-01-12"),
        (ClockCode.PUBLISH, "2024-09-13", "2024-10-17"),
        (ClockCode.MEDIATE, "2026-08-05", "2026-10-08"),
        (ClockCode.MEDIATE, "2026-04-20", "2026-06-22"),
    ],
)
def test_the_published_examples(code: ClockCode, start: str, expected: str) -> None:
    assert due(code, start) == d(expected)


@pytest.mark.parametrize(
    ("came_in", "length", "unit", "source"),
    [
        ("2024-06-30", 45, Unit.WORKDAY, "总局令第20号"),
        ("2024-07-01", 60, Unit.DAY, "实施条例"),
        ("2026-04-14", 60, Unit.DAY, "实施条例"),
        ("2026-04-15", 60, Unit.DAY, "总局令第121号"),
    ],
)
def test_mediation_follows_the_law_of_the_day_on_which_the_matter_came_in(
    came_in: str, length: int, unit: Unit, source: str
) -> None:
    rule = TABLE.rule(ClockCode.MEDIATE, d(came_in))

    assert (rule.length, rule.unit) == (length, unit)
    assert source in rule.source_zh


def test_a_matter_of_the_old_law_keeps_its_forty_five_working_days_when_it_is_accepted_later() -> None:
    assert due(ClockCode.MEDIATE, "2026-01-30", came_in="2024-06-28") == d("2026-04-10")


def test_every_clock_has_a_row_with_a_source_and_says_how_sure_it_is() -> None:
    assert {rule.code for rule in TABLE.rules} == set(ClockCode)
    assert all(rule.source_zh and rule.source_en for rule in TABLE.rules)
    assert {rule.code for rule in TABLE.rules if not rule.is_sure} >= {ClockCode.HAND_OVER, ClockCode.COUNCIL}
    assert TABLE.rule(ClockCode.HAND_OVER, d("2026-11-23")).certainty is Certainty.LOW


@cache
def _is_workday(day: date) -> bool:
    """Another table than ours for the years it has, Monday to Friday and New Year's day off elsewhere."""
    if day.year <= 2026:
        return bool(chinese_calendar.is_workday(day))
    return CALENDAR.is_workday(day) if day.year == 2027 else day.weekday() < 5


def _oracle(rule: ClockRule, start: date, *, extended: bool = False) -> date:
    """The last day, by walking from day to day with a counter that runs down."""
    assert rule.length is not None
    left = rule.length + (rule.extension if extended else 0)
    day = start
    while left:
        day = day + DAY
        left -= 1 if rule.unit is Unit.DAY or _is_workday(day) else 0
    while not _is_workday(day):
        day = day + DAY
    return day


FIXED = list(
    {(rule.length, rule.unit, rule.extension): rule for rule in TABLE.rules if rule.length is not None}.values()
)
"""Of the rows that reckon alike, one."""


@pytest.mark.parametrize("rule", FIXED, ids=lambda rule: f"{rule.length}-{rule.unit.value}")
def test_every_clock_agrees_with_the_oracle_on_every_start_day_of_seven_years(rule: ClockRule) -> None:
    wrong = [day for day in EVERY_DAY if run(rule, day, CALENDAR, today=day).due_on != _oracle(rule, day)]

    assert wrong == []


@pytest.mark.parametrize("rule", [rule for rule in FIXED if rule.extension], ids=lambda rule: rule.code.value)
def test_extended_clocks_agree_as_well(rule: ClockRule) -> None:
    some = EVERY_DAY[::7]

    assert [
        day
        for day in some
        if run(rule, day, CALENDAR, today=day, extended=True).due_on != _oracle(rule, day, extended=True)
    ] == []


def test_a_later_start_never_ends_earlier() -> None:
    for rule in FIXED:
        ends = [run(rule, day, CALENDAR, today=day).due_on for day in EVERY_DAY[:800]]
        assert ends == sorted(ends)


def test_a_clock_that_leans_on_a_year_without_a_notice_says_so() -> None:
    rule = TABLE.rule(ClockCode.MEDIATE, d("2026-11-23"))

    assert run(rule, d("2026-11-23"), CALENDAR, today=d("2026-11-23")).reckoning.provisional
    assert not run(rule, d("2026-09-01"), CALENDAR, today=d("2026-09-01")).reckoning.provisional


def test_a_leap_day_is_a_day_like_others() -> None:
    assert due(ClockCode.DELIBERATE_DELAY, "2024-02-14") == d("2024-02-29")
    assert due(ClockCode.DELIBERATE_DELAY, "2028-02-14") == d("2028-02-29")


def _stopped(rule: ClockRule, start: str, *pauses: tuple[str, str | None], today: str = "2026-12-31") -> Any:
    stops = [Pause(d(a), d(b) if b else None, PauseWhy.APPRAISAL) for a, b in pauses]
    return run(rule, d(start), CALENDAR, today=d(today), pauses=stops)


def test_days_of_an_appraisal_are_not_counted_and_are_named() -> None:
    rule = TABLE.rule(ClockCode.MEDIATE, d("2026-05-06"))
    plain = _stopped(rule, "2026-05-06")

    ran = _stopped(rule, "2026-05-06", ("2026-05-10", "2026-05-20"))

    assert (plain.due_on, ran.due_on) == (d("2026-07-06"), d("2026-07-15"))
    paused = [step.day for step in ran.reckoning.steps if step.why is Why.PAUSED]
    assert (paused[0], paused[-1], len(paused)) == (d("2026-05-11"), d("2026-05-20"), 10)
    assert sum(step.counted for step in ran.reckoning.steps) == 60
    assert not ran.stands_still


def test_while_a_clock_stands_still_its_last_day_moves_on_with_today() -> None:
    rule = TABLE.rule(ClockCode.MEDIATE, d("2026-05-06"))

    one = _stopped(rule, "2026-05-06", ("2026-05-10", None), today="2026-05-12")
    later = _stopped(rule, "2026-05-06", ("2026-05-10", None), today="2026-06-12")

    assert one.stands_still
    assert later.due_on > one.due_on


def test_two_pauses_that_overlap_are_not_counted_twice() -> None:
    rule = TABLE.rule(ClockCode.MEDIATE, d("2026-05-06"))

    both = _stopped(rule, "2026-05-06", ("2026-05-10", "2026-05-20"), ("2026-05-15", "2026-05-18"))

    assert both.due_on == _stopped(rule, "2026-05-06", ("2026-05-10", "2026-05-20")).due_on


def test_the_day_in_a_notice_is_the_last_day() -> None:
    assert due(ClockCode.IDENTITY, "2026-11-23", named_on=d("2026-12-01")) == d("2026-12-01")


@pytest.mark.parametrize(
    ("code", "more", "refusal"),
    [
        (ClockCode.ACCEPT, {"pauses": [Pause(d("2026-11-23"), None, PauseWhy.TESTING)]}, ClockRefusal.NO_PAUSE_HERE),
        (ClockCode.ACCEPT, {"extended": True}, ClockRefusal.NO_EXTENSION_HERE),
        (
            ClockCode.VERIFY,
            {"pauses": [Pause(d("2026-11-23"), d("2026-11-20"), PauseWhy.TESTING)]},
            ClockRefusal.PAUSE_BACKWARDS,
        ),
    ],
)
def test_what_the_law_does_not_know_is_refused(code: ClockCode, more: dict[str, Any], refusal: ClockRefusal) -> None:
    with pytest.raises(Refusal) as refused:
        due(code, "2026-11-23", **more)

    assert refused.value.code is refusal


def rows() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(shipped())
    return found


def _spoilt() -> Iterator[tuple[str, ClockRefusal]]:
    yield "{", ClockRefusal.NOT_JSON
    yield "[" * 100_000, ClockRefusal.NOT_JSON
    yield "{}", ClockRefusal.NOT_A_LIST
    yield "[]", ClockRefusal.NOT_A_LIST
    yield '{"a": 1}', ClockRefusal.NOT_A_LIST
    yield '"C1"', ClockRefusal.NOT_A_LIST
    yield "[1]", ClockRefusal.FIELDS_WRONG
    yield " " * 300_000, ClockRefusal.TOO_LONG
    for change in (
        {"code": "C99"}, {"code": 1}, {"length": -1}, {"length": 0}, {"length": True}, {"length": 4000}, {"length": None},
        {"unit": "week"}, {"from": "2026-2-1"}, {"from": "20260201"}, {"until": "2026-W05-1"}, {"from": "2026-02-30"}, {"until": "2019-01-01"}, {"pauses": ["lunch"]},
        {"pauses": "none"}, {"source_zh": " "}, {"certainty": None}, {"extension": "1"}, {"code": []}, {"unit": {}},
        {"pauses": ""}, {"pauses": [[]]}, {"pauses": {}}, {"from": None}, {"from": 20_260_201}, {"until": []},
        {"source_en": None}, {"source_en": "s" * (LONGEST_SOURCE + 1)}, {"length": LONGEST_LENGTH + 1},
        {"extension": LONGEST_LENGTH + 1}, {"extension": None}, {"unit": "named"}, {"until": "2019-12-31"},
    ):  # fmt: skip
        yield json.dumps([{**rows()[0], **change}]), ClockRefusal.VALUE_WRONG
    yield json.dumps([rows()[0], rows()[0]]), ClockRefusal.SPANS_OVERLAP
    yield json.dumps([{**rows()[0], "extra": 1}]), ClockRefusal.FIELDS_WRONG


@pytest.mark.parametrize(("text", "refusal"), list(_spoilt()), ids=lambda value: str(value)[-40:])
def test_a_table_that_is_not_right_is_refused_with_the_row(text: str, refusal: ClockRefusal) -> None:
    with pytest.raises(Refusal) as refused:
        read_table(text)

    assert refused.value.code is refusal


def test_a_table_may_go_up_to_every_limit() -> None:
    first = rows()[0]
    most = {
        **first,
        "length": LONGEST_LENGTH,
        "extension": LONGEST_LENGTH,
        "source_zh": "源" * LONGEST_SOURCE,
        "source_en": "s",
        "until": first["from"],
    }
    text = json.dumps([most, {**first, "from": "2020-01-02"}])
    whole = text + " " * (LONGEST_FILE - len(text))

    found = read_table(whole)

    assert (len(whole), found[0].length, found[0].extension) == (LONGEST_FILE, LONGEST_LENGTH, LONGEST_LENGTH)
    with pytest.raises(Refusal) as refused:
        read_table(whole + " ")
    assert refused.value.code is ClockRefusal.TOO_LONG


def test_the_shipped_table_is_read_as_it_is() -> None:
    found = read_table(shipped())

    assert sorted(found, key=repr) == sorted(TABLE.rules, key=repr)
    assert (
        [rule.code for rule in found if rule.length is None]
        == [rule.code for rule in found if rule.unit is Unit.NAMED]
        != []
    )


def test_a_fault_names_its_row_and_its_column() -> None:
    good = rows()[0]
    for text, row, column in (
        (json.dumps([good, {**good, "code": 1}]), 2, "code"),
        (json.dumps([{**good, "from": "x"}, good]), 1, "from"),
        (json.dumps([good, {**good, "code": "C2", "until": "2019-01-01"}]), 2, "until"),
    ):
        with pytest.raises(Refusal) as refused:
            read_table(text)
        assert [(fault.facts["row"], fault.where) for fault in refused.value.faults] == [(row, column)]


def test_every_fault_of_a_table_is_told_at_once() -> None:
    good = rows()[0]

    with pytest.raises(Refusal) as refused:
        read_table(json.dumps([{**good, "unit": "week", "length": -1}, 5, {**good, "code": "C99"}]))

    assert [(fault.facts["row"], fault.code) for fault in refused.value.faults] == [
        (1, ClockRefusal.VALUE_WRONG),
        (1, ClockRefusal.VALUE_WRONG),
        (2, ClockRefusal.FIELDS_WRONG),
        (3, ClockRefusal.VALUE_WRONG),
    ]


def test_a_matter_from_before_the_first_row_is_reckoned_by_it_and_a_change_counts_from_its_day() -> None:
    rule = TABLE.rule(ClockCode.ACCEPT, d("2019-12-31"))
    assert rule == TABLE.rule(ClockCode.ACCEPT, d("2020-01-01"))
    assert TABLE.rule(ClockCode.ACCEPT, d("2024-06-30")) == rule
    assert TABLE.rule(ClockCode.ACCEPT, d("2024-07-01")).valid_from == d("2024-07-01")


def test_a_clock_that_the_table_does_not_have_is_named() -> None:
    with pytest.raises(LookupError, match="C1"):
        ClockTable([rule for rule in TABLE.rules if rule.code is not ClockCode.ACCEPT]).rule(
            ClockCode.ACCEPT, d("2026-01-01")
        )


def test_rows_that_meet_on_one_day_overlap_and_rows_that_follow_do_not() -> None:
    first = {**rows()[0], "until": "2024-06-30"}

    assert len(read_table(json.dumps([first, {**first, "from": "2024-07-01", "until": None}]))) == 2
    with pytest.raises(Refusal) as refused:
        read_table(json.dumps([first, {**first, "from": "2024-06-30", "until": None}]))
    assert refused.value.code is ClockRefusal.SPANS_OVERLAP


def test_the_day_of_a_pause_still_counts_and_the_day_of_its_end_does_not() -> None:
    rule = TABLE.rule(ClockCode.MEDIATE, d("2026-05-06"))

    one = _stopped(rule, "2026-05-06", ("2026-05-10", "2026-05-10"))
    two = _stopped(rule, "2026-05-06", ("2026-05-10", "2026-05-11"))
    lasting = _stopped(rule, "2026-05-06", ("2026-05-10", None), today="2026-05-11")

    assert [step.day for step in one.reckoning.steps if step.why is Why.PAUSED] == []
    assert [step.day for step in two.reckoning.steps if step.why is Why.PAUSED] == [d("2026-05-11")]
    assert [step.day for step in lasting.reckoning.steps if step.why is Why.PAUSED] == [d("2026-05-11")]


def test_a_notice_that_names_a_day_before_its_own_ends_on_its_own_day() -> None:
    assert due(ClockCode.IDENTITY, "2026-11-23", named_on=d("2026-11-20")) == d("2026-11-23")
    assert due(ClockCode.IDENTITY, "2026-11-23") == d("2026-11-23")
    assert due(ClockCode.IDENTITY, "2026-11-23", named_on=d("2026-11-29")) == d("2026-11-29")
