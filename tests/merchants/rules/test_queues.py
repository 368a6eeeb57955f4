"""Heaps of work and what a role may confirm."""

from __future__ import annotations

import pytest

from trustcode.kernel.actors import Role
from trustcode.merchants.rules.queues import LISTED, confirmable
from trustcode.merchants.rules.standing import Act, Standing


@pytest.mark.parametrize(
    ("role", "some", "never"),
    [
        (Role.INSPECTOR, {Act.APPROVE, Act.REFUSE, Act.RENEW, Act.RESTORE}, {Act.SUSPEND, Act.REMOVE}),
        (Role.SUPERVISOR, {Act.APPROVE, Act.SUSPEND, Act.REMOVE, Act.REINSTATE_ACTIVE}, {Act.LAPSE}),
        (Role.PROVINCE, {Act.SUSPEND, Act.REMOVE, Act.REINSTATE_SUSPENDED}, {Act.APPROVE, Act.RENEW}),
    ],
)
def test_each_role_confirms_what_the_table_says(role: Role, some: set[Act], never: set[Act]) -> None:
    assert some <= set(confirmable(role))
    assert not never & set(confirmable(role))


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.INSPECTOR, Role.SUPERVISOR, Role.PROVINCE}))
def test_nobody_else_confirms_anything(role: Role) -> None:
    assert confirmable(role) == ()


def test_a_draft_is_on_no_officers_list() -> None:
    assert set(LISTED) == set(Standing) - {Standing.DRAFT}
