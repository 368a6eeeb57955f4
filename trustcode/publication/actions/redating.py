"""A holiday notice came: results that wait and open objections get their last day anew, each with an entry and a word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from trustcode.complaints.models import Complaint
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound
from trustcode.notices.actions import tell
from trustcode.publication.actions.moving import locked, open_objection
from trustcode.publication.entries import PublicationRedated
from trustcode.publication.models import Item, ItemObjection
from trustcode.publication.queries.clocks import item_runs, objection_runs
from trustcode.publication.rules.course import Stage
from trustcode.publication.rules.refusals import PublicationRefusal
from trustcode.publication.rules.telling import redated_notice
from trustcode.record.pen import Pen
from trustcode.storage.reading import Reader

WAITING = (Stage.CANDIDATE, Stage.WITHHELD)
"""Stages whose time for publication still runs, or would run on; what was published keeps the day it had."""


def open_results(reader: Reader) -> Sequence[str]:
    """The complaints whose result is not published yet, or was objected to and not decided."""
    objected = select(ItemObjection.complaint_id).where(ItemObjection.decided_at.is_(None))
    wanted = select(Item.complaint_id).where(Item.stage.in_(WAITING) | Item.complaint_id.in_(objected))
    return reader.all(wanted.order_by(Item.formed_on, Item.complaint_id))


def redate(pen: Pen, *, complaint_id: str) -> bool:
    """Reckon the open last days of a result anew by the calendar in force now; whether one changed. By the calendar.

    Raises NotFound.
    """
    if pen.actor.role is not Role.SYSTEM:
        raise NotFound(PublicationRefusal.NO_SUCH_ITEM)
    item, complaint = locked(pen, complaint_id)
    today, changed = civil_day(pen.at), False
    if item.stage in WAITING:
        due_on = item_runs(pen, item, complaint, today).due_on
        changed = _moved(pen, item, complaint, due_on, tells=item.stage is Stage.CANDIDATE)
    objection = open_objection(pen, complaint_id)
    if objection is not None:
        due_on = objection_runs(pen, objection, complaint, today).due_on
        changed = _moved(pen, objection, complaint, due_on) or changed
    return changed


def _moved(pen: Pen, row: Item | ItemObjection, complaint: Complaint, due_on: date, *, tells: bool = True) -> bool:
    was, what = row.due_on, "publish" if isinstance(row, Item) else "objection"
    if was == due_on:
        return False
    row.due_on = due_on
    pen.note(PublicationRedated(subject=complaint.id, what=what, was_due_on=was, due_on=due_on))
    if tells and complaint.merchant_id:
        tell(pen, redated_notice(complaint.merchant_id, complaint.id, complaint.number, what, due_on))
    return True
