"""Lists: an officer's queue, and what the calendar has made due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, select

from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import Moment
from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.territory import prefix
from trustcode.merchants.models import Doubt, Merchant, Objection, Proposal
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.storage.reading import Reader

IN_QUEUE = (Standing.SUBMITTED, Standing.REVIEWED, Standing.PUBLICISED, Standing.CORRECTING)


@dataclass(frozen=True)
class QueueRow:
    """One line of an officer's queue. `waits_for_second` names the act proposed, `proposed_by` who proposed it."""

    merchant_id: str
    shop_name: str
    branch_name: str
    region_code: str
    street: str
    standing: Standing
    due_on: date | None
    submitted_at: datetime | None
    waits_for_second: Act | None
    proposed_by: str
    open_objections: int


def queue(reader: Reader, actor: Actor, standings: Sequence[Standing] = IN_QUEUE, limit: int = 200) -> list[QueueRow]:
    """Applications of the officer's region, the oldest deadline first."""
    open_objections = (
        select(func.count(Objection.id))
        .where(Objection.merchant_id == Merchant.id, Objection.decided_at.is_(None))
        .scalar_subquery()
    )
    waiting = (Proposal.merchant_id == Merchant.id) & Proposal.closed_at.is_(None)
    statement = (
        select(Merchant, Proposal.act, Proposal.proposed_by, open_objections.label("objections"))
        .join(Proposal, waiting, isouter=True)
        .where(in_region(actor.scope), Merchant.standing.in_(standings))
        .order_by(Merchant.due_on, Merchant.submitted_at, Merchant.id)
        .limit(limit)
    )
    return [_row(m, act, by, objections) for m, act, by, objections in reader.rows(statement)]


def counts(reader: Reader, actor: Actor) -> dict[Standing, int]:
    """How many units of the region are in each standing."""
    grouped = select(Merchant.standing, func.count()).where(in_region(actor.scope)).group_by(Merchant.standing)
    return dict(reader.rows(grouped))


def has_units(reader: Reader) -> bool:
    """Whether any unit was ever begun."""
    return reader.scalar(select(Merchant.id).limit(1)) is not None


def in_region(scope: str) -> ColumnElement[bool]:
    """Units inside a region code; nothing for an empty scope."""
    return Merchant.region_code.startswith(prefix(scope)) if scope else Merchant.id == ""


def units_in(reader: Reader, actor: Actor, standings: Sequence[Standing], limit: int = 200) -> list[QueueRow]:
    """Units of the region in given standings, by deadline."""
    return queue(reader, actor, standings, limit)


def unanswered(reader: Reader, today: date) -> Sequence[str]:
    """Applications sent back whose time for correction is over."""
    return reader.all(_due(Standing.CORRECTING, today))


def notice_over(reader: Reader, today: date) -> Sequence[str]:
    """Units whose public notice is over and against which no objection stands."""
    against = (
        select(Objection.id)
        .where(Objection.merchant_id == Merchant.id, Objection.made_at >= Merchant.standing_at)
        .where(Objection.upheld.is_(None) | Objection.upheld.is_(True))
        .exists()
    )
    return reader.all(_due(Standing.PUBLICISED, today).where(~against))


def lapsing(reader: Reader, today: date, scheme: SchemeRules) -> Sequence[str]:
    """Units whose validity and grace are over."""
    last = today - timedelta(days=scheme.lapse_grace_days)
    over = Merchant.standing == Standing.ACTIVE, Merchant.valid_to < last
    return reader.all(select(Merchant.id).where(*over).order_by(Merchant.id))


@dataclass(frozen=True)
class DoubtCount:
    """How many shoppers said “not this shop” of one print since a moment."""

    merchant_id: str
    serial: int
    kind: str
    count: int
    latest: datetime


def doubts(reader: Reader, actor: Actor, since: Moment) -> list[DoubtCount]:
    """Doubts about prints in the officer's region, the most frequent first."""
    inside = Doubt.region_code.startswith(prefix(actor.scope)) if actor.scope else Doubt.id == ""
    statement = (
        select(Doubt.merchant_id, Doubt.serial, Doubt.kind, func.count(), func.max(Doubt.made_at))
        .where(inside, Doubt.made_at >= since)
        .group_by(Doubt.merchant_id, Doubt.serial, Doubt.kind)
        .order_by(func.count().desc())
    )
    return [DoubtCount(*row) for row in reader.rows(statement)]


def _due(standing: Standing, today: date) -> Select[tuple[str]]:
    return select(Merchant.id).where(Merchant.standing == standing, Merchant.due_on < today).order_by(Merchant.id)


def _row(merchant: Merchant, act: Act | None, by: str | None, objections: int) -> QueueRow:
    return QueueRow(
        merchant_id=merchant.id,
        shop_name=merchant.shop_name,
        branch_name=merchant.branch_name,
        region_code=merchant.region_code,
        street=merchant.street,
        standing=merchant.standing,
        due_on=merchant.due_on,
        submitted_at=merchant.submitted_at,
        waits_for_second=act,
        proposed_by=by or "",
        open_objections=objections,
    )
