"""Dates, amounts, codes and phones as people read them, in both languages."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from trustcode.doors.wording import filters

TODAY = date(2026, 11, 23)
EVENING = datetime(2026, 11, 22, 16, 5, tzinfo=UTC)
"""Five past midnight on the 23rd in China."""


@pytest.mark.parametrize(
    ("language", "value", "today", "words"),
    [
        ("zh", date(2026, 11, 30), TODAY, "11 月 30 日"),
        ("zh", date(2027, 1, 5), TODAY, "2027 年 1 月 5 日"),
        ("zh", date(2026, 11, 30), None, "2026 年 11 月 30 日"),
        ("en", date(2026, 11, 30), TODAY, "30 November"),
        ("en", date(2027, 1, 5), TODAY, "5 January 2027"),
    ],
)
def test_a_day_names_its_year_unless_it_is_this_one(language: str, value: date, today: date | None, words: str) -> None:
    assert filters.day(language, value, today) == words


def test_a_day_with_its_weekday_reads_as_people_say_it() -> None:
    assert filters.day_weekday("zh", date(2026, 11, 30), TODAY) == "11 月 30 日 周一"
    assert filters.day_weekday("en", date(2026, 11, 30), TODAY) == "30 November, Monday"


def test_sunday_is_the_last_day_of_the_week() -> None:
    assert filters.weekday("zh", date(2026, 11, 29)) == "周日"
    assert filters.weekday_short("en", date(2026, 11, 29)) == "Sun"


def test_a_moment_is_told_by_the_clock_in_china() -> None:
    assert filters.moment("zh", EVENING) == "2026 年 11 月 23 日 00:05"
    assert filters.moment("en", EVENING, TODAY) == "23 November, 00:05"
    assert filters.china_day(EVENING) == TODAY


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        filters.hour(datetime(2026, 11, 23))  # noqa: DTZ001  that is the point


@pytest.mark.parametrize(
    ("fen", "words"),
    [(15_900, "¥159.00"), (5, "¥0.05"), (0, "¥0.00"), (159_000, "¥1,590.00"), (-15_905, "−¥159.05")],
)
def test_money_is_whole_fen_shown_in_yuan(fen: int, words: str) -> None:
    assert filters.money(fen) == words


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (9_999, "9,999", "9,999"),
        (56_400, "5.64 万", "56,400"),
        (608_049, "60.80 万", "608,049"),
        (608_050, "60.81 万", "608,050"),
        (608_149, "60.81 万", "608,149"),
    ],
)
def test_a_headline_count_is_rounded_half_up(value: int, zh: str, en: str) -> None:
    assert (filters.big_count("zh", value), filters.big_count("en", value)) == (zh, en)


def test_a_headline_sum_is_rounded_half_up() -> None:
    assert filters.big_money("zh", 6_192_785_000) == "6192.79 万元"
    assert filters.big_money("en", 6_192_790_000) == "¥61.93 million"
    assert filters.big_money("zh", 15_900) == "¥159.00"


def test_a_short_code_stands_in_groups_of_four() -> None:
    assert filters.short_code("307182640959") == "3071 8264 0959"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13812341234", "138****1234"),
        ("0731-5550 0142", "0731****0142"),
        ("１３８１２３４１２３４", "138****1234"),
        ("12315", "*****"),
        ("", ""),
    ],
)
def test_a_masked_phone_keeps_its_ends(number: str, shown: str) -> None:
    assert filters.mask_phone(number) == shown


@given(st.text(alphabet="0123456789", min_size=8, max_size=15))
def test_a_masked_phone_always_hides_something(number: str) -> None:
    assert "*" in filters.mask_phone(number)


def test_a_masked_name_keeps_its_first_character() -> None:
    assert filters.mask_name("周晓兰") == "周**"


def test_a_phone_address_holds_digits_alone() -> None:
    assert filters.tel("0731-5550 0142") == "tel:073155500142"


def test_names_in_the_other_language_are_marked() -> None:
    assert filters.tongue("en", "青禾布衣") == '<span lang="zh-Hans">青禾布衣</span>'
    assert filters.tongue("zh", "Bifzivkar") == '<span lang="en">Bifzivkar</span>'
    assert filters.tongue("zh", "青禾 Store") == "青禾 Store"


def test_rare_characters_count_as_chinese() -> None:
    assert "lang=" in filters.tongue("en", "𠮷")
    assert "lang=" in filters.tongue("en", "䶮")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_markup_in_a_name_stays_text(language: str) -> None:
    assert "<script>" not in filters.tongue(language, "<script>青")
    assert "<script>" not in filters.nb("<script>")


@given(st.dictionaries(st.text(), st.text(), max_size=4))
def test_a_data_block_cannot_be_left_and_says_the_same(value: dict[str, str]) -> None:
    block = filters.data_block(value)

    assert isinstance(block, Markup)
    assert not set("<>&\u2028\u2029") & set(block)
    assert json.loads(block) == value


def test_a_data_block_refuses_what_json_cannot_say() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        filters.data_block(float("nan"))
