"""The one place where the stage of an item is set, with its entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from trustcode.clocks.rules import ClockCode
from trustcode.complaints.models import Complaint
from trustcode.kernel.actors import Role
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.notices.actions import tell
from trustcode.publication.entries import HidingClosed, PublicationMoved, PublicationObjectionDecided
from trustcode.publication.models import HideProposal, Item, ItemObjection, Moderation
from trustcode.publication.queries.clocks import reckoned
from trustcode.publication.rules.authority import require_act
from trustcode.publication.rules.course import MODERATED, Act, Stage, arrow_for
from trustcode.publication.rules.hiding import Outcome, Verdict
from trustcode.publication.rules.refusals import PublicationRefusal
from trustcode.publication.rules.telling import changed_notice, decided_notice
from trustcode.record.pen import Pen

TEXT = "publication_item.text"
"""What the keyed hash of a shown text on the record is bound to."""


def hold(pen: Pen, complaint_ids: Sequence[str]) -> None:
    """Hold the complaints and items of many acts that follow; nobody makes an item without its complaint."""
    pen.hold(Complaint, Complaint.id, complaint_ids)
    pen.hold(Item, Item.complaint_id, complaint_ids)


def locked(pen: Pen, complaint_id: str, seen: int | None = None) -> tuple[Item, Complaint]:
    """The item and its complaint, held until the commit. Raises NotFound, Refusal CHANGED_MEANWHILE."""
    complaint = pen.lock(Complaint, complaint_id)
    item = pen.lock(Item, complaint_id)
    if item is None or complaint is None:
        raise NotFound(PublicationRefusal.NO_SUCH_ITEM)
    if seen is not None and item.changes != seen:
        raise Refusal(PublicationRefusal.CHANGED_MEANWHILE)
    return item, complaint


def require_may(pen: Pen, item: Item, act: Act) -> None:
    """May whoever holds the pen do this to the item now? Raises NotAllowed or NotFound."""
    arrow = arrow_for(item.stage, act)
    require_act(pen.actor, arrow, merchant_id=item.merchant_id or "", region=item.region_code)


def move(pen: Pen, item: Item, act: Act, *, ground: str = "", second_role: str = "") -> None:
    """Set the stage along an arrow and note it; the caller has asked who may.

    What officers keep back, correct, hide or show again is a line of the public log; `second_role` is the rank of who
    proposed it. What waited is overtaken when the result is no longer shown.
    """
    arrow = arrow_for(item.stage, act)
    if act in MODERATED and pen.actor.role is not Role.SYSTEM:
        pen.add(_line(pen, item, act, ground, second_role))
    note_stage(pen, item, act.value, arrow.target, ground=ground)
    if arrow.target in {Stage.EXPIRED, Stage.CANDIDATE}:
        _overtake(pen, item)


def note_stage(pen: Pen, item: Item, act: str, target: Stage, *, ground: str = "", was: str = "") -> None:
    """Write the stage down; what is shown from now on goes on the record as a keyed hash."""
    was = was or item.stage.value
    item.stage, item.stage_at = target, pen.at
    item.changes = (item.changes or 0) + 1
    pen.note(
        PublicationMoved(
            subject=item.complaint_id,
            merchant=item.merchant_id or "",
            act=act,
            was=was,
            now=target.value,
            ground=ground,
            text_hash=pen.vault.index(TEXT, item.reply).hex() if item.reply else "",
        )
    )


def due(pen: Pen, code: ClockCode, start_on: date, came_in_on: date) -> date:
    """The last day of a clock of publication that starts on a day."""
    return reckoned(pen, code, start_on, came_in_on, civil_day(pen.at)).due_on


def tell_changed(pen: Pen, item: Item, complaint: Complaint) -> None:
    """Tell the shop that what is public of a complaint is no longer what it was."""
    if item.merchant_id:
        tell(pen, changed_notice(item.merchant_id, complaint.id, complaint.number, item.changes))


def open_hiding(pen: Pen, complaint_id: str) -> HideProposal | None:
    """The proposal to hide an item that waits for its second person, held; or None."""
    mine = HideProposal.complaint_id == complaint_id, HideProposal.closed_at.is_(None)
    return pen.lock_one(select(HideProposal).where(*mine))


def close_hiding(pen: Pen, proposal: HideProposal, outcome: Outcome, reason: str = "") -> None:
    """End a proposal to hide, with its entry."""
    proposal.outcome, proposal.closing_reason = outcome.value, reason
    proposal.closed_by, proposal.closed_at = pen.actor.person_id, pen.at
    pen.note(
        HidingClosed(
            subject=proposal.complaint_id,
            proposal=proposal.id,
            outcome=outcome.value,
            role=pen.actor.role.value,
        )
    )


def open_objection(pen: Pen, complaint_id: str) -> ItemObjection | None:
    """The objection that waits for its decision, held; or None."""
    mine = ItemObjection.complaint_id == complaint_id, ItemObjection.decided_at.is_(None)
    return pen.lock_one(select(ItemObjection).where(*mine))


def close_objection(pen: Pen, objection: ItemObjection, verdict: Verdict, reason: str = "") -> None:
    """End an objection, with its entry and a word to the shop."""
    objection.verdict, objection.reason = verdict.value, reason
    objection.decided_by, objection.decided_at = pen.actor.person_id, pen.at
    pen.note(PublicationObjectionDecided(subject=objection.complaint_id, objection=objection.id, verdict=verdict.value))
    complaint = pen.get(Complaint, objection.complaint_id)
    if complaint is not None and complaint.merchant_id:
        tell(pen, decided_notice(complaint.merchant_id, complaint.id, complaint.number, objection.id))


def _line(pen: Pen, item: Item, act: Act, ground: str, second_role: str) -> Moderation:
    return Moderation(
        id=new_id(),
        complaint_id=item.complaint_id,
        merchant_id=item.merchant_id,
        region_code=item.region_code,
        act=act,
        ground=ground,
        role=pen.actor.role.value,
        second_role=second_role,
        at=pen.at,
    )


def _overtake(pen: Pen, item: Item) -> None:
    proposal, objection = open_hiding(pen, item.complaint_id), open_objection(pen, item.complaint_id)
    if proposal is not None:
        close_hiding(pen, proposal, Outcome.OVERTAKEN)
    if objection is not None:
        close_objection(pen, objection, Verdict.OVERTAKEN)
