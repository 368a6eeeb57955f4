"""Reads: what shoppers said was not so. Writing a line anew does not take that back; only the shopper does."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sqlalchemy import and_, case, or_, select

from trustcode.returns.models import Return, ReturnAnswer
from trustcode.returns.queries.lines import confirmed
from trustcode.returns.rules.figures import month_of
from trustcode.returns.rules.words import Answer, AnswerMark, Basis
from trustcode.storage.reading import Reader

_DISPUTED = and_(ReturnAnswer.answer == Answer.DISPUTED, ReturnAnswer.mark != AnswerMark.OWN_DEVICE)
"""A dispute is believed from every device but the shop's own; a confirmation from a fresh one alone (`confirmed`)."""


def disputes(reader: Reader, merchant_id: str, from_on: date, to_on: date) -> Counter[str]:
    """Requests under the promise that a shopper disputed and has not confirmed since, by the month of the request.

    A line that was written anew after a dispute stays disputed until the new line counts as confirmed.
    """
    rows = reader.rows(
        select(Return.id, Return.requested_on)
        .join(ReturnAnswer, ReturnAnswer.return_id == Return.id)
        .where(
            Return.merchant_id == merchant_id,
            Return.requested_on.between(from_on, to_on),
            Return.basis == Basis.NO_REASON,
            _DISPUTED,
        )
    )
    found = {row.id: month_of(row.requested_on) for row in rows}
    for settled in _settled(reader, found):
        found.pop(settled)
    return Counter(found.values())


def _settled(reader: Reader, disputed: dict[str, str]) -> set[str]:
    """Disputed lines whose later lines count as confirmed, or were disputed anew (which then counts once)."""
    done: set[str] = set()
    first = {line: line for line in disputed}
    while first:
        said = case((or_(confirmed(), _DISPUTED), True), else_=False).label("said")
        later = (
            select(Return.id, Return.corrects, said)
            .outerjoin(ReturnAnswer, ReturnAnswer.return_id == Return.id)
            .where(Return.corrects.in_(list(first)))
        )
        following: dict[str, str] = {}
        for row in reader.rows(later):
            origin = first[row.corrects or ""]
            if row.said:
                done.add(origin)
            else:
                following[row.id] = origin
        first = following
    return done
