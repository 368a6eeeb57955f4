"""Reads: what a unit promised on a day, and its whole course in stretches of days."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, and_, or_, select

from trustcode.commitments.models import Commitment, Pause
from trustcode.commitments.queries.promises import SignedPromise, lists_on, promises_by_id
from trustcode.commitments.rules.days import (
    Course,
    Span,
    Stretch,
    Version,
    WhyNot,
    cut,
    holding,
    standings,
)
from trustcode.commitments.rules.days import spans as spans_of
from trustcode.commitments.rules.eligibility import may_promise_returns
from trustcode.commitments.rules.terms import CommitmentKind, Reach, ReturnTerms, terms_from
from trustcode.kernel.moments import civil_day
from trustcode.merchants.entries import MerchantMoved
from trustcode.merchants.models import Merchant
from trustcode.record.reading import entries_about
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class PromiseOn:
    """What holds for a purchase on a day. `terms` are those of returns that bind, or None with the reason beside.

    `returns` is the version that was signed for this unit; without one of its own, the enterprise's that it inherits.
    `enterprise` are all versions made for every shop of the licence that count here on that day. `offered` are the
    terms that were promised, whether they bind or not.
    """

    day: date
    safe: SignedPromise | None
    returns: SignedPromise | None
    terms: ReturnTerms | None
    why_not: WhyNot | None
    enterprise: tuple[SignedPromise, ...] = ()
    offered: ReturnTerms | None = None


def promise_on(reader: Reader, merchant_id: str, day: date) -> PromiseOn:
    """The promise for a purchase on a day, by the tables. A replay of the record says the same."""
    held = holding(course_of(reader, merchant_id), day)
    versions = [v for v in (held.safe, held.returns, *held.enterprise) if v is not None]
    signed = promises_by_id(reader, [v.id for v in versions])
    enterprise = tuple(signed[v.id] for v in held.enterprise)
    return PromiseOn(
        day=day,
        safe=signed[held.safe.id] if held.safe else None,
        returns=signed[held.returns.id] if held.returns else next(iter(enterprise), None),
        terms=held.terms,
        why_not=held.why_not,
        enterprise=enterprise,
        offered=held.offered,
    )


def spans(reader: Reader, merchant_id: str) -> tuple[Span, ...]:
    """The whole course of a unit's promises, without gaps from the first day on which it signed; the last has no end.

    What is announced is in it. Asks the same few questions however long the course is.
    """
    return spans_of(course_of(reader, merchant_id))


def course_of(reader: Reader, merchant_id: str) -> Course:
    """All on which the promise of a unit depends. Empty for a unit that there is not."""
    unit = reader.get(Merchant, merchant_id)
    if unit is None:
        return Course()
    versions = _versions(reader, unit)
    signers = {merchant_id, *(v.merchant_id for v in versions)}
    in_force = _in_force(reader, signers)
    for_all = [v for v in versions if v.reach is Reach.ENTERPRISE]
    return Course(
        versions=tuple(v for v in versions if v.reach is Reach.UNIT and v.merchant_id == merchant_id),
        in_force=in_force.get(merchant_id, ()),
        paused=_paused(reader, merchant_id),
        inherited=tuple(
            part
            for version in for_all
            if _may_inherit(reader, unit, version)
            for part in cut(version, in_force.get(version.merchant_id, ()))
        ),
    )


def _versions(reader: Reader, unit: Merchant) -> list[Version]:
    """The versions of a unit and those that were made for every shop of its licence; without their texts."""
    columns = (
        Commitment.id, Commitment.merchant_id, Commitment.kind, Commitment.version, Commitment.text_hash,
        Commitment.effective_on, Commitment.ended_on, Commitment.reach, Commitment.terms,
    )  # fmt: skip
    same_licence = and_(
        Commitment.reach == Reach.ENTERPRISE, Merchant.credit_code == unit.credit_code, Merchant.credit_code != ""
    )
    statement = select(*columns).join(Merchant, Merchant.id == Commitment.merchant_id)
    mine = statement.where(or_(Commitment.merchant_id == unit.id, same_licence))
    return [_version(row) for row in reader.rows(mine.order_by(Commitment.merchant_id, Commitment.version))]


def _version(row: Row[*tuple[Any, ...]]) -> Version:
    return Version(
        id=row.id,
        merchant_id=row.merchant_id,
        kind=row.kind,
        number=row.version,
        text_hash=row.text_hash,
        days=Stretch(row.effective_on, row.ended_on),
        reach=row.reach,
        terms=terms_from(json.loads(row.terms)) if row.kind is CommitmentKind.RETURNS else None,
    )


def _in_force(reader: Reader, merchant_ids: Iterable[str]) -> Mapping[str, tuple[Stretch, ...]]:
    moves: dict[str, list[tuple[date, str]]] = {}
    for line in entries_about(reader, sorted(merchant_ids), [MerchantMoved.kind]):
        moves.setdefault(line.subject, []).append((civil_day(line.at), str(line.facts["now"])))
    return {merchant_id: standings(found) for merchant_id, found in moves.items()}


def _paused(reader: Reader, merchant_id: str) -> tuple[Stretch, ...]:
    started = select(Pause).where(
        Pause.merchant_id == merchant_id, Pause.kind == CommitmentKind.RETURNS, Pause.starts_on.is_not(None)
    )
    rows: Sequence[Pause] = reader.all(started.order_by(Pause.starts_on))
    return tuple(Stretch(row.starts_on, row.ends_on) for row in rows if row.starts_on is not None)


def _may_inherit(reader: Reader, unit: Merchant, version: Version) -> bool:
    """Whether the unit sells goods over a counter, by the lists of the day from which the version counts."""
    lists = lists_on(reader, version.days.from_on)
    return may_promise_returns(lists, unit.unit_kind, unit.industry)
