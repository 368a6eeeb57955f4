"""Lists: an officer's work by heaps, the units of a region, and what the calendar has made due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, SQLColumnExpression, case, func, or_, select

from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.refusals import NotFound
from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.territory import covers, prefix
from trustcode.merchants.models import Merchant, Objection, Proposal
from trustcode.merchants.rules.naming import skeleton
from trustcode.merchants.rules.queues import (
    IN_REVIEW,
    LISTED,
    ON_THE_CLOCK,
    UNDER_MEASURE,
    Heap,
    confirmable,
)
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.storage.reading import Reader

PAGE = 30
"""Rows of one page of a list."""


@dataclass(frozen=True)
class QueueRow:
    """One line of an officer's list.

    `waits_for_second` names the act proposed, `proposed_by` who proposed it; `deadline` is the earlier of the unit's
    own and the proposal's last day; `others_turn` says that somebody else acts next.
    """

    merchant_id: str
    shop_name: str
    branch_name: str
    region_code: str
    street: str
    unit_kind: str
    standing: Standing
    standing_before: Standing | None
    standing_at: datetime
    ground: str
    due_on: date | None
    submitted_at: datetime | None
    waits_for_second: Act | None
    proposed_by: str
    proposed_at: datetime | None
    open_objections: int
    deadline: date | None
    others_turn: bool
    to_confirm: bool


def queue(reader: Reader, actor: Actor, heap: Heap = Heap.TO_DO, within: str = "", page: int = 1) -> list[QueueRow]:
    """A heap of the officer's region, own turn first and the oldest deadline first. Raises NotFound as `scope_of`."""
    return _rows(reader, actor, _in_heap(heap, actor), within, page)


def heap_counts(reader: Reader, actor: Actor, within: str = "") -> dict[Heap, int]:
    """How many units lie in each heap of the officer's region."""
    sums = [func.coalesce(func.sum(case((_in_heap(heap, actor), 1), else_=0)), 0) for heap in Heap]
    counted = select(*sums).select_from(Merchant).join(Proposal, _waiting(), isouter=True)
    row = reader.rows(counted.where(in_region(scope_of(actor, within))))[0]
    return dict(zip(Heap, (int(n) for n in row), strict=True))


def due_now(reader: Reader, actor: Actor, today: date, within: str = "") -> int:
    """How many units wait for this officer with a deadline that is today or past."""
    due = _in_heap(Heap.TO_DO, actor) & ~_others_turn(actor) & (_deadline() <= today)
    counted = select(func.count(Merchant.id)).join(Proposal, _waiting(), isouter=True)
    return int(reader.scalar(counted.where(in_region(scope_of(actor, within)), due)))


def counts(reader: Reader, actor: Actor, within: str = "") -> dict[Standing, int]:
    """How many units of the region are in each standing; drafts are the applicants' own and not counted."""
    grouped = select(Merchant.standing, func.count()).where(in_region(scope_of(actor, within)))
    listed = grouped.where(Merchant.standing.in_(LISTED)).group_by(Merchant.standing)
    return dict(reader.rows(listed))


def units(
    reader: Reader,
    actor: Actor,
    *,
    standings: Sequence[Standing] = LISTED,
    asked: str = "",
    within: str = "",
    page: int = 1,
) -> list[QueueRow]:
    """Units of the region, by deadline; `asked` is part of a name or street, or the beginning of a credit code."""
    return _rows(reader, actor, _asked(standings, asked), within, page)


def units_count(
    reader: Reader, actor: Actor, *, standings: Sequence[Standing] = LISTED, asked: str = "", within: str = ""
) -> int:
    """How many units `units` would list in all."""
    counted = select(func.count(Merchant.id)).where(in_region(scope_of(actor, within)), _asked(standings, asked))
    return int(reader.scalar(counted))


def has_units(reader: Reader) -> bool:
    """Whether any unit was ever begun."""
    return reader.scalar(select(Merchant.id).limit(1)) is not None


def in_region(scope: str) -> ColumnElement[bool]:
    """Units inside a region code; nothing for an empty scope."""
    return region_within(Merchant.region_code, scope)


def region_within(column: SQLColumnExpression[str], scope: str) -> ColumnElement[bool]:
    """Whether a region code lies inside a scope, as a comparison that an index answers on both engines."""
    first = prefix(scope)
    if not first:
        return column.in_(())
    return (column >= first) & (column < str(int(first) + 1))


def scope_of(actor: Actor, within: str) -> str:
    """The region to list: the officer's own, or one inside it. Raises NotFound for one outside."""
    if within and not covers(actor.scope, within):
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    return within or actor.scope


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


def _due(standing: Standing, today: date) -> Select[str]:
    return select(Merchant.id).where(Merchant.standing == standing, Merchant.due_on < today).order_by(Merchant.id)


