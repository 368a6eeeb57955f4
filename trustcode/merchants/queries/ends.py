"""Reads: units whose validity ends or has ended, for reminders; each list with one question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select

from trustcode.kernel.moments import Moment
from trustcode.merchants.models import Merchant, Proposal
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.storage.reading import Reader


def ending(reader: Reader, until: date) -> Sequence[tuple[str, date]]:
    """Units in force whose validity ends by a day (or has ended, in the grace), and that have not asked for renewal."""
    asked = select(Proposal.id).where(
        Proposal.merchant_id == Merchant.id, Proposal.act == Act.RENEW, Proposal.closed_at.is_(None)
    )
    due = Merchant.standing == Standing.ACTIVE, Merchant.valid_to <= until, ~asked.exists()
    rows = reader.rows(select(Merchant.id, Merchant.valid_to).where(*due).order_by(Merchant.id))
    return [(merchant_id, valid_to) for merchant_id, valid_to in rows if valid_to is not None]


def lapsed_since(reader: Reader, since: Moment) -> Sequence[tuple[str, Moment]]:
    """Units that expired after a moment, and when."""
    gone = Merchant.standing == Standing.LAPSED, Merchant.standing_at > since
    rows = reader.rows(select(Merchant.id, Merchant.standing_at).where(*gone).order_by(Merchant.id))
    return [(merchant_id, at) for merchant_id, at in rows]


def called(reader: Reader, merchant_ids: Iterable[str]) -> dict[str, str]:
    """The names of several units by id, name and branch on one line; in one read."""
    wanted = select(Merchant.id, Merchant.shop_name, Merchant.branch_name).where(Merchant.id.in_(sorted(merchant_ids)))
    return {unit: f"{shop} {branch}".strip() for unit, shop, branch in reader.rows(wanted)}
