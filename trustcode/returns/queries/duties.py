"""On which days the promise of returns held, by unit: from this follows which months are owed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased

from trustcode.commitments.models import Commitment
from trustcode.commitments.queries.days import course_of
from trustcode.commitments.rules.days import Stretch, standings
from trustcode.commitments.rules.terms import CommitmentKind, Reach
from trustcode.kernel.moments import civil_day, start_of
from trustcode.merchants.entries import MerchantMoved
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import IN_FORCE
from trustcode.record.reading import entries_about
from trustcode.returns.rules.months import Month
from trustcode.storage.reading import Reader


def held(reader: Reader, merchant_id: str) -> tuple[Stretch, ...]:
    """The stretches of days on which a unit was in force and its promise of returns stood, its own or its enterprise's.

    A pause ends no duty to report: goods sold before it still come back.
    """
    course = course_of(reader, merchant_id)
    versions = [one.days for one in (*course.versions, *course.inherited) if one.kind is CommitmentKind.RETURNS]
    return _both(course.in_force, versions)


def held_by(reader: Reader, merchant_ids: Collection[str]) -> Mapping[str, tuple[Stretch, ...]]:
    """`held` of several units, in three questions and a few more for each shop of an enterprise that promised for all."""
    ids = sorted(merchant_ids)
    own = _own_promises(reader, ids)
    moves: dict[str, list[tuple[date, str]]] = {}
    for line in entries_about(reader, ids, [MerchantMoved.kind]):
        moves.setdefault(line.subject, []).append((civil_day(line.at), str(line.facts["now"])))
    found = {one: _both(standings(moves.get(one, ())), own.get(one, ())) for one in ids}
    return {**found, **{one: held(reader, one) for one in _with_enterprise(reader, ids)}}


def may_owe(month: Month) -> ColumnElement[bool]:
    """A condition on `Merchant`: all units that owe a month, and few others.

    The table knows when a unit came into force first and when it moved last; one that was out of force for the whole
    month and has moved since looks as if it owed. `held_by` knows better.
    """
    in_force = or_(Merchant.standing.in_(sorted(IN_FORCE)), _moved_since(month))
    elsewhere = aliased(Merchant)
    theirs = select(elsewhere.credit_code).join(Commitment, Commitment.merchant_id == elsewhere.id)
    inherited = Merchant.credit_code.in_(theirs.where(_stood(month), Commitment.reach == Reach.ENTERPRISE))
    return (
        (Merchant.first_active_on <= month.to_on)
        & in_force
        & (_own(month) | (inherited & (Merchant.credit_code != "")))
    )


def is_doubtful(month: Month) -> ColumnElement[bool]:
    """A condition on `Merchant`: of those that may owe a month, the few of which only `held_by` knows.

    The others were in force from before the month until now, with a promise of their own that stood in it.
    """
    return or_(_moved_since(month), ~_own(month))


def _moved_since(month: Month) -> ColumnElement[bool]:
    return Merchant.standing_at >= start_of(month.from_on)


def _own(month: Month) -> ColumnElement[bool]:
    return select(Commitment.id).where(Commitment.merchant_id == Merchant.id, _stood(month)).exists()


def _stood(month: Month) -> ColumnElement[bool]:
    ended = or_(Commitment.ended_on.is_(None), Commitment.ended_on > month.from_on)
    return (Commitment.kind == CommitmentKind.RETURNS) & (Commitment.effective_on <= month.to_on) & ended


def _own_promises(reader: Reader, ids: Collection[str]) -> dict[str, list[Stretch]]:
    columns: tuple[Any, ...] = (Commitment.merchant_id, Commitment.effective_on, Commitment.ended_on)
    mine = Commitment.merchant_id.in_(ids), Commitment.kind == CommitmentKind.RETURNS
    found: dict[str, list[Stretch]] = {}
    for merchant_id, from_on, ended_on in reader.rows(select(*columns).where(*mine)):
        found.setdefault(merchant_id, []).append(Stretch(from_on, ended_on))
    return found


def _with_enterprise(reader: Reader, ids: Collection[str]) -> Sequence[str]:
    """Those whose licence holder has promised returns for all shops."""
    signer = aliased(Merchant)
    for_all = Commitment.kind == CommitmentKind.RETURNS, Commitment.reach == Reach.ENTERPRISE
    statement = (
        select(Merchant.id)
        .join(signer, signer.credit_code == Merchant.credit_code)
        .join(Commitment, Commitment.merchant_id == signer.id)
        .where(Merchant.id.in_(ids), Merchant.credit_code != "", *for_all)
    )
    return reader.all(statement.distinct())


def _both(some: Sequence[Stretch], others: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The days that lie in both, stretch by stretch."""
    parts = (one.within(other) for one in some for other in others)
    return tuple(sorted((part for part in parts if not part.is_empty), key=lambda part: part.from_on))
