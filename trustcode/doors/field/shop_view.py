"""The shop that a matter is about, as an officer may see it: its sheet in their region, elsewhere what everybody sees of it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from trustcode.doors.field.speaker import Speaker
from trustcode.kernel.actors import Actor
from trustcode.kernel.refusals import NotFound
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.merchants.queries.sheets import sheet as unit_sheet
from trustcode.projections.scan_card.reading import card_of_merchant
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class ShopSeen:
    """A shop with a code. `unit` is its sheet, None for an officer of another region; the rest is public."""

    id: str
    licence_name: str
    region_code: str
    street: str
    unit: MerchantSheet | None = None


def shop_seen(reader: Reader, actor: Actor, merchant_id: str) -> ShopSeen | None:
    """The shop of a matter that the officer may read: who is competent for it may be of another county than the shop.

    There is nothing to see of a shop without a code, and of one that nobody may see and that lies elsewhere.
    """
    try:
        unit = unit_sheet(reader, actor, merchant_id) if merchant_id else None
    except NotFound:
        return _as_everybody(reader, merchant_id)
    return ShopSeen(unit.id, unit.licence_name, unit.region_code, unit.street, unit) if unit else None


def shop_address(say: Speaker, shop: ShopSeen | None, written: str) -> str:
    """Where the shop is: as it signed up, or as whoever filed wrote it."""
    return say.address(shop.region_code, shop.street) if shop else written


def shop_path(say: Speaker, shop: ShopSeen | None) -> str:
    """The page of the unit for its officers, the public page for others."""
    if shop is None:
        return ""
    public = f"{'/en' if say.language == 'en' else ''}/m/{shop.id}"
    return url_for("field.sheet", merchant_id=shop.id) if shop.unit else public


def _as_everybody(reader: Reader, merchant_id: str) -> ShopSeen | None:
    card = card_of_merchant(reader, merchant_id)
    if card is None or not card.is_public:
        return None
    return ShopSeen(card.merchant_id, card.licence_name, card.region_code, card.street)
