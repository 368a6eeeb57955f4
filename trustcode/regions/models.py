"""The table of regions: a row a code and name, with the days it was in force."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Date, String
from sqlalchemy.orm import Mapped, mapped_column

from trustcode.regions.rules import LONGEST_EN, LONGEST_ZH, Kind
from trustcode.storage.base import Base, Recorded, words


class Region(Base, Recorded):
    """A region under one name. A new name is a new row of the same code; the old row ends the day before."""

    __tablename__ = "region"
    __table_args__ = (
        CheckConstraint("length(code) = 6", name="code_six_digits"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="days_in_order"),
    )

    code: Mapped[str] = mapped_column(String(6), primary_key=True)
    valid_from: Mapped[date] = mapped_column(Date, primary_key=True)
    valid_to: Mapped[date | None] = mapped_column(Date)
    parent: Mapped[str | None] = mapped_column(String(6), index=True)
    name_zh: Mapped[str] = mapped_column(String(LONGEST_ZH))
    name_en: Mapped[str] = mapped_column(String(LONGEST_EN))
    kind: Mapped[Kind] = mapped_column(words(Kind, "region_kind"))
    successor: Mapped[str] = mapped_column(String(6), default="")
