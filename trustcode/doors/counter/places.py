"""Districts and counties to choose from, by city."""

from __future__ import annotations

from collections.abc import Mapping

from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import the_language
from trustcode.doors.wording.msgids import N_
from trustcode.regions.rules import LOCAL, Kind, Place

Groups = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def region_groups(regions: Mapping[str, Place]) -> Groups:
    """Counties by city; the city itself comes first, for those who know no more."""
    english = the_language() == "en"

    def named(place: Place) -> str:
        return place.name_en if english else place.name_zh

    cities = [place for place in regions.values() if place.kind is Kind.CITY]
    local = [place for place in regions.values() if place.kind in LOCAL]
    whole = translate(N_("%(city)s, I do not know the district"))
    return tuple(
        (
            named(city),
            ((city.code, whole % {"city": named(city)}), *((p.code, named(p)) for p in local if p.parent == city.code)),
        )
        for city in cities
    )
