"""Who acts is a fact."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from trustcode.kernel.actors import OFFICERS, PUBLIC, SYSTEM, Actor, Role


def test_there_are_nine_roles_and_the_calendar() -> None:
    assert len(set(Role) - {Role.SYSTEM}) == 9


def test_officers_are_those_who_judge_inside_a_region() -> None:
    assert {Role.INSPECTOR, Role.SUPERVISOR, Role.PROVINCE} == OFFICERS


def test_an_actor_cannot_become_another() -> None:
    with pytest.raises(FrozenInstanceError):
        PUBLIC.role = Role.SYSTEM  # type: ignore[misc]


def test_a_person_has_no_business_and_no_scope_unless_said() -> None:
    assert (Actor("p", Role.OWNER).scope, Actor("p", Role.OWNER).own_merchants) == ("", frozenset())
    assert (PUBLIC.person_id, SYSTEM.scope) == ("", "430000")
