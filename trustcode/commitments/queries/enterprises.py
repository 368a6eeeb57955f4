"""Reads: promises made for every shop of a licence, and whom they concern."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select

from trustcode.commitments.models import Commitment
from trustcode.commitments.rules.terms import Reach
from trustcode.merchants.models import Merchant
from trustcode.storage.reading import Reader


def sharing(reader: Reader, merchant_ids: Collection[str]) -> Sequence[str]:
    """The units of every licence for which one of these units has ever made a promise; they change when it does."""
    codes = (
        select(Merchant.credit_code)
        .join(Commitment, Commitment.merchant_id == Merchant.id)
        .where(Merchant.id.in_(merchant_ids), Commitment.reach == Reach.ENTERPRISE, Merchant.credit_code != "")
    )
    return reader.all(select(Merchant.id).where(Merchant.credit_code.in_(codes)).order_by(Merchant.id))
