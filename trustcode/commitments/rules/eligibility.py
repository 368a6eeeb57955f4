"""Who may promise what."""

from __future__ import annotations

from trustcode.catalogues.rules import Catalogue
from trustcode.commitments.rules.text import Lists


def may_promise_returns(lists: Lists, unit_kind: str, industry: str) -> bool:
    """Whether this kind of unit and industry sells goods over a counter; not for codes that are on no list."""
    kind = lists[Catalogue.UNIT_KIND].get(unit_kind)
    trade = lists[Catalogue.INDUSTRY].get(industry)
    if kind is None or trade is None:
        return False
    return bool(kind.detail.get("offline_returns", False)) and bool(trade.detail.get("sells_goods", False))
