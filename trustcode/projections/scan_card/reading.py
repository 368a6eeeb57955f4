"""One select by key gives a card."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from trustcode.projections.scan_card.card import Card
from trustcode.projections.scan_card.models import ScanCard, ScanShortCode
from trustcode.projections.scan_card.texts import from_text
from trustcode.storage.reading import Reader


def card_by_number(reader: Reader, number: int) -> Card | None:
    """The card of the merchant whose number is in a code, or None."""
    facts = reader.scalar(select(ScanCard.facts).where(ScanCard.number == number))
    return from_text(facts) if facts else None


def dated_card_by_number(reader: Reader, number: int) -> tuple[Card, datetime] | None:
    """The card of the merchant whose number is in a code and the moment it last changed, or None."""
    rows = reader.rows(select(ScanCard.facts, ScanCard.changed_at).where(ScanCard.number == number))
    return (from_text(rows[0].facts), rows[0].changed_at) if rows else None


def has_photo(reader: Reader, digest: str) -> bool:
    """Whether a file is the door photo on some card."""
    return reader.scalar(select(ScanCard.number).where(ScanCard.thumb == digest).limit(1)) is not None


def card_of_merchant(reader: Reader, merchant_id: str) -> Card | None:
    """The card of a merchant by its id, or None when nothing of it is public."""
    facts = reader.scalar(select(ScanCard.facts).where(ScanCard.merchant_id == merchant_id))
    return from_text(facts) if facts else None


def print_by_short_code(reader: Reader, short_code: str) -> tuple[str, int] | None:
    """Merchant id and serial of the print with this spoken code (12 digits), or None."""
    columns = select(ScanShortCode.merchant_id, ScanShortCode.serial).where(ScanShortCode.short_code == short_code)
    rows = reader.rows(columns)
    return (rows[0][0], rows[0][1]) if rows else None
