"""What officers and the calendar do beside proposals: objections, lists of other registers, doubts, reading a contact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from sqlalchemy import select

from trustcode.calendars.queries import calendar
from trustcode.kernel.canonical import canonical
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.actions.moving import act_alone, locked, move, overtake
from trustcode.merchants.entries import BusinessesMarked, ObjectionDecided, ObjectionMade
from trustcode.merchants.models import BusinessMark, ContactReading, Doubt, Merchant, Objection
from trustcode.merchants.rules import authority
from trustcode.merchants.rules.findings import MarkKind
from trustcode.merchants.rules.purposes import DOUBT_NOTE, OBJECTION_CONTACT, OBJECTION_TEXT
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import Act, Standing, arrow_for
from trustcode.merchants.rules.terms import moved_on, valid_until
from trustcode.record.jotting import Jotter
from trustcode.record.pen import Pen

LONGEST_OBJECTION = 2_000


def send_back(pen: Pen, *, merchant_id: str, ground: str, scheme: SchemeRules) -> None:
    """Return an application for correction, with a coded reason and a last day (T2)."""
    today = civil_day(pen.at)
    due = moved_on(Standing.CORRECTING, today, calendar(pen), scheme)
    act_alone(pen, merchant_id=merchant_id, act=Act.SEND_BACK, ground=ground, due_on=due)


def order_rectification(pen: Pen, *, merchant_id: str, ground: str, scheme: SchemeRules) -> None:
    """Order a unit to correct, with a coded ground and a last day (T5)."""
    due = moved_on(Standing.RECTIFYING, civil_day(pen.at), calendar(pen), scheme)
    act_alone(pen, merchant_id=merchant_id, act=Act.ORDER_RECTIFICATION, ground=ground, due_on=due)


def object_to(pen: Pen, *, merchant_id: str, text: str, contact: str = "") -> str:
    """Somebody objects during public notice; returns the objection's id. Raises NotFound or Refusal."""
    merchant = locked(pen, merchant_id)
    if merchant.standing is not Standing.PUBLICISED:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    said = text.strip()
    if not said:
        raise Refusal(MerchantRefusal.REQUIRED, "text")
    if len(said) > LONGEST_OBJECTION:
        raise Refusal(MerchantRefusal.TOO_LONG, "text", most=LONGEST_OBJECTION)
    objection = Objection(
        id=new_id(),
        merchant_id=merchant.id,
        made_at=pen.at,
        text=pen.vault.seal(OBJECTION_TEXT, said),
        contact=pen.vault.seal(OBJECTION_CONTACT, contact.strip()) if contact.strip() else b"",
    )
    pen.add(objection)
    pen.note(ObjectionMade(subject=merchant.id, objection=objection.id))
    return objection.id


def decide_objection(pen: Pen, *, objection_id: str, upheld: bool, reason: str) -> None:
    """An officer of the region decides an objection once, with a reason. An upheld one blocks activation."""
    objection = pen.lock(Objection, objection_id)
    merchant = locked(pen, objection.merchant_id) if objection else None
    if objection is None or merchant is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    arrow = arrow_for(Standing.PUBLICISED, Act.REFUSE)
    authority.require_first(pen.actor, arrow, merchant.id, merchant.region_code)
    if objection.decided_at is not None:
        raise Refusal(MerchantRefusal.PROPOSAL_CLOSED)
    if not reason.strip():
        raise Refusal(MerchantRefusal.REASON_NEEDED, "reason")
    objection.decided_at, objection.decided_by = pen.at, pen.actor.person_id
    objection.upheld, objection.reason = upheld, reason.strip()
    pen.note(ObjectionDecided(subject=merchant.id, objection=objection.id, upheld=upheld))


def activate(pen: Pen, merchant: Merchant, scheme: SchemeRules) -> None:
    """The notice is over and nothing stands against it (T4): in force from today. The codes room issues the code."""
    arrow = arrow_for(merchant.standing, Act.ACTIVATE)
    authority.require_first(pen.actor, arrow, merchant.id, merchant.region_code)
    today = civil_day(pen.at)
    if merchant.due_on is None or today <= merchant.due_on:
        raise Refusal(MerchantRefusal.NOT_YET, "", until=merchant.due_on)
    standing_against = (Objection.upheld.is_(None)) | (Objection.upheld.is_(True))
    mine = Objection.merchant_id == merchant.id, Objection.made_at >= merchant.standing_at
    if pen.all(select(Objection.id).where(*mine, standing_against).limit(1)):
        raise Refusal(MerchantRefusal.OBJECTION_OPEN)
    merchant.first_active_on = merchant.first_active_on or today
    merchant.valid_to = valid_until(today, scheme.validity_years)
    overtake(pen, merchant.id)
    move(pen, merchant, arrow)


def close_unanswered(pen: Pen, *, merchant_id: str) -> None:
    """An application sent back and not corrected in time falls back to a draft."""
    act_alone(pen, merchant_id=merchant_id, act=Act.CLOSE_UNANSWERED)


def lapse(pen: Pen, *, merchant_id: str) -> None:
    """Validity and grace are over without renewal (T12)."""
    act_alone(pen, merchant_id=merchant_id, act=Act.LAPSE)


def mark_businesses(pen: Pen, *, rows: Sequence[tuple[str, MarkKind, date, date | None]], source: str) -> int:
    """Take in a list of another register: (credit code, kind, since, until). Rows known already are passed over."""
    known = {(m.credit_code, m.kind, m.since, m.until) for m in pen.all(select(BusinessMark))}
    fresh = [row for row in dict.fromkeys(rows) if row not in known]
    if not fresh:
        return 0
    for code, kind, since, until in fresh:
        pen.add(BusinessMark(id=new_id(), credit_code=code, kind=kind, since=since, until=until, source=source))
    hashed = sha256(canonical(fresh)).hexdigest()
    pen.note(BusinessesMarked(subject="registers", rows=len(fresh), rows_hash=hashed, source=source))
    return len(fresh)


def doubt(jotter: Jotter, *, kind: str, merchant_id: str, region_code: str, serial: int, note: str) -> None:
    """A shopper says that a code hangs in the wrong place, or is not ours. Kept for the officers of the region."""
    jotter.add(
        Doubt(
            id=new_id(),
            kind=kind,
            merchant_id=merchant_id,
            region_code=region_code,
            serial=serial,
            made_at=jotter.at,
            note=jotter.vault.seal(DOUBT_NOTE, note) if note else b"",
        )
    )


def read_contact(jotter: Jotter, *, merchant_id: str, person_id: str, reason: str) -> None:
    """Write down who read a contact and why, before it is shown. Raises Refusal without a reason."""
    if not reason.strip():
        raise Refusal(MerchantRefusal.REASON_NEEDED, "reason")
    jotter.add(
        ContactReading(
            id=new_id(), merchant_id=merchant_id, person_id=person_id, reason=reason.strip()[:200], read_at=jotter.at
        )
    )
