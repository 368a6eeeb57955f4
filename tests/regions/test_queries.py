"""Regions as they were on a day."""

from __future__ import annotations

from datetime import date

import pytest

from trustcode.kernel.refusals import NotFound
from trustcode.regions import actions, queries
from trustcode.regions.rules import Kind
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

TODAY = date(2026, 11, 23)


def test_what_is_stored_is_what_is_shipped(store: Store) -> None:
    with reading(store) as reader:
        stored = queries.places(reader, TODAY)

    assert stored == {place.code: place for place in actions.shipped() if place.in_force(TODAY)}


def test_a_region_is_known_by_the_name_of_the_day(store: Store) -> None:
    with reading(store) as reader:
        before = queries.place(reader, "431121", date(2020, 12, 31))
        after = queries.place(reader, "431181", date(2021, 1, 1))

        assert [p and (p.name_zh, p.kind) for p in (before, after)] == [
            ("祁阳县", Kind.COUNTY),
            ("祁阳市", Kind.COUNTY_CITY),
        ]
        assert queries.place(reader, "431121", TODAY) is None


def test_children_come_in_the_order_of_codes_with_zones(store: Store) -> None:
    with reading(store) as reader:
        children = queries.children(reader, "430600", TODAY)

    codes = [place.code for place in children]
    assert codes == sorted(codes)
    assert [place.name_en for place in children if place.kind is Kind.ZONE] == ["Quyuan Management Zone"]


def test_the_path_leads_from_the_province_to_the_region(store: Store) -> None:
    with reading(store) as reader:
        path = queries.path(reader, "433101", TODAY)

    assert [place.name_zh for place in path] == ["湖南省", "湘西土家族苗族自治州", "吉首市"]


@pytest.mark.parametrize("code", ["430199", "431121", "", "abc"])
def test_there_is_no_path_and_no_office_where_there_is_no_region(store: Store, code: str) -> None:
    with reading(store) as reader:
        assert queries.path(reader, code, TODAY) == ()
        with pytest.raises(NotFound):
            queries.office_name(reader, code, TODAY)


def test_the_office_of_a_district_is_named_after_its_city(store: Store) -> None:
    with reading(store) as reader:
        assert queries.office_name(reader, "430103", TODAY).zh == "长沙市天心区市场监督管理局"
        assert queries.office_name(reader, "430000", TODAY).zh == "湖南省市场监督管理局"
