"""The table of notices. Working rows: what a notice tells is on the record elsewhere."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from trustcode.notices.rules import NoticeKind
from trustcode.storage.base import Base, Working, words


class Notice(Base, Working):
    """One notice to the people of a business. `key` makes it once, however often the sweep runs.

    `mail_claimed_at`: somebody is sending it since then. `mail_tries` counts what the server refused.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("merchant_id", "key", name="uq_notice_key"),
        Index("ix_notice_unsent", "mailed_at", "made_at"),
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    merchant_id: Mapped[str] = mapped_column(String(16), index=True)
    kind: Mapped[NoticeKind] = mapped_column(words(NoticeKind, "notice_kind"))
    key: Mapped[str] = mapped_column(String(80))
    facts: Mapped[str] = mapped_column(Text, default="{}")
    due_on: Mapped[date | None]
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    mail_claimed_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]
    mail_tries: Mapped[int] = mapped_column(default=0)
