"""Tables of the returns ledger. Entries, answers and reports are append-only by trigger: a correction is a new row."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from trustcode.returns.rules.words import (
    Answer,
    AnswerMark,
    Basis,
    Condition,
    DisputeReason,
    Gift,
    MonthKind,
    Origin,
    Outcome,
    ReturnKind,
)
from trustcode.storage.base import Base, Recorded, Working, words
from trustcode.storage.triggers import guard


class Return(Base, Recorded):
    """One line of the ledger. `number` counts up within a unit. Days are civil days in China, money is whole fen.

    `commitment_id` is the version of the promise that was in force on the day of purchase, or empty. `corrects` names
    the entry that this one takes the place of; nobody can correct the same entry twice. `booked_on` is the day under
    which reports count it: the day of the request, or the day of logging when that month was reported already.
    """

    __tablename__ = "return_entry"
    __table_args__ = (
        UniqueConstraint("merchant_id", "number", name="uq_return_number"),
        CheckConstraint("quantity > 0", name="some"),
        CheckConstraint("goods_value_fen > 0 AND refund_fen >= 0 AND refund_fen <= goods_value_fen", name="money"),
        CheckConstraint("(outcome = 'refused') = (refusal_code <> '')", name="reason"),
        Index("ix_return_entry_days", "merchant_id", "requested_on"),
        Index("ix_return_entry_booked", "merchant_id", "booked_on"),
        Index("ix_return_entry_receipt", "merchant_id", "receipt_index"),
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    merchant_id: Mapped[str] = mapped_column(String(16), ForeignKey("merchant.id"))
    number: Mapped[int]
    kind: Mapped[ReturnKind] = mapped_column(words(ReturnKind, "return_kind"))
    basis: Mapped[Basis] = mapped_column(words(Basis, "return_basis"))
    bought_on: Mapped[date]
    requested_on: Mapped[date]
    category: Mapped[str] = mapped_column(String(40))
    goods_name: Mapped[str] = mapped_column(String(60), default="")
    quantity: Mapped[int]
    goods_value_fen: Mapped[int] = mapped_column(BigInteger)
    refund_fen: Mapped[int] = mapped_column(BigInteger)
    refund_method: Mapped[str] = mapped_column(String(40), default="")
    refunded_on: Mapped[date | None]
    elsewhere: Mapped[bool] = mapped_column(default=False)
    purchase_store: Mapped[str] = mapped_column(String(60), default="")
    gift: Mapped[Gift] = mapped_column(words(Gift, "return_gift"), default=Gift.NONE)
    condition: Mapped[Condition] = mapped_column(words(Condition, "return_condition"), default=Condition.INTACT)
    has_proof: Mapped[bool] = mapped_column(default=True)
    outcome: Mapped[Outcome] = mapped_column(words(Outcome, "return_outcome"))
    refusal_code: Mapped[str] = mapped_column(String(40), default="")
    refusal_note: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(Text, default="[]")
    receipt_index: Mapped[bytes] = mapped_column(LargeBinary(32), default=b"")
    receipt_again: Mapped[bool] = mapped_column(default=False)
    commitment_id: Mapped[str] = mapped_column(String(16), default="")
    last_on: Mapped[date | None]
    verdict: Mapped[str] = mapped_column(String(20), default="")
    is_late: Mapped[bool] = mapped_column(default=False)
    booked_on: Mapped[date]
    origin: Mapped[Origin] = mapped_column(words(Origin, "return_origin"), default=Origin.TYPED)
    corrects: Mapped[str | None] = mapped_column(String(16), ForeignKey("return_entry.id"), unique=True)
    correction_why: Mapped[str] = mapped_column(String(200), default="")
    handler: Mapped[str] = mapped_column(String(16))
    logged_by: Mapped[str] = mapped_column(String(16))
    logged_at: Mapped[datetime]


class ReturnAnswer(Base, Recorded):
    """What the shopper said of an entry, once. The device is a keyed hash, different for each unit."""

    __tablename__ = "return_answer"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    return_id: Mapped[str] = mapped_column(String(16), ForeignKey("return_entry.id"), unique=True)
    merchant_id: Mapped[str] = mapped_column(String(16), ForeignKey("merchant.id"), index=True)
    answer: Mapped[Answer] = mapped_column(words(Answer, "return_answer"))
    mark: Mapped[AnswerMark] = mapped_column(words(AnswerMark, "answer_mark"))
    same_network: Mapped[bool] = mapped_column(default=False)
    device_index: Mapped[bytes] = mapped_column(LargeBinary(32), default=b"")
    reason: Mapped[DisputeReason | None] = mapped_column(words(DisputeReason, "dispute_reason"))
    note: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    answered_at: Mapped[datetime]


class CorrectionProposal(Base, Recorded):
    """What a member of staff would correct, until the owner has decided. `fields` is the whole new entry as JSON."""

    __tablename__ = "return_correction"
    __table_args__ = (
        Index(
            "uq_return_correction_open",
            "return_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    merchant_id: Mapped[str] = mapped_column(String(16), ForeignKey("merchant.id"), index=True)
    return_id: Mapped[str] = mapped_column(String(16), ForeignKey("return_entry.id"))
    fields: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(String(200))
    proposed_by: Mapped[str] = mapped_column(String(16))
    proposed_at: Mapped[datetime]
    closed_by: Mapped[str] = mapped_column(String(16), default="")
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(String(20), default="")


class MonthReport(Base, Recorded):
    """What a unit reported of one month, frozen; a nil report says that there was nothing, which is not silence."""

    __tablename__ = "return_month"
    __table_args__ = (UniqueConstraint("merchant_id", "month_kind", "period", name="uq_return_month"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    merchant_id: Mapped[str] = mapped_column(String(16), ForeignKey("merchant.id"))
    month_kind: Mapped[MonthKind] = mapped_column(words(MonthKind, "month_kind"))
    period: Mapped[str] = mapped_column(String(7), index=True)
    from_on: Mapped[date]
    to_on: Mapped[date]
    figures: Mapped[str] = mapped_column(Text)
    figures_hash: Mapped[str] = mapped_column(String(64))
    is_nil: Mapped[bool]
    reported_by: Mapped[str] = mapped_column(String(16))
    reported_at: Mapped[datetime]


class LedgerFlag(Base, Recorded):
    """An officer looks at a ledger; the owner reads the reason. One at a time for each unit."""

    __tablename__ = "ledger_flag"
    __table_args__ = (
        Index(
            "uq_ledger_flag_open",
            "merchant_id",
            unique=True,
            sqlite_where=text("lifted_at IS NULL"),
            postgresql_where=text("lifted_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    merchant_id: Mapped[str] = mapped_column(String(16), ForeignKey("merchant.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    flagged_by: Mapped[str] = mapped_column(String(16))
    flagged_at: Mapped[datetime]
    lifted_by: Mapped[str] = mapped_column(String(16), default="")
    lifted_at: Mapped[datetime | None]
    lifted_why: Mapped[str] = mapped_column(Text, default="")


class LedgerImport(Base, Recorded):
    """A file of entries that was taken in whole; the same file again is the same import."""

    __tablename__ = "return_import"
    __table_args__ = (UniqueConstraint("merchant_id", "source_hash", name="uq_return_import_source"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    merchant_id: Mapped[str] = mapped_column(String(16), ForeignKey("merchant.id"))
    source_hash: Mapped[str] = mapped_column(String(64))
    rows: Mapped[int]
    rows_hash: Mapped[str] = mapped_column(String(64))
    first_number: Mapped[int]
    taken_by: Mapped[str] = mapped_column(String(16))
    taken_at: Mapped[datetime]


class DeskDevice(Base, Working):
    """A device on which somebody was at the desk of a unit; an answer from it is the unit's own."""

    __tablename__ = "desk_device"

    merchant_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    device_index: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    network_index: Mapped[bytes] = mapped_column(LargeBinary(32), default=b"")
    seen_at: Mapped[datetime]


class LedgerUpload(Base, Working):
    """A file of entries that somebody sent in and has not confirmed yet; one a unit, sealed, for a day."""

    __tablename__ = "ledger_upload"

    merchant_id: Mapped[str] = mapped_column(String(16), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(100))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sent_by: Mapped[str] = mapped_column(String(16))
    sent_at: Mapped[datetime]


for _model in (Return, ReturnAnswer, MonthReport, LedgerImport):
    guard(cast(Table, _model.__table__))
