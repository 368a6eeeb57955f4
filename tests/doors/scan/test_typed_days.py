"""A day in the ways in which people type it, and nothing that is no day."""

from __future__ import annotations

from datetime import date

import pytest

from trustcode.doors.scan.typed_days import read_day


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
