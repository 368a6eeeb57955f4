"""Two versions side by side: what cannot be shown to be better for the consumer counts as worse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.commitments.rules.comparing import (
    BEATS,
    Direction,
    below,
    best,
    compare,
    improved,
    is_weaker,
)
from trustcode.commitments.rules.terms import ReturnTerms, SafeTerms

BASE = ReturnTerms(
    window_days=7,
    categories=("clothing", "shoes_bags"),
    exclusions=("E01", "E05"),
    conditions=("intact", "opened_to_inspect"),
    bring=("item", "proof"),
    gift="return_or_pay",
    freight="in_person",
    refund_method="original_route",
    refund_days=3,
    cross_store="this_shop",
)
BETTER, WORSE = Direction.BETTER, Direction.WORSE

codes = st.lists(st.sampled_from(["a", "b", "c", "intact", "labels_on", "opened_to_inspect"]), unique=True).map(tuple)
any_terms = st.builds(
    ReturnTerms,
    window_days=st.integers(7, 30),
    categories=codes,
    exclusions=codes,
    conditions=codes,
    bring=codes,
    gift=st.sampled_from(["keep", "return_or_pay", "no_gifts", "new_code"]),
    freight=st.sampled_from(["in_person", "shopper_pays", "shop_pays"]),
    refund_method=st.sampled_from(["original_route", "cash_or_transfer", "shopper_chooses"]),
    refund_days=st.integers(0, 7),
    cross_store=st.sampled_from(["this_shop", "same_city", "same_province", "nationwide", "service_desk"]),
    extra=st.sampled_from(["", "送货上门。", "免费改裤脚。"]),
)


@pytest.mark.parametrize(
    ("changes", "direction"),
    [
        ({"window_days": 15}, BETTER),
        ({"window_days": 6}, WORSE),
        ({"categories": ("clothing", "shoes_bags", "toys")}, BETTER),
        ({"categories": ("clothing",)}, WORSE),
        ({"categories": ("clothing", "toys")}, WORSE),
        ({"exclusions": ()}, BETTER),
        ({"exclusions": ("E01", "E05", "E06")}, WORSE),
        ({"exclusions": ("E01", "E06")}, WORSE),
        ({"conditions": ("opened_to_inspect",)}, BETTER),
        ({"conditions": ("intact",)}, WORSE),
        ({"conditions": ("intact", "opened_to_inspect", "labels_on")}, WORSE),
        ({"conditions": ("intact", "opened_to_inspect", "unheard_of")}, WORSE),
        ({"bring": ("item",)}, BETTER),
        ({"bring": ("item", "proof", "packaging")}, WORSE),
        ({"gift": "keep"}, BETTER),
        ({"gift": "no_gifts"}, WORSE),
        ({"freight": "shop_pays"}, BETTER),
        ({"freight": "shopper_pays"}, WORSE),
        ({"refund_method": "shopper_chooses"}, BETTER),
        ({"refund_method": "cash_or_transfer"}, WORSE),
        ({"refund_days": 0}, BETTER),
        ({"refund_days": 7}, WORSE),
        ({"cross_store": "same_city"}, BETTER),
        ({"cross_store": "service_desk"}, BETTER),
        ({"extra": "免费改裤脚。"}, BETTER),
    ],
)
def test_each_term_has_its_direction(changes: dict[str, object], direction: Direction) -> None:
    found = compare(BASE, replace(BASE, **changes))

    assert [(c.field, c.direction) for c in found] == [(next(iter(changes)), direction)]
    assert is_weaker(found) is (direction is WORSE)


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ("免费改裤脚。", "免费改裤脚。送货上门。", BETTER),
        ("免费改裤脚", "免费改裤脚。送货上门。", BETTER),
        ("免费改裤脚", "免费改裤脚送货上门", WORSE),
        ("免费改裤脚。", "免费改裤脚。但周末除外。", WORSE),
        ("Free alterations.", "Free alterations. Only on Mondays.", WORSE),
        ("", "免费改裤脚。", BETTER),
        ("", "促销商品除外。", WORSE),
        ("", "促销商品 不 退。", WORSE),
        ("", "退货须凭会员卡。", WORSE),
        ("", "No returns on ＯＮＬＹ-once articles.", WORSE),
        ("", "Goods on sale are not taken back.", WORSE),
        ("", "Free alterations in nobody’s absence.", BETTER),
        ("免费改裤脚。", "", WORSE),
        ("免费改裤脚。", "送货上门。", WORSE),
        ("免费 改裤脚。", "免费改裤脚。", Direction.SAME_WORTH),
    ],
)
def test_own_words_are_better_only_when_something_is_added(before: str, after: str, direction: Direction) -> None:
    assert [c.direction for c in compare(SafeTerms(before), SafeTerms(after))] == [direction]
    assert [c.direction for c in compare(replace(BASE, extra=before), replace(BASE, extra=after))] == [direction]


def test_a_better_and_a_worse_change_together_are_weaker_as_a_whole() -> None:
    found = compare(BASE, replace(BASE, window_days=30, bring=("item", "proof", "manual")))

    assert {c.field: c.direction for c in found} == {"window_days": BETTER, "bring": WORSE}
    assert is_weaker(found)


def test_the_same_codes_in_another_order_are_no_change() -> None:
    assert compare(BASE, replace(BASE, categories=("shoes_bags", "clothing"))) == ()


def test_the_two_commitments_are_not_compared_with_each_other() -> None:
    with pytest.raises(TypeError):
        compare(BASE, SafeTerms())


def test_the_table_of_order_is_an_order() -> None:
    for worse_of in BEATS.values():
        for code, worse in worse_of.items():
            assert code not in worse
            assert all(worse_of.get(lower, frozenset()) <= worse for lower in worse)


@given(any_terms, any_terms)
def test_improved_terms_never_fall_short_of_the_base(base: ReturnTerms, own: ReturnTerms) -> None:
    assert below(base, improved(base, own)) == ()


@given(any_terms, any_terms)
def test_what_was_improved_is_not_improved_again(base: ReturnTerms, own: ReturnTerms) -> None:
    once = improved(base, own)

    assert compare(once, improved(once, own)) == ()
    assert compare(improved(base, base), base) == ()


@given(any_terms, any_terms)
def test_there_is_no_way_round_the_notice(one: ReturnTerms, other: ReturnTerms) -> None:
    there, back = compare(one, other), compare(other, one)

    assert {c.field for c in there} == {c.field for c in back}
    both_better = {c.field for c in there if c.direction is BETTER} & {c.field for c in back if c.direction is BETTER}
    assert both_better == set()


def test_the_best_of_none_is_none() -> None:
    assert best([]) is None
    assert best([BASE]) == BASE
