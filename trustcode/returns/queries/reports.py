"""Reads: the months of a unit, what it reported, and who in a region has not reported a month."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from trustcode.kernel.actors import Actor
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.models import Merchant
from trustcode.merchants.queries.lists import PAGE, in_region, scope_of
from trustcode.merchants.rules.standing import Standing
from trustcode.returns.models import MonthReport
from trustcode.returns.queries.counting import figures
from trustcode.returns.queries.duties import held, held_by, is_doubtful, may_owe
from trustcode.returns.rules.months import (
    Month,
    MonthState,
    due_on,
    is_owed,
    kind_of,
    missed_in_a_row,
    owed_months,
    state_of,
)
from trustcode.returns.rules.words import MonthKind
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class MonthLine:
    """One month of a unit and how it stands; `reported_at` is None while it is not reported."""

    month: Month
    state: MonthState
    due_on: date
    reported_at: datetime | None


@dataclass(frozen=True)
class ReportSheet:
    """What was reported of a month. `figures` are those of `rules.tallies.month_figures`, with the month."""

    id: str
    month: Month
    figures: Mapping[str, Any]
    figures_hash: str
    is_nil: bool
    reported_by: str
    reported_at: datetime


@dataclass(frozen=True)
class MissingRow:
    """A unit that has not reported a month; `missed` counts the overdue months in a row up to that one."""

    merchant_id: str
    shop_name: str
    branch_name: str
    region_code: str
    standing: Standing
    returns_phone: str
    missed: int


@dataclass(frozen=True)
class MissingPage:
    """A page of those who have not reported; `total` counts all pages."""

    rows: tuple[MissingRow, ...]
    total: int


_MANY = 500
"""Units whose course is asked for at a time."""


def months_of(reader: Reader, merchant_id: str, today: date, scheme: SchemeRules) -> tuple[MonthLine, ...]:
    """The months that a unit owes and those it has reported, the newest first."""
    reported = {row.month: row for row in _reports(reader, [merchant_id]).get(merchant_id, ())}
    owed = owed_months(kind_of(scheme), held(reader, merchant_id), today)
    every = sorted({*owed, *reported}, key=lambda month: (month.to_on, month.kind), reverse=True)
    return tuple(_line(month, reported.get(month), today, scheme) for month in every)


def is_reported(reader: Reader, merchant_id: str, month: Month) -> bool:
    """Whether a unit has reported a month."""
    return (
        reader.scalar(_report_of(merchant_id, month.kind, month.period).with_only_columns(MonthReport.id)) is not None
    )


def report(reader: Reader, merchant_id: str, kind: MonthKind, period: str) -> ReportSheet | None:
    """What a unit reported of a month, or None; the caller has checked who may read it."""
    row = reader.one(_report_of(merchant_id, kind, period))
    return _sheet(row) if row else None


def recount(reader: Reader, merchant_id: str, kind: MonthKind, period: str) -> dict[str, Any]:
    """The figures of a reported month, counted anew from what was in the ledger when it was reported."""
    row = reader.one(_report_of(merchant_id, kind, period))
    if row is None:
        raise LookupError(period)
    return figures(reader, merchant_id, _month(row), until=row.entry_id)


def not_reported(
    reader: Reader, actor: Actor, month: Month, today: date, scheme: SchemeRules, *, within: str = "", page: int = 1
) -> MissingPage:
    """Units of the officer's region that owe a report of a month and have not made it, in a few questions.

    Raises NotFound as `scope_of`.
    """
    missing = *_missing(actor, month, within), Merchant.id.not_in(_owe_nothing(reader, actor, month, within))
    statement = (
        select(Merchant)
        .where(*missing)
        .order_by(Merchant.region_code, Merchant.shop_name, Merchant.id)
        .limit(PAGE)
        .offset(PAGE * (page - 1))
    )
    units = reader.all(statement)
    ids = [unit.id for unit in units]
    stretches = held_by(reader, ids)
    reports = _reports(reader, ids)
    rows = []
    for unit in units:
        done = {row.month: row for row in reports.get(unit.id, ())}
        owed = [m for m in owed_months(month.kind, stretches[unit.id], today) if m.to_on <= month.to_on]
        lines = [_line(m, done.get(m), today, scheme) for m in reversed(owed)]
        rows.append(_missing_row(unit, missed_in_a_row((line.month, line.state) for line in lines)))
    return MissingPage(tuple(rows), int(reader.scalar(select(func.count(Merchant.id)).where(*missing))))


def _owe_nothing(reader: Reader, actor: Actor, month: Month, within: str) -> list[str]:
    """Of the units that look as if they owed, those that do not, such as one out of force for the whole month."""
    wanted = select(Merchant.id).where(*_missing(actor, month, within), is_doubtful(month))
    doubtful = reader.all(wanted.order_by(Merchant.id))
    found = []
    for first in range(0, len(doubtful), _MANY):
        stretches = held_by(reader, doubtful[first : first + _MANY])
        found += [unit for unit, held_on in stretches.items() if not is_owed(month, held_on)]
    return found


def _missing(actor: Actor, month: Month, within: str) -> tuple[ColumnElement[bool], ...]:
    reported = select(MonthReport.id).where(
        MonthReport.merchant_id == Merchant.id, MonthReport.month_kind == month.kind, MonthReport.period == month.period
    )
    return in_region(scope_of(actor, within)), may_owe(month), ~reported.exists()


def _missing_row(unit: Merchant, missed: int) -> MissingRow:
    return MissingRow(
        merchant_id=unit.id,
        shop_name=unit.shop_name,
        branch_name=unit.branch_name,
        region_code=unit.region_code,
        standing=unit.standing,
        returns_phone=unit.returns_phone,
        missed=missed,
    )


@dataclass(frozen=True)
class _Done:
    month: Month
    is_nil: bool
    reported_at: datetime


def _reports(reader: Reader, merchant_ids: Collection[str]) -> dict[str, list[_Done]]:
    """The reports of several units without their figures."""
    columns: tuple[Any, ...] = (
        MonthReport.merchant_id,
        MonthReport.month_kind,
        MonthReport.period,
        MonthReport.from_on,
        MonthReport.to_on,
        MonthReport.is_nil,
        MonthReport.reported_at,
    )
    found: dict[str, list[_Done]] = {}
    for row in reader.rows(select(*columns).where(MonthReport.merchant_id.in_(sorted(merchant_ids)))):
        found.setdefault(row.merchant_id, []).append(_Done(_month(row), row.is_nil, row.reported_at))
    return found


def _line(month: Month, done: _Done | None, today: date, scheme: SchemeRules) -> MonthLine:
    state = state_of(month, today, scheme, is_nil=done.is_nil if done else None)
    return MonthLine(month, state, due_on(month, scheme), done.reported_at if done else None)


def _report_of(merchant_id: str, kind: MonthKind, period: str) -> Any:
    same = MonthReport.month_kind == kind, MonthReport.period == period
    return select(MonthReport).where(MonthReport.merchant_id == merchant_id, *same)


def _month(row: Any) -> Month:
    return Month(row.month_kind, row.period, row.from_on, row.to_on)


def _sheet(row: MonthReport) -> ReportSheet:
    return ReportSheet(
        id=row.id,
        month=_month(row),
        figures=json.loads(row.figures),
        figures_hash=row.figures_hash,
        is_nil=row.is_nil,
        reported_by=row.reported_by,
        reported_at=row.reported_at,
    )
