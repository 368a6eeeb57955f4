"""Regions come, change their names and merge; no row is lost."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.record.models import Entry
from trustcode.record.pen import pen
from trustcode.regions import actions, queries
from trustcode.regions.models import Region
from trustcode.regions.rules import Kind, Place, RegionRefusal
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

NEW_YEAR = date(2027, 1, 1)
EVE = date(2026, 12, 31)
NEW_ZONE = Place("430172", "长沙临空经济示范区", "Changsha Airport Economy Zone", Kind.ZONE, NEW_YEAR)


def last_entry(store: Store) -> str:
    with reading(store) as reader:
        return str(reader.scalar(select(Entry.kind).order_by(Entry.id.desc()).limit(1)))


def test_loading_what_is_shipped_again_adds_nothing(store: Store, at: Moment) -> None:
    with reading(store) as reader:
        before = reader.scalar(select(func.count()).select_from(Entry))

    with pen(store, SYSTEM, at) as p:
        assert actions.load_shipped(p) == 0

    with reading(store) as reader:
        assert reader.scalar(select(func.count()).select_from(Region)) == len(actions.shipped())
        assert reader.scalar(select(func.count()).select_from(Entry)) == before


def test_a_new_zone_is_there_from_its_day_on(store: Store, at: Moment) -> None:
    with pen(store, SYSTEM, at) as p:
        actions.add(p, place=NEW_ZONE)

    with reading(store) as reader:
        assert queries.place(reader, "430172", EVE) is None
        assert queries.place(reader, "430172", NEW_YEAR) == NEW_ZONE
    assert last_entry(store) == "region.added"


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (Place("430103", "天心区", "Tianxin District", Kind.DISTRICT, NEW_YEAR), RegionRefusal.ALREADY_THERE),
        (Place("439102", "某区", "Some District", Kind.DISTRICT, NEW_YEAR), RegionRefusal.NO_PARENT),
        (Place("430199", "", "Some District", Kind.DISTRICT, NEW_YEAR), RegionRefusal.NAME_MISSING),
    ],
)
def test_a_region_in_use_or_without_a_parent_is_not_added(
    store: Store, at: Moment, place: Place, code: RegionRefusal
) -> None:
    with pytest.raises(Refusal) as caught, pen(store, SYSTEM, at) as p:
        actions.add(p, place=place)

    assert caught.value.code is code


def test_a_new_name_counts_from_its_day_and_the_old_one_before(store: Store, at: Moment) -> None:
    with pen(store, SYSTEM, at) as p:
        actions.rename(p, code="430103", name_zh="天心新区", name_en="New Tianxin District", valid_from=NEW_YEAR)

    with reading(store) as reader:
        names = [queries.place(reader, "430103", day) for day in (EVE, NEW_YEAR)]
        assert [place and place.name_zh for place in names] == ["天心区", "天心新区"]
        assert len(queries.history(reader, "430103")) == 2
    assert last_entry(store) == "region.renamed"


def test_a_code_that_is_given_up_names_its_successor(store: Store, at: Moment) -> None:
    with pen(store, SYSTEM, at) as p:
        actions.merge(p, code="430373", successor="430302", last_day=EVE)

    with reading(store) as reader:
        before, after = (queries.place(reader, "430373", day) for day in (EVE, NEW_YEAR))
        assert (before and before.successor, after) == ("430302", None)
    assert last_entry(store) == "region.merged"


@pytest.mark.parametrize("successor", ["430373", "430999"])
def test_the_successor_is_another_region_that_exists(store: Store, at: Moment, successor: str) -> None:
    with pytest.raises(Refusal) as caught, pen(store, SYSTEM, at) as p:
        actions.merge(p, code="430373", successor=successor, last_day=EVE)

    assert caught.value.code is RegionRefusal.NO_SUCCESSOR


def test_nothing_changes_before_a_region_began(store: Store, at: Moment) -> None:
    with pytest.raises(Refusal) as caught, pen(store, SYSTEM, at) as p:
        actions.rename(p, code="431181", name_zh="祁阳市", name_en="Qiyang", valid_from=date(2021, 1, 1))

    assert caught.value.code is RegionRefusal.NOT_AFTER_ITS_START


def test_a_region_given_up_cannot_be_renamed(store: Store, at: Moment) -> None:
    with pytest.raises(NotFound), pen(store, SYSTEM, at) as p:
        actions.rename(p, code="431121", name_zh="祁阳县", name_en="Qiyang County", valid_from=NEW_YEAR)


def test_what_was_given_up_does_not_come_back_at_the_next_start(store: Store, at: Moment) -> None:
    with pen(store, SYSTEM, at) as p:
        actions.merge(p, code="430373", successor="430302", last_day=EVE)
    with pen(store, SYSTEM, at) as p:
        assert actions.load_shipped(p) == 0
