"""The bars of a record: whole numbers, in proportion, nothing unseen, and two years never on each other."""

from __future__ import annotations

import re

from trustcode.doors.wording.month_bars import BarMonth, MonthBars, month_bars


def year(*counts: tuple[int, int, int]) -> list[BarMonth]:
    months = [(2025, 12), *((2026, n) for n in range(1, 12))]
    rows = [*counts, *((0, 0, 0) for _ in range(12 - len(counts)))]
    return [
        BarMonth(year=y, month=m, confirmed=a, logged=b, refused=c)
        for (y, m), (a, b, c) in zip(months, rows, strict=True)
    ]


def heights(path: str) -> list[int]:
    return [int(found) for found in re.findall(r"M\d+ \d+v-(\d+)h", path)]


def texts(bars: MonthBars) -> list[str]:
    return [mark.text for mark in bars.marks]


def test_parts_stand_on_each_other_and_keep_their_proportion() -> None:
    bars = month_bars(year((40, 20, 0), (10, 0, 20)))

    assert heights(bars.confirmed) == [58, 14]
    assert heights(bars.logged) == [29]
    assert heights(bars.refused) == [29]


def test_one_beside_a_thousand_can_still_be_seen() -> None:
    bars = month_bars(year((1_000, 1, 0), (0, 1, 1)))

    assert heights(bars.logged) == [3, 3]
    assert heights(bars.refused) == [3]


def test_the_number_above_is_the_sum_and_an_empty_month_has_none() -> None:
    found = texts(month_bars(year((3, 2, 1))))

    assert found == ["6", "12", "1", "2026", *(str(n) for n in range(2, 12))]


def test_nothing_at_all_is_an_empty_picture_and_no_fault() -> None:
    bars = month_bars(year())

    assert (bars.confirmed, bars.logged, bars.refused) == ("", "", "")
    assert month_bars([]).marks == ()
