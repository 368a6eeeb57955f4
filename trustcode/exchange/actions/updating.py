"""What another system says later of an order: the shopper's further words, or that the shopper took it back there."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import select

from trustcode.complaints.actions.moving import locked
from trustcode.complaints.actions.settling import add_word, take_back
from trustcode.complaints.models import Complaint
from trustcode.complaints.rules.course import ENDED, State
from trustcode.exchange.models import Reference
from trustcode.exchange.rules.refusals import ExchangeRefusal
from trustcode.exchange.rules.updates import Update, UpdateKind
from trustcode.kernel.refusals import Refusal
from trustcode.record.pen import KeyReused, Pen


@dataclass(frozen=True)
class Updated:
    """What the other side is answered: our number, how the complaint stands, and whether the update came before."""

    complaint: str
    state: str
    is_known: bool


def update(pen: Pen, *, peer: str, update: Update) -> Updated:
    """Take in an update, once however often it comes. The pen's actor is the public, for whom the peer speaks.

    Raises Refusal: NO_SUCH_ORDER while the order itself has not come (they try again), REPORT_STAYS since a clue
    is checked whoever changes their mind, ORDER_ENDED, OTHER_BODY.
    """
    key = f"exchange-update:{sha256(f'{peer}:{update.external_no}:{update.update_no}'.encode()).hexdigest()[:40]}"
    body = [update.kind.value, update.text]
    row = _complaint(pen, peer, update.external_no)
    try:
        if pen.answered(key, body) is not None:
            return Updated(row.number, row.state.value, is_known=True)
    except KeyReused:
        raise Refusal(ExchangeRefusal.OTHER_BODY, "update_no") from None
    _carry_out(pen, row, update)
    pen.answer(key, body, answer="taken")
    return Updated(row.number, row.state.value, is_known=False)


def _complaint(pen: Pen, peer: str, external_no: str) -> Complaint:
    known = pen.one(select(Reference).where(Reference.source == peer, Reference.external_no == external_no))
    if known is None:
        raise Refusal(ExchangeRefusal.NO_SUCH_ORDER, "external_no")
    if known.complaint_id is None:
        raise Refusal(ExchangeRefusal.REPORT_STAYS, "external_no")
    return locked(pen, known.complaint_id)


def _carry_out(pen: Pen, row: Complaint, update: Update) -> None:
    if update.kind is UpdateKind.WITHDRAWN and row.state is State.WITHDRAWN:
        return
    if row.state in ENDED:
        raise Refusal(ExchangeRefusal.ORDER_ENDED, "external_no", state=row.state.value)
    if update.kind is UpdateKind.WITHDRAWN:
        take_back(pen, row, update.text)
    else:
        add_word(pen, row, update.text)
