"""The table of terms: a row a version, with the days it is in force."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Date, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from trustcode.catalogues.rules import LONGEST, LONGEST_SHORT, Catalogue
from trustcode.storage.base import Base, Recorded, words


class Term(Base, Recorded):
    """One version of one term of one list. Its words never change; a new wording is a new version."""

    __tablename__ = "term"
    __table_args__ = (
        CheckConstraint("version >= 1", name="version_from_one"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="days_in_order"),
    )

    catalogue: Mapped[Catalogue] = mapped_column(words(Catalogue, "catalogue"), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(Integer)
    zh: Mapped[str] = mapped_column(String(LONGEST))
    en: Mapped[str] = mapped_column(String(LONGEST))
    short_zh: Mapped[str] = mapped_column(String(LONGEST_SHORT))
    short_en: Mapped[str] = mapped_column(String(LONGEST_SHORT))
    detail: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
