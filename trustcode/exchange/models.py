"""Tables of the exchange: which external number is which matter, and what is still to be told."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from trustcode.storage.base import Base, BigKey, Recorded, Working


class Reference(Base, Recorded):
    """An external number of a matter. `received_at` is when the other side had it, `handed_at` when we did.

    `merged`: the matter was there already, by another number. A report has `report_id` instead of `complaint_id`, or
    both where one message became two matters.
    """

    __tablename__ = "matter_reference"
    __table_args__ = (UniqueConstraint("source", "external_no", name="uq_matter_reference_number"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    source: Mapped[str] = mapped_column(String(20))
    external_no: Mapped[str] = mapped_column(String(40))
    complaint_id: Mapped[str | None] = mapped_column(String(16), ForeignKey("complaint.id"), index=True)
    report_id: Mapped[str | None] = mapped_column(String(16), ForeignKey("illegality_report.id"), index=True)
    body_hash: Mapped[str] = mapped_column(String(64))
    merged: Mapped[bool]
    received_at: Mapped[datetime]
    handed_at: Mapped[datetime]


class Delivery(Base, Working):
    """One entry that the other side is to be told of; the entry itself is on the record. Kept when it went out."""

    __tablename__ = "exchange_delivery"
    __table_args__ = (Index("ix_exchange_delivery_due", "delivered_at", "next_at"),)

    reference_id: Mapped[str] = mapped_column(String(16), ForeignKey("matter_reference.id"), primary_key=True)
    entry_number: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=False)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    next_at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(String(80), default="")
