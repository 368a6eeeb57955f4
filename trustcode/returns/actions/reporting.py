"""The monthly report: once for each month, its figures frozen, also when there was nothing."""

from __future__ import annotations

import hashlib
from typing import Any

from trustcode.kernel.canonical import canonical
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.people.rules.permissions import require
from trustcode.record.pen import Pen
from trustcode.returns.entries import MonthReported
from trustcode.returns.models import MonthReport
from trustcode.returns.queries.counting import figures
from trustcode.returns.queries.duties import held
from trustcode.returns.queries.reports import is_reported
from trustcode.returns.rules.months import Month, is_over, is_owed, kind_of, read_period
from trustcode.returns.rules.report_refusals import ReportRefusal

REPORTING = "add return record"
"""The row of the permission table."""


def report_month(pen: Pen, *, merchant_id: str, period: str, scheme: SchemeRules, agreed: str = "") -> str:
    """Freeze the figures of a month that is over; from now on it is locked. Returns the id of the report.

    `agreed` is the hash of the figures that the reporter was shown; empty when nobody was shown any. Raises NotFound for
    strangers, Refusal NO_SUCH_MONTH, NOT_OVER, NOT_OWED, ALREADY_REPORTED or FIGURES_CHANGED.
    """
    require(pen.actor, REPORTING, merchant_id=merchant_id)
    # Lines are logged and answers given under the same lock, so that none slips in between counting and freezing.
    if pen.lock(Merchant, merchant_id) is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    month = _reportable(pen, merchant_id, period, scheme)
    counted = figures(pen, merchant_id, month)
    hashed = figures_hash(counted)
    if agreed and agreed != hashed:
        raise Refusal(ReportRefusal.FIGURES_CHANGED)
    row = MonthReport(
        id=new_id(),
        merchant_id=merchant_id,
        month_kind=month.kind,
        period=month.period,
        from_on=month.from_on,
        to_on=month.to_on,
        figures=canonical(counted).decode(),
        figures_hash=hashed,
        is_nil=counted["is_nil"],
        reported_by=pen.actor.person_id,
        reported_at=pen.at,
    )
    pen.add(row)
    pen.note(
        MonthReported(
            subject=merchant_id,
            month_kind=month.kind.value,
            period=month.period,
            is_nil=row.is_nil,
            figures_hash=hashed,
        )
    )
    return row.id


def figures_hash(counted: dict[str, Any]) -> str:
    """The hash by which figures are agreed to and frozen."""
    return hashlib.sha256(canonical(counted)).hexdigest()


def _reportable(pen: Pen, merchant_id: str, period: str, scheme: SchemeRules) -> Month:
    month = read_period(kind_of(scheme), period)
    if month is None:
        raise Refusal(ReportRefusal.NO_SUCH_MONTH)
    if is_reported(pen, merchant_id, month):
        raise Refusal(ReportRefusal.ALREADY_REPORTED)
    if not is_over(month, civil_day(pen.at)):
        raise Refusal(ReportRefusal.NOT_OVER, to_on=month.to_on)
    if not is_owed(month, held(pen, merchant_id)):
        raise Refusal(ReportRefusal.NOT_OWED)
    return month
