"""Reads: the self-checks of a unit."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from trustcode.commitments.models import SelfCheck
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class CheckSheet:
    """One self-check. `answers`: code of the clause to yes or no."""

    id: str
    answers: Mapping[str, bool]
    open_points: int
    note: str
    checked_by: str
    checked_at: datetime
    checked_on: date

    @property
    def to_mend(self) -> tuple[str, ...]:
        """Codes of the clauses that were answered with no."""
        return tuple(code for code, kept in self.answers.items() if not kept)


def self_checks(reader: Reader, merchant_id: str) -> Sequence[CheckSheet]:
    """All self-checks of a unit, the newest first."""
    mine = select(SelfCheck).where(SelfCheck.merchant_id == merchant_id)
    return [_sheet(row) for row in reader.all(mine.order_by(SelfCheck.checked_at.desc(), SelfCheck.id))]


def last_self_check(reader: Reader, merchant_id: str) -> CheckSheet | None:
    """The newest self-check of a unit, or None."""
    return next(iter(self_checks(reader, merchant_id)), None)


def _sheet(row: SelfCheck) -> CheckSheet:
    return CheckSheet(
        row.id, json.loads(row.answers), row.open_points, row.note, row.checked_by, row.checked_at, row.checked_on
    )
