"""What the system finds about an application before an officer reads it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.merchants.builders import (
    DAY,
    Shop,
    a_merchant_in,
    a_submitted_merchant,
    an_active_merchant,
    an_officer,
)
from trustcode.kernel.actors import PUBLIC, SYSTEM, Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.actions import deciding
from trustcode.merchants.queries.found import findings_about
from trustcode.merchants.queries.sheets import sheet
from trustcode.merchants.rules.findings import Check, Finding, Level, MarkKind
from trustcode.merchants.rules.standing import Standing
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

OFFICER = Actor("i" * 16, Role.INSPECTOR, "430103")
OTHER: dict[str, Any] = {
    "shop_name": "南城粮油",
    "branch_name": "",
    "street": "白沙路 1 号",
    "contact_phone": "13911112222",
    "returns_phone": "0731-85556666",
}
"""What makes a unit another one in every respect."""


def findings(store: Store, at: Moment, shop: Shop, **scheme: int) -> dict[Check, Finding]:
    with reading(store) as reader:
        return {f.check: f for f in findings_about(reader, OFFICER, shop.id, at, SchemeRules(**scheme))}


def code_of(store: Store, shop: Shop) -> str:
    with reading(store) as reader:
        return sheet(reader, SYSTEM, shop.id).credit_code


def test_a_plain_application_passes_every_check(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at)

    found = findings(store, at, shop)

    assert set(found) == set(Check)
    assert {f.level for f in found.values()} == {Level.PASS}


@pytest.mark.parametrize(
    ("standing", "same", "check"),
    [
        (Standing.REMOVED, "street", Check.SAME_ADDRESS),
        (Standing.WITHDRAWN, "contact_phone", Check.SAME_PHONE),
        (Standing.CLOSED, "returns_phone", Check.SAME_PHONE),
        (Standing.ACTIVE, "shop_name", Check.LOOK_ALIKE),
        (Standing.SUSPENDED, "shop_name", Check.LOOK_ALIKE),
    ],
)
def test_what_is_the_same_as_elsewhere_asks_for_a_look(
    store: Store, at: Moment, standing: Standing, same: str, check: Check
) -> None:
    mine = {
        "branch_name": "",
        "street": "坡子街 128 号",
        "contact_phone": "13800001234",
        "returns_phone": "0731-55500142",
    }
    mine["shop_name"] = "青禾布衣"
    a_merchant_in(store, at - DAY, standing, **{**OTHER, same: mine[same]})
    shop = a_submitted_merchant(store, at, **mine)

    found = findings(store, at, shop)

    assert {c for c, f in found.items() if f.level is not Level.PASS} == {check}
    assert found[check].facts["standings"] == [standing.value]


@pytest.mark.parametrize("standing", [Standing.DRAFT, Standing.SUBMITTED, Standing.CORRECTING])
def test_a_name_that_nobody_sees_yet_is_no_look_alike(store: Store, at: Moment, standing: Standing) -> None:
    a_merchant_in(store, at - DAY, standing, **{**OTHER, "shop_name": "青禾布衣", "branch_name": "坡子街店"})
    shop = a_submitted_merchant(store, at)

    assert findings(store, at, shop)[Check.LOOK_ALIKE].level is Level.PASS


@pytest.mark.parametrize(("region", "level"), [("430102", Level.LOOK), ("430202", Level.PASS)])
def test_look_alikes_are_looked_for_in_the_same_city(store: Store, at: Moment, region: str, level: Level) -> None:
    an_active_merchant(
        store, at - DAY, **{**OTHER, "shop_name": "青禾布衣", "branch_name": "坡子街店", "region_code": region}
    )
    shop = a_submitted_merchant(store, at)

    assert findings(store, at, shop)[Check.LOOK_ALIKE].level is level


def test_a_name_in_other_letters_looks_alike(store: Store, at: Moment) -> None:
    an_active_merchant(store, at - DAY, **{**OTHER, "shop_name": "靑禾 布衣", "branch_name": "坡子街店"})
    shop = a_submitted_merchant(store, at)

    assert findings(store, at, shop)[Check.LOOK_ALIKE].level is Level.LOOK


def test_other_shops_of_the_licence_are_named(store: Store, at: Moment) -> None:
    first = an_active_merchant(store, at - DAY, **OTHER)
    shop = a_submitted_merchant(store, at, credit_code=code_of(store, first))

    finding = findings(store, at, shop)[Check.SAME_LICENCE]

    assert (finding.level, finding.facts["names"]) == (Level.LOOK, ["南城粮油"])


@pytest.mark.parametrize("kind", list(MarkKind))
def test_a_mark_of_another_register_blocks_and_says_since_when(store: Store, at: Moment, kind: MarkKind) -> None:
    shop = a_submitted_merchant(store, at)
    with pen(store, SYSTEM, at) as p:
        deciding.mark_businesses(p, rows=[(code_of(store, shop), kind, date(2026, 9, 1), None)], source="名单")

    found = findings(store, at, shop)

    assert {c: f.facts for c, f in found.items() if f.level is Level.BLOCK} == {
        Check(kind.value): {"since": date(2026, 9, 1)}
    }


def test_a_licence_whose_unit_was_removed_waits(store: Store, at: Moment) -> None:
    first = a_merchant_in(store, at - DAY, Standing.REMOVED, **OTHER)
    shop = a_submitted_merchant(store, at, credit_code=code_of(store, first))

    finding = findings(store, at, shop)[Check.COOLING]

    assert (finding.level, finding.facts) == (Level.BLOCK, {"until": date(2027, 11, 22)})


def test_the_waiting_time_and_the_time_in_business_are_settings(store: Store, at: Moment) -> None:
    first = a_merchant_in(store, at - 40 * DAY, Standing.REMOVED, **OTHER)
    shop = a_submitted_merchant(store, at, credit_code=code_of(store, first), established_on="2026-01-01")

    found = findings(store, at, shop, cooling_months=1, minimum_months_trading=6)

    assert found[Check.COOLING].level is Level.PASS
    assert found[Check.TRADING_TIME].level is Level.PASS


def test_an_old_number_of_fifteen_digits_asks_for_a_look(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at, credit_code="430103000012349")

    assert findings(store, at, shop)[Check.CREDIT_CODE].facts["legacy"]


@pytest.mark.parametrize("stranger", [PUBLIC, Actor("x" * 16, Role.INSPECTOR, "430102")])
def test_nobody_else_learns_what_was_found(store: Store, at: Moment, stranger: Actor) -> None:
    shop = a_submitted_merchant(store, at)

    with pytest.raises(NotFound), reading(store) as reader:
        findings_about(reader, stranger, shop.id, at, SchemeRules())
    with reading(store) as reader:
        assert findings_about(reader, an_officer(store, at), shop.id, at, SchemeRules())
