"""What a complaint that has ended leaves for publication: an item, judged, with the shop's reply masked."""

from __future__ import annotations

import json

from sqlalchemy import select

from trustcode.clocks.rules import ClockCode
from trustcode.complaints.models import Complaint, Message, Person
from trustcode.complaints.rules.course import ENDED
from trustcode.complaints.rules.purposes import ADDRESS, MESSAGE, NAME, PAPER, PHONE
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.publication.actions.moving import due, move, note_stage
from trustcode.publication.models import Item
from trustcode.publication.rules.course import Act, Stage, Withhold
from trustcode.publication.rules.judging import Ended, withheld_for
from trustcode.publication.rules.masking import Known, mask
from trustcode.publication.rules.refusals import PublicationRefusal
from trustcode.record.pen import Pen

FORMED = "form"


def form(pen: Pen, *, complaint_id: str) -> Item:
    """Make the item of a complaint that has ended, or form it anew after it was opened and ended again.

    By the calendar. An item that is not a candidate is left as it is. Raises NotFound, Refusal NOT_OVER.
    """
    complaint = pen.lock(Complaint, complaint_id)
    if complaint is None or pen.actor.role is not Role.SYSTEM:
        raise NotFound(PublicationRefusal.NO_SUCH_ITEM)
    if complaint.ended_at is None or complaint.state not in ENDED:
        raise Refusal(PublicationRefusal.NOT_OVER)
    item = pen.lock(Item, complaint_id)
    if item is None:
        item = Item(complaint_id=complaint.id, merchant_id=complaint.merchant_id, changes=0)
        pen.add(item)
    elif item.stage is not Stage.CANDIDATE:
        return item
    formed_on = civil_day(complaint.ended_at)
    item.region_code = complaint.region_code
    item.formed_at, item.formed_on = pen.at, formed_on
    item.due_on = due(pen, ClockCode.PUBLISH, formed_on, civil_day(complaint.came_in_at))
    item.corrected, item.hidden_for = "", None
    prepare(pen, item, complaint)
    note_stage(pen, item, FORMED, Stage.CANDIDATE, was="new")
    judge(pen, item, complaint)
    return item


def judge(pen: Pen, item: Item, complaint: Complaint) -> None:
    """Withhold a candidate where a ground stands in the way; nothing else happens."""
    why = ground_against(pen, complaint)
    if why is not None:
        item.withheld_for = why
        item.reply, item.findings = "", "[]"
        move(pen, item, Act.WITHHOLD, ground=why.value)


def ground_against(pen: Pen, complaint: Complaint) -> Withhold | None:
    """The ground that stands in the way of publication, from the facts alone.

    Who filed what was taken over from 12315 or 12345 had to prove a phone there; nothing of them came with it.
    """
    person = None if complaint.is_taken_over else pen.get(Person, complaint.id)
    return withheld_for(
        Ended(
            state=complaint.state,
            was_accepted=complaint.accepted_at is not None,
            may_publish=complaint.may_publish,
            phone_proved=complaint.is_taken_over or (person is not None and person.proved_at is not None),
            has_paper=person is not None and bool(person.paper_number),
            names_unit=complaint.merchant_id is not None,
            is_held=complaint.holds != "[]",
        )
    )


def prepare(pen: Pen, item: Item, complaint: Complaint) -> None:
    """Put the shop's reply behind the mask; what was found in it waits for an officer's look."""
    item.withheld_for = None
    if complaint.is_taken_over:
        item.reply, item.findings = "", "[]"
        return
    masked = mask(_reply(pen, complaint.id), known_of(pen, complaint.id))
    item.reply, item.findings = masked.text, json.dumps(sorted(kind.value for kind in masked.found))


def _reply(pen: Pen, complaint_id: str) -> str:
    replies = select(Message.text).where(Message.complaint_id == complaint_id, Message.is_reply)
    found = pen.all(replies.order_by(Message.said_at.desc(), Message.id.desc()).limit(1))
    return pen.vault.open(MESSAGE, found[0]) if found else ""


def known_of(pen: Pen, complaint_id: str) -> Known:
    """What must not stand in a reply, since it is this shopper's. It is compared with and goes nowhere."""
    person = pen.get(Person, complaint_id)
    if person is None:
        return Known()

    def clear(purpose: str, sealed: bytes) -> str:
        return pen.vault.open(purpose, sealed) if sealed else ""

    return Known(
        name=clear(NAME, person.name),
        others=(clear(PHONE, person.phone), clear(ADDRESS, person.address), clear(PAPER, person.paper_number)),
    )
