"""Reads: the public moderation log. Part of the gate: it names each column, and no person is among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from trustcode.kernel.moments import civil_day
from trustcode.publication.models import Moderation
from trustcode.publication.rules.course import Act
from trustcode.publication.rules.showing import ModerationLine
from trustcode.storage.reading import Reader

_NAMES_NO_SHOP = (Act.WITHHOLD, Act.RECONSIDER)
"""What was never seen is not ascribed to a shop either: a secret or a case at court would be told by it."""

_COLUMNS = (
    Moderation.at,
    Moderation.act,
    Moderation.ground,
    Moderation.region_code,
    Moderation.role,
    Moderation.second_role,
    Moderation.merchant_id,
)


def moderation_log(reader: Reader, *, limit: int, skip: int = 0) -> Sequence[ModerationLine]:
    """The lines of the log, the newest first."""
    ordered = select(*_COLUMNS).order_by(Moderation.at.desc(), Moderation.id)
    return [_line(row) for row in reader.rows(ordered.limit(limit).offset(skip))]


def lines_in_all(reader: Reader) -> int:
    """How many lines the log has."""
    return int(reader.scalar(select(func.count(Moderation.id))) or 0)


def _line(row: Any) -> ModerationLine:
    return ModerationLine(
        on=civil_day(row.at),
        act=row.act,
        ground=row.ground,
        region_code=row.region_code,
        role=row.role,
        second_role=row.second_role,
        merchant_id="" if row.act in _NAMES_NO_SHOP else row.merchant_id or "",
    )
