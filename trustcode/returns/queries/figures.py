"""Reads: the public figures of a unit, month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, select

from trustcode.returns.models import Return, ReturnAnswer
from trustcode.returns.queries.disputes import disputes
from trustcode.returns.queries.lines import confirmed, effective
from trustcode.returns.rules.figures import LONGEST_REFUND, MonthFigures, month_of
from trustcode.returns.rules.words import Basis, Outcome, ReturnKind
from trustcode.storage.reading import Reader


def figures(reader: Reader, merchant_id: str, from_on: date, to_on: date) -> tuple[MonthFigures, ...]:
    """The months between two days (both included) in which anything was requested, the earliest first."""
    disputed = disputes(reader, merchant_id, from_on, to_on)
    by_month: dict[str, list[Row[Any]]] = {month: [] for month in disputed}
    for row in reader.rows(_grouped(merchant_id, from_on, to_on)):
        by_month.setdefault(month_of(row.requested_on), []).append(row)
    return tuple(replace(_month(month, by_month[month]), disputed=disputed[month]) for month in sorted(by_month))


def _grouped(merchant_id: str, from_on: date, to_on: date) -> Select[*tuple[Any, ...]]:
    """Lines that count, gathered by everything that a figure tells apart; days are left to Python, for both engines."""
    apart = (
        Return.requested_on,
        Return.basis,
        Return.kind,
        Return.outcome,
        Return.refusal_code,
        Return.refunded_on,
    )
    is_confirmed = func.coalesce(confirmed(), False).label("is_confirmed")
    return (
        select(*apart, is_confirmed, func.count().label("lines"), func.sum(Return.quantity).label("pieces"))
        .outerjoin(ReturnAnswer, ReturnAnswer.return_id == Return.id)
        .where(Return.merchant_id == merchant_id, Return.requested_on.between(from_on, to_on), effective())
        .group_by(*apart, "is_confirmed")
    )


def _month(month: str, rows: Iterable[Row[Any]]) -> MonthFigures:
    count: Counter[str] = Counter()
    refused_by: Counter[str] = Counter()
    refund_days: Counter[int] = Counter()
    others: Counter[str] = Counter()
    for row in rows:
        if row.basis is not Basis.NO_REASON:
            others[row.basis.value] += row.lines
            continue
        count["requests"] += row.lines
        count[row.outcome.value] += row.lines
        if row.outcome is Outcome.REFUSED:
            refused_by[row.refusal_code] += row.lines
        if row.outcome is Outcome.ACCEPTED:
            is_return = row.kind is ReturnKind.RETURN
            count["returns" if is_return else "exchanges"] += row.lines
            count["items"] += int(row.pieces)
            count["confirmed"] += row.lines if row.is_confirmed else 0
            if is_return and row.refunded_on is not None:
                days = (row.refunded_on - row.requested_on).days
                refund_days[max(0, min(days, LONGEST_REFUND))] += row.lines
    return MonthFigures(month, refused_by=dict(refused_by), refund_days=dict(refund_days), others=dict(others), **count)
