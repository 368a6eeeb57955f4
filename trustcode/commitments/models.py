"""The table of commitments: one row a version, with the exact text that was signed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from trustcode.commitments.rules.terms import CommitmentKind, Reach
from trustcode.storage.base import Base, Recorded, words


class Commitment(Base, Recorded):
    """One version of one of the two commitments of a unit; `text` is packed by `PromiseText.pack`.

    In force from `effective_on` until the day before `ended_on`. `reach`: for this unit alone, or for every shop of the
    same licence holder.
    """

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
    effective_on: Mapped[date]
    reach: Mapped[Reach] = mapped_column(words(Reach, "commitment_reach"), default=Reach.UNIT)
    ended_on: Mapped[date | None]
    ended_why: Mapped[str] = mapped_column(String(40), default="")


class Pause(Base, Recorded):
    """A time in which one commitment does not hold while the other stays. Open from `starts_on` until `ends_on`.

    An officer's pause is proposed by one and confirmed by another; an owner's begins after the notice of a weaker
    promise. A row with `lifts` is a proposal to lift the pause of that id and has no days of its own.
    """

    __tablename__ = "promise_pause"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    merchant_id: Mapped[str] = mapped_column(String(16), ForeignKey("merchant.id"), index=True)
    kind: Mapped[CommitmentKind] = mapped_column(words(CommitmentKind, "pause_kind"))
    ground: Mapped[str] = mapped_column(String(40), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    by_owner: Mapped[bool]
    proposed_by: Mapped[str] = mapped_column(String(16))
    proposed_at: Mapped[datetime]
    closed_by: Mapped[str] = mapped_column(String(16), default="")
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(String(20), default="")
    closing_reason: Mapped[str] = mapped_column(Text, default="")
    lifts: Mapped[str | None] = mapped_column(String(16), ForeignKey("promise_pause.id"))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    ended_by: Mapped[str] = mapped_column(String(16), default="")


class SelfCheck(Base, Recorded):
    """A business went through the clauses of its promise, one by one. `answers` is JSON: clause to yes or no."""

    __tablename__ = "self_check"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    merchant_id: Mapped[str] = mapped_column(String(16), ForeignKey("merchant.id"), index=True)
    answers: Mapped[str] = mapped_column(Text)
    open_points: Mapped[int]
    note: Mapped[str] = mapped_column(Text, default="")
    checked_by: Mapped[str] = mapped_column(String(16))
    checked_at: Mapped[datetime]
    checked_on: Mapped[date]
