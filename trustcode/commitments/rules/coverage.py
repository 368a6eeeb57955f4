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
    """How an exclusion bears on goods of a category: on all; on some, so that somebody has to look; or hardly ever, so
    that it is enough to say so. Each of them in any condition, or only once opened.
    """

    ALL = "all"
    OPENED = "opened"
    SOME = "some"
    SOME_OPENED = "some_opened"
    UNLESS = "unless"
    UNLESS_OPENED = "unless_opened"


class Covered(StrEnum):
    """Whether goods are covered: yes, no, or it depends on the very thing and has to be asked."""

    YES = "yes"
    NO = "no"
    ASK = "ask"


_TABLE: Mapping[str, Mapping[str, Bearing]] = {
    "E01": {ANY: Bearing.UNLESS},
    "E02": {"fresh": Bearing.ALL, "food": Bearing.SOME, "pet_goods": Bearing.SOME},
    "E03": {
        "books_stationery": Bearing.SOME_OPENED,
        "computers": Bearing.SOME_OPENED,
        "phones": Bearing.UNLESS_OPENED,
        "toys": Bearing.UNLESS_OPENED,
    },
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
        "medicines": Bearing.UNLESS_OPENED,
        "pet_goods": Bearing.UNLESS_OPENED,
        "sports": Bearing.UNLESS_OPENED,
    },
    "E06": {
        "phones": Bearing.SOME_OPENED,
        "computers": Bearing.SOME_OPENED,
        "vehicles": Bearing.SOME_OPENED,
        "appliances": Bearing.UNLESS_OPENED,
        "watches_glasses": Bearing.UNLESS_OPENED,
    },
    "E07": {ANY: Bearing.UNLESS},
    "E08": {"medicines": Bearing.ALL},
    "E09": {"jewellery": Bearing.ALL, "crafts": Bearing.SOME, "watches_glasses": Bearing.UNLESS},
    "E10": {ANY: Bearing.UNLESS},
    "E11": {"alcohol_drinks": Bearing.SOME_OPENED, "food": Bearing.UNLESS, "daily_goods": Bearing.UNLESS},
    "E12": {
        "building_materials": Bearing.SOME_OPENED,
        "furniture": Bearing.SOME_OPENED,
        "appliances": Bearing.SOME_OPENED,
        "vehicles": Bearing.UNLESS_OPENED,
    },
    "E13": {ANY: Bearing.UNLESS},
    "E14": {ANY: Bearing.UNLESS},
}
_WHEN_OPENED = {Bearing.OPENED: Bearing.ALL, Bearing.SOME_OPENED: Bearing.SOME, Bearing.UNLESS_OPENED: Bearing.UNLESS}


@dataclass(frozen=True)
class Coverage:
    """What the exclusions of a promise say of some goods.

    `excluded`: codes that leave them out for certain; `ask`: codes that well may, by what the thing is; `unless`: codes
    that seldom do, such as goods sold in a certain way (made to order, clearance), which shop and shopper know.
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

    A category that is not known (empty) is taken to be in range, and every exclusion may then leave the goods out.
    """
    found = {code: bearing(code, category, opened=opened) for code in sorted(exclusions)}

    def those(wanted: Bearing) -> tuple[str, ...]:
        return tuple(code for code, how in found.items() if how is wanted)

    in_range = not category or category in categories
    return Coverage(in_range, those(Bearing.ALL), those(Bearing.SOME), those(Bearing.UNLESS))


def bearing(code: str, category: str, *, opened: bool) -> Bearing | None:
    """How an exclusion bears on goods of a category in this condition: ALL, SOME, UNLESS, or None for not at all.

    One that is not in the table bears on some: the list may have grown since.
    """
    table = _TABLE.get(code)
    if table is None:
        return Bearing.SOME
    if not category:
        return Bearing.UNLESS
    how = table.get(ANY) or table.get(category)
    if how in _WHEN_OPENED:
        return _WHEN_OPENED[how] if opened else None
    return how
