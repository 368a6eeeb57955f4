"""Pure: what a region is, how codes must nest, and what the office of a region is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trustcode.kernel.refusals import Fault, Refusal, RefusalCode, refuse_if_any
from trustcode.kernel.territory import is_region_code, parent


class Kind(StrEnum):
    """What sort of unit a region is (GB/T 2260), and the management zones beside them."""

    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    COUNTY_CITY = "county_city"
    COUNTY = "county"
    AUTONOMOUS_COUNTY = "autonomous_county"
    ZONE = "zone"


COUNTY_LEVEL = frozenset({Kind.DISTRICT, Kind.COUNTY_CITY, Kind.COUNTY, Kind.AUTONOMOUS_COUNTY})
"""The kinds counted as county-level units; a management zone is not one of them."""

LOCAL = COUNTY_LEVEL | {Kind.ZONE}
"""The kinds that have an office of their own under a city."""

LONGEST_ZH = 40
LONGEST_EN = 80
"""Characters of a name."""


class RegionRefusal(RefusalCode):
    """Why a region is not added or changed."""

    NOT_A_CODE = "region_not_a_code"
    CODE_DOES_NOT_FIT_KIND = "region_code_does_not_fit_kind"
    NAME_MISSING = "region_name_missing"
    NAME_TOO_LONG = "region_name_too_long"
    ALREADY_THERE = "region_already_there"
    NO_SUCH_REGION = "region_no_such_region"
    NO_PARENT = "region_no_parent"
    NO_SUCCESSOR = "region_no_successor"
    NOT_AFTER_ITS_START = "region_not_after_its_start"
    ENDS_BEFORE_IT_STARTS = "region_ends_before_it_starts"


@dataclass(frozen=True)
class Place:
    """One region as it is from `valid_from` to `valid_to`, both days included; None means until further notice."""

    code: str
    name_zh: str
    name_en: str
    kind: Kind
    valid_from: date
    valid_to: date | None = None
    successor: str = ""

    @property
    def parent(self) -> str | None:
        """The code directly above, or None for a province."""
        return parent(self.code)

    @property
    def short_zh(self) -> str:
        """The name for a table or a map: 长沙, 湘西州; counties and zones keep theirs whole."""
        if self.kind is not Kind.CITY:
            return self.name_zh
        return self.name_zh[:2] + "州" if self.name_zh.endswith("自治州") else self.name_zh.removesuffix("市")

    def in_force(self, on: date) -> bool:
        """Whether this row speaks for a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True)
class Office:
    """The market regulation authority of a region, by its name in both languages."""

    region_code: str
    zh: str
    en: str


def office_of(place: Place, above: Place | None) -> Office:
    """What the authority of a region is called; `above` is the city of a county-level unit or zone.

    A district is named after its city (长沙市天心区市场监督管理局); a county or a city of county rank is not
    (浏阳市市场监督管理局). English names the city after the comma in either case.
    """
    zh, en = f"{place.name_zh}市场监督管理局", "Administration for Market Regulation"
    if place.kind is Kind.PROVINCE:
        return Office(place.code, zh, f"{place.name_en} Provincial {en}")
    if place.kind is Kind.CITY or above is None:
        return Office(place.code, zh, f"{place.name_en} {en}")
    leads = place.kind is Kind.DISTRICT or (place.kind is Kind.ZONE and above.name_zh[:2] not in place.name_zh)
    return Office(place.code, (above.name_zh if leads else "") + zh, f"{place.name_en} {en}, {above.name_en}")


def way_zh(way: Sequence[Place]) -> str:
    """City and county as an address names them; a zone that is called after its city comes without the city."""
    return "".join(place.name_zh for place in _told(way, "name_zh", 2))


def way_en(way: Sequence[Place]) -> str:
    """County and city in the order of English, likewise."""
    return ", ".join(place.name_en for place in reversed(_told(way, "name_en", None)))


def _told(way: Sequence[Place], name: str, first: int | None) -> Sequence[Place]:
    """Without the places above a zone whose own name holds theirs, or the first characters of theirs."""
    if not way or way[-1].kind is not Kind.ZONE:
        return way
    own = getattr(way[-1], name)
    return [place for place in way[:-1] if getattr(place, name)[:first] not in own] + [way[-1]]


def may_be(place: Place) -> None:
    """Whether a region could exist at all. Raises Refusal with every fault of code, kind, names and days."""
    refuse_if_any(_faults(place))


def may_end(place: Place, last_day: date) -> None:
    """Whether a region may end on a day. Raises Refusal when that is before it began."""
    if last_day < place.valid_from:
        raise Refusal(RegionRefusal.NOT_AFTER_ITS_START, "valid_to", region=place.code, valid_from=place.valid_from)


def code_fits(kind: Kind, region_code: str) -> bool:
    """Whether a code has the shape of its kind: xx0000, xxyy00, a zone's xxyy7z, or another six digits."""
    if kind is Kind.PROVINCE:
        return region_code.endswith("0000")
    if kind is Kind.CITY:
        return region_code.endswith("00") and not region_code.endswith("0000")
    return not region_code.endswith("00") and (region_code[4] == "7") == (kind is Kind.ZONE)


def _faults(place: Place) -> list[Fault]:
    code = RegionRefusal
    faults = []
    if not is_region_code(place.code):
        faults.append(Fault(code.NOT_A_CODE, "code"))
    elif not code_fits(place.kind, place.code):
        faults.append(Fault(code.CODE_DOES_NOT_FIT_KIND, "code", {"kind": place.kind}))
    for where, name, limit in (("name_zh", place.name_zh, LONGEST_ZH), ("name_en", place.name_en, LONGEST_EN)):
        if not name.strip():
            faults.append(Fault(code.NAME_MISSING, where))
        elif len(name) > limit:
            faults.append(Fault(code.NAME_TOO_LONG, where, {"limit": limit}))
    if place.valid_to is not None and place.valid_to < place.valid_from:
        faults.append(Fault(code.ENDS_BEFORE_IT_STARTS, "valid_to"))
    return faults
