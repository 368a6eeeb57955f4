"""Reads: the self-checks of a unit."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from trustcode.commitments.models import SelfCheck
from trustcode.commitments.rules.checking import check_due_on
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import IN_FORCE
from trustcode.merchants.rules.terms import months_after
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class CheckSheet:
    """One self-check. `answers`: code of the clause to yes or no."""

    id: str
    answers: Mapping[str, bool]
    open_points: int
    note: str
    checked_by: str
    checked_at: datetime
    checked_on: date

    @property
    def to_mend(self) -> tuple[str, ...]:
        """Codes of the clauses that were answered with no."""
        return tuple(code for code, kept in self.answers.items() if not kept)


def self_checks(reader: Reader, merchant_id: str) -> Sequence[CheckSheet]:
    """All self-checks of a unit, the newest first."""
    mine = select(SelfCheck).where(SelfCheck.merchant_id == merchant_id)
    return [_sheet(row) for row in reader.all(mine.order_by(SelfCheck.checked_at.desc(), SelfCheck.id))]


def last_self_check(reader: Reader, merchant_id: str) -> CheckSheet | None:
    """The newest self-check of a unit, or None."""
    return next(iter(self_checks(reader, merchant_id)), None)


def _sheet(row: SelfCheck) -> CheckSheet:
    return CheckSheet(
        row.id, json.loads(row.answers), row.open_points, row.note, row.checked_by, row.checked_at, row.checked_on
    )


def checks_due(reader: Reader, today: date, ahead_days: int, scheme: SchemeRules) -> Sequence[tuple[str, date]]:
    """Units in force whose next self-check is due within some days or overdue, with its last day; in one question."""
    last = func.max(SelfCheck.checked_on)
    since = func.coalesce(last, Merchant.first_active_on)
    newest = months_after(today + timedelta(days=ahead_days), -scheme.self_check_months)
    grouped = (
        select(Merchant.id, Merchant.first_active_on, last)
        .join(SelfCheck, SelfCheck.merchant_id == Merchant.id, isouter=True)
        .where(Merchant.standing.in_(IN_FORCE), Merchant.first_active_on.is_not(None))
        .group_by(Merchant.id, Merchant.first_active_on)
        .having(since <= newest)
        .order_by(Merchant.id)
    )
    return [(unit, check_due_on(first, checked, scheme)) for unit, first, checked in reader.rows(grouped)]
