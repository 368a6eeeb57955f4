"""Days in words, as people say them."""

from __future__ import annotations

import pytest

from trustcode.printing.numerals import days_in_words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "一天"),
        (2, "两天"),
        (7, "七天"),
        (10, "十天"),
        (12, "十二天"),
        (15, "十五天"),
        (20, "二十天"),
        (60, "六十天"),
        (99, "九十九天"),
        (100, "一百天"),
        (101, "一百零一天"),
        (110, "一百一十天"),
        (115, "一百一十五天"),
        (180, "一百八十天"),
        (364, "三百六十四天"),
        (365, "一年"),
        (366, "三百六十六天"),
        (730, "两年"),
        (1001, "一千零一天"),
        (1010, "一千零一十天"),
        (3650, "十年"),
    ],
)
def test_days_are_said_as_people_say_them(days: int, words: str) -> None:
    assert days_in_words(days) == words


@pytest.mark.parametrize("days", [0, -1, 10_000])
def test_other_numbers_are_an_error(days: int) -> None:
    with pytest.raises(ValueError, match="1 to 9999"):
        days_in_words(days)
