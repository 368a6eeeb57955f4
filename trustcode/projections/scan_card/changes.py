"""Which cards changed since the last look: exact on both engines, whatever any clock says (see `schema.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, literal_column, select, text

from trustcode.projections.scan_card.models import ScanChange
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class Changes:
    """What changed: by the number in the code, each with a stamp that no later change has.

    `mark` is to be handed in at the next look. The same change may be told twice, with the same stamp. `everything`
    means that the count began anew and nothing read before can be trusted.
    """

    mark: int
    stamps: Mapping[int, int] = field(default_factory=dict)
    everything: bool = False


def mark_now(reader: Reader) -> int:
    """Where to begin; ask for it before reading the first card."""
    if reader.is_sqlite:
        return int(reader.scalar(select(func.coalesce(func.max(ScanChange.stamp), 0))))
    return int(reader.scalar(text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")))


def changed_since(reader: Reader, mark: int) -> Changes:
    """All changes committed since `mark` was given out."""
    return _on_sqlite(reader, mark) if reader.is_sqlite else _on_postgresql(reader, mark)


def _on_sqlite(reader: Reader, mark: int) -> Changes:
    top = mark_now(reader)
    if top == mark:
        return Changes(mark)
    if top < mark:
        return Changes(top, everything=True)
    rows = reader.rows(select(ScanChange.number, ScanChange.stamp).where(ScanChange.stamp > mark))
    return Changes(top, {row.number: row.stamp for row in rows})


def _on_postgresql(reader: Reader, mark: int) -> Changes:
    low: ColumnElement[int] = literal_column("pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
    beyond: ColumnElement[int] = literal_column("pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
    # Stamps beyond the horizon come from another cluster's dump: nothing of theirs can have happened here.
    fresh = (ScanChange.stamp >= mark) & (ScanChange.stamp < beyond)
    now = select(low.label("low")).subquery()
    rows = reader.rows(select(now.c.low, ScanChange.number, ScanChange.stamp).outerjoin_from(now, ScanChange, fresh))
    top = int(rows[0].low)
    if top < mark:
        return Changes(top, everything=True)
    return Changes(top, {row.number: row.stamp for row in rows if row.number is not None})
