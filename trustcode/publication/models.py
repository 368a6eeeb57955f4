"""Tables of publication: an item a complaint, objections to it, and proposals to hide it."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, Table, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from trustcode.publication.rules.course import Act, HideGround, Stage, Withhold
from trustcode.storage.base import Base, Recorded, words
from trustcode.storage.triggers import guard


class Item(Base, Recorded):
    """What may become public of one complaint. `reply` is the shop's, masked; `findings` what was masked in it.

    `formed_at` is when it was last formed from the complaint, `formed_on` the day on which the complaint ended, from which the time for publication runs; `due_on` its last
    day. `shown_until` is the last day of display.
    """

    __tablename__ = "publication_item"
    __table_args__ = (
        Index("ix_publication_item_shop", "merchant_id", "stage"),
        Index("ix_publication_item_due", "stage", "due_on"),
    )

    complaint_id: Mapped[str] = mapped_column(String(16), ForeignKey("complaint.id"), primary_key=True)
    merchant_id: Mapped[str | None] = mapped_column(String(16), ForeignKey("merchant.id"))
    region_code: Mapped[str] = mapped_column(String(6))
    stage: Mapped[Stage] = mapped_column(words(Stage, "publication_stage"))
    stage_at: Mapped[datetime]
    withheld_for: Mapped[Withhold | None] = mapped_column(words(Withhold, "withhold"))
    formed_at: Mapped[datetime]
    formed_on: Mapped[date]
    due_on: Mapped[date]
    first_published_at: Mapped[datetime | None]
    shown_until: Mapped[date | None]
    reply: Mapped[str] = mapped_column(Text, default="")
    findings: Mapped[str] = mapped_column(Text, default="[]")
    hidden_for: Mapped[HideGround | None] = mapped_column(words(HideGround, "hide_ground"))
    corrected: Mapped[str] = mapped_column(String(200), default="")
    changes: Mapped[int] = mapped_column(Integer, default=0)


class ItemObjection(Base, Recorded):
    """The shop says that an item is wrong; decided by somebody else than who closed the complaint, within the clock."""

    __tablename__ = "publication_objection"
    __table_args__ = (
        Index(
            "uq_publication_objection_open",
            "complaint_id",
            unique=True,
            sqlite_where=text("decided_at IS NULL"),
            postgresql_where=text("decided_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    complaint_id: Mapped[str] = mapped_column(String(16), ForeignKey("publication_item.complaint_id"), index=True)
    said: Mapped[bytes] = mapped_column(LargeBinary)
    evidence: Mapped[str] = mapped_column(Text, default="[]")
    made_by: Mapped[str] = mapped_column(String(16))
    made_at: Mapped[datetime]
    due_on: Mapped[date]
    verdict: Mapped[str] = mapped_column(String(20), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_by: Mapped[str] = mapped_column(String(16), default="")
    decided_at: Mapped[datetime | None]


class HideProposal(Base, Recorded):
    """Somebody would hide an item; somebody of another rank decides. One at a time for each item."""

    __tablename__ = "publication_hiding"
    __table_args__ = (
        Index(
            "uq_publication_hiding_open",
            "complaint_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    complaint_id: Mapped[str] = mapped_column(String(16), ForeignKey("publication_item.complaint_id"), index=True)
    ground: Mapped[HideGround] = mapped_column(words(HideGround, "hiding_ground"))
    reason: Mapped[str] = mapped_column(Text)
    proposed_by: Mapped[str] = mapped_column(String(16))
    proposed_role: Mapped[str] = mapped_column(String(20))
    proposed_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(20), default="")
    closing_reason: Mapped[str] = mapped_column(Text, default="")
    closed_by: Mapped[str] = mapped_column(String(16), default="")
    closed_at: Mapped[datetime | None]


class Moderation(Base, Recorded):
    """One line of the public moderation log: what officers kept back, corrected, hid or showed again. Append-only.

    `role` is the rank of who did it, `second_role` of who had proposed it where it takes two. Whose complaint it was
    and which one is not said in public.
    """

    __tablename__ = "publication_moderation"
    __table_args__ = (Index("ix_publication_moderation_at", "at"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    complaint_id: Mapped[str] = mapped_column(String(16), ForeignKey("publication_item.complaint_id"))
    merchant_id: Mapped[str | None] = mapped_column(String(16))
    region_code: Mapped[str] = mapped_column(String(6))
    act: Mapped[Act] = mapped_column(words(Act, "moderation_act"))
    ground: Mapped[str] = mapped_column(String(40), default="")
    role: Mapped[str] = mapped_column(String(20))
    second_role: Mapped[str] = mapped_column(String(20), default="")
    at: Mapped[datetime]


guard(cast(Table, Moderation.__table__))
