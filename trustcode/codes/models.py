"""The table of prints: each paper copy of a code has a serial of its own and can be revoked alone."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from trustcode.storage.base import Base, Recorded


class Code(Base, Recorded):
    """One print. The symbol is made once, read back, and kept."""

    __tablename__ = "code"
    __table_args__ = (UniqueConstraint("merchant_id", "serial", name="uq_code_serial"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    merchant_id: Mapped[str] = mapped_column(String(16), ForeignKey("merchant.id"), index=True)
    serial: Mapped[int]
    key_id: Mapped[int]
    token: Mapped[str] = mapped_column(String(179), unique=True)
    short_code: Mapped[str] = mapped_column(String(12), unique=True)
    symbol: Mapped[bytes] = mapped_column(LargeBinary)
    issued_on: Mapped[date]
    issued_at: Mapped[datetime]
    issued_by: Mapped[str] = mapped_column(String(16), default="")
    revoked_at: Mapped[datetime | None]
    revoked_on: Mapped[date | None]
    revoked_why: Mapped[str] = mapped_column(String(40), default="")
