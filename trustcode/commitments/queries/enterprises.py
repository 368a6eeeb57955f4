"""Reads: promises made for every shop of a licence, and whom they concern."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from trustcode.commitments.models import Commitment
from trustcode.commitments.rules.terms import Reach
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import IN_FORCE, Standing
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class LicenceShop:
    """A shop of a licence, as anybody may see it."""

    id: str
    shop_name: str
    branch_name: str
    standing: Standing


def shops_of_licence(reader: Reader, merchant_id: str) -> Sequence[LicenceShop]:
    """The shops in force with the same licence as a unit, itself included; the longest in the scheme first."""
    code = select(Merchant.credit_code).where(Merchant.id == merchant_id, Merchant.credit_code != "")
    same = select(Merchant).where(Merchant.credit_code.in_(code), Merchant.standing.in_(IN_FORCE))
    rows = reader.all(same.order_by(Merchant.first_active_on, Merchant.id))
    return [LicenceShop(row.id, row.shop_name, row.branch_name, row.standing) for row in rows]


def sharing(reader: Reader, merchant_ids: Collection[str]) -> Sequence[str]:
    """The units of every licence for which one of these units has ever made a promise; they change when it does."""
    codes = (
        select(Merchant.credit_code)
        .join(Commitment, Commitment.merchant_id == Merchant.id)
        .where(Merchant.id.in_(merchant_ids), Commitment.reach == Reach.ENTERPRISE, Merchant.credit_code != "")
    )
    return reader.all(select(Merchant.id).where(Merchant.credit_code.in_(codes)).order_by(Merchant.id))
