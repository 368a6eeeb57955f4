"""A day in the ways in which people type it, and nothing that is no day."""

from __future__ import annotations

from datetime import date

import pytest

from trustcode.doors.scan.typed_days import read_day, read_late_day


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-03",
        "2026-11-3",
        "2026/11/03",
        "2026.11.3",
        "20261103",
        "２０２６年１１月３日",
        "2026年11月3号",
        " 2026 年 11 月 3 日 ",
    ],
)
def test_a_day_is_understood(typed: str) -> None:
    assert read_day(typed) == date(2026, 11, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "2026-02-30",
        "2026-13-01",
        "0000-01-01",
        "10000-01-01",
        "03-11-2026",
        "2026-11",
        "今天",
        "٢٠٢٦-١١-٠٣",
        "9" * 5000,
    ],
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("11月3日", date(2026, 11, 3)),
        ("11-3", date(2026, 11, 3)),
        ("１１ 月 ２６ 号", date(2026, 11, 26)),
        ("12月31日", date(2025, 12, 31)),
        ("昨天", date(2026, 11, 25)),
        ("Yesterday", date(2026, 11, 25)),
        ("前天", date(2026, 11, 24)),
    ],
)
def test_a_day_without_its_year_is_the_last_such_day(typed: str, meant: date) -> None:
    assert read_late_day(typed, date(2026, 11, 26)) == meant


@pytest.mark.parametrize("typed", ["", "13月1日", "2月30日", "11月", "明天", "9" * 5000])
def test_what_is_no_day_of_any_year_is_none(typed: str) -> None:
    assert read_late_day(typed, date(2026, 11, 26)) is None
