"""Tables of the shop: the unit, proposals that wait for a second person, objections, and what other registers say."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from trustcode.merchants.rules.findings import MarkKind
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.storage.base import Base, Recorded, Working, words


class Merchant(Base, Recorded):
    """A commitment unit. `number` is what the code carries: random, never reused. Contacts are sealed."""

    __tablename__ = "merchant"
    __table_args__ = (
        CheckConstraint("standing = 'draft' OR credit_code <> ''", name="named"),
        Index("ix_merchant_queue", "region_code", "standing", "due_on"),
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, unique=True)
    standing: Mapped[Standing] = mapped_column(words(Standing, "standing"))
    standing_at: Mapped[datetime]
    standing_before: Mapped[Standing | None] = mapped_column(words(Standing, "standing_before"))
    ground: Mapped[str] = mapped_column(String(40), default="")
    due_on: Mapped[date | None]
    extended_at: Mapped[datetime | None]
    first_active_on: Mapped[date | None]
    valid_to: Mapped[date | None]
    submitted_at: Mapped[datetime | None]
    changes: Mapped[int] = mapped_column(default=0)
    origin: Mapped[str] = mapped_column(String(20), default="sign_up")

    credit_code: Mapped[str] = mapped_column(String(18), default="", index=True)
    licence_name: Mapped[str] = mapped_column(String(100), default="")
    shop_name: Mapped[str] = mapped_column(String(40), default="")
    branch_name: Mapped[str] = mapped_column(String(30), default="")
    unit_kind: Mapped[str] = mapped_column(String(20), default="")
    industry: Mapped[str] = mapped_column(String(20), default="")
    region_code: Mapped[str] = mapped_column(String(6), default="")
    street: Mapped[str] = mapped_column(String(100), default="")
    established_on: Mapped[date | None]
    contact_name: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    contact_phone: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    contact_phone_index: Mapped[bytes] = mapped_column(LargeBinary(32), default=b"", index=True)
    returns_phone: Mapped[str] = mapped_column(String(30), default="", index=True)
    latitude_e6: Mapped[int | None]
    longitude_e6: Mapped[int | None]
    photo: Mapped[str] = mapped_column(String(64), default="", index=True)
    thumb: Mapped[str] = mapped_column(String(64), default="")
    skeleton: Mapped[str] = mapped_column(String(80), default="", index=True)


class Draft(Base, Working):
    """What an applicant has typed so far, step by step, as JSON; it survives closing the browser."""

    __tablename__ = "draft"

    merchant_id: Mapped[str] = mapped_column(String(16), ForeignKey("merchant.id"), primary_key=True)
    typed: Mapped[bytes] = mapped_column(LargeBinary)
    saved_at: Mapped[datetime]


class Proposal(Base, Recorded):
    """An act that waits for a second person. Closed once: confirmed, declined or overtaken."""

    __tablename__ = "proposal"
    __table_args__ = (
        Index(
            "uq_proposal_open",
            "merchant_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    merchant_id: Mapped[str] = mapped_column(String(16), ForeignKey("merchant.id"), index=True)
    act: Mapped[Act] = mapped_column(words(Act, "act"))
    ground: Mapped[str] = mapped_column(String(40), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    proposed_by: Mapped[str] = mapped_column(String(16))
    proposed_at: Mapped[datetime]
    due_on: Mapped[date]
    closed_by: Mapped[str] = mapped_column(String(16), default="")
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(String(20), default="")
    closing_reason: Mapped[str] = mapped_column(Text, default="")


class Remark(Base, Recorded):
    """What an officer wrote to a business with an act for which one person is enough."""

    __tablename__ = "remark"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    merchant_id: Mapped[str] = mapped_column(String(16), ForeignKey("merchant.id"), index=True)
    act: Mapped[Act] = mapped_column(words(Act, "act"))
    ground: Mapped[str] = mapped_column(String(40), default="")
    text: Mapped[str] = mapped_column(Text)
    written_by: Mapped[str] = mapped_column(String(16))
    written_at: Mapped[datetime]


class Objection(Base, Recorded):
    """What somebody said against a unit in public notice. Text and contact are sealed."""

    __tablename__ = "objection"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    merchant_id: Mapped[str] = mapped_column(String(16), ForeignKey("merchant.id"), index=True)
    made_at: Mapped[datetime]
    text: Mapped[bytes] = mapped_column(LargeBinary)
    contact: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(String(16), default="")
    upheld: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(Text, default="")


class BusinessMark(Base, Recorded):
    """What another register says of a business, by its credit code."""

    __tablename__ = "business_mark"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    credit_code: Mapped[str] = mapped_column(String(18), index=True)
    kind: Mapped[MarkKind] = mapped_column(words(MarkKind, "mark_kind"))
    since: Mapped[date]
    until: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(120), default="")


class Doubt(Base, Working):
    """A shopper's “this is not the shop I am in”, or a code that is not ours; an observation for the officers."""

    __tablename__ = "doubt"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    merchant_id: Mapped[str] = mapped_column(String(16), index=True, default="")
    region_code: Mapped[str] = mapped_column(String(6), index=True, default="")
    serial: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[datetime]
    note: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[str] = mapped_column(String(16), default="")


class ContactReading(Base, Working):
    """Who read a sealed contact, when and why. `about` names the objection whose contact it was, or is empty."""

    __tablename__ = "contact_reading"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    merchant_id: Mapped[str] = mapped_column(String(16), index=True)
    person_id: Mapped[str] = mapped_column(String(16), index=True)
    about: Mapped[str] = mapped_column(String(16), default="")
    reason: Mapped[str] = mapped_column(String(200))
    read_at: Mapped[datetime]
