"""Reads: pauses of the return promise, and what is proposed about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from trustcode.commitments.models import Pause
from trustcode.commitments.rules.days import Stretch
from trustcode.kernel.actors import Actor
from trustcode.kernel.territory import prefix
from trustcode.merchants.models import Merchant
from trustcode.merchants.queries.lists import scope_of
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class PauseSheet:
    """One pause or proposal. `days` is None until it was confirmed; `lifts` names the pause that it would lift."""

    id: str
    merchant_id: str
    ground: str
    reason: str
    by_owner: bool
    proposed_by: str
    proposed_at: datetime
    closed_by: str
    closed_at: datetime | None
    outcome: str
    closing_reason: str
    lifts: str
    days: Stretch | None
    ended_by: str

    def is_open(self, on: date) -> bool:
        """Whether it runs on a day or is announced for a later one."""
        return self.days is not None and not self.days.is_empty and (self.days.end_on is None or self.days.end_on > on)


@dataclass(frozen=True)
class WaitingPause:
    """A proposal about a pause that waits for a second person, and the unit that it is about."""

    merchant_id: str
    name: str
    proposed_by: str
    lifts: bool


MOST_WAITING = 50
"""Proposals shown at once; each is decided within days."""


def waiting_pauses(reader: Reader, actor: Actor, within: str = "") -> Sequence[WaitingPause]:
    """What waits in an officer's region, or in one inside it, the oldest first; nothing about their own business.

    Raises NotFound for a region outside.
    """
    columns = Pause.merchant_id, Merchant.shop_name, Merchant.branch_name, Pause.proposed_by, Pause.lifts
    statement = select(*columns).join(Merchant, Merchant.id == Pause.merchant_id)
    mine = (
        Merchant.region_code.startswith(prefix(scope_of(actor, within))),
        Pause.merchant_id.not_in(actor.own_merchants),
    )
    rows = reader.rows(
        statement.where(Pause.closed_at.is_(None), *mine).order_by(Pause.proposed_at, Pause.id).limit(MOST_WAITING)
    )
    return [
        WaitingPause(r.merchant_id, f"{r.shop_name} {r.branch_name}".strip(), r.proposed_by, r.lifts is not None)
        for r in rows
    ]


def pauses(reader: Reader, merchant_id: str) -> Sequence[PauseSheet]:
    """All pauses of a unit and all that was proposed about them, the oldest first."""
    mine = select(Pause).where(Pause.merchant_id == merchant_id).order_by(Pause.proposed_at, Pause.id)
    return [
        PauseSheet(
            id=row.id,
            merchant_id=row.merchant_id,
            ground=row.ground,
            reason=row.reason,
            by_owner=row.by_owner,
            proposed_by=row.proposed_by,
            proposed_at=row.proposed_at,
            closed_by=row.closed_by,
            closed_at=row.closed_at,
            outcome=row.outcome,
            closing_reason=row.closing_reason,
            lifts=row.lifts or "",
            days=Stretch(row.starts_on, row.ends_on) if row.starts_on else None,
            ended_by=row.ended_by,
        )
        for row in reader.all(mine)
    ]
