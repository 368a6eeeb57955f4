"""The exact text that a business signs."""

from __future__ import annotations

import pytest

from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.commitments.rules.terms import ReturnTerms, SafeTerms
from trustcode.commitments.rules.text import Lists, PromiseText, Signer, returns_text, safe_text

SIGNER = Signer("长沙市天心区青禾服饰店", "青禾布衣坡子街店", "91430103TTTT00002B")
TERMS = ReturnTerms(15, ("clothes",), ("E01",), (), ("receipt",), "back", "none", "same_way", 3, "this_shop", "改裤脚")


def term(code: str, zh: str, en: str) -> TermWords:
    return TermWords(code, 1, zh, en, zh, en)


LISTS: Lists = {
    Catalogue.ASSURANCE: {"A1": term("A1", "质量安全放心", "Quality"), "A2": term("A2", "交易公平放心", "Fairness")},
    Catalogue.CLAUSE: {
        "A1.1": term("A1.1", "证照齐全。", "Licences are valid."),
        "A2.1": term("A2.1", "明码标价。", "Prices are marked."),
    },
    Catalogue.GOODS_CATEGORY: {"clothes": term("clothes", "服装", "clothes")},
    Catalogue.EXCLUSION: {"E01": term("E01", "定做的商品。", "goods made to order.")},
    Catalogue.GOODS_CONDITION: {},
    Catalogue.BRING_ITEM: {"receipt": term("receipt", "小票", "the receipt")},
    Catalogue.GIFT: {"back": term("back", "赠品一起退", "gifts come back")},
    Catalogue.FREIGHT: {"none": term("none", "到店退，无运费", "no freight")},
    Catalogue.REFUND_METHOD: {"same_way": term("same_way", "原路退回", "the way you paid")},
    Catalogue.CROSS_STORE: {"this_shop": term("this_shop", "在原店退", "at this shop")},
}


def test_a_text_names_who_promises() -> None:
    text = safe_text(SIGNER, SafeTerms(), LISTS)

    for part in (SIGNER.licence_name, SIGNER.shop_name, SIGNER.credit_code):
        assert part in text.zh
        assert part in text.en


def test_every_assurance_stands_above_its_own_clauses() -> None:
    lines = safe_text(SIGNER, SafeTerms(), LISTS).zh.split("\n")

    assert lines[2:] == ["A1 质量安全放心", "A1.1 证照齐全。", "A2 交易公平放心", "A2.1 明码标价。"]


def test_what_the_shop_adds_stands_at_the_end_of_both_promises() -> None:
    assert safe_text(SIGNER, SafeTerms("假一赔十"), LISTS).zh.endswith("本店另外承诺：假一赔十")
    assert returns_text(SIGNER, TERMS, LISTS).zh.endswith("本店另外承诺：改裤脚")


@pytest.mark.parametrize(
    "part",
    [
        "买后 15 天内",
        "适用商品：服装。",
        "不适用：定做的商品。没有写在这里的理由",
        "商品状态：不另作要求。",
        "最迟 3 天到账",
    ],
)
def test_the_return_promise_says_every_term(part: str) -> None:
    assert part in returns_text(SIGNER, TERMS, LISTS).zh


def test_a_refund_on_the_spot_is_said_so() -> None:
    text = returns_text(SIGNER, ReturnTerms(**{**TERMS.plain(), "refund_days": 0}), LISTS)

    assert "当场办" in text.zh
    assert "on the spot" in text.en


def test_the_hash_covers_both_languages() -> None:
    base = PromiseText("甲", "a")

    assert len({base.hash, PromiseText("乙", "a").hash, PromiseText("甲", "b").hash, PromiseText("a", "甲").hash}) == 4
    assert len(base.hash) == 64


def test_a_kept_text_comes_back_letter_for_letter() -> None:
    text = returns_text(SIGNER, TERMS, LISTS)

    assert PromiseText.unpack(text.pack()) == text
