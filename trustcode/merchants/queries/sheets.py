"""One unit as a page needs it: frozen, contacts masked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from trustcode.kernel.actors import Actor
from trustcode.kernel.refusals import NotFound
from trustcode.merchants.models import Draft, Merchant, Objection, Proposal
from trustcode.merchants.rules import authority
from trustcode.merchants.rules.masking import mask_name, mask_phone
from trustcode.merchants.rules.purposes import CONTACT_NAME, CONTACT_PHONE, DRAFT, OBJECTION_CONTACT, OBJECTION_TEXT
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.storage.reading import Reader


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
    closed_by: str
    closed_at: datetime | None
    outcome: str
    closing_reason: str


@dataclass(frozen=True)
class ObjectionSheet:
    """An objection, opened for the officers of the region."""

    id: str
    made_at: datetime
    text: str
    contact: str
    decided_at: datetime | None
    decided_by: str
    upheld: bool | None
    reason: str


_PLAIN = [name for name in MerchantSheet.__dataclass_fields__ if name not in {"contact_name", "contact_phone"}]


def sheet(reader: Reader, actor: Actor, merchant_id: str) -> MerchantSheet:
    """A unit that this person may see. Raises NotFound for all others."""
    merchant = reader.get(Merchant, merchant_id)
    if merchant is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    authority.require_sight(actor, merchant.id, merchant.region_code)
    return sheet_of(reader, merchant)


def sheet_of(reader: Reader, merchant: Merchant) -> MerchantSheet:
    """A row as a frozen sheet with masked contacts."""
    name, phone = contact_of(reader, merchant)
    plain = {key: getattr(merchant, key) for key in _PLAIN}
    return MerchantSheet(**plain, contact_name=mask_name(name), contact_phone=mask_phone(phone))


def contact(reader: Reader, actor: Actor, merchant_id: str) -> tuple[str, str]:
    """Name and phone in clear; the caller has written the reading down first (`deciding.read_contact`)."""
    sheet(reader, actor, merchant_id)
    merchant = reader.get(Merchant, merchant_id)
    return contact_of(reader, merchant) if merchant else ("", "")


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


def objections_to(reader: Reader, merchant_id: str) -> Sequence[ObjectionSheet]:
    """All objections to a unit, the oldest first, in clear; for officers of the region only."""
    mine = select(Objection).where(Objection.merchant_id == merchant_id).order_by(Objection.made_at, Objection.id)
    return [_objection(reader, row) for row in reader.all(mine)]


def _proposal(row: Proposal) -> ProposalSheet:
    return ProposalSheet(**{key: getattr(row, key) for key in ProposalSheet.__dataclass_fields__})


def _objection(reader: Reader, row: Objection) -> ObjectionSheet:
    return ObjectionSheet(
        id=row.id,
        made_at=row.made_at,
        text=reader.vault.open(OBJECTION_TEXT, row.text),
        contact=reader.vault.open(OBJECTION_CONTACT, row.contact) if row.contact else "",
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        upheld=row.upheld,
        reason=row.reason,
    )
