"""Who may do what where. The table beside this package, `permissions.csv`, is the only source; what is not in it is denied.

A cell is a letter for reach (`-` nothing, `O` own business or matter, `J` own region and below, `A` all) and marks:
`n` may begin a new matter, `p` may only propose, `2` needs a second person, `r` redacted, `+` the act is on the public
record, `:staff` only about staff, `:others` only about people who are not auditors.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.territory import covers
from trustcode.people.rules.reasons import PeopleRefusal

FILE = Path(__file__).resolve().parent.parent / "permissions.csv"
ROLES = tuple(role for role in Role if role is not Role.SYSTEM)
"""The nine columns. `SYSTEM` has none: what happens by the calendar is asked of the acts themselves."""

PUBLIC_READING = "scan page, public ledger, open data, proofs"

PROPOSE = "propose"
CONFIRM = "confirm"


class Reach(StrEnum):
    """How far a permission goes."""

    NONE = "-"
    OWN = "O"
    REGION = "J"
    ALL = "A"


class Limit(StrEnum):
    """Whom a permission over people is about."""

    ANYONE = ""
    STAFF = "staff"
    OTHERS = "others"


class UnknownAction(LookupError):
    """The program asks about an action that the table does not have: a fault of the program."""


@dataclass(frozen=True)
class Cell:
    """What one role may do about one action."""

    reach: Reach
    begins: bool = False
    proposes_only: bool = False
    needs_second: bool = False
    redacted: bool = False
    recorded: bool = False
    limit: Limit = Limit.ANYONE


_CELL = re.compile(r"([-OJA])([np2r+]*)(?::(\w+))?")


def read_cell(text: str) -> Cell:
    """A cell from its short form, for example `J2+`. Raises ValueError."""
    match = _CELL.fullmatch(text)
    if match is None:
        raise ValueError(f"no cell of the permission table: {text!r}")
    reach, marks, limit = match.groups()
    return Cell(Reach(reach), "n" in marks, "p" in marks, "2" in marks, "r" in marks, "+" in marks, Limit(limit or ""))


class Permissions:
    """The table: (action, role) → cell."""

    def __init__(self, cells: Mapping[tuple[str, Role], Cell]) -> None:
        self._cells = dict(cells)
        self.actions = tuple(dict.fromkeys(action for action, _ in self._cells))

    def cell(self, action: str, role: Role) -> Cell:
        """What a role may do. Raises UnknownAction; the system has no column and so reaches nothing."""
        if action not in self.actions:
            raise UnknownAction(action)
        return self._cells.get((action, role), Cell(Reach.NONE))

    def require(
        self,
        actor: Actor,
        action: str,
        *,
        region: str = "",
        merchant_id: str = "",
        stage: str = CONFIRM,
        about_person: str = "",
        about_role: Role | None = None,
    ) -> Cell:
        """The cell that allows this; otherwise raises NotFound, which tells nothing of what exists.

        `region` is where the thing lies, `merchant_id` whose it is (for the public: the matter of the receipt),
        `stage` is "propose" or "confirm" (the whole act, the default), `about_person` and `about_role` name the
        account concerned. Raises UnknownAction for an action that the table does not have.
        """
        cell = self.cell(action, actor.role)
        reached = _reaches(cell, actor, region, merchant_id)
        staged = (stage == CONFIRM and not cell.proposes_only) or stage == PROPOSE
        if not (reached and staged and _about(cell.limit, about_role)) or self._is_own(
            cell, actor, action, merchant_id, about_person
        ):
            raise NotFound(PeopleRefusal.DENIED)
        return cell

    def may_ever(self, role: Role, action: str) -> bool:
        """Whether a role has any part in an action, somewhere. Raises UnknownAction."""
        return self.cell(action, role).reach is not Reach.NONE

    def _is_own(self, cell: Cell, actor: Actor, action: str, merchant_id: str, about_person: str) -> bool:
        if cell.reach is Reach.OWN or self.cell(action, Role.PUBLIC).reach is Reach.ALL:
            return False
        own_business = bool(merchant_id) and merchant_id in actor.own_merchants
        return own_business or (bool(about_person) and about_person == actor.person_id)


def _reaches(cell: Cell, actor: Actor, region: str, merchant_id: str) -> bool:
    if cell.reach is Reach.ALL:
        return True
    if cell.reach is Reach.REGION:
        return covers(actor.scope, region)
    if cell.reach is Reach.OWN:
        return actor.scope == merchant_id if merchant_id else cell.begins
    return False


def _about(limit: Limit, role: Role | None) -> bool:
    if limit is Limit.STAFF:
        return role is Role.STAFF
    if limit is Limit.OTHERS:
        return role is not None and role is not Role.AUDITOR
    return True


def read_table(text: str) -> Permissions:
    """The table from CSV text: a row an action, a column a role. Raises ValueError when it is not whole."""
    rows = list(csv.reader(text.splitlines()))
    if rows[0] != ["action", *(role.value for role in ROLES)]:
        raise ValueError("the columns of the permission table are the nine roles")
    actions = [row[0] for row in rows[1:]]
    if len(set(actions)) != len(actions) or any(len(row) != len(rows[0]) for row in rows):
        raise ValueError("each action has one row, with a cell for every role")
    return Permissions(
        {(row[0], role): read_cell(cell) for row in rows[1:] for role, cell in zip(ROLES, row[1:], strict=True)}
    )


TABLE = read_table(FILE.read_text(encoding="utf-8"))

require = TABLE.require
may_ever = TABLE.may_ever


def may_confirm(actor: Actor, proposed_by: str) -> bool:
    """Whether a person may confirm what another proposed: never their own, and never without a person."""
    return bool(actor.person_id) and bool(proposed_by) and actor.person_id != proposed_by


def require_second(actor: Actor, proposed_by: str) -> None:
    """Raise Refusal(OWN_PROPOSAL) unless this is a second, different person."""
    if not may_confirm(actor, proposed_by):
        raise Refusal(PeopleRefusal.OWN_PROPOSAL)
