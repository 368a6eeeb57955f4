"""Names: which may be borne, which look alike, and how each is found."""

from __future__ import annotations

import json
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.kernel.refusals import Refusal
from trustcode.merchants.rules.naming import (
    MOST_INITIALS,
    NamingRefusal,
    folded,
    initials,
    may_be_named,
    search_text,
    skeleton,
)

TABLES = json.loads(resources.files("trustcode.merchants.rules").joinpath("folding.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "name",
    [
        "长沙市天心区王记米粉店",
        "䶮㐂𠮷家私房菜",
        "𰻝𰻝面",
        "〇食堂",
        "Tujia Bix zix kar 土家菜",
        "Ghaob Xongb 苗家",
        "Café Móxīn 咖啡",
        "7-11 便利店（五一路店）",
        "A&B 生活馆·南门口",
        "1919 酒类直供",
        "湘江“味道”《食记》",
    ],
)
def test_names_of_real_kinds_are_accepted_and_a_picture_in_them_is_not(name: str) -> None:
    may_be_named(name)

    with pytest.raises(Refusal):
        may_be_named(f"{name}😀")


@pytest.mark.parametrize(
    ("name", "code", "found"),
    [
        ("好店\u200b", NamingRefusal.HIDDEN_CHARACTER, "U+200B"),
        ("好\u202e店", NamingRefusal.HIDDEN_CHARACTER, "U+202E"),
        ("好店\x00", NamingRefusal.HIDDEN_CHARACTER, "U+0000"),
        ("好\t店", NamingRefusal.HIDDEN_CHARACTER, "U+0009"),
        ("好\n店", NamingRefusal.HIDDEN_CHARACTER, "U+000A"),
        ("好\u00a0店", NamingRefusal.HIDDEN_CHARACTER, "U+00A0"),
        ("好店\ufe0f", NamingRefusal.HIDDEN_CHARACTER, "U+FE0F"),
        ("好店\U000e0041", NamingRefusal.HIDDEN_CHARACTER, "U+E0041"),
        ("e\u0301\u0301\u0301", NamingRefusal.HIDDEN_CHARACTER, "U+0301"),
        ("好店😀", NamingRefusal.PICTURE, "😀"),
        ("★好店", NamingRefusal.PICTURE, "★"),
        ("①号店", NamingRefusal.PICTURE, "①"),
        ("好店\ue000", NamingRefusal.UNKNOWN_CHARACTER, "U+E000"),
        ("好店\uffff", NamingRefusal.UNKNOWN_CHARACTER, "U+FFFF"),
        ("好店\ud800", NamingRefusal.BROKEN_CHARACTER, "U+D800"),
        ("茶の味", NamingRefusal.OTHER_SCRIPT, "の"),
        ("Кафе", NamingRefusal.OTHER_SCRIPT, "К"),
        ("김밥", NamingRefusal.OTHER_SCRIPT, "김"),
        ("好店٣", NamingRefusal.OTHER_SCRIPT, "٣"),
    ],
)
def test_what_no_name_needs_is_refused_and_shown(name: str, code: NamingRefusal, found: str) -> None:
    with pytest.raises(Refusal) as caught:
        may_be_named(name)

    assert (caught.value.code, caught.value.facts) == (code, {"found": found})


@pytest.mark.parametrize("name", ["", "   ", "***", "（）"])
def test_a_name_has_something_to_read(name: str) -> None:
    with pytest.raises(Refusal) as caught:
        may_be_named(name)

    assert caught.value.code is NamingRefusal.NOTHING_TO_READ


def test_each_kind_of_trouble_is_told_once() -> None:
    with pytest.raises(Refusal) as caught:
        may_be_named("😀😀\u200b\u200d店")

    assert [fault.code for fault in caught.value.faults] == [NamingRefusal.PICTURE, NamingRefusal.HIDDEN_CHARACTER]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("鑫鑫超市", "鑫 鑫-超市"),
        ("长沙银行", "長沙銀行"),
        ("龙记面馆", "龍記麵館"),
        ("未来便利店", "末来便利店"),
        ("士多店", "土多店"),
        ("日日鲜", "曰曰鲜"),
        ("KFC", "ＫＦＣ"),
        ("Apple", "App1e"),
        ("Apple", "Аррӏе"),
        ("Modern", "Modem"),
        ("Café 乐", "CAFE乐"),
        ("二手车", "ニ手车"),
        ("三只松鼠", "叁只松鼠"),
        ("王记（总店）", "王记总店"),
        ("好又多", "好又多\u200b"),
    ],
)
def test_names_that_look_alike_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("鑫鑫超市", "鑫森超市"), ("长沙银行", "长江银行"), ("KFC", "KFG"), ("一店", "二店"), ("旺旺", "旺")],
)
def test_names_that_differ_to_the_eye_have_two(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_of_ten_thousand_different_names_hardly_any_share_a_skeleton() -> None:
    """Names as shops bear them, all different; an officer would drown in false alarms."""
    first = "湘楚岳衡麓橘洲星沙浏潇沅澧资洞庭桃源芙蓉王李张刘陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    second = "福兴隆源盛鑫佳美乐家和顺康泰丰华荣祥瑞吉宝来旺达安"
    trades = ["米粉店", "便利店", "服饰", "大药房", "茶业", "土菜馆", "日用品店"]
    names = [a + b + trade for a in dict.fromkeys(first) for b in second for trade in trades][:10_000]

    assert len(names) == 10_000
    assert len({skeleton(name) for name in names}) > 9_900


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("王记米粉", "王 记 米 粉"),
        ("長沙銀行", "长 沙 银 行"),
        ("KFC 肯德基2店", "kfc 肯 德 基 2 店"),
        ("Café-Ｂar（五一路）", "cafe bar 五 一 路"),
        ("𠮷野家", "𠮷 野 家"),
        ("A1B", "a 1 b"),
        ("——", ""),
    ],
)
def test_every_han_character_stands_for_itself_in_the_index(name: str, words: str) -> None:
    assert search_text(name) == words


