"""Reads: a unit's ledger as its officers see it, with from which devices it was confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from trustcode.returns.models import Return, ReturnAnswer
from trustcode.returns.queries.counting import year_figures
from trustcode.returns.queries.lines import effective
from trustcode.returns.queries.marks import LOOKED_BACK
from trustcode.returns.rules.words import Answer, AnswerMark, Basis, Outcome, ReturnKind
from trustcode.storage.reading import Reader

PAGE = 30
"""Lines of one page."""

_PLAIN: tuple[Any, ...] = (
    Return.id, Return.number, Return.kind, Return.basis, Return.requested_on, Return.goods_name, Return.category,
    Return.quantity, Return.refund_fen, Return.goods_value_fen, Return.outcome, Return.refusal_code, Return.is_late,
    Return.receipt_again, Return.logged_at, Return.corrects,
)  # fmt: skip


@dataclass(frozen=True)
class InspectedLine:
    """One line. `corrected_by` and `takes_place_of` are numbers of other lines, 0 for none; no answer yet is None."""

    number: int
    kind: ReturnKind
    basis: Basis
    requested_on: date
    goods_name: str
    category: str
    quantity: int
    refund_fen: int
    goods_value_fen: int
    outcome: Outcome
    refusal_code: str
    is_late: bool
    receipt_again: bool
    logged_at: datetime
    takes_place_of: int
    corrected_by: int
    answer: Answer | None
    mark: AnswerMark | None
    same_network: bool


@dataclass(frozen=True)
class Answers:
    """Confirmations of the last twelve months by device, and what was disputed. `same_network` is among the others."""

    fresh: int
    repeated: int
    own_device: int
    own_network: int
    same_network: int
    disputed: int


def inspected_lines(reader: Reader, merchant_id: str, page: int = 1) -> Sequence[InspectedLine]:
    """Lines of a ledger, the newest first, those that were corrected too; the caller has checked who may read them."""
    later, earlier = aliased(Return), aliased(Return)
    statement = (
        select(
            *_PLAIN,
            func.coalesce(later.number, 0).label("corrected_by"),
            func.coalesce(earlier.number, 0).label("takes_place_of"),
            ReturnAnswer.answer,
            ReturnAnswer.mark,
            func.coalesce(ReturnAnswer.same_network, False).label("same_network"),
        )
        .join(later, later.corrects == Return.id, isouter=True)
        .join(earlier, earlier.id == Return.corrects, isouter=True)
        .join(ReturnAnswer, ReturnAnswer.return_id == Return.id, isouter=True)
        .where(Return.merchant_id == merchant_id)
        .order_by(Return.number.desc())
        .limit(PAGE)
        .offset(PAGE * (page - 1))
    )
    names = tuple(InspectedLine.__dataclass_fields__)
    return [InspectedLine(**{name: getattr(row, name) for name in names}) for row in reader.rows(statement)]


def lines_count(reader: Reader, merchant_id: str) -> int:
    """How many lines a ledger has in all."""
    return int(reader.scalar(select(func.count(Return.id)).where(Return.merchant_id == merchant_id)))


def answers_by_device(reader: Reader, merchant_id: str, today: date) -> Answers:
    """How the lines of the last twelve months were answered; what was written anew since counts only where disputed."""
    mine = ReturnAnswer.merchant_id == merchant_id, Return.requested_on > today - LOOKED_BACK
    counts = effective() | (ReturnAnswer.answer == Answer.DISPUTED)
    columns: tuple[Any, ...] = (ReturnAnswer.answer, ReturnAnswer.mark, ReturnAnswer.same_network, func.count())
    grouped = select(*columns).join(Return, Return.id == ReturnAnswer.return_id).where(*mine, counts)
    counted = reader.rows(grouped.group_by(ReturnAnswer.answer, ReturnAnswer.mark, ReturnAnswer.same_network))

    def total(mark: AnswerMark) -> int:
        return sum(many for answer, by, _, many in counted if answer is Answer.CONFIRMED and by is mark)

    return Answers(
        fresh=total(AnswerMark.FRESH),
        repeated=total(AnswerMark.REPEATED),
        own_device=total(AnswerMark.OWN_DEVICE),
        own_network=total(AnswerMark.OWN_NETWORK),
        same_network=sum(many for answer, _, same, many in counted if answer is Answer.CONFIRMED and same),
        disputed=sum(many for answer, _, _, many in counted if answer is Answer.DISPUTED),
    )


def last_year(reader: Reader, merchant_id: str, today: date) -> Mapping[str, Any]:
    """The figures of the last twelve months by day of request, in the form of a month's."""
    return year_figures(reader, merchant_id, today - LOOKED_BACK, today)
