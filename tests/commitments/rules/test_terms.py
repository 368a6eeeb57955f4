"""Which terms may be promised: at least what the scheme asks for, and nothing that takes a right back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.commitments.rules.terms import (
    FORBIDDEN,
    CommitmentRefusal,
    ReturnTerms,
    TermChoices,
    extra_faults,
    read_return_terms,
    read_safe_terms,
    return_faults,
    terms_from,
)
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.scheme import SchemeRules

SCHEME = SchemeRules()
CHOICES = TermChoices(
    categories={"clothes", "shoes"},
    exclusions={"E01", "E02"},
    conditions={"intact"},
    bring={"receipt", "box"},
    gift={"back"},
    freight={"none"},
    refund_method={"same_way"},
    cross_store={"this_shop"},
)
TYPED: dict[str, Sequence[str]] = {
    "window_days": ["7"],
    "categories": ["clothes"],
    "exclusions": ["E01"],
    "conditions": ["intact"],
    "bring": ["receipt"],
    "gift": ["back"],
    "freight": ["none"],
    "refund_method": ["same_way"],
    "refund_days": ["0"],
    "cross_store": ["this_shop"],
    "extra": [""],
}


def codes(**changes: Sequence[str]) -> dict[str, CommitmentRefusal]:
    faults = return_faults({**TYPED, **changes}, CHOICES, SCHEME)
    return {fault.where: fault.code for fault in faults}  # type: ignore[misc]  # one enum


def test_terms_that_fit_are_read() -> None:
    terms = read_return_terms(TYPED, CHOICES, SCHEME)

    assert terms == ReturnTerms(
        7, ("clothes",), ("E01",), ("intact",), ("receipt",), "back", "none", "same_way", 0, "this_shop"
    )


def test_stored_terms_come_back_as_they_were() -> None:
    terms = read_return_terms({**TYPED, "extra": ["免费改裤脚"]}, CHOICES, SCHEME)

    assert terms_from(terms.plain()) == terms


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("3", CommitmentRefusal.WINDOW_TOO_SHORT),
        ("6", CommitmentRefusal.WINDOW_TOO_SHORT),
        ("0", CommitmentRefusal.WINDOW_TOO_SHORT),
        ("366", CommitmentRefusal.WINDOW_TOO_LONG),
        ("999999", CommitmentRefusal.WINDOW_TOO_LONG),
        ("9999999", CommitmentRefusal.NOT_A_NUMBER),
        ("", CommitmentRefusal.NOT_A_NUMBER),
        ("七", CommitmentRefusal.NOT_A_NUMBER),
        ("7.5", CommitmentRefusal.NOT_A_NUMBER),
        ("-7", CommitmentRefusal.NOT_A_NUMBER),
        ("٧", CommitmentRefusal.NOT_A_NUMBER),
    ],
)
def test_a_window_is_seven_days_to_a_year(typed: str, code: CommitmentRefusal) -> None:
    assert codes(window_days=[typed]) == {"window_days": code}


@pytest.mark.parametrize(("typed", "days"), [("7", 7), (" 15 ", 15), ("３０", 30), ("365", 365), ("07", 7)])
def test_a_window_may_be_longer_and_typed_in_full_width(typed: str, days: int) -> None:
    assert read_return_terms({**TYPED, "window_days": [typed]}, CHOICES, SCHEME).window_days == days


def test_a_province_may_ask_for_a_longer_window() -> None:
    faults = return_faults(TYPED, CHOICES, SchemeRules(minimum_window_days=10))

    assert [(f.code, f.facts) for f in faults] == [(CommitmentRefusal.WINDOW_TOO_SHORT, {"least": 10})]


@pytest.mark.parametrize(
    ("typed", "code"), [("8", CommitmentRefusal.REFUND_TOO_LATE), ("soon", CommitmentRefusal.NOT_A_NUMBER)]
)
def test_a_refund_comes_within_seven_days(typed: str, code: CommitmentRefusal) -> None:
    assert codes(refund_days=[typed]) == {"refund_days": code}


@pytest.mark.parametrize("field", ["gift", "freight", "refund_method", "cross_store", "categories"])
def test_what_must_be_chosen_is_asked_for(field: str) -> None:
    assert codes(**{field: []}) == {field: CommitmentRefusal.CHOOSE_ONE}


@pytest.mark.parametrize(
    "field", ["categories", "exclusions", "conditions", "bring", "gift", "freight", "refund_method", "cross_store"]
)
def test_what_is_not_on_the_list_is_refused(field: str) -> None:
    assert codes(**{field: ["E99"]}) == {field: CommitmentRefusal.NOT_ON_THE_LIST}


@pytest.mark.parametrize("field", ["exclusions", "conditions", "bring"])
def test_what_limits_the_shopper_may_be_left_out(field: str) -> None:
    assert codes(**{field: []}) == {}


def test_every_fault_is_told_at_once() -> None:
    assert set(return_faults({}, CHOICES, SCHEME) and codes(**{name: [] for name in TYPED})) == {
        "window_days", "categories", "gift", "freight", "refund_method", "refund_days", "cross_store",
    }  # fmt: skip


def test_the_same_choice_twice_is_one() -> None:
    terms = read_return_terms({**TYPED, "bring": ["box", "receipt", "box"]}, CHOICES, SCHEME)

    assert terms.bring == ("box", "receipt")


@pytest.mark.parametrize("phrase", FORBIDDEN)
def test_wording_that_takes_a_right_back_is_refused_and_named(phrase: str) -> None:
    faults = extra_faults(f"本店{phrase}，请见谅")

    assert [f.code for f in faults] == [CommitmentRefusal.FORBIDDEN_WORDING]
    assert faults[0].facts["phrase"] in phrase


@pytest.mark.parametrize(
    "text",
    [
        "最 终 解 释 权归本店所有",
        "最-终-解-释-权",
        "最終解釋權歸本店",
        "本店保留Final Interpretation",
        "NO  REFUNDS",
        "non-refundable",
        "特价商品，概不退货",
        "一 经 售 出，不退不换",
        "离店不认账",
    ],
)
def test_it_is_found_between_blanks_in_other_letters_and_other_scripts(text: str) -> None:
    assert [f.code for f in extra_faults(text)] == [CommitmentRefusal.FORBIDDEN_WORDING]


@pytest.mark.parametrize(
    "text", ["", "免费改裤脚，三年内换拉链", "Free repairs for a year", "保留小票更方便", "退货当场退款\n随时可以来问"]
)
def test_what_adds_to_the_promise_is_welcome(text: str) -> None:
    assert extra_faults(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("长" * 301, CommitmentRefusal.TOO_LONG),
        ("隐藏\u200b字符", CommitmentRefusal.CONTROL_CHARACTERS),
        ("倒着\u202e写", CommitmentRefusal.CONTROL_CHARACTERS),
    ],
)
def test_own_words_are_short_and_plainly_visible(text: str, code: CommitmentRefusal) -> None:
    assert [f.code for f in extra_faults(text)] == [code]


def test_the_safe_promise_takes_own_words_too() -> None:
    assert read_safe_terms({"safe_extra": [" 假一赔十 "]}).extra == "假一赔十"
    with pytest.raises(Refusal) as refused:
        read_safe_terms({"safe_extra": ["最终解释权归本店"]})
    assert refused.value.faults[0].where == "safe_extra"


@given(st.dictionaries(st.sampled_from(sorted(TYPED)), st.lists(st.text(max_size=12), max_size=3)))
def test_whatever_is_typed_is_read_or_refused_and_never_below_the_scheme(typed: dict[str, list[str]]) -> None:
    faults = return_faults({**TYPED, **typed}, CHOICES, SCHEME)
    if faults:
        assert all(fault.where for fault in faults)
        return

    terms = read_return_terms({**TYPED, **typed}, CHOICES, SCHEME)
    assert 7 <= terms.window_days <= 365
    assert set(terms.exclusions) <= {"E01", "E02"}
    assert replace(terms, extra="") == replace(terms_from(terms.plain()), extra="")
