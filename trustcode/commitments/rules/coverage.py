"""Which goods a promise of returns covers: what the shop left out, and whether that bears on the goods in hand.

The exclusions are those of the catalogue (E01 to E14). Some name whole categories of goods, some only goods that were
opened, some a thing that a category cannot tell. Sources: Consumer Rights Protection Law art. 25 (E01 to E04); the
interim measures on seven-day returns of goods bought online (E05 to E07); what shops declare (the rest). An exclusion
that the shop did not declare is no exclusion. Opening a package to look is no damage by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

ANY = "*"
"""Stands for every category of goods."""


class Bearing(StrEnum):
    """How an exclusion bears on goods of a category: on all, on opened ones, or on some that have to be looked at."""

    ALL = "all"
    OPENED = "opened"
    SOME = "some"
    SOME_OPENED = "some_opened"
    UNLESS = "unless"


class Covered(StrEnum):
    """Whether goods are covered: yes, no, or it depends on the very thing and has to be asked."""

    YES = "yes"
    NO = "no"
    ASK = "ask"


_TABLE: Mapping[str, Mapping[str, Bearing]] = {
    "E01": {ANY: Bearing.UNLESS},
    "E02": {"fresh": Bearing.ALL, "food": Bearing.SOME, "pet_goods": Bearing.SOME},
    "E03": {"books_stationery": Bearing.SOME_OPENED, "computers": Bearing.SOME_OPENED, "toys": Bearing.SOME_OPENED},
    "E04": {"books_stationery": Bearing.SOME},
    "E05": {
        "food": Bearing.OPENED,
        "health_food": Bearing.OPENED,
        "alcohol_drinks": Bearing.OPENED,
        "cosmetics": Bearing.OPENED,
        "medical_devices": Bearing.OPENED,
        "clothing": Bearing.SOME_OPENED,
        "baby_goods": Bearing.SOME_OPENED,
        "daily_goods": Bearing.SOME_OPENED,
    },
    "E06": {"phones": Bearing.SOME_OPENED, "computers": Bearing.SOME_OPENED, "vehicles": Bearing.SOME_OPENED},
    "E07": {ANY: Bearing.UNLESS},
    "E08": {"medicines": Bearing.ALL},
    "E09": {"jewellery": Bearing.ALL, "crafts": Bearing.SOME},
    "E10": {},
    "E11": {"alcohol_drinks": Bearing.SOME_OPENED},
    "E12": {"building_materials": Bearing.SOME, "furniture": Bearing.SOME, "appliances": Bearing.SOME},
    "E13": {ANY: Bearing.UNLESS},
    "E14": {ANY: Bearing.UNLESS},
}


@dataclass(frozen=True)
class Coverage:
    """What the exclusions of a promise say of some goods.

    `excluded`: codes that leave them out for certain; `ask`: codes that may, by what the thing is; `unless`: codes
    that leave out any goods sold in a certain way (made to order, clearance), which only shop and shopper know.
    """

    in_range: bool
    excluded: tuple[str, ...]
    ask: tuple[str, ...]
    unless: tuple[str, ...]

    @property
    def covered(self) -> Covered:
        """The whole in one word."""
        if self.excluded or not self.in_range:
            return Covered.NO
        return Covered.ASK if self.ask else Covered.YES


def coverage(categories: Collection[str], exclusions: Collection[str], category: str, *, opened: bool) -> Coverage:
    """How goods of a category stand under a promise for these categories with these exclusions, all of them codes.

    A category that is not known (empty) is taken to be in range, and every exclusion may then leave the goods out. One
    that is not in the table has to be asked: the list may have grown since.
    """
    bearing = {code: _bearing(code, category) for code in sorted(exclusions)}

    def those(*wanted: Bearing) -> tuple[str, ...]:
        return tuple(code for code, how in bearing.items() if how in wanted)

    certain = (Bearing.ALL, Bearing.OPENED) if opened else (Bearing.ALL,)
    perhaps = (Bearing.SOME, Bearing.SOME_OPENED) if opened else (Bearing.SOME,)
    in_range = not category or category in categories
    return Coverage(in_range, those(*certain), those(*perhaps), those(Bearing.UNLESS))


def may_be_excluded(code: str, category: str) -> bool:
    """Whether an exclusion can bear on goods of a category at all, so that it may be named when refusing them."""
    return _bearing(code, category) is not None


def _bearing(code: str, category: str) -> Bearing | None:
    table = _TABLE.get(code)
    if table is None:
        return Bearing.SOME
    if ANY in table:
        return table[ANY]
    if not category:
        return Bearing.UNLESS
    return table.get(category, Bearing.UNLESS if not table else None)
