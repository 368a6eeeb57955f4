"""A judgement is told sentence by sentence, in both languages, without a gap."""

from __future__ import annotations

from datetime import date

import pytest

from tests.returns.builders import a_line, a_shop
from trustcode.catalogues.queries import catalogues
from trustcode.doors.wording.catalog import LANGUAGES
from trustcode.doors.wording.return_reasons import told
from trustcode.kernel.moments import Moment, civil_day
from trustcode.returns.queries.judgements import judgement
from trustcode.returns.rules.verdicts import asked_of
from trustcode.returns.rules.words import Basis, Condition
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize(
    "changes",
    [{}, {"condition": Condition.OPENED}, {"condition": Condition.DAMAGED, "elsewhere": True, "has_proof": False}],
)
def test_every_fact_of_a_judgement_finds_its_place(
    store: Store, at: Moment, basis: Basis, language: str, changes: dict[str, object]
) -> None:
    shop = a_shop(store, at, terms={"cross_store": ["same_city"]})
    with reading(store) as reader:
        lists = catalogues(reader, civil_day(at))
        asked = asked_of(a_line(at, basis=basis, bought_on=date(2026, 11, 10), **changes))
        found = judgement(reader, shop.id, asked)

    said = told(language, found.judged.reasons, lists, civil_day(at))

    assert said
    assert not [one for one in said if "…" in one or "%(" in one or "same_city" in one or "E05" in one]


def test_what_an_assistant_reads(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    with reading(store) as reader:
        lists = catalogues(reader, civil_day(at))
        found = judgement(reader, shop.id, asked_of(a_line(at, bought_on=date(2026, 11, 14))))

    assert told("zh", found.judged.reasons, lists, civil_day(at)) == [
        "11 月 14 日 周六 买的，承诺 7 天，买的当天不算。",
        "11 月 21 日 周六 是休息日，顺延到 11 月 23 日 周一。",
        "还在期限内，最后一天是 11 月 23 日 周一。",
        "承诺里有这类商品：食品。",
        "真是这种情况才能不退：定做商品。",
        "当场退款。",
        "赠品一起退，退不了的按事先标的价补。",
    ]
