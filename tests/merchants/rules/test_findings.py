"""The checks that the system makes before an officer reads."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.merchants.rules.findings import (
    Check,
    Finding,
    Level,
    Mark,
    MarkKind,
    blocks,
    from_marks,
    in_force,
    in_reading_order,
    trading_time,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("established", "months", "level"),
    [
        (date(2025, 11, 23), 12, Level.PASS),
        (date(2025, 11, 24), 11, Level.LOOK),
        (date(2019, 5, 6), 90, Level.PASS),
        (date(2026, 11, 23), 0, Level.LOOK),
        (date(2026, 10, 24), 0, Level.LOOK),
    ],
)
def test_a_young_licence_asks_for_a_look_and_never_blocks(established: date, months: int, level: Level) -> None:
    finding = trading_time(established, TODAY, 12)

    assert finding.level is level
    assert finding.facts == {"months": months, "minimum": 12}


@pytest.mark.parametrize(
    ("mark", "counts"),
    [
        (Mark(MarkKind.ABNORMAL_LIST, date(2026, 1, 1), None), True),
        (Mark(MarkKind.ABNORMAL_LIST, date(2026, 1, 1), date(2026, 11, 23)), True),
        (Mark(MarkKind.ABNORMAL_LIST, date(2026, 1, 1), date(2026, 11, 22)), False),
        (Mark(MarkKind.SERIOUS_LIST, date(2026, 11, 24), None), False),
        (Mark(MarkKind.SERIOUS_LIST, date(2026, 11, 23), None), True),
        (Mark(MarkKind.PENALTY, date(2025, 11, 24), None), True),
        (Mark(MarkKind.PENALTY, date(2025, 11, 23), None), False),
        (Mark(MarkKind.PENALTY, date(2024, 1, 1), None), False),
        (Mark(MarkKind.LICENCE_NOT_LIVE, date(2020, 1, 1), None), True),
    ],
)
def test_a_mark_counts_while_it_is_in_force_and_a_penalty_for_twelve_months(mark: Mark, *, counts: bool) -> None:
    assert in_force(mark, TODAY) is counts


def test_a_penalty_of_a_leap_day_counts_until_the_end_of_february() -> None:
    mark = Mark(MarkKind.PENALTY, date(2028, 2, 29), None)

    assert in_force(mark, date(2029, 2, 28))
    assert not in_force(mark, date(2029, 3, 1))


def test_each_register_gives_one_finding_and_blocks_while_a_mark_counts() -> None:
    marks = [Mark(MarkKind.SERIOUS_LIST, date(2026, 3, 1), None), Mark(MarkKind.PENALTY, date(2020, 1, 1), None)]

    levels = {f.check: f.level for f in from_marks(marks, TODAY)}

    assert levels == {
        Check.ABNORMAL_LIST: Level.PASS,
        Check.SERIOUS_LIST: Level.BLOCK,
        Check.PENALTY: Level.PASS,
        Check.LICENCE_NOT_LIVE: Level.PASS,
    }


@given(st.lists(st.builds(Finding, st.sampled_from(Check), st.sampled_from(Level)), max_size=12))
def test_blocks_are_read_first_and_what_passed_last(findings: list[Finding]) -> None:
    ordered = in_reading_order(findings)

    assert [f.level for f in ordered] == sorted((f.level for f in findings), key=list(Level).index)
    assert sorted(map(id, ordered)) == sorted(map(id, findings))
    assert blocks(findings) == [f for f in findings if f.level is Level.BLOCK]
