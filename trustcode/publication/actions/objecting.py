"""The shop says that a result is wrong; somebody else than who closed the complaint decides, within the clock (P2)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from trustcode.clocks.rules import ClockCode
from trustcode.complaints.models import Complaint, Step
from trustcode.complaints.rules.course import ENDED
from trustcode.complaints.rules.saying import read_text, refuse_heaps
from trustcode.kernel.actors import OFFICERS
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.transitions import NotAllowed, TransitionRefusal
from trustcode.people.rules.permissions import PROPOSE, require
from trustcode.publication.actions.hiding import propose_for
from trustcode.publication.actions.moving import close_objection, due, locked, open_objection
from trustcode.publication.actions.publishing import Corrected, set_right
from trustcode.publication.entries import PublicationObjected
from trustcode.publication.models import ItemObjection
from trustcode.publication.rules.authority import HIDE, PUBLISHING, require_proposer
from trustcode.publication.rules.course import SHOWN, Act, HideGround, arrow_for
from trustcode.publication.rules.hiding import LONGEST_OBJECTION, LONGEST_REASON, SAID, Verdict
from trustcode.publication.rules.refusals import PublicationRefusal
from trustcode.record.pen import Pen


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What an officer decides: the verdict, its reason, and what follows from it."""

    verdict: Verdict | None
    reason: str
    corrected: Corrected | None = None
    ground: HideGround | None = None


def object_to(pen: Pen, *, complaint_id: str, text: str, evidence: Sequence[str] = ()) -> str:
    """The owner objects to what is shown; `evidence` are digests of clean photos. Returns the id.

    Raises NotFound, NotAllowed, Refusal.
    """
    item, complaint = locked(pen, complaint_id)
    require(pen.actor, HIDE, merchant_id=item.merchant_id or "-", stage=PROPOSE)
    if pen.actor.role in OFFICERS:
        raise NotFound(PublicationRefusal.NO_SUCH_ITEM)
    if item.stage not in SHOWN:
        raise NotAllowed(TransitionRefusal.NOT_FROM_HERE, state=item.stage.value, act="object")
    said = read_text(text, "text", most=LONGEST_OBJECTION)
    refuse_heaps(len(evidence), "photos")
    if open_objection(pen, complaint_id) is not None:
        raise Refusal(PublicationRefusal.OBJECTION_OPEN)
    row = ItemObjection(
        id=new_id(),
        complaint_id=item.complaint_id,
        said=pen.vault.seal(SAID, said),
        evidence=json.dumps(list(evidence)),
        made_by=pen.actor.person_id,
        made_at=pen.at,
        due_on=due(pen, ClockCode.OBJECTION, civil_day(pen.at), civil_day(complaint.came_in_at)),
    )
    pen.add(row)
    item.changes += 1
    pen.note(PublicationObjected(subject=item.complaint_id, objection=row.id))
    return row.id


def decide(pen: Pen, *, complaint_id: str, decision: Decision, seen: int | None = None) -> None:
    """Keep, correct, or propose to hide. Raises NotFound, Refusal CLOSED_IT_ONESELF and others.

    A page that showed an earlier objection decides no later one: CHANGED_MEANWHILE.
    """
    item, complaint = locked(pen, complaint_id, seen)
    require(pen.actor, PUBLISHING, merchant_id=item.merchant_id or "", region=item.region_code)
    if decision.verdict is None:
        raise Refusal(PublicationRefusal.VERDICT_NEEDED, "verdict")
    said = read_text(decision.reason, "reason", most=LONGEST_REASON)
    if closer_of(pen, complaint) == pen.actor.person_id:
        raise Refusal(PublicationRefusal.CLOSED_IT_ONESELF)
    row = open_objection(pen, complaint_id)
    if row is None:
        raise Refusal(PublicationRefusal.OBJECTION_DECIDED)
    close_objection(pen, row, decision.verdict, said)
    if decision.verdict is Verdict.CORRECTED:
        set_right(pen, item, complaint, decision.corrected or Corrected())
    if decision.verdict is Verdict.TO_HIDE:
        if decision.ground is None:
            raise Refusal(PublicationRefusal.GROUND_NEEDED, "ground")
        arrow = arrow_for(item.stage, Act.HIDE)
        require_proposer(pen.actor, arrow, merchant_id=item.merchant_id or "", region=item.region_code)
        propose_for(pen, item, decision.ground, said)


def closer_of(pen: Pen, complaint: Complaint) -> str:
    """The person who closed a complaint; empty where it was the shopper or the calendar."""
    steps = select(Step.by_person).where(Step.matter_id == complaint.id, Step.now.in_([s.value for s in ENDED]))
    found = pen.all(steps.order_by(Step.place.desc()).limit(1))
    return found[0] if found else ""