def test_several_texts_make_one_line() -> None:
    assert search_text("王记", "", "五一路 2 号") == "王 记 五 一 路 2 号"


@pytest.mark.parametrize("part", ["米", "米粉", "王记米粉", "記米", "KFC", "kfc 王"])
def test_what_is_typed_is_found_as_a_phrase(part: str) -> None:
    assert f" {search_text(part)} " in f" {search_text('KFC', '王记米粉')} "


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("长沙银行", {"csyh", "zsyh"}),
        ("朝阳便利店", {"zybld", "cybld"}),
        ("单记米粉", {"djmf", "sjmf"}),
        ("乐购", {"lg", "yg"}),
        ("耒阳", {"ly"}),
        ("KFC肯德基2店", {"kfckdj2d"}),
        ("長沙", {"cs"}),
    ],
)
def test_all_readings_of_a_name_are_found_by_their_initials(name: str, expected: set[str]) -> None:
    assert expected <= set(initials(name))


def test_the_reading_that_fits_the_words_comes_first() -> None:
    assert [initials(name)[0] for name in ("长沙银行", "重阳糕", "大厦")] == ["csyh", "cyg", "ds"]


def test_initials_are_bounded_and_not_repeated() -> None:
    spellings = initials("单乐朝行重单乐朝行重单乐朝行重单乐朝行重")

    assert len(spellings) == len(set(spellings)) == MOST_INITIALS


def test_characters_nobody_can_read_out_are_passed_over() -> None:
    assert initials("㐂𠮷") == ()


@given(st.text(max_size=30))
def test_keys_of_any_text_are_made_without_a_fault_and_stay_as_they_are(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert search_text(search_text(text)) == search_text(text)
    assert skeleton(skeleton(text)) == skeleton(text)
    assert all(spelling.isascii() for spelling in initials(text))


def test_every_traditional_character_leads_to_a_simplified_one_in_one_step() -> None:
    pairs = [pair for name in ("traditional", "variants") for line in TABLES[name] for pair in line.split()]
    sources = {pair[0] for pair in pairs}

    assert all(len(pair) == 2 for pair in pairs)
    assert len(sources) == len(pairs)
    assert not [pair for pair in pairs if pair[1] in sources]
    assert len(pairs) > 1_000


def test_simplified_characters_are_those_of_the_common_set() -> None:
    for line in TABLES["traditional"]:
        assert line.encode("gb18030")
        assert all(pair[1].encode("gb2312") for pair in line.split())


def test_no_character_looks_like_two_groups() -> None:
    groups = [group for line in TABLES["look_alike"] for group in line.split()]
    members = [char for group in groups for char in group]

    assert len(members) == len(set(members))
