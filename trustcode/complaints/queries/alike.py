"""Reads: complaints that stand together, found by keyed hashes and sketches; nothing in clear is compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select

from trustcode.complaints.models import Complaint, Person
from trustcode.complaints.queries.lists import ComplaintRow, of_region, rows_of
from trustcode.complaints.rules.alike import Alike, Traits, alike
from trustcode.kernel.actors import Actor
from trustcode.kernel.scheme import SchemeRules
from trustcode.storage.reading import Reader

LOOKED_AT = 500
"""Candidates that one complaint is compared with, the newest first."""


@dataclass(frozen=True)
class AlikeRow:
    """Another complaint, and what it has in common with the one looked at."""

    row: ComplaintRow
    whys: tuple[Alike, ...]


def like_it(
    reader: Reader, actor: Actor, complaint_id: str, scheme: SchemeRules, *, limit: int = 20
) -> tuple[Sequence[AlikeRow], int]:
    """Complaints like this one in the officer's region, and how many there are in all. Raises NotFound for others."""
    mine = traits_of(reader, [complaint_id])
    if not mine:
        return [], 0
    one = mine[0]
    near = and_(
        Complaint.merchant_id == (one.shop or None),
        Complaint.came_in_at >= one.came_in_at - timedelta(days=scheme.near_copy_days),
        Complaint.came_in_at <= one.came_in_at + timedelta(days=scheme.near_copy_days),
    )
    shared: list[ColumnElement[bool]] = [near]
    if one.receipt_index:
        shared.append(Complaint.receipt_index == one.receipt_index)
    if one.phone_index:
        shared.append(Person.phone_index == one.phone_index)
    others = _traits().where(of_region(actor), Complaint.id != complaint_id, or_(*shared))
    found = _read(reader, others.order_by(Complaint.came_in_at.desc(), Complaint.id).limit(LOOKED_AT))
    whys = {other.id: alike(one, other, scheme) for other in found}
    ids = [matter_id for matter_id, common in whys.items() if common]
    rows = rows_of(reader, Complaint.id.in_(ids), limit=limit) if ids else []
    return [AlikeRow(row, whys[row.id]) for row in rows], len(ids)


def traits_of(reader: Reader, ids: Sequence[str]) -> Sequence[Traits]:
    """What is compared of these complaints, in their order."""
    found = {one.id: one for one in _read(reader, _traits().where(Complaint.id.in_(ids)))} if ids else {}
    return [found[one] for one in ids if one in found]


def _traits() -> Select[Complaint, bytes]:
    return select(Complaint, Person.phone_index).outerjoin(Person, Person.matter_id == Complaint.id)


def _read(reader: Reader, wanted: Select[Complaint, bytes]) -> list[Traits]:
    return [
        Traits(one.id, one.merchant_id or "", one.came_in_at, one.receipt_index, phone or b"", one.sketch)
        for one, phone in reader.rows(wanted)
    ]
