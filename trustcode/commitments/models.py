"""The table of commitments: one row a version, with the exact text that was signed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from trustcode.commitments.rules.terms import CommitmentKind
from trustcode.storage.base import Base, Recorded, words


class Commitment(Base, Recorded):
    """One version of one of the two commitments of a unit; `text` is packed by `PromiseText.pack`."""

    __tablename__ = "commitment"
    __table_args__ = (UniqueConstraint("merchant_id", "kind", "version", name="uq_commitment_version"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    merchant_id: Mapped[str] = mapped_column(String(16), ForeignKey("merchant.id"), index=True)
    kind: Mapped[CommitmentKind] = mapped_column(words(CommitmentKind, "commitment_kind"))
    version: Mapped[int]
    terms: Mapped[str] = mapped_column(Text)
    text: Mapped[bytes] = mapped_column(LargeBinary)
    text_hash: Mapped[str] = mapped_column(String(64))
    signed_by: Mapped[str] = mapped_column(String(16))
    signed_at: Mapped[datetime]
    ended_on: Mapped[date | None]
    ended_why: Mapped[str] = mapped_column(String(40), default="")
