"""A term is whole in both languages or it is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from trustcode.catalogues import rules
from trustcode.catalogues.rules import Catalogue, CatalogueRefusal, NewTerm, TermWords
from trustcode.kernel.refusals import Refusal

TERM = NewTerm(Catalogue.GIFT, "keep", 10, "赠品不用退", "Keep the gifts", "不用退", "keep", {}, date(2026, 1, 1))


def test_words_and_short_words_come_in_the_language_asked_for() -> None:
    words = TermWords("keep", 1, "赠品不用退", "Keep the gifts", "不用退", "keep")

    assert [words.words("zh"), words.words("en")] == ["赠品不用退", "Keep the gifts"]
    assert [words.short("zh"), words.short("en")] == ["不用退", "keep"]


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ({"code": ""}, CatalogueRefusal.NOT_A_CODE, "code"),
        ({"code": "赠品"}, CatalogueRefusal.NOT_A_CODE, "code"),
        ({"code": "a" * 41}, CatalogueRefusal.NOT_A_CODE, "code"),
        ({"en": " "}, CatalogueRefusal.WORDS_MISSING, "en"),
        ({"short_zh": ""}, CatalogueRefusal.WORDS_MISSING, "short_zh"),
        ({"zh": "长" * 601}, CatalogueRefusal.WORDS_TOO_LONG, "zh"),
    ],
)
def test_a_term_that_is_not_whole_is_refused(changes: dict[str, str], code: CatalogueRefusal, where: str) -> None:
    with pytest.raises(Refusal) as caught:
        rules.may_be(replace(TERM, **changes))

    assert (caught.value.code, caught.value.faults[0].where) == (code, where)


def test_the_place_in_a_list_is_no_part_of_the_wording() -> None:
    assert replace(TERM, place=20).content() == TERM.content()
    assert replace(TERM, detail={"a": 1}).content() != TERM.content()
