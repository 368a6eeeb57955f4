"""Who acts: a frozen fact without behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The nine roles (fixed). `PUBLIC` is a shopper; `SYSTEM` stands beside them for what happens by the calendar."""

    PUBLIC = "public"
    OWNER = "owner"
    STAFF = "staff"
    INSPECTOR = "inspector"
    SUPERVISOR = "supervisor"
    PROVINCE = "province"
    AUDITOR = "auditor"
    OPERATOR = "operator"
    SECURITY = "security"
    SYSTEM = "system"


OFFICERS = frozenset({Role.INSPECTOR, Role.SUPERVISOR, Role.PROVINCE})
"""Roles that judge merchants, each inside a region."""


@dataclass(frozen=True)
class Actor:
    """One person in one role.

    `scope` is a region code for officers, a merchant id for owner and staff, and empty for the others.
    `own_merchants` are the businesses that the person has a part in, whatever the role: nobody acts on their own.
    """

    person_id: str
    role: Role
    scope: str = ""
    own_merchants: frozenset[str] = frozenset()


PUBLIC = Actor("", Role.PUBLIC)
SYSTEM = Actor("", Role.SYSTEM, "430000")
