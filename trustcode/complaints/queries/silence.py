"""Reads: how a shop that settles first answers its complaints, by the published rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from trustcode.clocks.rules import ClockCode
from trustcode.complaints.models import Complaint, Message, RunningClock
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.silence import AnsweringNote, Case, answering
from trustcode.complaints.rules.words import Speaker
from trustcode.kernel.moments import civil_day
from trustcode.kernel.scheme import SchemeRules
from trustcode.storage.reading import Reader

_NO_HOLDS = "[]"


def answering_of(reader: Reader, merchant_id: str, today: date, scheme: SchemeRules) -> AnsweringNote:
    """What is said of a shop on a day. Complaints that are held as one of many count only once they were accepted."""
    return answering(cases_of(reader, merchant_id), today, scheme)


def cases_of(reader: Reader, merchant_id: str) -> list[Case]:
    """Every complaint that the shop had to answer first, with its last day and the day of its answer."""
    return cases_of_all(reader, (merchant_id,)).get(merchant_id, [])


def cases_of_all(reader: Reader, merchant_ids: Sequence[str]) -> dict[str, list[Case]]:
    """The same of several shops, at most a thousand, by shop; one that never had to is left out."""
    counts = or_(Complaint.holds == _NO_HOLDS, Complaint.accepted_at.is_not(None))
    asked = or_(Complaint.answered_in_time.is_not(None), Complaint.state == State.SETTLING)
    clock = and_(RunningClock.matter_id == Complaint.id, RunningClock.code == ClockCode.SETTLE)
    found: dict[str, list[Case]] = {}
    for shop, due, replied in reader.rows(
        select(Complaint.merchant_id, RunningClock.due_on, _first_reply())
        .join(Complaint, clock)
        .where(Complaint.merchant_id.in_(merchant_ids), counts, asked)
    ):
        found.setdefault(shop, []).append(Case(due, civil_day(replied) if replied else None))
    return found


def owed_answers(reader: Reader, merchant_id: str) -> Sequence[str]:
    """Ids of complaints that passed on unanswered and have no answer to this day, the oldest first."""
    mine = select(Complaint.id).where(Complaint.merchant_id == merchant_id, *_owed())
    return reader.all(mine.order_by(Complaint.came_in_at, Complaint.id))


def owes_answer(reader: Reader, complaint_id: str) -> bool:
    """Whether a complaint passed on unanswered and has no answer to this day."""
    return bool(reader.all(select(Complaint.id).where(Complaint.id == complaint_id, *_owed())))


def _owed() -> tuple[ColumnElement[bool], ...]:
    """Late and never answered here; what was taken over from another system was answered there, or never will be."""
    return Complaint.answered_in_time.is_(False), Complaint.text_hash != "", _first_reply().is_(None)


def _first_reply() -> Any:
    reply = Message.complaint_id == Complaint.id, Message.is_reply, Message.speaker == Speaker.SHOP
    return select(func.min(Message.said_at)).where(*reply).correlate(Complaint).scalar_subquery()
