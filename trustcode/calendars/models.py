"""The table of holiday notices: a row a version, none ever edited."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from trustcode.storage.base import Base, Recorded


class CalendarYear(Base, Recorded):
    """One version of one year. The days are JSON lists of ISO days; the highest version counts."""

    __tablename__ = "calendar_year"
    __table_args__ = (
        CheckConstraint("year BETWEEN 2000 AND 2199", name="year_plausible"),
        CheckConstraint("version >= 1", name="version_from_one"),
    )

    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    official: Mapped[bool] = mapped_column(Boolean(create_constraint=True, name="official_is_bool"))
    rest: Mapped[str] = mapped_column(Text)
    makeup: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(300))
    note: Mapped[str] = mapped_column(Text)
