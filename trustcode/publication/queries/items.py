"""Reads: one result for an officer or for the shop it is about."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from trustcode.complaints.models import Complaint
from trustcode.kernel.actors import Actor
from trustcode.kernel.refusals import NotFound
from trustcode.people.rules.permissions import PROPOSE, require
from trustcode.publication.models import HideProposal, Item, ItemObjection
from trustcode.publication.rules.authority import HIDE, READ
from trustcode.publication.rules.course import SHOWN, HideGround, Stage, Withhold
from trustcode.publication.rules.hiding import SAID, Outcome, Verdict
from trustcode.publication.rules.masking import Found
from trustcode.publication.rules.refusals import PublicationRefusal
from trustcode.publication.rules.showing import corrections
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class ObjectionSheet:
    """An objection of the shop; `verdict` is None while it waits. `evidence` are digests of its photos.

    `outcome` is what came of the proposal to hide that it led to; None while that waits, or where there was none.
    """

    said: str
    evidence: tuple[str, ...]
    made_at: datetime
    due_on: date
    verdict: Verdict | None
    reason: str
    outcome: Outcome | None = None

    @property
    def fate(self) -> Verdict | Outcome | None:
        """What came of it in the end, so far."""
        return self.outcome or self.verdict


@dataclass(frozen=True)
class HidingSheet:
    """A proposal to hide; `outcome` is empty while it waits for its second person."""

    ground: HideGround
    reason: str
    proposed_by: str
    proposed_role: str
    proposed_at: datetime
    outcome: str
    closing_reason: str


@dataclass(frozen=True, kw_only=True)
class ItemSheet:
    """Everything of a result. `stage` is None where none was formed yet; class and problem as they are shown now."""

    complaint_id: str
    number: str
    respondent_name: str
    merchant_id: str
    region_code: str
    category: str
    problem: str
    stage: Stage | None = None
    stage_at: datetime | None = None
    withheld_for: Withhold | None = None
    hidden_for: HideGround | None = None
    due_on: date | None = None
    shown_until: date | None = None
    reply: str = ""
    findings: tuple[Found, ...] = ()
    changes: int = 0
    objections: tuple[ObjectionSheet, ...] = ()
    hidings: tuple[HidingSheet, ...] = ()

    @property
    def objection(self) -> ObjectionSheet | None:
        """The objection that waits, or None."""
        return next((one for one in self.objections if one.verdict is None), None)

    @property
    def objection_photos(self) -> frozenset[str]:
        """Digests of all photos that came with an objection."""
        return frozenset(digest for one in self.objections for digest in one.evidence)

    @property
    def hiding(self) -> HidingSheet | None:
        """The proposal to hide that waits, or None."""
        return next((one for one in self.hidings if not one.outcome), None)


def item_for_officer(reader: Reader, actor: Actor, complaint_id: str) -> ItemSheet:
    """The result of a complaint of the officer's region. Raises NotFound."""
    row = _complaint(reader, complaint_id)
    require(actor, READ, merchant_id=row.merchant_id or "-", region=row.region_code)
    return _sheet(reader, row)


def item_for_shop(reader: Reader, actor: Actor, complaint_id: str) -> ItemSheet:
    """The result of a complaint about the owner's own shop. Raises NotFound."""
    row = _complaint(reader, complaint_id)
    require(actor, HIDE, merchant_id=row.merchant_id or "-", stage=PROPOSE)
    return _sheet(reader, row)


def is_on_display(sheet: ItemSheet) -> bool:
    """Whether everybody can read it now."""
    return sheet.stage in SHOWN


def _complaint(reader: Reader, complaint_id: str) -> Complaint:
    row = reader.get(Complaint, complaint_id)
    if row is None:
        raise NotFound(PublicationRefusal.NO_SUCH_ITEM)
    return row


def _sheet(reader: Reader, row: Complaint) -> ItemSheet:
    item = reader.get(Item, row.id)
    base = ItemSheet(
        complaint_id=row.id,
        number=row.number,
        respondent_name=row.respondent_name,
        merchant_id=row.merchant_id or "",
        region_code=row.region_code,
        category=row.category,
        problem=row.problem,
    )
    if item is None:
        return base
    hidings = _hidings(reader, row.id)
    codes = {"category": row.category, "problem": row.problem, **corrections(item.corrected)}
    return replace(
        base,
        **codes,
        stage=item.stage,
        stage_at=item.stage_at,
        withheld_for=item.withheld_for,
        hidden_for=item.hidden_for,
        due_on=item.due_on,
        shown_until=item.shown_until,
        reply=item.reply,
        findings=tuple(Found(one) for one in json.loads(item.findings)),
        changes=item.changes,
        objections=_objections(reader, row.id, hidings),
        hidings=hidings,
    )


def _objections(reader: Reader, complaint_id: str, hidings: tuple[HidingSheet, ...]) -> tuple[ObjectionSheet, ...]:
    """A proposal that an objection led to was made in the moment in which that was decided."""
    outcomes = {one.proposed_at: Outcome(one.outcome) for one in hidings if one.outcome}
    rows = select(ItemObjection).where(ItemObjection.complaint_id == complaint_id)
    return tuple(
        ObjectionSheet(
            reader.vault.open(SAID, one.said),
            tuple(json.loads(one.evidence)),
            one.made_at,
            one.due_on,
            Verdict(one.verdict) if one.verdict else None,
            one.reason,
            outcomes.get(one.decided_at) if one.decided_at and one.verdict == Verdict.TO_HIDE.value else None,
        )
        for one in reader.all(rows.order_by(ItemObjection.made_at.desc(), ItemObjection.id))
    )


def _hidings(reader: Reader, complaint_id: str) -> tuple[HidingSheet, ...]:
    rows = select(HideProposal).where(HideProposal.complaint_id == complaint_id)
    return tuple(
        HidingSheet(
            one.ground,
            one.reason,
            one.proposed_by,
            one.proposed_role,
            one.proposed_at,
            one.outcome,
            one.closing_reason,
        )
        for one in reader.all(rows.order_by(HideProposal.proposed_at.desc(), HideProposal.id))
    )
