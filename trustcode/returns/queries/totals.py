"""Reads: how many lines count, by kind, basis and outcome; what the desk shows and a recount must equal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, select

from trustcode.returns.models import Return, ReturnAnswer
from trustcode.returns.queries.lines import confirmed, effective
from trustcode.returns.rules.words import Answer, Basis, Outcome, ReturnKind
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class Total:
    """Lines of one kind, basis and outcome. `confirmed` counts those that a shopper confirmed from a fresh device."""

    kind: ReturnKind
    basis: Basis
    outcome: Outcome
    requests: int
    items: int
    goods_value_fen: int
    refund_fen: int
    confirmed: int
    disputed: int


@dataclass(frozen=True)
class Totals:
    """The totals of a span of days of request, both counted. The bases are never added up into a public figure."""

    from_on: date
    to_on: date
    rows: tuple[Total, ...]

    def of(
        self, *, kind: ReturnKind | None = None, basis: Basis | None = None, outcome: Outcome | None = None
    ) -> tuple[Total, ...]:
        """The rows of a kind, a basis, an outcome."""
        return tuple(
            row
            for row in self.rows
            if kind in {None, row.kind} and basis in {None, row.basis} and outcome in {None, row.outcome}
        )

    @property
    def requests(self) -> int:
        """How many lines there are, for a heading such as “today: 3”."""
        return sum(row.requests for row in self.rows)

    @property
    def refund_fen(self) -> int:
        """How much money went back, for the till."""
        return sum(row.refund_fen for row in self.rows)

    @property
    def confirmed(self) -> int:
        """How many lines shoppers have confirmed."""
        return sum(row.confirmed for row in self.rows)


def totals(reader: Reader, merchant_id: str, from_on: date, to_on: date) -> Totals:
    """The lines that count and were asked for from a day to a day."""
    keys = (Return.kind, Return.basis, Return.outcome)
    statement = (
        select(
            *keys,
            func.count().label("requests"),
            func.sum(Return.quantity).label("items"),
            func.sum(Return.goods_value_fen).label("goods_value_fen"),
            func.sum(Return.refund_fen).label("refund_fen"),
            func.sum(case((confirmed(), 1), else_=0)).label("confirmed"),
            func.sum(case((ReturnAnswer.answer == Answer.DISPUTED, 1), else_=0)).label("disputed"),
        )
        .outerjoin(ReturnAnswer, ReturnAnswer.return_id == Return.id)
        .where(Return.merchant_id == merchant_id, Return.requested_on.between(from_on, to_on), effective())
        .group_by(*keys)
    )
    return Totals(from_on, to_on, _in_order(reader.rows(statement)))


def today_and_month(reader: Reader, merchant_id: str, today: date) -> tuple[Totals, Totals]:
    """The totals of a day, and of its calendar month so far."""
    return totals(reader, merchant_id, today, today), totals(reader, merchant_id, today.replace(day=1), today)


def _in_order(rows: Iterable[Any]) -> tuple[Total, ...]:
    found = [Total(*row[:3], *(int(value) for value in row[3:])) for row in rows]
    places = {member: place for enum in (ReturnKind, Basis, Outcome) for place, member in enumerate(enum)}
    return tuple(sorted(found, key=lambda one: (places[one.kind], places[one.basis], places[one.outcome])))
