"""Reads: what a business still owes its shoppers, also after it has left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from trustcode.calendars.queries import calendar
from trustcode.commitments.queries.days import spans
from trustcode.commitments.rules.last_day import last_day
from trustcode.kernel.moments import Moment
from trustcode.returns.models import Return, ReturnAnswer
from trustcode.returns.queries.lines import effective
from trustcode.returns.rules.words import Outcome
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class Owed:
    """`last_on`: the last day on which anything sold until now can come back without a reason, None where nothing can.

    `unpaid` lines were accepted and have no day of refund (`unpaid_fen` in all); `unanswered` are lately logged lines
    that the shopper has neither confirmed nor disputed.
    """

    last_on: date | None
    unpaid: int
    unpaid_fen: int
    unanswered: int

    def is_over(self, today: date) -> bool:
        """Whether nothing is owed any more."""
        return (self.last_on is None or self.last_on < today) and not self.unpaid


def owed(reader: Reader, merchant_id: str, today: date, answered_since: Moment) -> Owed:
    """What is owed if nothing is sold after today. Each earlier stretch of terms counts with its own window."""
    counted = select(func.count(), func.coalesce(func.sum(Return.refund_fen), 0)).select_from(Return)
    unpaid = counted.where(
        Return.merchant_id == merchant_id,
        effective(),
        Return.outcome == Outcome.ACCEPTED,
        Return.refund_fen > 0,
        Return.refunded_on.is_(None),
    )
    silent = (
        select(func.count())
        .select_from(Return)
        .outerjoin(ReturnAnswer, ReturnAnswer.return_id == Return.id)
        .where(Return.merchant_id == merchant_id, effective(), ReturnAnswer.id.is_(None))
        .where(Return.logged_at > answered_since)
    )
    count, fen = reader.rows(unpaid)[0]
    return Owed(_last_on(reader, merchant_id, today), int(count), int(fen), int(reader.scalar(silent)))


def _last_on(reader: Reader, merchant_id: str, today: date) -> date | None:
    days = calendar(reader)
    found = []
    for span in spans(reader, merchant_id):
        if span.terms is not None and span.from_on <= today:
            bought_on = today if span.end_on is None else min(today, span.end_on - timedelta(days=1))
            found.append(last_day(span.terms.window_days, bought_on, days).due)
    return max(found, default=None)
