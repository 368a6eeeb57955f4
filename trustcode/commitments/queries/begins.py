"""Reads: promises that change on a day, for reminders; each list with one question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select

from trustcode.commitments.models import Commitment, Pause
from trustcode.commitments.rules.terms import CommitmentKind
from trustcode.kernel.moments import civil_day
from trustcode.storage.reading import Reader


def announced_beginning(reader: Reader, from_on: date, to_on: date) -> Sequence[tuple[str, str, date]]:
    """Versions that were announced and begin between two days (both counted): unit, version, first day."""
    wanted = select(Commitment).where(
        Commitment.version > 1, Commitment.effective_on >= from_on, Commitment.effective_on <= to_on
    )
    standing = wanted.where(or_(Commitment.ended_on.is_(None), Commitment.ended_on > Commitment.effective_on))
    return [
        (row.merchant_id, row.id, row.effective_on)
        for row in reader.all(standing.order_by(Commitment.id))
        if civil_day(row.signed_at) < row.effective_on
    ]


def pauses_beginning(reader: Reader, from_on: date, to_on: date) -> Sequence[tuple[str, str, date]]:
    """Pauses of the returns promise that begin between two days (both counted): unit, pause, first day."""
    begun = select(Pause).where(
        Pause.kind == CommitmentKind.RETURNS, Pause.starts_on >= from_on, Pause.starts_on <= to_on
    )
    rows = reader.all(begun.order_by(Pause.id))
    return [(row.merchant_id, row.id, row.starts_on) for row in rows if row.starts_on is not None]
