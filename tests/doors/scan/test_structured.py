"""What machines read is what the page says, and nothing is said of promises that are not in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.doors.scan.shops import a_shop
from tests.projections.scan_card.cards import RETURNS, words
from trustcode.doors.scan.structured import return_policy, structured_data
from trustcode.projections.scan_card.card import Card, Later

SCHEMA = "https://schema.org/"
TODAY = date(2026, 11, 23)
URL = "https://fxm.hunan.example"


@pytest.mark.parametrize(
    ("freight", "fees", "methods"),
    [
        ("in_person", "FreeReturn", "ReturnInStore"),
        ("shop_pays", "FreeReturn", ["ReturnInStore", "ReturnByMail"]),
        ("shopper_pays", "ReturnFeesCustomerResponsibility", ["ReturnInStore", "ReturnByMail"]),
    ],
)
@pytest.mark.parametrize("window", [7, 60, 365])
def test_the_policy_says_what_the_terms_say(freight: str, fees: str, methods: str | list[str], window: int) -> None:
    terms = replace(RETURNS, window_days=window, freight=words("运费", "Freight", freight))

    policy = return_policy(terms, URL)

    assert policy["merchantReturnDays"] == window
    assert policy["returnFees"] == SCHEMA + fees
    assert policy["returnMethod"] == (SCHEMA + methods if isinstance(methods, str) else [SCHEMA + m for m in methods])
    assert policy["returnPolicyCategory"] == SCHEMA + "MerchantReturnFiniteReturnWindow"


def data(card: Card, language: str = "zh") -> dict[str, object]:
    return structured_data(card, language, URL, TODAY)


def test_a_paused_or_missing_promise_has_no_policy() -> None:
    assert "hasMerchantReturnPolicy" not in data(a_shop(returns=None))
    assert "hasMerchantReturnPolicy" not in data(a_shop(returns=replace(RETURNS, paused=True)))


def test_an_announced_promise_is_told_from_its_day_on_and_not_before() -> None:
    shop = a_shop(later=(Later(date(2026, 12, 3), replace(RETURNS, window_days=15)),))

    told = [structured_data(shop, "zh", URL, date(2026, 12, day))["hasMerchantReturnPolicy"] for day in (2, 3)]

    assert [policy["merchantReturnDays"] for policy in told] == [7, 15]


def test_a_shop_without_returns_is_an_organization() -> None:
    assert (data(a_shop())["@type"], data(a_shop(returns=None))["@type"]) == ("Store", "Organization")


def test_addresses_are_absolute_and_in_the_language_of_the_page() -> None:
    shop = a_shop(5, thumb="a" * 64)

    assert data(shop, "en")["url"] == f"{URL}/en/m/{shop.merchant_id}"
    assert data(shop)["image"] == f"{URL}/photo/{'a' * 64}"


@pytest.mark.parametrize(
    ("position", "latitude", "longitude"),
    [((28_194_500, 112_976_021), "28.1945", "112.976021"), ((-1, 100_000_000), "-0.000001", "100")],
)
def test_a_position_in_millionths_of_a_degree_loses_nothing(
    position: tuple[int, int], latitude: str, longitude: str
) -> None:
    geo = data(a_shop(position=position))["geo"]

    assert geo == {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
