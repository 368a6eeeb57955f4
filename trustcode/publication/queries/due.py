"""Reads: what the calendar makes due of publication, for the sweep; what is about one shop comes together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, or_, select

from trustcode.complaints.models import Complaint
from trustcode.complaints.rules.course import ENDED, OPEN
from trustcode.publication.models import Item
from trustcode.publication.rules.course import SHOWN, Stage
from trustcode.storage.reading import Reader


def to_form(reader: Reader) -> Sequence[str]:
    """Complaints that have ended and have no item yet, or ended anew since theirs became a candidate."""
    anew = and_(Item.stage == Stage.CANDIDATE, Complaint.ended_at > Item.formed_at)
    ended = select(Complaint.id).outerjoin(Item, Item.complaint_id == Complaint.id)
    wanted = ended.where(Complaint.state.in_(ENDED), or_(Item.complaint_id.is_(None), anew))
    return reader.all(wanted.order_by(Complaint.merchant_id, Complaint.id))


def to_publish(reader: Reader, today: date) -> Sequence[str]:
    """Candidates of complaints that have ended; each asks by itself whether it is due."""
    candidates = select(Item.complaint_id).join(Complaint, Complaint.id == Item.complaint_id)
    settled = Complaint.state.in_(ENDED), Complaint.ended_at <= Item.formed_at
    wanted = candidates.where(Item.stage == Stage.CANDIDATE, Item.formed_on < today, *settled)
    return reader.all(wanted.order_by(Item.merchant_id, Item.complaint_id))


def to_expire(reader: Reader, today: date) -> Sequence[str]:
    """Items whose time on display is over."""
    wanted = select(Item.complaint_id).where(Item.stage.in_(SHOWN), Item.shown_until < today)
    return reader.all(wanted.order_by(Item.merchant_id, Item.complaint_id))


def to_recall(reader: Reader) -> Sequence[str]:
    """Items of complaints that were opened again, also where they have ended anew since."""
    again = or_(Complaint.state.in_(OPEN), Complaint.ended_at > Item.formed_at)
    theirs = select(Item.complaint_id).join(Complaint, Complaint.id == Item.complaint_id)
    wanted = theirs.where(again, Item.stage.in_((*SHOWN, Stage.WITHHELD)))
    return reader.all(wanted.order_by(Item.merchant_id, Item.complaint_id))
