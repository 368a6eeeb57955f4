"""One unit as a page needs it: frozen, contacts masked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound
from trustcode.merchants.models import ContactReading, Draft, Merchant, Objection, Proposal, Remark
from trustcode.merchants.rules import authority
from trustcode.merchants.rules.masking import mask_contact, mask_name, mask_phone
from trustcode.merchants.rules.purposes import CONTACT_NAME, CONTACT_PHONE, DRAFT, OBJECTION_CONTACT, OBJECTION_TEXT
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.storage.reading import Reader

SHOWN = timedelta(minutes=10)
"""How long a contact is shown after its reading was written down."""


@dataclass(frozen=True)
class MerchantSheet:
    """A unit. Days are civil days in China; contacts are masked."""

    id: str
    number: int
    standing: Standing
    standing_at: datetime
    standing_before: Standing | None
    ground: str
    due_on: date | None
    extended_at: datetime | None
    first_active_on: date | None
    valid_to: date | None
    submitted_at: datetime | None
    changes: int
    origin: str
    credit_code: str
    licence_name: str
    shop_name: str
    branch_name: str
    unit_kind: str
    industry: str
    region_code: str
    street: str
    established_on: date | None
    returns_phone: str
    photo: str
    thumb: str
    latitude_e6: int | None
    longitude_e6: int | None
    contact_name: str
    contact_phone: str


@dataclass(frozen=True)
class ProposalSheet:
    """A proposal, open or closed."""

    id: str
    merchant_id: str
    act: Act
    ground: str
    reason: str
    proposed_by: str
    proposed_at: datetime
    due_on: date
    closed_by: str
    closed_at: datetime | None
    outcome: str
    closing_reason: str


@dataclass(frozen=True)
class ObjectionSheet:
    """An objection, opened for the officers of the region; how to reach who made it is masked."""

    id: str
    made_at: datetime
    text: str
    contact: str
    decided_at: datetime | None
    decided_by: str
    upheld: bool | None
    reason: str


@dataclass(frozen=True)
class RemarkSheet:
    """What an officer wrote to the business with an act."""

    act: Act
    ground: str
    text: str
    written_by: str
    written_at: datetime


@dataclass(frozen=True)
class Neighbour:
    """Another unit of the same licence."""

    id: str
    shop_name: str
    branch_name: str
    region_code: str
    standing: Standing


_PLAIN = [name for name in MerchantSheet.__dataclass_fields__ if name not in {"contact_name", "contact_phone"}]


def sheet(reader: Reader, actor: Actor, merchant_id: str) -> MerchantSheet:
    """A unit that this person may see. Raises NotFound for all others."""
    return sheet_of(reader, _seen(reader, actor, merchant_id))


def unit_of(sheet: MerchantSheet) -> authority.Unit:
    """What authority asks about a unit."""
    return authority.Unit(sheet.id, sheet.region_code, sheet.standing, sheet.unit_kind, sheet.standing_before)


def sheet_of(reader: Reader, merchant: Merchant) -> MerchantSheet:
    """A row as a frozen sheet with masked contacts."""
    name, phone = contact_of(reader, merchant)
    plain = {key: getattr(merchant, key) for key in _PLAIN}
    return MerchantSheet(**plain, contact_name=mask_name(name), contact_phone=mask_phone(phone))


def contact(reader: Reader, actor: Actor, merchant_id: str) -> tuple[str, str]:
    """Name and phone in clear; the caller has written the reading down first (`deciding.read_contact`).

    Raises NotFound for those who may not see the unit, Refusal for an officer's own business.
    """
    merchant = _seen(reader, actor, merchant_id)
    authority.require_not_own(actor, merchant.id)
    return contact_of(reader, merchant)


def objection_contact(reader: Reader, actor: Actor, merchant_id: str, objection_id: str) -> str:
    """How to reach somebody who objected, in clear; written down first, as `contact`. Raises as `contact`."""
    merchant = _seen(reader, actor, merchant_id)
    authority.require_not_own(actor, merchant.id)
    row = reader.get(Objection, objection_id)
    if row is None or row.merchant_id != merchant.id:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    return reader.vault.open(OBJECTION_CONTACT, row.contact) if row.contact else ""


def objection_masked(reader: Reader, merchant_id: str, objection_id: str) -> str:
    """The masked contact of somebody who objected to a unit. Raises NotFound when there is no such objection."""
    found = next((o for o in objections_to(reader, merchant_id) if o.id == objection_id), None)
    if found is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    return found.contact


def require_contact_reader(actor: Actor, merchant_id: str) -> None:
    """Contacts are read by officers of county and city, not of their own business. Raises NotFound or Refusal."""
    if actor.role not in {Role.INSPECTOR, Role.SUPERVISOR}:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    authority.require_not_own(actor, merchant_id)


def has_read_lately(reader: Reader, actor: Actor, merchant_id: str, objection_id: str, at: Moment) -> bool:
    """Whether this person has written down the reading of this contact within the last ten minutes."""
    mine = ContactReading.person_id == actor.person_id, ContactReading.merchant_id == merchant_id
    lately = ContactReading.about == objection_id, ContactReading.read_at > at - SHOWN
    return bool(reader.all(select(ContactReading.id).where(*mine, *lately).limit(1)))


def contact_of(reader: Reader, merchant: Merchant) -> tuple[str, str]:
    """Name and phone of a row in clear, empty where none was given yet."""
    if not merchant.contact_phone:
        return "", ""
    name = reader.vault.open(CONTACT_NAME, merchant.contact_name)
    return name, reader.vault.open(CONTACT_PHONE, merchant.contact_phone)


def draft_of(reader: Reader, merchant_id: str) -> tuple[dict[str, Any], datetime | None]:
    """What an applicant has typed so far, and when it was saved; empty before the first step."""
    draft = reader.get(Draft, merchant_id)
    if draft is None:
        return {}, None
    typed: dict[str, Any] = json.loads(reader.vault.open(DRAFT, draft.typed))
    return typed, draft.saved_at


def proposals_of(reader: Reader, merchant_id: str) -> Sequence[ProposalSheet]:
    """All proposals about a unit, the oldest first."""
    mine = select(Proposal).where(Proposal.merchant_id == merchant_id).order_by(Proposal.proposed_at, Proposal.id)
    return [_proposal(row) for row in reader.all(mine)]


def open_proposal(reader: Reader, merchant_id: str) -> ProposalSheet | None:
    """The proposal that waits for a second person, or None."""
    return next((p for p in proposals_of(reader, merchant_id) if p.closed_at is None), None)


def remarks_of(reader: Reader, merchant_id: str) -> Sequence[RemarkSheet]:
    """What officers wrote to a business, the oldest first."""
    mine = select(Remark).where(Remark.merchant_id == merchant_id).order_by(Remark.written_at, Remark.id)
    return [RemarkSheet(r.act, r.ground, r.text, r.written_by, r.written_at) for r in reader.all(mine)]


def neighbours(reader: Reader, sheet: MerchantSheet, limit: int = 20) -> Sequence[Neighbour]:
    """Other units of the same licence that have been handed in, wherever they are."""
    if not sheet.credit_code:
        return []
    same = Merchant.credit_code == sheet.credit_code, Merchant.id != sheet.id, Merchant.standing != Standing.DRAFT
    rows = reader.all(select(Merchant).where(*same).order_by(Merchant.region_code, Merchant.id).limit(limit))
    return [Neighbour(m.id, m.shop_name, m.branch_name, m.region_code, m.standing) for m in rows]


def may_see_photo(reader: Reader, actor: Actor, digest: str) -> bool:
    """Whether a photo belongs to a unit that this person may see."""
    shown = select(Merchant.id, Merchant.region_code).where(Merchant.photo == digest)
    return any(authority.sees(actor, row.id, row.region_code) for row in reader.rows(shown))


def objections_to(reader: Reader, merchant_id: str) -> Sequence[ObjectionSheet]:
    """All objections to a unit, the oldest first, in clear but for the contact; for officers of the region only."""
    mine = select(Objection).where(Objection.merchant_id == merchant_id).order_by(Objection.made_at, Objection.id)
    return [_objection(reader, row) for row in reader.all(mine)]


def _seen(reader: Reader, actor: Actor, merchant_id: str) -> Merchant:
    merchant = reader.get(Merchant, merchant_id)
    if merchant is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    authority.require_sight(actor, merchant.id, merchant.region_code)
    return merchant


def _proposal(row: Proposal) -> ProposalSheet:
    return ProposalSheet(**{key: getattr(row, key) for key in ProposalSheet.__dataclass_fields__})


def _objection(reader: Reader, row: Objection) -> ObjectionSheet:
    return ObjectionSheet(
        id=row.id,
        made_at=row.made_at,
        text=reader.vault.open(OBJECTION_TEXT, row.text),
        contact=mask_contact(reader.vault.open(OBJECTION_CONTACT, row.contact)) if row.contact else "",
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        upheld=row.upheld,
        reason=row.reason,
    )
