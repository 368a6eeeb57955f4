"""Lists as they were on a day."""

from __future__ import annotations

from datetime import date

from trustcode.catalogues import actions, queries
from trustcode.catalogues.rules import Catalogue
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

TODAY = date(2026, 11, 23)


def test_a_list_comes_in_its_own_order_with_all_its_words(store: Store) -> None:
    with reading(store) as reader:
        found = queries.catalogue(reader, Catalogue.EXCLUSION, TODAY)

    assert list(found) == [f"E{n:02d}" for n in range(1, 15)]
    assert (found["E02"].version, found["E02"].short_zh) == (1, "鲜活易腐商品")
    assert found["E01"].detail["basis"] == "law"


def test_all_lists_in_one_read_are_the_lists_one_by_one(store: Store) -> None:
    with reading(store) as reader:
        everything = queries.catalogues(reader, TODAY)

        assert set(everything) == set(Catalogue)
        assert all(everything[which] == queries.catalogue(reader, which, TODAY) for which in Catalogue)
    assert sum(map(len, everything.values())) == len(actions.shipped())


def test_before_the_scheme_there_are_no_terms(store: Store) -> None:
    with reading(store) as reader:
        assert queries.catalogue(reader, Catalogue.EXCLUSION, date(2021, 12, 31)) == {}


def test_a_version_that_never_was_is_nothing(store: Store) -> None:
    with reading(store) as reader:
        assert queries.term(reader, Catalogue.EXCLUSION, "E01", 9) is None
