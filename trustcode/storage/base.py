"""The declarative base, the names of constraints, and the column types that both engines share.

Every table is one of three: `Recorded` (the scheme's own facts; each row names the entry that last changed it),
`Working` (sessions, drafts, counters: nothing the public relies on), or `Projected` (a copy that can be rebuilt).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import BigInteger, DateTime, Dialect, Enum, ForeignKey, Integer, MetaData, String
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

BigKey = BigInteger().with_variant(Integer(), "sqlite")
"""A key that counts up; SQLite only counts its own INTEGER."""


class MomentColumn(TypeDecorator[datetime]):
    """An aware moment, kept in UTC. Refuses a moment without a time zone."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.TIMESTAMP(timezone=True))
        return dialect.type_descriptor(DateTime())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def words(enum: type[StrEnum], name: str) -> Enum:
    """A column type for an enum: its values as text, with a CHECK of the given name."""

    def values(members: Iterable[Any]) -> list[str]:
        return [str(m.value) for m in members]

    return Enum(enum, name=name, native_enum=False, create_constraint=True, values_callable=values, length=40)


class Base(DeclarativeBase):
    """All tables of the house."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: MomentColumn(), str: String()}


class Recorded:
    """A table of a room: `entry_id` names the entry that last changed the row; the pen fills it, the database insists."""

    @declared_attr
    def entry_id(cls) -> Mapped[int]:
        """The entry that last changed this row."""
        return mapped_column(BigKey, ForeignKey("entry.id"), nullable=False)


class Working:
    """A table for work in hand. Nothing in it is shown to the public as a fact."""


class Projected:
    """A table that only projections write, inside the pen's transaction; it can be dropped and rebuilt."""
