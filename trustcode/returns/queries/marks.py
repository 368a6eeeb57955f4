"""Reads: the marks of one ledger, and the ledgers of a region that have any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import func, select

from trustcode.kernel.actors import Actor
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.models import Merchant
from trustcode.merchants.queries.lists import in_region, scope_of
from trustcode.merchants.rules.standing import Standing
from trustcode.returns.models import Return, ReturnAnswer
from trustcode.returns.queries.lines import effective
from trustcode.returns.rules.marks import Mark, MarkLine, marks
from trustcode.returns.rules.words import Answer, AnswerMark
from trustcode.storage.reading import Reader

LOOKED_BACK = timedelta(days=365)

_LINE: tuple[Any, ...] = (
    Return.basis,
    Return.outcome,
    Return.refund_fen,
    Return.origin,
    Return.is_late,
    Return.receipt_again,
    Return.logged_at,
)


@dataclass(frozen=True)
class MarkedRow:
    """A unit with marks on its ledger."""

    merchant_id: str
    shop_name: str
    branch_name: str
    region_code: str
    standing: Standing
    marks: tuple[Mark, ...]


def marks_of(reader: Reader, merchant_id: str, today: date, scheme: SchemeRules) -> tuple[Mark, ...]:
    """The marks of one ledger over the last twelve months; the caller has checked who may read them."""
    lines = select(*_LINE).where(Return.merchant_id == merchant_id, effective(), _lately(today))
    answers = _devices(reader, today, ReturnAnswer.merchant_id == merchant_id)
    return marks((MarkLine(*row) for row in reader.rows(lines)), answers.get(merchant_id, {}), scheme)


def marked(reader: Reader, actor: Actor, today: date, scheme: SchemeRules, within: str = "") -> list[MarkedRow]:
    """Units of the officer's region whose ledger has marks, those with most first, then by region and name.

    Reads every line of the region and year once, one unit at a time. Raises NotFound as `scope_of`.
    """
    here = in_region(scope_of(actor, within))
    mine = select(Merchant.id).where(here)
    answers = _devices(reader, today, ReturnAnswer.merchant_id.in_(mine))
    found = dict(_line_marks(reader, today, scheme, mine, answers))
    for merchant_id in answers.keys() - found.keys():
        found[merchant_id] = marks((), answers[merchant_id], scheme)
    with_marks = {merchant_id: some for merchant_id, some in found.items() if some}
    units = reader.all(select(Merchant).where(Merchant.id.in_(sorted(with_marks)))) if with_marks else ()
    rows = [_row(unit, with_marks[unit.id]) for unit in units]
    return sorted(rows, key=lambda row: (-len(row.marks), row.region_code, row.shop_name, row.merchant_id))


def _line_marks(
    reader: Reader, today: date, scheme: SchemeRules, mine: Any, answers: Mapping[str, Mapping[AnswerMark, int]]
) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    statement = select(Return.merchant_id, *_LINE).where(Return.merchant_id.in_(mine), effective(), _lately(today))
    rows = reader.stream(statement.order_by(Return.merchant_id))
    for merchant_id, some in groupby(rows, key=lambda row: str(row[0])):
        lines = (MarkLine(*row[1:]) for row in some)
        yield merchant_id, marks(lines, answers.get(merchant_id, {}), scheme)


def _devices(reader: Reader, today: date, whose: Any) -> dict[str, dict[AnswerMark, int]]:
    """Confirmations by unit and kind of device."""
    columns: tuple[Any, ...] = (ReturnAnswer.merchant_id, ReturnAnswer.mark, func.count())
    counted = (
        select(*columns)
        .join(Return, Return.id == ReturnAnswer.return_id)
        .where(whose, ReturnAnswer.answer == Answer.CONFIRMED, _lately(today))
        .group_by(ReturnAnswer.merchant_id, ReturnAnswer.mark)
    )
    found: dict[str, dict[AnswerMark, int]] = {}
    for merchant_id, mark, count in reader.rows(counted):
        found.setdefault(merchant_id, {})[mark] = int(count)
    return found


def _lately(today: date) -> Any:
    return Return.requested_on > today - LOOKED_BACK


def _row(unit: Merchant, found: tuple[Mark, ...]) -> MarkedRow:
    return MarkedRow(unit.id, unit.shop_name, unit.branch_name, unit.region_code, unit.standing, found)
