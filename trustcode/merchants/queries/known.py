"""Which shops the scheme knows already, for lists from elsewhere."""

from __future__ import annotations

from sqlalchemy import select

from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import Standing
from trustcode.storage.reading import Reader

_OVER = (Standing.DRAFT, Standing.WITHDRAWN, Standing.REMOVED, Standing.CLOSED)


def shops_known(reader: Reader) -> frozenset[tuple[str, ...]]:
    """Shops that apply or are in the scheme, as (credit code, shop name, branch, street)."""
    columns = (Merchant.credit_code, Merchant.shop_name, Merchant.branch_name, Merchant.street)
    return frozenset(tuple(row) for row in reader.stream(select(*columns).where(Merchant.standing.not_in(_OVER))))
