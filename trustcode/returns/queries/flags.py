"""Reads: whether and why an officer looks at a ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from trustcode.returns.models import LedgerFlag
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class FlagSheet:
    """One flag; `lifted_at` is empty while it stands."""

    id: str
    reason: str
    flagged_by: str
    flagged_at: datetime
    lifted_by: str
    lifted_at: datetime | None
    lifted_why: str


def flags(reader: Reader, merchant_id: str) -> Sequence[FlagSheet]:
    """All flags of a ledger, the newest first; the caller has checked who may read them."""
    mine = select(LedgerFlag).where(LedgerFlag.merchant_id == merchant_id).order_by(LedgerFlag.flagged_at.desc())
    return [
        FlagSheet(**{name: getattr(row, name) for name in FlagSheet.__dataclass_fields__}) for row in reader.all(mine)
    ]


def standing_flag(reader: Reader, merchant_id: str) -> FlagSheet | None:
    """The flag that stands now, or None."""
    return next((one for one in flags(reader, merchant_id) if one.lifted_at is None), None)
