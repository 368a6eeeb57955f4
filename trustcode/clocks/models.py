"""The table of clocks: a row a version of the law, loaded as whole tables, none ever edited."""

from __future__ import annotations

from datetime import date
from typing import cast

from sqlalchemy import Integer, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column

from trustcode.storage.base import Base, Recorded
from trustcode.storage.triggers import guard


class ClockSet(Base, Recorded):
    """One loading of the whole table; the highest version counts. `rules` is the JSON that was loaded."""

    __tablename__ = "clock_set"

    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    rules: Mapped[str] = mapped_column(Text)
    rules_hash: Mapped[str] = mapped_column(String(64))
    loaded_on: Mapped[date]


guard(cast(Table, ClockSet.__table__))
