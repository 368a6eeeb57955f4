"""Reads: what in the ledger waits for somebody of the business; of all businesses or of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from trustcode.kernel.moments import Moment
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import IN_FORCE
from trustcode.returns.models import CorrectionProposal, MonthReport, Return, ReturnAnswer
from trustcode.returns.queries.duties import may_owe
from trustcode.returns.queries.lines import effective
from trustcode.returns.rules.months import Month
from trustcode.returns.rules.words import Answer, DisputeReason
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class Dispute:
    """A shopper does not agree with a line that still counts; `number` is the line's in the ledger."""

    merchant_id: str
    return_id: str
    number: int
    reason: DisputeReason | None
    answered_at: Moment


@dataclass(frozen=True)
class WaitingCorrection:
    """A correction that staff proposed and the owner has not decided; `number` is that of the line."""

    merchant_id: str
    proposal_id: str
    return_id: str
    number: int
    proposed_at: Moment


def disputes_since(reader: Reader, since: Moment, merchant_id: str = "") -> Sequence[Dispute]:
    """Disputes of lines that nobody has corrected, the newest first; without an id those of every business."""
    wanted = select(ReturnAnswer, Return.number).join(Return, Return.id == ReturnAnswer.return_id)
    mine = wanted.where(ReturnAnswer.answer == Answer.DISPUTED, ReturnAnswer.answered_at > since, effective())
    if merchant_id:
        mine = mine.where(ReturnAnswer.merchant_id == merchant_id)
    rows = reader.rows(mine.order_by(ReturnAnswer.answered_at.desc(), ReturnAnswer.id))
    return [Dispute(a.merchant_id, a.return_id, number, a.reason, a.answered_at) for a, number in rows]


def corrections_waiting(reader: Reader, merchant_id: str = "") -> Sequence[WaitingCorrection]:
    """Corrections that an owner still has to decide, the oldest first; without an id those of every business."""
    wanted = select(CorrectionProposal, Return.number).join(Return, Return.id == CorrectionProposal.return_id)
    mine = wanted.where(CorrectionProposal.closed_at.is_(None))
    if merchant_id:
        mine = mine.where(CorrectionProposal.merchant_id == merchant_id)
    rows = reader.rows(mine.order_by(CorrectionProposal.proposed_at, CorrectionProposal.id))
    return [WaitingCorrection(c.merchant_id, c.id, c.return_id, number, c.proposed_at) for c, number in rows]


def reports_missing(reader: Reader, month: Month) -> Sequence[str]:
    """Units in force that owe a report of a month and have not made it; in one question."""
    reported = select(MonthReport.id).where(
        MonthReport.merchant_id == Merchant.id, MonthReport.month_kind == month.kind, MonthReport.period == month.period
    )
    owing = Merchant.standing.in_(IN_FORCE), may_owe(month), ~reported.exists()
    return reader.all(select(Merchant.id).where(*owing).order_by(Merchant.id))
