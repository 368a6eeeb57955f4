"""Which units the demonstration has: how many in each standing, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from trustcode.doors.console.demo_names import CLUSTERS, sells_goods
from trustcode.doors.console.demo_people import HOME
from trustcode.doors.console.demo_turns import Turn
from trustcode.merchants.rules.standing import Standing
from trustcode.regions.rules import LOCAL, Place


@dataclass(frozen=True)
class Planned:
    """One unit to be made. `owner` is the sign-in name of its owner where one can sign in, `cluster` its name if it is one, `turn`
    what happens to its promise of returns. About one that `is_flooded` many complain at once, and some report.
    """

    county: str
    standing: Standing
    owner: str = ""
    cluster: str = ""
    turn: Turn | None = None
    is_flooded: bool = False


@dataclass(frozen=True)
class Shares:
    """How many units stand where; `home` are those of the county whose officers one can sign in as."""

    home: Mapping[Standing, int]
    elsewhere: Mapping[Standing, int]
    clusters: Mapping[str, str]


SHARES = Shares(
    home=MappingProxyType(
        {
            Standing.SUBMITTED: 6,
            Standing.ACTIVE: 6,
            Standing.PUBLICISED: 2,
            Standing.CORRECTING: 1,
            Standing.RECTIFYING: 1,
            Standing.SUSPENDED: 1,
            Standing.LAPSED: 1,
        }
    ),
    elsewhere=MappingProxyType(
        {
            Standing.ACTIVE: 126,
            Standing.SUBMITTED: 9,
            Standing.PUBLICISED: 7,
            Standing.CORRECTING: 4,
            Standing.RECTIFYING: 7,
            Standing.SUSPENDED: 5,
            Standing.LAPSED: 5,
            Standing.WITHDRAWN: 4,
            Standing.REMOVED: 3,
            Standing.CLOSED: 2,
            Standing.DRAFT: 4,
        }
    ),
    clusters=CLUSTERS,
)
"""About two hundred."""


def plan(shares: Shares, places: Mapping[str, Place]) -> tuple[Planned, ...]:
    """Every unit in the order of making; the first belongs to the owner one can sign in as."""
    units = (
        Planned(HOME, Standing.ACTIVE, owner="owner@demo.example"),
        *(Planned(HOME, standing) for standing in _each(shares.home)),
        *_spread(list(_each(shares.elsewhere)), places),
        *(Planned(county, Standing.REVIEWED, cluster=name) for county, name in shares.clusters.items()),
    )
    return tuple(_turned(units))


def _turned(units: Iterable[Planned]) -> Iterator[Planned]:
    """The first shops in force that sell goods take the turns, one each."""
    turns = iter(Turn)
    for number, one in enumerate(units, 1):
        takes = one.standing is Standing.ACTIVE and not one.owner and sells_goods(number)
        yield replace(one, turn=next(turns, None)) if takes else one


def _each(counts: Mapping[Standing, int]) -> Iterator[Standing]:
    return (standing for standing, count in counts.items() for _ in range(count))


def _spread(standings: Sequence[Standing], places: Mapping[str, Place]) -> Iterator[Planned]:
    """Counties in turn over all cities, so that each city has units."""
    cities = list(_by_city(code for code, place in places.items() if place.kind in LOCAL).values())
    for turn, standing in enumerate(standings):
        counties = cities[turn % len(cities)]
        yield Planned(counties[(turn // len(cities)) % len(counties)], standing)


def _by_city(codes: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code in codes:
        found.setdefault(code[:4], []).append(code)
    return found
