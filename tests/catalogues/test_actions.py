"""Terms are enacted as versions, never edited; what ships is whole, plain and complete."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from trustcode.catalogues import actions, queries, rules
from trustcode.catalogues.rules import Catalogue, CatalogueRefusal, NewTerm
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.record.models import Entry
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

SHIPPED = actions.shipped()
EVE, NEW_YEAR = date(2026, 12, 31), date(2027, 1, 1)
KEEP = next(t for t in SHIPPED if (t.catalogue, t.code) == (Catalogue.GIFT, "keep"))
REWORDED = replace(KEEP, zh="赠品归您，不用退", valid_from=NEW_YEAR)


def shipped(which: Catalogue) -> list[NewTerm]:
    return [term for term in SHIPPED if term.catalogue is which]


def entries(store: Store) -> int:
    with reading(store) as reader:
        return int(reader.scalar(select(func.count()).select_from(Entry)))


def zh_on(store: Store, day: date) -> str:
    with reading(store) as reader:
        return queries.catalogue(reader, Catalogue.GIFT, day)["keep"].zh


def test_every_list_is_shipped_and_every_term_is_whole() -> None:
    for term in SHIPPED:
        rules.may_be(term)

    assert {term.catalogue for term in SHIPPED} == set(Catalogue)


def test_no_code_occurs_twice_in_a_list() -> None:
    keys = [(term.catalogue, term.code) for term in SHIPPED]

    assert len(keys) == len(set(keys))


def test_there_are_fourteen_exclusions_and_the_law_s_own_come_first() -> None:
    exclusions = shipped(Catalogue.EXCLUSION)

    assert [term.code for term in exclusions] == [f"E{n:02d}" for n in range(1, 15)]
    assert [term.detail["basis"] for term in exclusions] == ["law"] * 4 + ["online_rules"] * 3 + ["declared"] * 7


def test_each_of_the_five_assurances_has_its_clauses_numbered_without_a_gap() -> None:
    codes = [term.code for term in shipped(Catalogue.CLAUSE)]

    assert [term.code for term in shipped(Catalogue.ASSURANCE)] == ["A1", "A2", "A3", "A4", "A5"]
    for assurance, count in {"A1": 6, "A2": 7, "A3": 7, "A4": 5, "A5": 6}.items():
        assert [c for c in codes if c.startswith(f"{assurance}.")] == [f"{assurance}.{n}" for n in range(1, count + 1)]


def test_clauses_are_sentences_and_what_is_joined_is_not() -> None:
    joined = set(Catalogue) - {Catalogue.CLAUSE}

    assert all(term.zh.endswith("。") and term.en.endswith(".") for term in shipped(Catalogue.CLAUSE))
    assert not [term.code for term in SHIPPED if term.catalogue in joined and term.zh.endswith(("。", "；"))]
    assert not [term.code for term in SHIPPED if term.catalogue in joined and term.en.endswith((".", ";"))]


def test_chinese_is_plain_and_set_with_chinese_punctuation() -> None:
    for term in SHIPPED:
        for text in (term.zh, term.short_zh):
            assert not re.search(r"[,;:!?()]", text), text
            assert not re.search(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]", text), text
            assert not re.search(r"该(?:经营|商)|尊敬|！", text), text


def test_a_measure_of_the_scheme_is_never_called_a_penalty() -> None:
    by_law = {"penalty", "penalty_pending"}

    assert {term.code for term in SHIPPED if "处罚" in term.zh or "enalised" in term.en} == by_law


def test_units_say_whether_they_may_promise_returns_and_gather_others() -> None:
    kinds = {term.code: term.detail for term in shipped(Catalogue.UNIT_KIND)}

    assert {code for code, detail in kinds.items() if detail["offline_returns"]} == {"shop", "factory"}
    assert {code for code, detail in kinds.items() if detail["cluster"]} == {"market", "circle", "scenic_area"}
    assert len(kinds) == 8


def test_industries_name_the_standard_its_year_and_whether_goods_are_sold() -> None:
    industries = shipped(Catalogue.INDUSTRY)

    assert all(re.fullmatch(r"[A-T]\d{2,3}", term.code) for term in industries)
    assert {(term.detail["standard"], term.detail["year"]) for term in industries} == {("GB/T 4754-2017", 2017)}
    assert {term.code for term in industries if term.detail["sells_goods"]} >= {f"F52{n}" for n in range(1, 10)}


def test_short_words_of_exclusions_fit_on_a_sign() -> None:
    assert max(len(term.short_zh) for term in shipped(Catalogue.EXCLUSION)) <= 14


def test_loading_what_is_shipped_again_leaves_no_entry(store: Store, at: Moment) -> None:
    before = entries(store)

    with pen(store, SYSTEM, at) as p:
        assert actions.load_shipped(p) == 0

    assert entries(store) == before


def test_a_new_wording_is_a_new_version_from_its_day_on(store: Store, at: Moment) -> None:
    with pen(store, SYSTEM, at) as p:
        assert actions.enact_term(p, term=REWORDED) == 1

    assert (zh_on(store, EVE), zh_on(store, NEW_YEAR)) == (KEEP.zh, REWORDED.zh)
    with reading(store) as reader:
        old, new = queries.versions(reader, Catalogue.GIFT, "keep")
        assert (old.version, old.valid_to, new.version, new.valid_to) == (1, EVE, 2, None)
        assert old.entry_id == new.entry_id


def test_the_same_words_again_change_nothing(store: Store, at: Moment) -> None:
    before = entries(store)

    with pen(store, SYSTEM, at) as p:
        assert actions.enact_terms(p, terms=[KEEP, replace(KEEP, place=99)], subject="gift") == 0

    assert entries(store) == before


def test_what_the_operator_enacted_survives_the_next_start(store: Store, at: Moment) -> None:
    with pen(store, SYSTEM, at) as p:
        actions.enact_term(p, term=REWORDED)
    with pen(store, SYSTEM, at) as p:
        assert actions.load_shipped(p) == 0

    assert zh_on(store, NEW_YEAR) == REWORDED.zh


@pytest.mark.parametrize("since", [date(2021, 12, 31), KEEP.valid_from])
def test_a_version_begins_after_the_one_it_follows(store: Store, at: Moment, since: date) -> None:
    with pytest.raises(Refusal) as caught, pen(store, SYSTEM, at) as p:
        actions.enact_term(p, term=replace(REWORDED, valid_from=since))

    assert caught.value.code is CatalogueRefusal.NOT_AFTER_ITS_START


def test_a_term_is_repealed_for_the_days_after_and_readable_for_ever(store: Store, at: Moment) -> None:
    with pen(store, SYSTEM, at) as p:
        actions.repeal_term(p, catalogue=Catalogue.GIFT, code="keep", last_day=EVE)

    with reading(store) as reader:
        assert "keep" in queries.catalogue(reader, Catalogue.GIFT, EVE)
        assert "keep" not in queries.catalogue(reader, Catalogue.GIFT, NEW_YEAR)
        kept = queries.term(reader, Catalogue.GIFT, "keep", 1)
        assert kept is not None
        assert kept.zh == KEEP.zh


def test_a_repealed_term_may_be_enacted_again_later(store: Store, at: Moment) -> None:
    with pen(store, SYSTEM, at) as p:
        actions.repeal_term(p, catalogue=Catalogue.GIFT, code="keep", last_day=EVE)
    with pen(store, SYSTEM, at) as p:
        assert actions.enact_term(p, term=replace(KEEP, valid_from=date(2028, 1, 1))) == 1

    with reading(store) as reader:
        assert "keep" not in queries.catalogue(reader, Catalogue.GIFT, NEW_YEAR)
        assert queries.catalogue(reader, Catalogue.GIFT, date(2028, 1, 1))["keep"].version == 2


def test_only_a_term_in_force_is_repealed(store: Store, at: Moment) -> None:
    with pytest.raises(NotFound), pen(store, SYSTEM, at) as p:
        actions.repeal_term(p, catalogue=Catalogue.GIFT, code="nothing", last_day=EVE)
    with pytest.raises(Refusal), pen(store, SYSTEM, at) as p:
        actions.repeal_term(p, catalogue=Catalogue.GIFT, code="keep", last_day=date(2020, 1, 1))


def test_a_bad_term_among_good_ones_keeps_all_of_them_out(store: Store, at: Moment) -> None:
    before = entries(store)

    with pytest.raises(Refusal), pen(store, SYSTEM, at) as p:
        actions.enact_terms(p, terms=[REWORDED, replace(KEEP, code="赠")], subject="gift")

    assert (entries(store), zh_on(store, NEW_YEAR)) == (before, KEEP.zh)
