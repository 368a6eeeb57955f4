"""What the pages of an application offer to choose from, in the visitor's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.commitments.queries.promises import FIELDS
from trustcode.commitments.rules.text import Lists
from trustcode.doors.lobby.office import translate
from trustcode.doors.wording.msgids import N_
from trustcode.regions.rules import LOCAL, Kind, Place

Triple = tuple[str, str, str]
Grouped = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

_SECTORS = (
    (N_("Shops"), "F"),
    (N_("Food and lodging"), "H"),
    (N_("Services"), "GKLNO"),
    (N_("Learning, sport and fun"), "PR"),
    (N_("Factories"), "C"),
)
"""Sections of GB/T 4754 by their letters, as a shop owner would look for them."""


USUAL: Mapping[str, tuple[str, ...]] = {
    "conditions": ("intact", "opened_to_inspect"),
    "bring": ("item", "proof"),
    "gift": ("return_or_pay",),
    "freight": ("in_person",),
    "refund_method": ("original_route",),
    "refund_days": ("0",),
    "cross_store": ("this_shop",),
}
"""What most shops answer about returns. Goods and exclusions are for the owner alone to choose."""

_GOODS: Mapping[str, tuple[str, ...]] = {
    "F521": ("food", "alcohol_drinks", "fresh", "daily_goods", "cosmetics", "clothing"),
    "F522": ("food", "health_food", "alcohol_drinks", "fresh"),
    "F523": ("clothing", "shoes_bags", "home_textiles", "daily_goods", "cosmetics", "baby_goods"),
    "F524": ("books_stationery", "sports", "jewellery", "toys"),
    "F525": ("medicines", "medical_devices", "health_food", "cosmetics"),
    "F526": ("vehicles",),
    "F527": ("appliances", "phones", "computers"),
    "F528": ("furniture", "building_materials", "home_textiles"),
    "C13": ("food", "fresh"),
    "C14": ("food", "health_food"),
    "C15": ("alcohol_drinks", "food"),
    "C18": ("clothing", "home_textiles"),
    "C21": ("furniture",),
    "C307": ("daily_goods", "building_materials"),
}


@dataclass(frozen=True)
class Assurance:
    """One of the five, with its clauses in full."""

    code: str
    title: str
    line: str
    clauses: tuple[str, ...]


def kinds(lists: Lists, language: str) -> tuple[Triple, ...]:
    """Kinds of unit, with what follows for returns."""
    return tuple((t.code, t.words(language), _kind_note(t)) for t in lists[Catalogue.UNIT_KIND].values())


def industries(lists: Lists, language: str) -> Grouped:
    """Industries, grouped for a select."""
    terms = lists[Catalogue.INDUSTRY].values()
    groups = ((translate(name), [t for t in terms if t.code[0] in letters]) for name, letters in _SECTORS)
    return tuple((name, tuple((t.code, t.words(language)) for t in found)) for name, found in groups if found)


def counties(regions: Mapping[str, Place], language: str) -> Grouped:
    """Districts, counties and zones by city, for a select."""
    cities = [place for place in regions.values() if place.kind is Kind.CITY]
    local = [place for place in regions.values() if place.kind in LOCAL]
    return tuple(
        (named(city, language), tuple((p.code, named(p, language)) for p in local if p.parent == city.code))
        for city in cities
    )


def terms(lists: Lists, language: str) -> Mapping[str, tuple[Triple, ...]]:
    """For each field of a return promise its choices: code, short words, and the full ones where they say more."""
    return {name: tuple(_triple(t, language) for t in lists[which].values()) for name, which in FIELDS.items()}


def likely_goods(industry: str) -> tuple[str, ...]:
    """Codes of the goods that a trade usually sells; empty where it may be anything."""
    return _GOODS.get(industry, ())


def assurances(lists: Lists, language: str) -> tuple[Assurance, ...]:
    """The five assurances with the clauses that everybody signs."""
    clauses = lists[Catalogue.CLAUSE].values()
    return tuple(
        Assurance(
            one.code,
            one.words(language),
            str(one.detail.get(f"line_{language}", "")),
            tuple(c.words(language) for c in clauses if c.code.startswith(f"{one.code}.")),
        )
        for one in lists[Catalogue.ASSURANCE].values()
    )


def named(place: Place, language: str) -> str:
    """What a region is called."""
    return place.name_en if language == "en" else place.name_zh


def joined(language: str, texts: Iterable[str]) -> str:
    """Several short texts in one line."""
    return ("、" if language == "zh" else "; ").join(texts)


def _kind_note(term: TermWords) -> str:
    if term.detail.get("cluster"):
        return translate(N_("Many shops under one roof or name; each shop also has an application of its own."))
    return ""


def _triple(term: TermWords, language: str) -> Triple:
    short, full = term.short(language), term.words(language)
    note = "" if full.rstrip("。.") == short.rstrip("。.") else full
    return term.code, short[:1].upper() + short[1:], note
