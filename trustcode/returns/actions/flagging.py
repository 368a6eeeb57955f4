"""An officer looks at a ledger that seems not right, and says so to its owner; later somebody lifts the flag."""

from __future__ import annotations

from sqlalchemy import select

from trustcode.kernel.identifiers import new_id
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.people.rules.permissions import require
from trustcode.record.pen import Pen
from trustcode.returns.entries import LedgerFlagged, LedgerFlagLifted
from trustcode.returns.models import LedgerFlag
from trustcode.returns.rules.report_refusals import ReportRefusal

FLAGGING = "flag ledger as suspect"
"""The row of the permission table."""

LONGEST_FLAG_REASON = 500


def flag(pen: Pen, *, merchant_id: str, reason: str) -> str:
    """Say that an officer looks at this ledger, and why; the owner reads it. Returns the id of the flag.

    Nothing about the unit changes. Raises NotFound outside the region, Refusal FLAG_REASON_NEEDED or FLAGGED_ALREADY.
    """
    _require(pen, merchant_id)
    if not reason.strip():
        raise Refusal(ReportRefusal.FLAG_REASON_NEEDED, "reason")
    if _open_flag(pen, merchant_id) is not None:
        raise Refusal(ReportRefusal.FLAGGED_ALREADY)
    row = LedgerFlag(
        id=new_id(),
        merchant_id=merchant_id,
        reason=reason.strip(),
        flagged_by=pen.actor.person_id,
        flagged_at=pen.at,
    )
    pen.add(row)
    pen.note(LedgerFlagged(subject=merchant_id, flag=row.id))
    return row.id


def lift(pen: Pen, *, merchant_id: str, why: str) -> None:
    """The officer is done: what was found stays with the flag. Raises as `flag`, or Refusal NOT_FLAGGED."""
    _require(pen, merchant_id)
    if not why.strip():
        raise Refusal(ReportRefusal.FLAG_REASON_NEEDED, "reason")
    row = _open_flag(pen, merchant_id)
    if row is None:
        raise Refusal(ReportRefusal.NOT_FLAGGED)
    row.lifted_by, row.lifted_at, row.lifted_why = pen.actor.person_id, pen.at, why.strip()
    pen.note(LedgerFlagLifted(subject=merchant_id, flag=row.id))


def _require(pen: Pen, merchant_id: str) -> None:
    merchant = pen.lock(Merchant, merchant_id)
    if merchant is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    require(pen.actor, FLAGGING, merchant_id=merchant_id, region=merchant.region_code)


def _open_flag(pen: Pen, merchant_id: str) -> LedgerFlag | None:
    return pen.one(select(LedgerFlag).where(LedgerFlag.merchant_id == merchant_id, LedgerFlag.lifted_at.is_(None)))
