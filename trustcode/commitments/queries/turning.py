"""Reads: whose promise begins, changes, pauses or ends by the calendar alone, without anybody doing anything that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from trustcode.commitments.models import Commitment, Pause
from trustcode.commitments.queries.enterprises import sharing
from trustcode.storage.reading import Reader


def turned_between(reader: Reader, first: date, last: date) -> Sequence[str]:
    """The units whose promise turned on one of these days, both counted, and the shops that inherit from them."""
    versions = select(Commitment.merchant_id).where(
        Commitment.effective_on.between(first, last) | Commitment.ended_on.between(first, last)
    )
    pauses = select(Pause.merchant_id).where(Pause.starts_on.between(first, last) | Pause.ends_on.between(first, last))
    units = dict.fromkeys((*reader.all(versions), *reader.all(pauses)))
    return sorted(dict.fromkeys((*units, *sharing(reader, units)))) if units else ()
