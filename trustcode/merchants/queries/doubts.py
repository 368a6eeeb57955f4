"""What shoppers said of prints: “this is not the shop I am in”, or “this code is not yours”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from trustcode.kernel.actors import OFFICERS, Actor, Role
from trustcode.merchants.models import Doubt, Merchant
from trustcode.merchants.queries.lists import region_within
from trustcode.merchants.rules.purposes import DOUBT_NOTE
from trustcode.merchants.rules.standing import Standing
from trustcode.storage.reading import Reader

LONGEST_LIST = 100
"""Prints that one page lists."""

MOST_SAID = 200
"""Reports about codes that are not ours, read in full on one page."""


@dataclass(frozen=True)
class DoubtSaid:
    """One shopper's report. Nothing says who it was."""

    serial: int
    kind: str
    made_at: datetime
    note: str
    seen_at: datetime | None
    seen_by: str


@dataclass(frozen=True)
class DoubtCount:
    """How many shoppers said the same of one print, and nobody has looked into it yet.

    Without a unit it is a code that is not ours, and `said` holds what each wrote, the newest first.
    """

    merchant_id: str
    serial: int
    kind: str
    count: int
    latest: datetime
    shop_name: str
    branch_name: str
    standing: Standing | None
    region_code: str
    said: tuple[DoubtSaid, ...] = ()


def doubts(reader: Reader, actor: Actor) -> list[DoubtCount]:
    """Reports that wait for a look in the officer's region, the most frequent first."""
    inside = doubts_within(actor)
    if inside is None:
        return []
    number, latest = func.count(Doubt.id), func.max(Doubt.made_at)
    named = Merchant.shop_name, Merchant.branch_name, Merchant.standing
    one = Doubt.merchant_id, Doubt.serial, Doubt.kind
    statement = (
        select(*one, number.label("number"), latest.label("latest"), *named, Doubt.region_code)
        .join(Merchant, Merchant.id == Doubt.merchant_id, isouter=True)
        .where(inside, Doubt.seen_at.is_(None))
        .group_by(*one, *named, Doubt.region_code)
        .order_by(number.desc(), latest.desc(), *one)
        .limit(LONGEST_LIST)
    )
    stray = _without_unit(reader, inside)
    return [
        DoubtCount(
            merchant_id=row.merchant_id,
            serial=row.serial,
            kind=row.kind,
            count=row.number,
            latest=row.latest,
            shop_name=row.shop_name or "",
            branch_name=row.branch_name or "",
            standing=row.standing,
            region_code=row.region_code,
            said=() if row.merchant_id else tuple(stray.get((row.serial, row.kind, row.region_code), ())),
        )
        for row in reader.rows(statement)
    ]


def doubts_open(reader: Reader, actor: Actor) -> int:
    """How many prints wait for a look."""
    inside = doubts_within(actor)
    if inside is None:
        return 0
    prints = select(Doubt.merchant_id, Doubt.serial, Doubt.kind).where(inside, Doubt.seen_at.is_(None)).distinct()
    return int(reader.scalar(select(func.count()).select_from(prints.subquery())))


def doubts_about(reader: Reader, actor: Actor, merchant_id: str, limit: int = 50) -> Sequence[DoubtSaid]:
    """What was said of the prints of one unit, the newest first."""
    inside = doubts_within(actor)
    if inside is None:
        return []
    mine = select(Doubt).where(inside, Doubt.merchant_id == merchant_id)
    rows = reader.all(mine.order_by(Doubt.made_at.desc(), Doubt.id).limit(limit))
    return [_said(reader, row) for row in rows]


def doubts_within(actor: Actor) -> ColumnElement[bool] | None:
    """Reports of the officer's region, not about their own business; None for everybody else.

    A code that is not ours and names no region is the province's to look into.
    """
    if actor.role not in OFFICERS:
        return None
    inside = region_within(Doubt.region_code, actor.scope)
    if actor.role is Role.PROVINCE:
        inside = inside | (Doubt.region_code == "")
    return inside & Doubt.merchant_id.not_in(sorted(actor.own_merchants))


def _without_unit(reader: Reader, inside: ColumnElement[bool]) -> dict[tuple[int, str, str], list[DoubtSaid]]:
    """What waits about codes that are not ours, by serial, kind and region, the newest first."""
    stray = select(Doubt).where(inside, Doubt.merchant_id == "", Doubt.seen_at.is_(None))
    found: dict[tuple[int, str, str], list[DoubtSaid]] = {}
    for row in reader.all(stray.order_by(Doubt.made_at.desc(), Doubt.id).limit(MOST_SAID)):
        found.setdefault((row.serial, row.kind, row.region_code), []).append(_said(reader, row))
    return found


def _said(reader: Reader, row: Doubt) -> DoubtSaid:
    note = reader.vault.open(DOUBT_NOTE, row.note) if row.note else ""
    return DoubtSaid(row.serial, row.kind, row.made_at, note, row.seen_at, row.seen_by)
