"""Reads: the public moderation log. Part of the gate: it names each column, and no person is among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.territory import city_of
from trustcode.publication.models import Moderation
from trustcode.publication.rules.course import Act
from trustcode.publication.rules.refusals import PublicationRefusal
from trustcode.publication.rules.showing import ModerationLine, Stretch
from trustcode.storage.reading import Reader
from trustcode.storage.vault import Unsealable

_NAMES_NO_SHOP = (Act.WITHHOLD, Act.RECONSIDER)
"""What was never seen is not ascribed to a shop either: a secret or a case at court would be told by it. Nor is its
county named, which may have a single one in a year: the city is.
"""

_MARK = "moderation"

_COLUMNS = (
    Moderation.id,
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
    return [_line(row) for row in reader.rows(_newest_first().limit(limit).offset(skip))]


def log_after(reader: Reader, *, limit: int, mark: str = "") -> Stretch[ModerationLine]:
    """The lines of the log from a mark on, the newest first. Raises Refusal NO_SUCH_PLACE."""
    wanted = _newest_first()
    if mark:
        wanted = wanted.where(_older(reader, mark))
    rows = reader.rows(wanted.limit(limit + 1))
    goes_on = reader.vault.veil(_MARK, rows[limit - 1].id) if len(rows) > limit else ""
    return Stretch([_line(row) for row in rows[:limit]], goes_on)


def lines_in_all(reader: Reader) -> int:
    """How many lines the log has."""
    return int(reader.scalar(select(func.count(Moderation.id))) or 0)


def _newest_first() -> Any:
    return select(*_COLUMNS).order_by(Moderation.at.desc(), Moderation.id)


def _older(reader: Reader, mark: str) -> ColumnElement[bool]:
    """What stands after a line in the order of `_newest_first`."""
    try:
        last = reader.vault.unveil(_MARK, mark)
    except Unsealable:
        raise Refusal(PublicationRefusal.NO_SUCH_PLACE, "after") from None
    at = reader.scalar(select(Moderation.at).where(Moderation.id == last))
    if at is None:
        raise Refusal(PublicationRefusal.NO_SUCH_PLACE, "after")
    return or_(Moderation.at < at, and_(Moderation.at == at, Moderation.id > last))


def _line(row: Any) -> ModerationLine:
    names_none = row.act in _NAMES_NO_SHOP
    return ModerationLine(
        on=civil_day(row.at),
        act=row.act,
        ground=row.ground,
        region_code=city_of(row.region_code) if names_none else row.region_code,
        role=row.role,
        second_role=row.second_role,
        merchant_id="" if names_none else row.merchant_id or "",
    )
