"""Reads: what of results waits for officers of a region, and how much of it is over its last day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, select, union_all

from trustcode.complaints.models import Complaint
from trustcode.kernel.actors import Actor
from trustcode.kernel.territory import prefix
from trustcode.people.rules.permissions import require
from trustcode.publication.models import HideProposal, Item, ItemObjection
from trustcode.publication.rules.authority import READ
from trustcode.publication.rules.course import Stage
from trustcode.storage.reading import Reader


class Errand(StrEnum):
    """What waits: a look at a reply, the decision on an objection, the second person of a proposal to hide."""

    LOOK = "look"
    OBJECTION = "objection"
    HIDING = "hiding"


@dataclass(frozen=True)
class WaitingRow:
    """Something that waits for an officer; no law sets a last day for hiding, so `due_on` is None there."""

    complaint_id: str
    number: str
    respondent_name: str
    what: Errand
    due_on: date | None


@dataclass(frozen=True)
class WaitingCounts:
    """How much waits in a region; how many objections; how much is over its last day, and how much is due today."""

    whole: int
    objections: int
    over: int
    today: int


def waiting(reader: Reader, actor: Actor, *, limit: int = 50) -> Sequence[WaitingRow]:
    """What waits for officers in a region, the earliest last day first. Raises NotFound for others."""
    found = _errands(actor).subquery()
    order = found.c.due_on.is_(None), found.c.due_on, found.c.id, found.c.what
    rows = reader.rows(select(found).order_by(*order).limit(limit))
    return [WaitingRow(row.id, row.number, row.respondent_name, Errand(row.what), row.due_on) for row in rows]


def waiting_counts(reader: Reader, actor: Actor, today: date) -> WaitingCounts:
    """How much of it there is, in one question. Raises NotFound for others."""
    found = _errands(actor).subquery()

    def number(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    counted = (
        func.count(),
        number(found.c.what == Errand.OBJECTION.value),
        number(found.c.due_on < today),
        number(found.c.due_on == today),
    )
    return WaitingCounts(*(int(one) for one in reader.rows(select(*counted).select_from(found))[0]))


def _errands(actor: Actor) -> Any:
    require(actor, READ, region=actor.scope)
    open_objection = and_(ItemObjection.complaint_id == Item.complaint_id, ItemObjection.decided_at.is_(None))
    open_hiding = and_(HideProposal.complaint_id == Item.complaint_id, HideProposal.closed_at.is_(None))
    looks = _of(actor, Errand.LOOK, Item.due_on).where(Item.stage == Stage.CANDIDATE, Item.findings != "[]")
    objections = _of(actor, Errand.OBJECTION, ItemObjection.due_on).join(ItemObjection, open_objection)
    hidings = _of(actor, Errand.HIDING, None).join(HideProposal, open_hiding)
    return union_all(looks, objections, hidings)


def _of(actor: Actor, what: Errand, due_on: Any) -> Select[Any]:
    last_day = literal(None, Item.due_on.type) if due_on is None else due_on
    columns = Complaint.id, Complaint.number, Complaint.respondent_name, literal(what.value).label("what")
    wanted = (
        select(*columns, last_day.label("due_on"))
        .join(Item, Item.complaint_id == Complaint.id)
        .where(Item.region_code.startswith(prefix(actor.scope)))
    )
    own = Item.merchant_id.in_(sorted(actor.own_merchants))
    return wanted.where(Item.merchant_id.is_(None) | ~own) if actor.own_merchants else wanted
