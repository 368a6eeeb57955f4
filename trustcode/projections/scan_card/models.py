"""The table behind the scan page, and the words by which people find a shop."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from sqlalchemy import BigInteger, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column

from trustcode.projections.scan_card.schema import install
from trustcode.storage.base import Base, Projected


class ScanCard(Base, Projected):
    """The public facts of one merchant as canonical JSON, made again with every entry about it.

    `offers_returns`: whether purchases may be returned from `offers_from` until the day before `offers_until`, each
    None where it does not end on that side.
    """

    __tablename__ = "scan_card"

    merchant_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, unique=True)
    version: Mapped[int] = mapped_column(BigInteger)
    changed_at: Mapped[datetime] = mapped_column(index=True)
    standing: Mapped[str] = mapped_column(String(20))
    region_code: Mapped[str] = mapped_column(String(6), index=True)
    unit_kind: Mapped[str] = mapped_column(String(20))
    offers_returns: Mapped[bool]
    offers_from: Mapped[date | None]
    offers_until: Mapped[date | None]
    shop_name: Mapped[str] = mapped_column(String(120))
    search_text: Mapped[str] = mapped_column(Text)
    initials: Mapped[str] = mapped_column(Text)
    thumb: Mapped[str] = mapped_column(String(64), default="", index=True)
    facts: Mapped[str] = mapped_column(Text)


class ScanShortCode(Base, Projected):
    """From the spoken form of a print to its merchant."""

    __tablename__ = "scan_short_code"

    short_code: Mapped[str] = mapped_column(String(12), primary_key=True)
    merchant_id: Mapped[str] = mapped_column(String(16), index=True)
    serial: Mapped[int]


class ScanChange(Base, Projected):
    """When a card last changed, on the database's own count and not a clock; triggers write it (`schema.py`)."""

    __tablename__ = "scan_change"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    stamp: Mapped[int] = mapped_column(BigInteger, index=True)


install(cast(Table, ScanCard.__table__), cast(Table, ScanChange.__table__))
