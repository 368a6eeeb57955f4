"""Exclusions and goods: what is out, what has to be looked at, and that nothing undeclared is an exclusion."""

from __future__ import annotations

from datetime import date

import pytest

from trustcode.catalogues.queries import catalogue
from trustcode.catalogues.rules import Catalogue
from trustcode.commitments.rules import coverage as rules
from trustcode.commitments.rules.coverage import Bearing, Covered, bearing, coverage
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def test_every_exclusion_of_the_catalogue_is_in_the_table_and_every_category_of_the_table_in_the_catalogue(
    store: Store,
) -> None:
    with reading(store) as reader:
        exclusions = set(catalogue(reader, Catalogue.EXCLUSION, date(2026, 11, 23)))
        goods = set(catalogue(reader, Catalogue.GOODS_CATEGORY, date(2026, 11, 23)))

    assert set(rules._TABLE) == exclusions
    assert {category for row in rules._TABLE.values() for category in row} <= goods | {rules.ANY}


@pytest.mark.parametrize("opened", [True, False])
def test_what_is_not_declared_leaves_nothing_out(*, opened: bool) -> None:
    found = coverage(("food",), (), "food", opened=opened)

    assert (found.covered, found.excluded, found.ask, found.unless) == (Covered.YES, (), (), ())


def test_an_exclusion_that_nobody_knows_yet_has_to_be_asked() -> None:
    assert coverage(("food",), ("E99",), "food", opened=False).covered is Covered.ASK


@pytest.mark.parametrize(
    ("code", "category", "sealed", "opened"),
    [
        ("E08", "medicines", Bearing.ALL, Bearing.ALL),
        ("E05", "food", None, Bearing.ALL),
        ("E05", "clothing", None, Bearing.SOME),
        ("E01", "clothing", Bearing.UNLESS, Bearing.UNLESS),
        ("E08", "clothing", None, None),
        ("E99", "clothing", Bearing.SOME, Bearing.SOME),
        ("E12", "", Bearing.UNLESS, Bearing.UNLESS),
    ],
)
def test_an_exclusion_bears_on_goods_by_what_they_are_and_whether_they_are_opened(
    code: str, category: str, sealed: Bearing | None, opened: Bearing | None
) -> None:
    assert (bearing(code, category, opened=False), bearing(code, category, opened=True)) == (sealed, opened)
