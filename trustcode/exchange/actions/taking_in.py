"""An order of another system is taken in: once, whatever comes twice; the same dispute by two numbers is one case."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import or_, select

from trustcode.clocks.rules import ClockCode
from trustcode.complaints.actions import ticking
from trustcode.complaints.actions.filing import About, Receipt, file
from trustcode.complaints.actions.moving import locked
from trustcode.complaints.actions.settling import add_word
from trustcode.complaints.models import Complaint, Person, Report
from trustcode.complaints.rules.course import OPEN
from trustcode.complaints.rules.filing import Filing
from trustcode.complaints.rules.holding import sketch
from trustcode.complaints.rules.identity import read_mobile
from trustcode.complaints.rules.purposes import FACTS, PHONE_INDEX, SKETCH
from trustcode.complaints.rules.saying import read_text
from trustcode.complaints.rules.words import Source
from trustcode.exchange.entries import ReferenceAdded
from trustcode.exchange.models import Reference
from trustcode.exchange.rules.matching import WITHIN, Dispute, the_same
from trustcode.exchange.rules.orders import LONGEST, Order
from trustcode.exchange.rules.refusals import ExchangeRefusal
from trustcode.kernel.canonical import canonical
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import PUBLIC as PUBLIC_STANDINGS
from trustcode.record.pen import Pen
from trustcode.regions.queries import places
from trustcode.returns.rules.receipts import receipt_purpose, tidied_receipt

NUMBER_PURPOSE = "matter_reference.external_no"
BODY_PURPOSE = "matter_reference.body_hash"
SOURCES = {"12345": Source.HOTLINE_12345, "12315": Source.PLATFORM_12315}
"""The two numbers, by the name of the peer."""
HANDS_OVER = "12345"
"""Whose time for handing over is counted (C10); the platform 12315 is where the law's clocks begin."""


@dataclass(frozen=True)
class Taken:
    """What the other side is answered: our numbers, and whether the matter was there already."""

    complaint: str
    report: str
    is_known: bool
    merged: bool


def take_in(pen: Pen, *, peer: str, order: Order, scheme: SchemeRules) -> Taken:
    """Take in an order; the same one again answers the same, however it came. The pen's actor is the public, for whom the peer speaks.

    Raises Refusal: OTHER_BODY for a known number with another body, NO_SUCH_UNIT, FIELD_WRONG for a region
    that no officer has, or the faults of the filing.
    """
    key = f"exchange:{peer}:{order.external_no}"[:80]
    digest = pen.vault.index(BODY_PURPOSE, canonical(asdict(order)).decode()).hex()
    pen.answered(key, {"peer": peer})
    known = pen.one(select(Reference).where(Reference.source == peer, Reference.external_no == order.external_no))
    if known is not None:
        return _again(pen, known, digest)
    if order.region_code not in places(pen, civil_day(pen.at)):
        raise Refusal(ExchangeRefusal.FIELD_WRONG, "region_code", field="region_code")
    merchant = _unit(pen, order)
    if merchant:
        pen.lock(Merchant, merchant.id)  # of one dispute by both numbers at once the second finds the first
    twin = _twin(pen, order, merchant) if merchant and order.kind != "report" else ""
    if twin:
        _keep_words(pen, twin, order.facts)
        return _refer(pen, peer, order, digest, complaint_id=twin, report_id=None, merged=True)
    receipt = file(pen, filing=_filing(order), about=_about(peer, order, merchant), scheme=scheme)
    ids = _ids(pen, receipt)
    return _refer(pen, peer, order, digest, complaint_id=ids[0], report_id=ids[1], merged=False)


def _again(pen: Pen, known: Reference, digest: str) -> Taken:
    if known.body_hash != digest:
        raise Refusal(ExchangeRefusal.OTHER_BODY, "external_no")
    return Taken(*_numbers(pen, known), is_known=True, merged=known.merged)


def _refer(
    pen: Pen, peer: str, order: Order, digest: str, *, complaint_id: str | None, report_id: str | None, merged: bool
) -> Taken:
    row = Reference(
        id=new_id(),
        source=peer,
        external_no=order.external_no,
        complaint_id=complaint_id,
        report_id=report_id,
        body_hash=digest,
        merged=merged,
        received_at=order.received_at,
        handed_at=pen.at,
    )
    pen.add(row)
    hashed = pen.vault.index(NUMBER_PURPOSE, f"{peer}:{order.external_no}").hex()
    pen.note(
        ReferenceAdded(
            subject=complaint_id or report_id or "", reference=row.id, source=peer, merged=merged, number_hash=hashed
        )
    )
    for matter_id in filter(None, (complaint_id, report_id)) if peer == HANDS_OVER else ():
        _hand_over(pen, matter_id, order.received_at)
    return Taken(*_numbers(pen, row), is_known=False, merged=merged)


