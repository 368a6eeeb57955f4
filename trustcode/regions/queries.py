"""Reads: regions as they were on a day, by code, by parent, up to the province."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select

from trustcode.kernel.refusals import NotFound
from trustcode.kernel.territory import parent
from trustcode.regions.models import Region
from trustcode.regions.rules import Office, Place, RegionRefusal, office_of
from trustcode.storage.reading import Reader


def place(reader: Reader, code: str, on: date) -> Place | None:
    """The region of a code on a day, or None."""
    row = reader.one(select(Region).where(Region.code == code, _in_force(on)))
    return _place(row) if row else None


def places(reader: Reader, on: date) -> dict[str, Place]:
    """All regions in force on a day, by code, in the order of codes."""
    rows = reader.all(select(Region).where(_in_force(on)).order_by(Region.code))
    return {row.code: _place(row) for row in rows}


def children(reader: Reader, code: str, on: date) -> tuple[Place, ...]:
    """The regions directly under a code on a day, in the order of codes."""
    found = reader.all(select(Region).where(Region.parent == code, _in_force(on)).order_by(Region.code))
    return tuple(_place(row) for row in found)


def path(reader: Reader, code: str, on: date) -> tuple[Place, ...]:
    """From the province down to the region itself on a day; empty when there is no such region."""
    wanted: list[str] = [code]
    while above := parent(wanted[0]):
        wanted.insert(0, above)
    rows = reader.all(select(Region).where(Region.code.in_(wanted), _in_force(on)).order_by(Region.code))
    found = tuple(_place(row) for row in rows)
    return found if found and found[-1].code == code else ()


def history(reader: Reader, code: str) -> Sequence[Place]:
    """All that a code has been called, the oldest first."""
    return [_place(row) for row in reader.all(select(Region).where(Region.code == code).order_by(Region.valid_from))]


def office_name(reader: Reader, code: str, on: date) -> Office:
    """The market regulation authority of a region on a day. Raises NotFound when there is no such region."""
    way = path(reader, code, on)
    if not way:
        raise NotFound(RegionRefusal.NO_SUCH_REGION, "region", region=code)
    return office_of(way[-1], way[-2] if len(way) > 1 else None)


def _in_force(on: date) -> ColumnElement[bool]:
    return and_(Region.valid_from <= on, or_(Region.valid_to.is_(None), Region.valid_to >= on))


def _place(row: Region) -> Place:
    return Place(row.code, row.name_zh, row.name_en, row.kind, row.valid_from, row.valid_to, row.successor)
