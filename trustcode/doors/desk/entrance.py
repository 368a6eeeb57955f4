"""The blueprint of the desk and its guard."""

from __future__ import annotations

from flask import Blueprint

from trustcode.doors.lobby.guards import guard
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.actors import Role

blueprint = Blueprint("desk", __name__, url_prefix="/desk")
guard(blueprint, {Role.OWNER, Role.STAFF}, label=N_("Merchant"), home="desk.home", may_locate=True)

APPLY = "apply as merchant"
PRINT = "print or reissue code"
REVOKE = "revoke code now"
LEAVE = "suspend or end commitment"
STAFF = "manage own staff"
LOG = "add return record"
CORRECT = "correct return record (new entry)"
"""Rows of the permission table that the pages of the desk belong to."""
