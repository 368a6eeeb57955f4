"""Who may change the promises of a unit: its owner.

The owner makes and changes promises under the row "apply as merchant" of the permission table (their own business, no
staff); ending one stands under "suspend or end commitment".
"""

from __future__ import annotations

from trustcode.commitments.rules.terms import CommitmentRefusal
from trustcode.kernel.refusals import Refusal
from trustcode.merchants.actions.moving import locked
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.authority import require_sight
from trustcode.merchants.rules.standing import IN_FORCE
from trustcode.people.rules.permissions import require
from trustcode.record.pen import Pen

CHANGE = "apply as merchant"
END = "suspend or end commitment"
"""Rows of the permission table."""


def require_owner(pen: Pen, unit: Merchant, row: str) -> None:
    """Raises NotFound unless the pen's person owns this unit and the row of the table lets owners do it."""
    require_sight(pen.actor, unit.id, unit.region_code)
    require(pen.actor, row, merchant_id=unit.id)


def require_in_force(unit: Merchant) -> None:
    """Raises Refusal NOT_IN_FORCE unless a purchase today has the promises."""
    if unit.standing not in IN_FORCE:
        raise Refusal(CommitmentRefusal.NOT_IN_FORCE)


def own_unit(pen: Pen, merchant_id: str, row: str) -> Merchant:
    """The pen's own unit, held and in force. Raises NotFound, or Refusal NOT_IN_FORCE."""
    unit = locked(pen, merchant_id)
    require_owner(pen, unit, row)
    require_in_force(unit)
    return unit