def _waiting() -> ColumnElement[bool]:
    return (Proposal.merchant_id == Merchant.id) & Proposal.closed_at.is_(None)


def _undecided() -> ColumnElement[bool]:
    return select(Objection.id).where(Objection.merchant_id == Merchant.id, Objection.decided_at.is_(None)).exists()


def _to_confirm(actor: Actor) -> ColumnElement[bool]:
    by_role = Proposal.act.in_(confirmable(actor.role))
    return by_role & (Proposal.proposed_by != actor.person_id) & Merchant.id.not_in(sorted(actor.own_merchants))


def _others_turn(actor: Actor) -> ColumnElement[bool]:
    """The applicant corrects, the city puts a cluster to notice, or another person confirms.

    The province does nothing by itself: all but what it may confirm is with county and city.
    """
    waits = Proposal.id.is_not(None)
    if actor.role is Role.PROVINCE:
        return ~(waits & _to_confirm(actor))
    theirs = [Standing.CORRECTING] if actor.role is Role.SUPERVISOR else [Standing.CORRECTING, Standing.REVIEWED]
    return (waits & ~_to_confirm(actor)) | (Proposal.id.is_(None) & Merchant.standing.in_(theirs))


def _in_heap(heap: Heap, actor: Actor) -> ColumnElement[bool]:
    if heap is Heap.REVIEW:
        return Merchant.standing.in_(IN_REVIEW)
    if heap is Heap.NOTICE:
        return Merchant.standing == Standing.PUBLICISED
    if heap is Heap.MEASURES:
        return Merchant.standing.in_(UNDER_MEASURE)
    waits = Proposal.id.is_not(None)
    if heap is Heap.CONFIRM or actor.role is Role.PROVINCE:
        return waits & _to_confirm(actor)
    objected = (Merchant.standing == Standing.PUBLICISED) & _undecided()
    return or_(Merchant.standing.in_(ON_THE_CLOCK), waits, objected)


def _asked(standings: Sequence[Standing], asked: str) -> ColumnElement[bool]:
    listed = Merchant.standing.in_(standings)
    words = asked.strip()
    if not words:
        return listed
    alike = skeleton(words)
    named = [
        column.contains(words, autoescape=True)
        for column in (Merchant.shop_name, Merchant.branch_name, Merchant.licence_name, Merchant.street)
    ]
    by_code = Merchant.credit_code.startswith(words.upper(), autoescape=True)
    by_look = [Merchant.skeleton.contains(alike, autoescape=True)] if alike else []
    return listed & or_(by_code, *named, *by_look)


def _rows(reader: Reader, actor: Actor, wanted: ColumnElement[bool], within: str, page: int) -> list[QueueRow]:
    objections = (
        select(func.count(Objection.id))
        .where(Objection.merchant_id == Merchant.id, Objection.decided_at.is_(None))
        .scalar_subquery()
    )
    deadline = _deadline().label("deadline")
    others, mine = _others_turn(actor).label("others"), _to_confirm(actor).label("mine")
    waits = Proposal.act, Proposal.proposed_by, Proposal.proposed_at
    statement = (
        select(Merchant, *waits, objections.label("objections"), deadline, others, mine)
        .join(Proposal, _waiting(), isouter=True)
        .where(in_region(scope_of(actor, within)), wanted)
        .order_by(case((_others_turn(actor), 1), else_=0), deadline.asc().nulls_last())
        .order_by(Merchant.submitted_at.asc().nulls_last(), Merchant.id)
        .limit(PAGE)
        .offset(PAGE * (page - 1))
    )
    return [_row(row) for row in reader.rows(statement)]


def _deadline() -> ColumnElement[date | None]:
    """The earlier of the unit's own last day and that of the proposal."""
    return case(
        (Proposal.due_on.is_(None), Merchant.due_on),
        (Merchant.due_on.is_(None), Proposal.due_on),
        (Merchant.due_on < Proposal.due_on, Merchant.due_on),
        else_=Proposal.due_on,
    )


_PLAIN = (
    "shop_name", "branch_name", "region_code", "street", "unit_kind", "standing", "standing_before", "standing_at",
    "ground", "due_on", "submitted_at",
)  # fmt: skip


def _row(row: Row[Any]) -> QueueRow:
    merchant = row.Merchant
    return QueueRow(
        merchant_id=merchant.id,
        **{name: getattr(merchant, name) for name in _PLAIN},
        waits_for_second=row.act,
        proposed_by=row.proposed_by or "",
        proposed_at=row.proposed_at,
        open_objections=row.objections,
        deadline=row.deadline,
        others_turn=bool(row.others),
        to_confirm=bool(row.mine),
    )
