"""What officers and the calendar do beside proposals: objections, lists of other registers, doubts, reading a contact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from sqlalchemy import select, update

from trustcode.calendars.queries import calendar
from trustcode.kernel.actors import Actor
from trustcode.kernel.canonical import canonical
from trustcode.kernel.identifiers import is_id, new_id
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.actions.demands import read_reason
from trustcode.merchants.actions.moving import act_alone, locked, move, overtake
from trustcode.merchants.entries import BusinessesMarked, ObjectionDecided, ObjectionMade, RectificationExtended
from trustcode.merchants.models import BusinessMark, ContactReading, Doubt, Merchant, Objection
from trustcode.merchants.queries.doubts import doubts_within
from trustcode.merchants.queries.sheets import objection_masked, require_contact_reader
from trustcode.merchants.rules import authority
from trustcode.merchants.rules.findings import MarkKind
from trustcode.merchants.rules.purposes import DOUBT_NOTE, OBJECTION_CONTACT, OBJECTION_TEXT
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import Act, Standing, arrow_for
from trustcode.merchants.rules.terms import moved_on, valid_until
from trustcode.record.jotting import Jotter
from trustcode.record.pen import Pen

LONGEST_OBJECTION = 2_000
"""Characters of an objection."""

LONGEST_WHY = 200
"""Characters of the reason for reading a contact."""


def send_back(pen: Pen, *, merchant_id: str, ground: str, scheme: SchemeRules, remark: str = "") -> None:
    """Return an application for correction, with a coded reason, a word to the business and a last day (T2)."""
    today = civil_day(pen.at)
    due = moved_on(Standing.CORRECTING, today, calendar(pen), scheme)
    act_alone(pen, merchant_id=merchant_id, act=Act.SEND_BACK, ground=ground, due_on=due, remark=remark)


def order_rectification(pen: Pen, *, merchant_id: str, ground: str, scheme: SchemeRules, remark: str = "") -> None:
    """Order a unit to correct, with a coded ground, a word to the business and a last day (T5)."""
    due = moved_on(Standing.RECTIFYING, civil_day(pen.at), calendar(pen), scheme)
    act_alone(pen, merchant_id=merchant_id, act=Act.ORDER_RECTIFICATION, ground=ground, due_on=due, remark=remark)


def extend_rectification(pen: Pen, *, merchant_id: str, scheme: SchemeRules) -> None:
    """Give a unit more working days to correct, once for each order (T6). The standing stays.

    Raises NotAllowed unless it must correct, Refusal EXTENDED_BEFORE the second time, NotFound.
    """
    merchant = locked(pen, merchant_id)
    authority.require_sight(pen.actor, merchant.id, merchant.region_code)
    arrow = arrow_for(merchant.standing, Act.ACCEPT_RECTIFICATION)
    authority.require_first(pen.actor, arrow, merchant.id, merchant.region_code)
    if merchant.extended_at is not None:
        raise Refusal(MerchantRefusal.EXTENDED_BEFORE)
    start = max(merchant.due_on or civil_day(pen.at), civil_day(pen.at))
    merchant.due_on = calendar(pen).workdays_after(start, scheme.rectification_extension_workdays).due
    merchant.extended_at = pen.at
    merchant.changes += 1
    pen.note(RectificationExtended(subject=merchant.id, due_on=merchant.due_on))


def object_to(pen: Pen, *, merchant_id: str, text: str, contact: str = "", key: str = "") -> str:
    """Somebody objects during public notice; returns the objection's id. Raises NotFound or Refusal.

    `key` is the retry key of the form: the same form sent again is the same objection.
    """
    merchant = locked(pen, merchant_id)
    if merchant.standing is not Standing.PUBLICISED:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    said = text.strip()
    if not said:
        raise Refusal(MerchantRefusal.REQUIRED, "text")
    if len(said) > LONGEST_OBJECTION:
        raise Refusal(MerchantRefusal.TOO_LONG, "text", most=LONGEST_OBJECTION)
    if is_id(key) and pen.get(Objection, key) is not None:
        return key
    objection = Objection(
        id=key if is_id(key) else new_id(),
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
    merchant_id = pen.one(select(Objection.merchant_id).where(Objection.id == objection_id))
    if merchant_id is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    merchant = locked(pen, merchant_id)
    arrow = arrow_for(Standing.PUBLICISED, Act.REFUSE)
    authority.require_first(pen.actor, arrow, merchant.id, merchant.region_code)
    objection = pen.lock(Objection, objection_id)
    if objection is None or objection.decided_at is not None:
        raise Refusal(MerchantRefusal.PROPOSAL_CLOSED)
    said = read_reason(reason)
    if not said:
        raise Refusal(MerchantRefusal.REASON_NEEDED, "reason")
    objection.decided_at, objection.decided_by = pen.at, pen.actor.person_id
    objection.upheld, objection.reason = upheld, said
    pen.note(ObjectionDecided(subject=merchant.id, objection=objection.id, upheld=upheld))


def activate(pen: Pen, merchant: Merchant, scheme: SchemeRules) -> None:
    """The notice is over and nothing stands against it (T4): in force from today. The codes room issues the code."""
    authority.require_sight(pen.actor, merchant.id, merchant.region_code)
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
    """An application sent back and not corrected in time falls back to a draft. Raises Refusal NOT_YET before."""
    merchant = locked(pen, merchant_id)
    authority.require_sight(pen.actor, merchant.id, merchant.region_code)
    arrow = arrow_for(merchant.standing, Act.CLOSE_UNANSWERED)
    authority.require_first(pen.actor, arrow, merchant.id, merchant.region_code)
    if merchant.due_on is not None and civil_day(pen.at) <= merchant.due_on:
        raise Refusal(MerchantRefusal.NOT_YET, "", until=merchant.due_on)
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


def doubt(
    jotter: Jotter, *, kind: str, merchant_id: str, region_code: str, serial: int, note: str, key: str = ""
) -> None:
    """A shopper says that a code hangs in the wrong place, or is not ours. Kept for the officers of the region.

    `key` is the retry key of the form: the same form sent again is the same report.
    """
    jotter.ensure(
        Doubt,
        id=key if is_id(key) else new_id(),
        kind=kind,
        merchant_id=merchant_id,
        region_code=region_code,
        serial=serial,
        made_at=jotter.at,
        note=jotter.vault.seal(DOUBT_NOTE, note) if note else b"",
        seen_by="",
    )


def see_doubts(jotter: Jotter, *, actor: Actor, merchant_id: str, serial: int, kind: str, until: Moment) -> int:
    """An officer has looked into what shoppers said of one print until a moment; returns how many reports that were.

    Raises NotFound outside the region, Refusal OWN_BUSINESS.
    """
    authority.require_not_own(actor, merchant_id)
    inside = doubts_within(actor)
    if inside is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    these = Doubt.merchant_id == merchant_id, Doubt.serial == serial, Doubt.kind == kind, Doubt.made_at <= until
    seen = jotter.change(
        update(Doubt).where(inside, *these, Doubt.seen_at.is_(None)).values(seen_at=jotter.at, seen_by=actor.person_id)
    )
    if not seen:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    return seen


def read_contact(
    jotter: Jotter, *, actor: Actor, merchant_id: str, reason: str, objection_id: str = "", key: str = ""
) -> None:
    """Write down who reads a contact and why, before it is shown: that of the unit, or of one who objected.

    `key` is the retry key of the form: sent twice, it is one reading. A key that stands for another reading writes
    nothing, and so shows nothing.

    Raises NotFound outside the region, Refusal OWN_BUSINESS, REASON_NEEDED, TOO_LONG.
    """
    merchant = jotter.get(Merchant, merchant_id)
    if merchant is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    authority.require_sight(actor, merchant.id, merchant.region_code)
    require_contact_reader(actor, merchant.id)
    if objection_id:
        objection_masked(jotter, merchant.id, objection_id)
    said = reason.strip()
    if not said:
        raise Refusal(MerchantRefusal.REASON_NEEDED, "reason")
    if len(said) > LONGEST_WHY:
        raise Refusal(MerchantRefusal.TOO_LONG, "reason", most=LONGEST_WHY)
    jotter.ensure(
        ContactReading,
        id=key if is_id(key) else new_id(),
        merchant_id=merchant_id,
        person_id=actor.person_id,
        about=objection_id,
        reason=said,
        read_at=jotter.at,
    )
