"""Acts: a region is added, renamed, or given up for another. No row is ever removed."""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta
from importlib import resources
from typing import Any

from sqlalchemy import select

from trustcode.kernel.canonical import canonical
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.territory import PROVINCE
from trustcode.record.pen import Pen
from trustcode.regions import queries, rules
from trustcode.regions.entries import RegionAdded, RegionMerged, RegionRenamed, RegionsLoaded
from trustcode.regions.models import Region
from trustcode.regions.rules import Kind, Place, RegionRefusal


def add(pen: Pen, *, place: Place) -> None:
    """A region comes into being. Raises Refusal: impossible code or name, code in use on that day, no parent."""
    rules.may_be(place)
    if any(_overlap(known, place) for known in queries.history(pen, place.code)):
        raise Refusal(RegionRefusal.ALREADY_THERE, "code", region=place.code)
    if place.parent is not None and queries.place(pen, place.parent, place.valid_from) is None:
        raise Refusal(RegionRefusal.NO_PARENT, "code", parent=place.parent)
    pen.add(_row(place))
    pen.note(
        RegionAdded(
            subject=place.code,
            name_zh=place.name_zh,
            name_en=place.name_en,
            region_kind=place.kind.value,
            valid_from=place.valid_from,
        )
    )


def rename(pen: Pen, *, code: str, name_zh: str, name_en: str, valid_from: date) -> None:
    """The same code under another name from a day on. Raises NotFound, or Refusal for a bad name or day."""
    row = _current(pen, code)
    old = queries.history(pen, code)[-1]
    new = Place(code, name_zh, name_en, row.kind, valid_from)
    rules.may_be(new)
    rules.may_end(old, valid_from - timedelta(days=1))
    row.valid_to = valid_from - timedelta(days=1)
    pen.add(_row(new))
    pen.note(RegionRenamed(subject=code, name_zh=name_zh, name_en=name_en, valid_from=valid_from))


def merge(pen: Pen, *, code: str, successor: str, last_day: date) -> None:
    """A code ends after a day and another takes over from the next. Raises NotFound, or Refusal: no such successor."""
    row = _current(pen, code)
    rules.may_end(queries.history(pen, code)[-1], last_day)
    if successor == code or queries.place(pen, successor, last_day + timedelta(days=1)) is None:
        raise Refusal(RegionRefusal.NO_SUCCESSOR, "successor", successor=successor)
    row.valid_to, row.successor = last_day, successor
    pen.note(RegionMerged(subject=code, successor=successor, valid_to=last_day))


def load_shipped(pen: Pen) -> int:
    """Add the regions that come with the program and whose codes are not known yet; returns how many.

    Safe to run at every start: codes that are known, whatever became of them, are left alone.
    """
    known = set(pen.all(select(Region.code)))
    new = [place for place in shipped() if place.code not in known]
    if new:
        pen.add(*(_row(place) for place in new))
        pen.note(RegionsLoaded(subject=PROVINCE, count=len(new), content_hash=_hash(new)))
    return len(new)


def shipped() -> tuple[Place, ...]:
    """The regions that come with the program, in the order of codes."""
    file = resources.files("trustcode.regions").joinpath("data", "hunan.json")
    return tuple(_read(facts) for facts in json.loads(file.read_text(encoding="utf-8"))["regions"])


def _read(facts: dict[str, Any]) -> Place:
    last = facts.get("valid_to")
    return Place(
        facts["code"],
        facts["name_zh"],
        facts["name_en"],
        Kind(facts["kind"]),
        date.fromisoformat(facts["valid_from"]),
        date.fromisoformat(last) if last else None,
        facts.get("successor", ""),
    )


def _current(pen: Pen, code: str) -> Region:
    row = pen.lock_one(select(Region).where(Region.code == code, Region.valid_to.is_(None)))
    if row is None:
        raise NotFound(RegionRefusal.NO_SUCH_REGION, "code", region=code)
    return row


def _row(place: Place) -> Region:
    return Region(
        code=place.code,
        valid_from=place.valid_from,
        valid_to=place.valid_to,
        parent=place.parent,
        name_zh=place.name_zh,
        name_en=place.name_en,
        kind=place.kind,
        successor=place.successor,
    )


def _overlap(one: Place, other: Place) -> bool:
    return one.valid_from <= (other.valid_to or date.max) and other.valid_from <= (one.valid_to or date.max)


def _hash(places: list[Place]) -> str:
    facts = [[p.code, p.name_zh, p.name_en, p.kind, p.valid_from, p.valid_to, p.successor] for p in places]
    return hashlib.sha256(canonical(facts)).hexdigest()
