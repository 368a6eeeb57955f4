"""The table behind the pages that say what was promised on a day."""

from __future__ import annotations

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from trustcode.storage.base import Base, Projected


class PromiseDays(Base, Projected):
    """The course of one unit that was ever in force, packed by `course.pack`."""

    __tablename__ = "promise_days"

    merchant_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    facts: Mapped[bytes] = mapped_column(LargeBinary)
