"""The figures of a month from the lines that are booked in it, as of now or as of any earlier entry of the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from trustcode.returns.models import MonthReport, Return, ReturnAnswer
from trustcode.returns.queries.lines import effective
from trustcode.returns.rules.months import Month
from trustcode.returns.rules.tallies import Counted, month_figures
from trustcode.returns.rules.words import Answer, AnswerMark
from trustcode.storage.reading import Reader

_COLUMNS: tuple[Any, ...] = (
    Return.id,
    Return.kind,
    Return.basis,
    Return.outcome,
    Return.refusal_code,
    Return.quantity,
    Return.goods_value_fen,
    Return.refund_fen,
    Return.booked_on,
    Return.is_late,
    Return.corrects,
    Return.entry_id,
    ReturnAnswer.answer,
    ReturnAnswer.mark,
    ReturnAnswer.entry_id.label("answer_id"),
)


@dataclass(frozen=True)
class _Report:
    """An earlier report of the same kind: its days, and the entry by which it was made."""

    from_on: date
    to_on: date
    entry_id: int


def figures(reader: Reader, merchant_id: str, month: Month, *, until: int | None = None) -> dict[str, Any]:
    """The figures of a month, from what was on the record before the entry `until` (all of it when None).

    A line counts unless a later one took its place. A line that took the place of one which an earlier report of the
    same kind of month had counted appears as a difference.
    """
    booked = _lines(reader, merchant_id, until, Return.booked_on.between(month.from_on, month.to_on))
    chained = _corrections(reader, merchant_id, until)
    by_id = {row.id: row for row in [*chained, *booked]}
    successor = {row.corrects: row for row in chained if row.corrects}
    reports = _reports(reader, merchant_id, month, until)
    plain, changed = [], []
    for row in booked:
        if row.id in successor:
            continue
        before = _counted_before(row, by_id, reports)
        if before is None:
            plain.append(_counted(row, until))
        else:
            old, report = before
            changed.append((_counted(row, until), _counted(old, report.entry_id)))
    about = {"kind": month.kind, "period": month.period, "from_on": month.from_on, "to_on": month.to_on}
    return {**about, **month_figures(plain, changed)}


def year_figures(reader: Reader, merchant_id: str, after: date, until_on: date) -> dict[str, Any]:
    """Figures in the same form over the lines that count, by day of request; `after` is not counted any more."""
    asked = Return.requested_on > after, Return.requested_on <= until_on
    return month_figures([_counted(row, None) for row in _lines(reader, merchant_id, None, effective(), *asked)], [])


def _counted_before(row: Any, by_id: Mapping[str, Any], reports: Sequence[_Report]) -> tuple[Any, _Report] | None:
    """The nearest line in whose place this one stands and that an earlier report counted, with that report; or None."""
    while row.corrects:
        old = by_id[row.corrects]
        for report in reports:
            if report.from_on <= old.booked_on <= report.to_on and old.entry_id < report.entry_id < row.entry_id:
                return old, report
        row = old
    return None


def _lines(reader: Reader, merchant_id: str, until: int | None, *wanted: Any) -> Sequence[Any]:
    statement = select(*_COLUMNS).join(ReturnAnswer, ReturnAnswer.return_id == Return.id, isouter=True)
    statement = statement.where(Return.merchant_id == merchant_id, *wanted)
    if until is not None:
        statement = statement.where(Return.entry_id < until)
    return reader.rows(statement.order_by(Return.number))


def _corrections(reader: Reader, merchant_id: str, until: int | None) -> Sequence[Any]:
    """Every line that corrects another, and every line that was corrected."""
    old = select(Return.corrects).where(Return.merchant_id == merchant_id, Return.corrects.is_not(None))
    return _lines(reader, merchant_id, until, or_(Return.corrects.is_not(None), Return.id.in_(old)))


def _reports(reader: Reader, merchant_id: str, month: Month, until: int | None) -> list[_Report]:
    statement = select(MonthReport.from_on, MonthReport.to_on, MonthReport.entry_id).where(
        MonthReport.merchant_id == merchant_id, MonthReport.month_kind == month.kind, MonthReport.period != month.period
    )
    if until is not None:
        statement = statement.where(MonthReport.entry_id < until)
    return [_Report(*row) for row in reader.rows(statement)]


def _counted(row: Any, until: int | None) -> Counted:
    answered = row.answer_id is not None and (until is None or row.answer_id < until)
    is_confirmed = answered and row.answer is Answer.CONFIRMED and row.mark is AnswerMark.FRESH
    return Counted(
        id=row.id,
        kind=row.kind,
        basis=row.basis,
        outcome=row.outcome,
        refusal_code=row.refusal_code,
        quantity=row.quantity,
        goods_value_fen=row.goods_value_fen,
        refund_fen=row.refund_fen,
        booked_on=row.booked_on,
        is_late=row.is_late,
        is_confirmed=is_confirmed,
        is_disputed=answered and row.answer is Answer.DISPUTED,
        corrects=row.corrects or "",
    )