def _hand_over(pen: Pen, matter_id: str, received_at: Moment) -> None:
    """The hotline's clock (C10) ran from its receipt until now; in time or late, it is over when we know of it."""
    since = min(received_at, pen.at)
    came_in_on = civil_day(since)
    clock = ticking.start(pen, matter_id=matter_id, code=ClockCode.HAND_OVER, came_in_on=came_in_on, since=since)
    ticking.stop(pen, clock, is_met=True)


def _keep_words(pen: Pen, complaint_id: str, facts: str) -> None:
    """What the shopper told the other number stays in the case, as a word of theirs, while it is open."""
    row, said = locked(pen, complaint_id), read_text(facts, "facts", most=LONGEST["facts"], needed=False)
    if row.state in OPEN and said and said != pen.vault.open(FACTS, row.facts):
        add_word(pen, row, said, most=LONGEST["facts"])


def _numbers(pen: Pen, row: Reference) -> tuple[str, str]:
    complaint = pen.get(Complaint, row.complaint_id) if row.complaint_id else None
    report = pen.get(Report, row.report_id) if row.report_id else None
    return complaint.number if complaint else "", report.number if report else ""


def _ids(pen: Pen, receipt: Receipt) -> tuple[str | None, str | None]:
    def found(model: Any, pair: tuple[str, str] | None) -> str | None:
        return pen.one(select(model.id).where(model.number == pair[0])) if pair else None

    return found(Complaint, receipt.complaint), found(Report, receipt.report)


def _unit(pen: Pen, order: Order) -> Merchant | None:
    """The only unit of the credit code in the region of the order; none is no fault, several are left to an officer."""
    if not order.credit_code:
        return None
    mine = Merchant.credit_code == order.credit_code, Merchant.standing.in_(PUBLIC_STANDINGS)
    rows = pen.all(select(Merchant).where(*mine).order_by(Merchant.id))
    near = [row for row in rows if row.region_code == order.region_code] or rows
    if len(near) == 1:
        return near[0]
    if not order.shop_name or not order.shop_address:
        raise Refusal(ExchangeRefusal.NO_SUCH_UNIT, "credit_code", found=len(near))
    return None


def _twin(pen: Pen, order: Order, merchant: Merchant) -> str:
    """The same dispute by another number; who calls after it has ended complains anew."""
    lately = Complaint.came_in_at > order.received_at - WITHIN, Complaint.came_in_at < order.received_at + WITHIN
    theirs = select(Complaint, Person.phone_index).join(Person, Person.matter_id == Complaint.id)
    not_over = or_(Complaint.ended_at.is_(None), Complaint.ended_at >= order.received_at)
    rows = pen.rows(theirs.where(Complaint.merchant_id == merchant.id, *lately, not_over))
    bare = tidied_receipt(order.receipt_no)
    one = Dispute(
        id="",
        shop=merchant.id,
        phone_index=pen.vault.index(PHONE_INDEX, read_mobile(order.phone)),
        receipt_index=pen.vault.index(receipt_purpose(merchant.id), bare) if bare else b"",
        sketch=sketch(order.facts, pen.vault.index(SKETCH, "")),
        category=order.category,
        problem=order.problem,
        bought_on=order.bought_on,
        came_in_at=order.received_at,
    )
    others = (_dispute(row, phone_index) for row, phone_index in rows)
    return the_same(one, others)


def _dispute(row: Complaint, phone_index: bytes) -> Dispute:
    return Dispute(
        row.id,
        row.merchant_id or "",
        phone_index,
        row.receipt_index,
        row.sketch,
        row.category,
        row.problem,
        row.bought_on,
        row.came_in_at,
    )


def _about(peer: str, order: Order, merchant: Merchant | None) -> About:
    return About(
        merchant_id=merchant.id if merchant else "",
        region_code=order.region_code,
        source=SOURCES[peer],
        proved=True,
        received_at=order.received_at,
    )


def _filing(order: Order) -> Filing:
    return Filing(
        is_complaint=order.kind != "report",
        is_report=order.kind != "complaint",
        facts=order.facts,
        clue=order.clue,
        category=order.category,
        problem=order.problem,
        bought_on=order.bought_on,
        happened_on=order.happened_on,
        amount_fen=order.amount_fen,
        wishes=order.wishes,
        receipt_no=order.receipt_no,
        anonymous=order.anonymous,
        name=order.name,
        phone=order.phone,
        address=order.address,
        may_publish=order.may_publish,
        respondent_name=order.shop_name,
        respondent_address=order.shop_address,
    )
