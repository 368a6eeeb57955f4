"""Who may move a unit: all roles, all regions, every arrow; and nobody their own shop or their own proposal."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from trustcode.kernel.actors import OFFICERS, SYSTEM, Actor, Role
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.rules import authority
from trustcode.merchants.rules.authority import Unit, acts_open_to, first_hands, may_confirm
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import ARROWS, Act, Arrow, Standing, arrow_for, arrows_from

SHOP, OTHER = "a" * 16, "b" * 16
HERE = "430103"
SEES = {"430103", "430100", "430000"}
"""Scopes that hold the unit's county: itself, its city, its province."""
SCOPES = ["430103", "430100", "430000", "430102", "430200", "430202", "440000", "110101", "", "4301"]
CLUSTER = "market"


def actor(role: Role, scope: str = HERE, person: str = "p" * 16, own: frozenset[str] = frozenset()) -> Actor:
    return Actor(person, role, scope, own)


def lets(rule: Callable[..., None], *args: Any, **named: Any) -> bool:
    """Whether a rule lets somebody pass; it says no by NotFound."""
    try:
        rule(*args, **named)
    except NotFound:
        return False
    return True


@pytest.mark.parametrize(("role", "scope"), list(product(Role, [*SCOPES, SHOP, OTHER])))
def test_a_unit_is_seen_by_its_own_people_and_the_officers_above_it_alone(role: Role, scope: str) -> None:
    expected = {
        Role.OWNER: scope == SHOP,
        Role.STAFF: scope == SHOP,
        Role.SYSTEM: True,
        **dict.fromkeys(OFFICERS, scope in SEES),
    }.get(role, False)

    assert authority.sees(actor(role, scope), SHOP, HERE) is expected


@pytest.mark.parametrize("role", sorted(OFFICERS))
def test_a_unit_without_a_region_is_no_officers_business(role: Role) -> None:
    assert not authority.sees(actor(role, "430000"), SHOP, "")


@pytest.mark.parametrize(("arrow", "role"), list(product(ARROWS, Role)))
def test_the_first_step_is_open_to_the_roles_of_the_table_in_their_region(arrow: Arrow, role: Role) -> None:
    for scope in SCOPES:
        one = actor(role, SHOP if role in {Role.OWNER, Role.STAFF} else scope)
        expected = role in arrow.by and authority.sees(one, SHOP, HERE)
        assert lets(authority.require_first, one, arrow, SHOP, HERE) is expected


@pytest.mark.parametrize(("arrow", "role"), list(product(ARROWS, Role)))
def test_the_second_step_is_open_to_the_roles_of_the_table_in_their_region(arrow: Arrow, role: Role) -> None:
    for scope in SCOPES:
        one = actor(role, SHOP if role in {Role.OWNER, Role.STAFF} else scope)
        expected = role in arrow.confirmed_by and authority.sees(one, SHOP, HERE)
        assert lets(authority.require_second, one, arrow, SHOP, HERE, proposed_by="q" * 16) is expected


@pytest.mark.parametrize("arrow", [a for a in ARROWS if a.needs_two], ids=lambda a: a.act.value)
def test_no_one_confirms_their_own_proposal(arrow: Arrow) -> None:
    for role in arrow.confirmed_by:
        one = actor(role, "430000" if role is Role.PROVINCE else "430100")
        with pytest.raises(Refusal) as refused:
            authority.require_second(one, arrow, SHOP, HERE, proposed_by=one.person_id)
        assert refused.value.code is MerchantRefusal.OWN_PROPOSAL


@pytest.mark.parametrize("role", sorted(OFFICERS))
def test_no_officer_acts_on_a_business_of_their_own(role: Role) -> None:
    one = actor(role, "430000", own=frozenset({SHOP}))
    for arrow in ARROWS:
        if role in arrow.by:
            with pytest.raises(Refusal) as first:
                authority.require_first(one, arrow, SHOP, HERE)
            assert first.value.code is MerchantRefusal.OWN_BUSINESS
        if role in arrow.confirmed_by:
            with pytest.raises(Refusal) as second:
                authority.require_second(one, arrow, SHOP, HERE, proposed_by="q" * 16)
            assert second.value.code is MerchantRefusal.OWN_BUSINESS


def test_an_owner_of_course_acts_on_the_own_business() -> None:
    owner = actor(Role.OWNER, SHOP, own=frozenset({SHOP}))

    authority.require_first(owner, arrow_for(Standing.ACTIVE, Act.WITHDRAW), SHOP, HERE)
    assert not authority.is_own(owner, SHOP)


@pytest.mark.parametrize(("role", "may"), [(Role.INSPECTOR, False), (Role.SUPERVISOR, True)])
def test_a_cluster_is_put_to_notice_by_the_city(role: Role, *, may: bool) -> None:
    arrow = arrow_for(Standing.REVIEWED, Act.PUBLICISE)

    assert (role in first_hands(arrow, CLUSTER)) is may
    assert role in first_hands(arrow, "shop")


@pytest.mark.parametrize(("standing", "role"), list(product(Standing, Role)))
def test_the_buttons_of_a_page_are_what_the_rules_would_allow(standing: Standing, role: Role) -> None:
    """Acts offered and acts that `require_first` lets pass are the same, but for those of a state never held."""
    one = actor(role, SHOP if role in {Role.OWNER, Role.STAFF} else "430000")
    offered = acts_open_to(one, Unit(SHOP, HERE, standing, "shop", Standing.ACTIVE))
    for arrow in arrows_from(standing):
        passes = role in arrow.by and authority.sees(one, SHOP, HERE)
        if arrow.act in {Act.REINSTATE_RECTIFYING, Act.REINSTATE_SUSPENDED}:
            assert arrow.act not in offered
        else:
            assert (arrow.act in offered) is passes


def test_a_correction_is_offered_only_back_to_the_state_that_was() -> None:
    one = actor(Role.PROVINCE, "430000")

    acts = acts_open_to(one, Unit(SHOP, HERE, Standing.REMOVED, "shop", Standing.SUSPENDED))

    assert Act.REINSTATE_SUSPENDED in acts
    assert Act.REINSTATE_ACTIVE not in acts


def test_nothing_is_offered_to_an_officer_for_the_own_business_or_out_of_sight() -> None:
    unit = Unit(SHOP, HERE, Standing.SUBMITTED)

    assert acts_open_to(actor(Role.INSPECTOR, own=frozenset({SHOP})), unit) == ()
    assert acts_open_to(actor(Role.INSPECTOR, "430102"), unit) == ()


@pytest.mark.parametrize(
    ("one", "may"),
    [
        (actor(Role.INSPECTOR), False),
        (actor(Role.SUPERVISOR, "430100"), True),
        (actor(Role.SUPERVISOR, "430200"), False),
        (actor(Role.PROVINCE, "430000"), True),
        (actor(Role.SUPERVISOR, "430100", person="q" * 16), False),
        (actor(Role.SUPERVISOR, "430100", own=frozenset({SHOP})), False),
        (SYSTEM, False),
    ],
)
def test_a_suspension_is_confirmed_by_city_or_province_and_another_person(one: Actor, *, may: bool) -> None:
    unit = Unit(SHOP, HERE, Standing.ACTIVE)

    assert may_confirm(one, unit, Act.SUSPEND, proposed_by="q" * 16) is may


def test_what_is_not_from_here_is_confirmed_by_nobody() -> None:
    one = actor(Role.SUPERVISOR, "430100")

    assert not may_confirm(one, Unit(SHOP, HERE, Standing.DRAFT), Act.SUSPEND, proposed_by="q" * 16)
