"""Who reads only the data for machines comes to the same answer as who asks the calculator, in every written case.

The reader below is a program of its own: it knows schema.org, the notices as files, and the names that the data gives;
it uses nothing of the product.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from tests.commitments.rules.last_day_cases import CASES, NOTICES, Case
from tests.projections.scan_card.cards import RETURNS, words
from trustcode.commitments.rules.terms import ReturnTerms
from trustcode.doors.scan.structured import return_policy
from trustcode.projections.scan_card.card import Exclusion, ReturnsPromise

SURE = {"E02": "fresh", "E08": "medicines", "E09": "jewellery"}
OPENED = {"E05": "food health_food alcohol_drinks cosmetics medical_devices"}
LOOK = {"E02": "food pet_goods", "E04": "books_stationery", "E09": "crafts"}
LOOK_OPENED = {
    "E03": "books_stationery computers",
    "E05": "clothing baby_goods daily_goods",
    "E06": "phones computers vehicles",
    "E11": "alcohol_drinks",
    "E12": "building_materials furniture appliances",
}


def days_off() -> tuple[set[date], set[date]]:
    """Days off and worked weekend days of all notices."""
    off: set[date] = set()
    worked: set[date] = set()
    for path in NOTICES:
        notice = json.loads(path.read_text())
        for name, days in (("rest", off), ("makeup", worked)):
            for span in notice[name]:
                first, _, last = span.partition("/")
                day = date.fromisoformat(first)
                while day <= date.fromisoformat(last or first):
                    days.add(day)
                    day += timedelta(days=1)
    return off, worked


OFF, WORKED = days_off()


def read(policy: dict[str, Any], case: Case) -> tuple[str, date | None]:
    """May it come back, and until when, by the policy alone."""
    told = {one["name"]: one["value"] for one in policy["additionalProperty"]}
    bought, goods, opened = case.purchase.bought_on, case.purchase.category, case.purchase.opened
    tables = [SURE, *([OPENED] if opened else [])]
    looks = [LOOK, *([LOOK_OPENED] if opened else [])]
    if goods and (goods not in told["goods"] or _names(tables, told["exclusions"], goods)):
        return "no", None
    if case.purchase.elsewhere and told["returnableAt"] in ("this_shop", "service_desk"):
        return "no", None
    last = bought + timedelta(days=policy["merchantReturnDays"])
    while told["lastDayOnDayOff"] == "next_working_day" and _is_off(last):
        last += timedelta(days=1)
    if case.asked_on > last:
        return "no", last
    asks = goods and _names(looks, told["exclusions"], goods)
    nearby = case.purchase.elsewhere and told["returnableAt"] in ("same_city", "same_province")
    return ("ask" if asks or nearby else "yes"), last


def _names(tables: list[dict[str, str]], exclusions: list[str], goods: str) -> bool:
    return any(goods in table.get(code, "").split() for table in tables for code in exclusions)


def _is_off(day: date) -> bool:
    return day not in WORKED and (day in OFF or day.isoweekday() > 5)


def promise(terms: ReturnTerms) -> ReturnsPromise:
    """The terms as a card has them."""
    return ReturnsPromise(
        **{
            **vars(RETURNS),
            "window_days": terms.window_days,
            "categories": tuple(words(code, code, code) for code in terms.categories),
            "exclusions": tuple(Exclusion(code, words(code), words(code)) for code in terms.exclusions),
            "gifts": words(terms.gift, terms.gift, terms.gift),
            "cross_store": words(terms.cross_store, terms.cross_store, terms.cross_store),
        }
    )


@pytest.mark.parametrize("case", [case for case in CASES if case.binding], ids=lambda case: case.note)
def test_the_data_for_machines_leads_to_the_answer_reckoned_by_hand(case: Case) -> None:
    policy = json.loads(json.dumps(return_policy(promise(case.terms), "https://fxm.hunan.example/m/1")))

    assert read(policy, case) == (case.can, case.last_on)
