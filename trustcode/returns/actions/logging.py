"""Acts: write a return or an exchange into the ledger."""

from __future__ import annotations

from trustcode.commitments.queries.days import promise_on
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.actions.moving import locked
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import IN_FORCE
from trustcode.people.rules.permissions import require
from trustcode.record.pen import Pen
from trustcode.returns.actions.entering import checked, noted, receipt_index_of, written
from trustcode.returns.entries import ReturnLogged
from trustcode.returns.rules.lines import Line
from trustcode.returns.rules.refusals import ReturnRefusal


def log(pen: Pen, *, merchant_id: str, line: Line, scheme: SchemeRules) -> str:
    """A new line of the ledger; returns its id. The time is the pen's.

    The unit is held, so numbers count up without holes and two at once wait for each other. A unit that has left,
    lapsed or been suspended still owes what it had promised on the day of purchase. Raises NotFound, or one Refusal
    with every fault by field.
    """
    require(pen.actor, "add return record", merchant_id=merchant_id)
    merchant = locked(pen, merchant_id)
    _require_owing(pen, merchant, line)
    receipt_index = receipt_index_of(pen.vault, merchant_id, line.receipt_no)
    row = written(pen, checked(pen, merchant_id, line, scheme, receipt_index=receipt_index))
    pen.note(ReturnLogged(**noted(pen, row)))
    return row.id


def _require_owing(pen: Pen, merchant: Merchant, line: Line) -> None:
    if merchant.standing in IN_FORCE:
        return
    if promise_on(pen, merchant.id, line.bought_on).terms is None:
        raise Refusal(ReturnRefusal.UNIT_NOT_IN_FORCE, "bought_on", bought=line.bought_on)
