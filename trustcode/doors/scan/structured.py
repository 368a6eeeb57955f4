"""Pure: the same facts for machines, in the words of schema.org: the shop, and its policy of returns in shops.

Nothing is said here that the page does not say, and nothing at all of a shop whose promises are not in force.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from trustcode.doors.scan import addresses
from trustcode.projections.scan_card.card import Card, ReturnsPromise, Words

_SCHEMA = "https://schema.org/"
_IN_PERSON = "in_person"
_SHOPPER_PAYS = "shopper_pays"
_MILLION = 1_000_000


def structured_data(card: Card, language: str, public_url: str, today: date) -> dict[str, Any]:
    """The shop as schema.org Store (or Organization when it sells nothing over a counter), as it stands on a day.

    For shops in force only.
    """
    returns = card.returns_on(today)
    path = addresses.in_language(language, addresses.shop_path(card.merchant_id))
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Store" if returns else "Organization",
        "@id": public_url + addresses.shop_path(card.merchant_id),
        "name": f"{card.shop_name} {card.branch_name}".strip(),
        "legalName": card.licence_name,
        "url": public_url + path,
        "telephone": card.returns_phone,
        "identifier": _identifier(card),
        "address": _address(card, language),
    }
    if card.thumb:
        found["image"] = public_url + addresses.photo_path(card.thumb)
    if card.position and returns:
        found["geo"] = _geo(card.position)
    if returns and not returns.paused:
        found["hasMerchantReturnPolicy"] = return_policy(returns, public_url + path)
    return {name: value for name, value in found.items() if value}


def return_policy(terms: ReturnsPromise, link: str) -> dict[str, Any]:
    """A promise of returns without a reason as schema.org MerchantReturnPolicy. Days are calendar days.

    What schema.org has no word for, and without which the days alone would promise too much or too little, is added as
    properties with codes of our lists: for which goods, save for which, from which shops, and what becomes of gifts; a
    last day on a day off moves on (Civil Code 203).
    """
    by_mail = terms.freight.code != _IN_PERSON
    methods = [_SCHEMA + "ReturnInStore", *([_SCHEMA + "ReturnByMail"] if by_mail else [])]
    shopper_pays = terms.freight.code == _SHOPPER_PAYS
    return {
        "@type": "MerchantReturnPolicy",
        "applicableCountry": "CN",
        "returnPolicyCategory": _SCHEMA + "MerchantReturnFiniteReturnWindow",
        "merchantReturnDays": terms.window_days,
        "returnMethod": methods if by_mail else methods[0],
        "returnFees": _SCHEMA + ("ReturnFeesCustomerResponsibility" if shopper_pays else "FreeReturn"),
        "itemDefectReturnFees": _SCHEMA + "FreeReturn",
        "itemCondition": _SCHEMA + "NewCondition",
        "refundType": _SCHEMA + "FullRefund",
        "merchantReturnLink": link,
        "additionalProperty": [
            _property("goods", [one.code for one in terms.categories]),
            _property("exclusions", [one.code for one in terms.exclusions]),
            _property("returnableAt", terms.cross_store.code),
            _property("gifts", terms.gifts.code),
            _property("lastDayOnDayOff", "next_working_day"),
        ],
    }


def _property(name: str, value: str | list[str]) -> dict[str, Any]:
    return {"@type": "PropertyValue", "name": name, "value": value}


def _identifier(card: Card) -> Mapping[str, str]:
    return {"@type": "PropertyValue", "propertyID": "USCC", "value": card.credit_code}


def _address(card: Card, language: str) -> dict[str, str]:
    def pick(words: Words) -> str:
        return words.zh if language == "zh" else words.en

    return {
        "@type": "PostalAddress",
        "addressCountry": "CN",
        "addressRegion": pick(Words("湖南省", "Hunan")),
        "addressLocality": pick(card.region),
        "streetAddress": card.street,
    }


def _geo(position: tuple[int, int]) -> dict[str, str]:
    latitude, longitude = (_degrees(millionths) for millionths in position)
    return {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}


def _degrees(millionths: int) -> str:
    sign = "-" if millionths < 0 else ""
    text = f"{sign}{abs(millionths) // _MILLION}.{abs(millionths) % _MILLION:06d}"
    return re.sub(r"\.?0+$", "", text)
