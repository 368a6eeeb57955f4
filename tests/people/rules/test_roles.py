"""Scopes and combinations of roles."""

from __future__ import annotations

from itertools import product

import pytest

from trustcode.kernel.actors import Role
from trustcode.kernel.refusals import Refusal
from trustcode.people.rules.roles import FUNCTIONS, MERCHANTS, OFFICIALS, check_scope, check_together

SHOP = "0123456789abcdef"
FITS = {
    Role.INSPECTOR: {"430102", "430171"},
    Role.SUPERVISOR: {"430100"},
    Role.PROVINCE: {"430000"},
    Role.OWNER: {"", SHOP},
    Role.STAFF: {SHOP},
    Role.AUDITOR: {""},
    Role.OPERATOR: {""},
    Role.SECURITY: {""},
    Role.PUBLIC: set(),
    Role.SYSTEM: set(),
}
SCOPES = ["", "430102", "430171", "430100", "430000", SHOP, "43010", "abc", "４３０１０２"]


@pytest.mark.parametrize(("role", "scope"), list(product(FITS, SCOPES)))
def test_each_role_has_scopes_of_one_kind(role, scope):
    if scope in FITS[role]:
        check_scope(role, scope)
        return
    with pytest.raises(Refusal):
        check_scope(role, scope)


@pytest.mark.parametrize(
    ("held", "more"),
    sorted({*product(OFFICIALS, OFFICIALS), *product(OFFICIALS, MERCHANTS), *product(MERCHANTS, OFFICIALS)}),
)
def test_an_official_has_one_role_and_no_shop(held, more):
    with pytest.raises(Refusal):
        check_together([held], more)


def test_a_shopkeeper_may_have_many_shops():
    check_together([Role.OWNER, Role.STAFF, Role.OWNER], Role.OWNER)


def test_audit_running_and_security_are_official():
    assert FUNCTIONS < OFFICIALS
