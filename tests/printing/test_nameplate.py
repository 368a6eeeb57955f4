"""A shop's name stands as a sign-writer would set it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trustcode.printing.nameplate import Level, Upright, is_han, level_lines, nameplate, word_breaks

han = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=24)
anything = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x9FFF, exclude_categories=["C", "Z"]), min_size=1)


@pytest.mark.parametrize("name", ["禾", "青禾", "青禾堂", "青禾布衣", "芙蓉里茶庄", "䶮㐂𠮷"])
def test_up_to_five_characters_make_one_column(name: str) -> None:
    assert nameplate(name) == Upright((name,))


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("土家吊脚楼风味馆", ("土家吊脚楼", "风味馆")),
        ("凤凰古城银饰工坊", ("凤凰古城", "银饰工坊")),
        ("青禾布衣服装店", ("青禾布衣", "服装店")),
        ("好又多生活超市", ("好又多", "生活超市")),
        ("岳阳楼区小四眼镜店", ("岳阳楼区", "小四眼镜店")),
        ("江边人家的小院", ("江边人家", "的小院")),
    ],
)
def test_six_to_ten_make_two_columns_split_at_a_word(name: str, columns: tuple[str, str]) -> None:
    assert nameplate(name) == Upright(columns)


@given(han.filter(lambda name: 6 <= len(name) <= 10))
@settings(max_examples=60)
def test_no_column_holds_one_character_alone_or_more_than_six(name: str) -> None:
    plate = nameplate(name)

    assert isinstance(plate, Upright)
    assert "".join(plate.columns) == name
    assert all(2 <= len(column) <= 6 for column in plate.columns)


@pytest.mark.parametrize("name", ["KFC", "7-11便利店", "阿里·郎", "青禾（旗舰）", "青禾 布衣", "あおば店"])
def test_a_name_that_is_not_all_han_lies_level(name: str) -> None:
    assert isinstance(nameplate(name), Level)


def test_eleven_characters_lie_level() -> None:
    assert isinstance(nameplate("一二三四五六七八九十店"), Level)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("湘西土家族苗族自治州苗家姑娘银饰体验店", ("湘西土家族苗族自治州", "苗家姑娘银饰体验店")),
        ("长沙市天心区坡子街火宫殿", ("长沙市天心区", "坡子街火宫殿")),
        ("Riverside Coffee 江边咖啡", ("Riverside", "Coffee 江边咖啡")),
    ],
)
def test_lines_break_between_words(name: str, lines: tuple[str, ...]) -> None:
    assert nameplate(name) == Level(lines)


@given(anything)
@settings(max_examples=80, deadline=None)
def test_lines_lose_nothing_but_blanks(name: str) -> None:
    joined = "".join(level_lines(name, wide=151, tall=30))

    assert joined.replace(" ", "") == name.replace(" ", "")


@given(anything.filter(lambda name: len(name) > 3))
@settings(max_examples=60, deadline=None)
def test_a_line_never_holds_one_character_alone(name: str) -> None:
    assert all(len(line) > 1 for line in level_lines(name, wide=60, tall=60))


def test_a_word_of_letters_is_never_broken() -> None:
    assert level_lines("Donaudampfschiff", wide=20, tall=60) == ("Donaudampfschiff",)


def test_more_room_in_height_means_more_lines() -> None:
    name = "湖南省山里人家土特产产销合作社"

    assert len(level_lines(name, wide=60, tall=60)) > len(level_lines(name, wide=150, tall=12))


@pytest.mark.parametrize(("name", "at"), [("市场路口", frozenset({2, 3})), ("江边茶楼", frozenset({2}))])
def test_words_meet_where_a_place_or_a_trade_begins_or_ends(name: str, at: frozenset[int]) -> None:
    assert word_breaks(name) == at


@pytest.mark.parametrize(("char", "han"), [("青", True), ("〇", True), ("𠮷", True), ("A", False), ("，", False)])
def test_han_is_told_from_the_rest(char: str, han: object) -> None:
    assert is_han(char) is han
