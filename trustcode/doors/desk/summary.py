"""Everything that was typed, chapter by chapter, as it will be read: for the last look before signing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from trustcode.catalogues.rules import Catalogue
from trustcode.commitments.actions.signing import Pledge
from trustcode.commitments.rules.terms import ReturnTerms
from trustcode.commitments.rules.text import Lists
from trustcode.doors.desk.checking import Measures
from trustcode.doors.desk.choices import joined, named
from trustcode.doors.desk.drafts import Step
from trustcode.doors.lobby.office import translate
from trustcode.doors.wording.catalog import translations
from trustcode.doors.wording.filters import day, tongue
from trustcode.doors.wording.msgids import N_
from trustcode.merchants.rules.profile import Profile

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Chapter:
    """One step in short: its title, where to change it, its rows of label and words."""

    title: str
    change_path: str
    rows: Rows


def chapters(merchant_id: str, pledge: Pledge, by: Measures, language: str) -> tuple[Chapter, ...]:
    """The four chapters of a pledge; that on returns only where they could be promised."""

    def path(step: Step) -> str:
        return url_for("desk.step_page", merchant_id=merchant_id, step=step.value, then=Step.SIGN.value)

    return (
        Chapter(translate(N_("Your business")), path(Step.BUSINESS), _business(pledge.profile, by.lists, language)),
        Chapter(translate(N_("Your shop")), path(Step.SHOP), _shop(pledge.profile, by, language)),
        Chapter(translate(N_("The five assurances")), path(Step.SAFETY), _safety(pledge, language)),
        Chapter(
            translate(N_("Returns without a reason")),
            path(Step.RETURNS),
            returns_rows(pledge.returns, by.lists, language),
        ),
    )


def returns_rows(terms: ReturnTerms | None, lists: Lists, language: str) -> Rows:
    """The terms of a return promise, label by label; one row says so where there is none."""
    if terms is None:
        return ((translate(N_("Promised")), translate(N_("not promised"))),)

    def many(which: Catalogue, codes: Sequence[str], otherwise: str) -> str:
        return joined(language, (lists[which][code].short(language) for code in codes)) or otherwise

    def one(which: Catalogue, code: str) -> str:
        return lists[which][code].short(language)

    nothing_more = translate(N_("no further demand"))
    return (
        (translate(N_("Window")), days_words(language, terms.window_days)),
        (translate(N_("Goods")), many(Catalogue.GOODS_CATEGORY, terms.categories, "")),
        (translate(N_("Left out")), many(Catalogue.EXCLUSION, terms.exclusions, translate(N_("nothing")))),
        (translate(N_("Condition")), many(Catalogue.GOODS_CONDITION, terms.conditions, nothing_more)),
        (translate(N_("Bring")), many(Catalogue.BRING_ITEM, terms.bring, nothing_more)),
        (translate(N_("Gifts")), one(Catalogue.GIFT, terms.gift)),
        (translate(N_("Freight")), one(Catalogue.FREIGHT, terms.freight)),
        (
            translate(N_("Refund")),
            joined(
                language, (one(Catalogue.REFUND_METHOD, terms.refund_method), refund_words(language, terms.refund_days))
            ),
        ),
        (translate(N_("Where")), one(Catalogue.CROSS_STORE, terms.cross_store)),
        (translate(N_("Besides")), tongue(language, terms.extra) if terms.extra else ""),
    )


def days_words(language: str, days: int) -> str:
    """A number of days in words."""
    return translations(language).ngettext("%(num)s day", "%(num)s days", days) % {"num": days}


def refund_words(language: str, days: int) -> str:
    """When the money goes back."""
    if days == 0:
        return translate(N_("on the spot"))
    one, many = "within %(num)s day of the goods coming back", "within %(num)s days of the goods coming back"
    return translations(language).ngettext(one, many, days) % {"num": days}


def _business(profile: Profile, lists: Lists, language: str) -> Rows:
    return (
        (translate(N_("Credit code")), profile.credit_code.code),
        (translate(N_("Licence")), tongue(language, profile.licence_name)),
        (translate(N_("Founded")), day(language, profile.established_on)),
        (translate(N_("Kind")), lists[Catalogue.UNIT_KIND][profile.unit_kind].words(language)),
        (translate(N_("Trade")), lists[Catalogue.INDUSTRY][profile.industry].words(language)),
    )


def _shop(profile: Profile, by: Measures, language: str) -> Rows:
    county = by.regions[profile.region_code]
    city = by.regions.get(county.parent or "")
    names = [named(place, language) for place in (city, county) if place is not None]
    where = "".join(names) if language == "zh" else ", ".join(reversed(names))
    return (
        (translate(N_("Shop")), tongue(language, f"{profile.shop_name} {profile.branch_name}".strip())),
        (translate(N_("Region")), where),
        (translate(N_("Street")), tongue(language, profile.street)),
        (translate(N_("Place")), translate(N_("noted on the map")) if profile.position else ""),
        (translate(N_("Contact")), tongue(language, f"{profile.contact_name} {profile.contact_phone}")),
        (translate(N_("Returns phone")), profile.returns_phone),
    )


def _safety(pledge: Pledge, language: str) -> Rows:
    return (
        (translate(N_("Promised")), translate(N_("all five, with every clause"))),
        (translate(N_("Besides")), tongue(language, pledge.safe.extra) if pledge.safe.extra else ""),
    )
