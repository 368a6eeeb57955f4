"""Which roles are official, which scope a role has, and which roles one account can hold."""

from __future__ import annotations

from collections.abc import Iterable

from trustcode.kernel.actors import OFFICERS, Role
from trustcode.kernel.identifiers import is_id
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.territory import PROVINCE, is_region_code
from trustcode.people.rules.reasons import PeopleRefusal

FUNCTIONS = frozenset({Role.AUDITOR, Role.OPERATOR, Role.SECURITY})
"""Audit, running and security: three different people."""

OFFICIALS = OFFICERS | FUNCTIONS
MERCHANTS = frozenset({Role.OWNER, Role.STAFF})


def is_official(role: Role) -> bool:
    """Whether a role is of the administration; it then needs a second factor."""
    return role in OFFICIALS


def check_scope(role: Role, scope: str) -> None:
    """Raise Refusal(SCOPE_MISFIT) unless the scope is of the kind that the role has.

    Inspector: a county or zone. Supervisor: a city. Province: the province. Owner and staff: a business (an owner may
    still be without one). The others: none.
    """
    if not _fits(role, scope):
        raise Refusal(PeopleRefusal.SCOPE_MISFIT, "scope", role=role.value)


def _fits(role: Role, scope: str) -> bool:
    if role is Role.INSPECTOR:
        return is_region_code(scope) and not scope.endswith("00")
    if role is Role.SUPERVISOR:
        return is_region_code(scope) and scope.endswith("00") and not scope.endswith("0000")
    if role is Role.PROVINCE:
        return scope == PROVINCE
    if role is Role.OWNER:
        return scope == "" or is_id(scope)
    if role is Role.STAFF:
        return is_id(scope)
    return role in FUNCTIONS and scope == ""


def check_together(held: Iterable[Role], more: Role) -> None:
    """Raise Refusal(ROLES_CLASH) if an account that holds these roles must not get one more.

    An official account has one role and nothing to do with a business; an official's own shop has an account apart.
    """
    roles = set(held)
    if roles and (is_official(more) or any(map(is_official, roles))):
        raise Refusal(PeopleRefusal.ROLES_CLASH, "role", role=more.value)
