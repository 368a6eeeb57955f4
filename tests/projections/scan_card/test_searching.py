"""Shops are found by one character or by many, on both engines, as a look through the whole list would find them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.projections.scan_card.cards import RETURNS, a_card, drop, put
from trustcode.merchants.rules.naming import initials, search_text
from trustcode.merchants.rules.standing import PUBLIC, Standing
from trustcode.projections.scan_card.card import Card
from trustcode.projections.scan_card.keys import initials_kept, words_kept
from trustcode.projections.scan_card.searching import MOST_PAGES, PAGE_SIZE, SearchQuery, find_cards
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

NAMES = [
    "臭豆腐", "豆腐坊", "腐乳豆行", "火宫殿", "火宫殿坡子街店", "乐购超市", "KFC 五一店", "Café 7-Eleven",
    "50%_折扣店", "折扣*仓", 'A&B "C" 布行', "NOT 茶馆", "near 茶", "𠮷野家", "䶮㐂坊", "重庆小面",
    "长沙银行旁边的店", "阿阿阿阿", "三千三", "O'Neil 吧", "back\\slash 店", "湘", "a1b2 数码",
]  # fmt: skip


def a_shop(number: int, name: str, **facts: Any) -> Card:
    return a_card(number, shop_name=name, branch_name="", **facts)


def put_shops(store: Store, *shops: Card) -> None:
    for shop in shops:
        put(store, shop, search_text=words_kept(shop.shop_name), initials=initials_kept(shop.shop_name))


def ask(store: Store, text: str = "", **rest: Any) -> list[int]:
    with reading(store) as reader:
        return [card.number for card in find_cards(reader, SearchQuery(text=text, **rest)).cards]


def names_of(store: Store, text: str) -> set[str]:
    return {NAMES[number - 1] for number in ask(store, text)}


@pytest.fixture
def listed(store: Store) -> Store:
    """A store with a shop for each name, numbered from 1."""
    put_shops(store, *(a_shop(i, name) for i, name in enumerate(NAMES, 1)))
    return store


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("湘", {"湘"}),
        ("豆腐", {"臭豆腐", "豆腐坊"}),
        ("腐", {"臭豆腐", "豆腐坊", "腐乳豆行"}),
        ("火宫殿", {"火宫殿", "火宫殿坡子街店"}),
        ("殿坡", {"火宫殿坡子街店"}),
        ("kfc五一", {"KFC 五一店"}),
        ("KF", {"KFC 五一店"}),
        ("cafe", {"Café 7-Eleven"}),
        ("eleven", {"Café 7-Eleven"}),
        ("𠮷", {"𠮷野家"}),
        ("䶮㐂", {"䶮㐂坊"}),
        ("阿阿阿", {"阿阿阿阿"}),
        ("cdf", {"臭豆腐"}),
        ("df", {"臭豆腐", "豆腐坊"}),
        ("HGD", {"火宫殿", "火宫殿坡子街店"}),
        ("cqxm", {"重庆小面"}),
        ("yg", {"乐购超市", "𠮷野家"}),
        ("不在这里", set()),
        ("臭腐", set()),
    ],
)
def test_one_character_or_many_or_initials_find_the_shops(listed: Store, asked: str, found: set[str]) -> None:
    assert names_of(listed, asked) == found


@pytest.mark.parametrize(
    "asked",
    [
        "%",
        "_",
        '"',
        "*",
        "*茶*",
        "-",
        "(",
        "' OR 1=1 --",
        "茶 AND 馆",
        "豆 OR 湘",
        "NEAR(豆 腐)",
        "words:豆",
        "豆 | 湘",
        "豆:*",
        "!豆",
        "\\",
        "\x00豆",
    ],
)
def test_signs_and_operators_are_nothing_but_text(listed: Store, asked: str) -> None:
    assert names_of(listed, asked) == {NAMES[n - 1] for n in by_hand(asked)}


def by_hand(asked: str) -> set[int]:
    """What a look through the whole list finds."""
    words = search_text(asked).split()
    return {i for i, name in enumerate(NAMES, 1) if words and (_has_words(name, words) or _has_initials(name, words))}


def _has_words(name: str, words: list[str]) -> bool:
    kept = search_text(name).split()
    starts = range(len(kept) - len(words) + 1)
    return any(
        kept[i : i + len(words) - 1] == words[:-1] and kept[i + len(words) - 1].startswith(words[-1]) for i in starts
    )


def _has_initials(name: str, words: list[str]) -> bool:
    joined = "".join(words)
    if len(joined) < 2 or joined.isdigit() or not (joined.isascii() and joined.isalnum()):
        return False
    return any(joined in spelling for spelling in initials(name))


def questions() -> Iterator[st.SearchStrategy[str]]:
    letters = "".join(NAMES) + "qzxy 　％＊（"
    yield st.text(st.sampled_from(sorted(set(letters))), max_size=6)
    yield st.sampled_from(NAMES).flatmap(
        lambda name: st.tuples(st.integers(0, len(name)), st.integers(1, 5)).map(lambda cut: name[cut[0] : sum(cut)])
    )
    yield st.text(max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.one_of(*questions()))
def test_the_index_finds_what_a_look_through_the_list_finds(listed: Store, asked: str) -> None:
    assert set(ask(listed, asked)) == (by_hand(asked) if asked.strip() else set(ask(listed)))


def test_only_public_standings_are_found(store: Store) -> None:
    shops = [a_shop(i, "茶馆", standing=standing.value) for i, standing in enumerate(Standing, 1)]
    put_shops(store, *shops)

    found = {shops[n - 1].standing for n in ask(store, "茶馆")}

    assert found == {s.value for s in PUBLIC}


def test_shops_in_force_come_first_and_ended_ones_last(store: Store) -> None:
    order = ["removed", "suspended", "active", "rectifying"]
    put_shops(store, *(a_shop(i, "茶馆", standing=standing) for i, standing in enumerate(order, 1)))

    assert ask(store, "茶馆") == [3, 4, 2, 1]


def test_a_name_that_begins_as_asked_comes_before_one_that_has_it_inside(store: Store) -> None:
    put_shops(store, a_shop(1, "老豆腐"), a_shop(2, "豆腐大全之家"), a_shop(3, "豆腐"))

    assert ask(store, "豆腐") == [3, 2, 1]


@pytest.mark.parametrize(
    ("region", "found"),
    [("430000", [1, 2, 3]), ("430100", [1, 2]), ("430102", [1]), ("430171", [2]), ("440000", []), ("43%", [1, 2, 3])],
)
def test_a_region_has_the_shops_of_all_regions_inside(store: Store, region: str, found: list[int]) -> None:
    codes = ["430102", "430171", "430202"]
    put_shops(store, *(a_shop(i, "茶馆", region_code=code) for i, code in enumerate(codes, 1)))

    assert ask(store, "茶馆", region_code=region) == found


def test_filters_by_kind_and_returns_work_without_words(store: Store) -> None:
    put_shops(
        store,
        a_shop(1, "茶馆"),
        a_shop(2, "布行", returns=None),
        a_shop(3, "鞋店", returns=replace(RETURNS, paused=True)),
    )

    assert ask(store, offers_returns=True) == [1]
    assert ask(store, unit_kind="shop") == [1, 2, 3]
    assert ask(store, unit_kind="factory") == []


def test_pages_follow_one_another_without_gap_or_repeat(store: Store) -> None:
    put_shops(store, *(a_shop(i, "茶馆") for i in range(1, PAGE_SIZE + 6)))

    with reading(store) as reader:
        first, second, beyond = (find_cards(reader, SearchQuery(text="茶", page=n)) for n in (1, 2, 99))

    assert [c.number for c in first.cards + second.cards] == list(range(1, PAGE_SIZE + 6))
    assert (second.total, second.pages, beyond.page) == (PAGE_SIZE + 5, 2, 2)


@pytest.mark.parametrize("page", [-1, 0, 10**30])
def test_a_senseless_page_number_is_no_fault(store: Store, page: int) -> None:
    with reading(store) as reader:
        assert find_cards(reader, SearchQuery(page=page)).pages <= MOST_PAGES


def test_a_renamed_shop_is_found_by_its_new_name_only_and_a_dropped_one_not_at_all(store: Store) -> None:
    put_shops(store, a_shop(1, "旧名"), a_shop(2, "旧名"))

    put_shops(store, a_shop(1, "新号"))
    drop(store, a_shop(2, "旧名"))

    assert (ask(store, "旧"), ask(store, "新号")) == ([], [1])
