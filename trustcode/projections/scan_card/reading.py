"""One select by key gives a card; one small select tells which cards changed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from trustcode.kernel.moments import Moment
from trustcode.projections.scan_card.card import Card, Change, from_text
from trustcode.projections.scan_card.models import ScanCard, ScanShortCode
from trustcode.storage.reading import Reader


def card_by_number(reader: Reader, number: int) -> Card | None:
    """The card of the merchant whose number is in a code, or None."""
    facts = reader.scalar(select(ScanCard.facts).where(ScanCard.number == number))
    return from_text(facts) if facts else None


def card_of_merchant(reader: Reader, merchant_id: str) -> Card | None:
    """The card of a merchant by its id, or None when nothing of it is public."""
    facts = reader.scalar(select(ScanCard.facts).where(ScanCard.merchant_id == merchant_id))
    return from_text(facts) if facts else None


def print_by_short_code(reader: Reader, short_code: str) -> tuple[str, int] | None:
    """Merchant id and serial of the print with this spoken code (12 digits), or None."""
    columns = select(ScanShortCode.merchant_id, ScanShortCode.serial).where(ScanShortCode.short_code == short_code)
    rows = reader.rows(columns)
    return (rows[0][0], rows[0][1]) if rows else None


def changes_since(reader: Reader, at: Moment) -> Sequence[Change]:
    """Cards changed at or after a moment; the caller overlaps its questions, since a commit may come late."""
    columns = (ScanCard.merchant_id, ScanCard.number, ScanCard.version, ScanCard.changed_at)
    rows = reader.rows(select(*columns).where(ScanCard.changed_at >= at))
    return [Change(r.merchant_id, r.number, r.version, r.changed_at) for r in rows]
