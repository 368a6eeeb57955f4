"""Tables of the record, append-only by trigger. They may gain columns and never lose one."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from sqlalchemy import ForeignKey, LargeBinary, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column

from trustcode.storage.base import Base, BigKey, Working
from trustcode.storage.triggers import guard


class Entry(Base):
    """One line of the record. Its place in the tree is given later, in batches."""

    __tablename__ = "entry"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(40), index=True)
    at: Mapped[datetime]
    leaf_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)


class EntryBody(Base):
    """What an entry says, with its salt; apart from the entry so that it can one day be erased by law."""

    __tablename__ = "entry_body"

    entry_id: Mapped[int] = mapped_column(BigKey, ForeignKey("entry.id"), primary_key=True, autoincrement=False)
    salt: Mapped[bytes] = mapped_column(LargeBinary(32))
    body: Mapped[str] = mapped_column(Text)


class Retry(Base, Working):
    """The answer that was given to a keyed request, so that the same request again gets the same answer."""

    __tablename__ = "retry"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    body_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    answer: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


guard(cast(Table, Entry.__table__))
guard(cast(Table, EntryBody.__table__))
