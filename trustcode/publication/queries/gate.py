"""The one gate: the only place in the product that turns a complaint into something everybody may see.

It names each column it reads, so that a private one cannot come along; pages, cards, exports and logs are given its
frozen values and never a row. `tests/house/test_contracts.py` keeps the tables of this room away from all others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from trustcode.complaints.models import Complaint
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.merchants.models import Merchant
from trustcode.publication.models import Item
from trustcode.publication.rules.course import SHOWN, HideGround, Stage
from trustcode.publication.rules.refusals import PublicationRefusal
from trustcode.publication.rules.showing import RESULTS, ShownComplaint, Stretch, Tombstone, corrections
from trustcode.storage.reading import Reader
from trustcode.storage.vault import Unsealable

_ANYWHERE = "results"
_COLUMNS = (
    Item.complaint_id,
    Item.stage,
    Item.stage_at,
    Item.hidden_for,
    Item.reply,
    Item.findings,
    Item.corrected,
    Item.shown_until,
    Complaint.came_in_at,
    Complaint.respondent_name,
    Merchant.credit_code,
    Merchant.region_code.label("district"),
    Complaint.category,
    Complaint.problem,
    Complaint.state,
    Complaint.region_code.label("office"),
    Complaint.answered_in_time,
)


@dataclass(frozen=True)
class Display:
    """What is on display of a unit, the newest complaint first, each with its last day there; and how many in all."""

    latest: tuple[tuple[ShownComplaint, date], ...]
    stones: tuple[tuple[Tombstone, date], ...]
    in_all: int


def results_of(
    reader: Reader, merchant_id: str, today: date, *, limit: int, skip: int = 0
) -> Sequence[ShownComplaint | Tombstone]:
    """The results of a shop on display today, the newest complaint first, tombstones in their place."""
    return _read(reader, and_(Item.merchant_id == merchant_id, _on_display(today)), limit, skip)


def count_of(reader: Reader, merchant_id: str, today: date) -> int:
    """How many results and tombstones of a shop are on display today."""
    joined = _joined(func.count(Item.complaint_id))
    return int(reader.scalar(joined.where(Item.merchant_id == merchant_id, _on_display(today))) or 0)


def display_of(reader: Reader, merchant_ids: Sequence[str], today: date, *, latest: int) -> dict[str, Display]:
    """What is on display of some units (at most a thousand), by unit; one without anything is left out.

    Of those that can be read the newest `latest`, all tombstones, and how many there are in all.
    """
    order = case((_shown(today), 0), else_=1), Complaint.came_in_at.desc(), Item.complaint_id
    ranked = (
        _joined(
            *_COLUMNS,
            Item.merchant_id.label("unit"),
            Item.complaint_id.label("own"),
            func.row_number().over(partition_by=Item.merchant_id, order_by=order).label("place"),
            func.count().over(partition_by=Item.merchant_id).label("in_all"),
        )
        .where(Item.merchant_id.in_(merchant_ids), _on_display(today))
        .subquery()
    )
    wanted = select(ranked).where(or_(ranked.c.place <= latest, ranked.c.stage == Stage.HIDDEN))
    found: dict[str, Display] = {}
    for row in reader.rows(wanted.order_by(ranked.c.unit, ranked.c.came_in_at.desc(), ranked.c.own)):
        one, known = _one(row), found.setdefault(row.unit, Display((), (), row.in_all))
        if isinstance(one, Tombstone):
            found[row.unit] = replace(known, stones=(*known.stones, (one, row.shown_until)))
        else:
            found[row.unit] = replace(known, latest=(*known.latest, (one, row.shown_until)))
    return found


def results_after(
    reader: Reader, merchant_id: str, today: date, *, limit: int, mark: str = ""
) -> Stretch[ShownComplaint | Tombstone]:
    """The results of a shop on display today from a mark on, in the order of `results_of`; from the newest without one.

    Whatever comes in or goes out of sight meanwhile, nothing that stays is told twice or left out. Raises Refusal
    NO_SUCH_PLACE for a mark that is none of this shop's.
    """
    mine, purpose = and_(Item.merchant_id == merchant_id, _on_display(today)), f"results.{merchant_id}"
    if mark:
        mine = and_(mine, _older(reader, _place(reader, purpose, mark)))
    rows = reader.rows(_newest_first(mine).limit(limit + 1))
    return Stretch([_one(row) for row in rows[:limit]], _mark(reader, purpose, rows, limit))


def shown_anywhere(reader: Reader, today: date, *, limit: int, mark: str = "") -> Stretch[ShownComplaint]:
    """The results that can be read today from a mark on, for a file; in an order that tells nothing."""
    wanted = and_(_shown(today), Item.complaint_id > _place(reader, _ANYWHERE, mark)) if mark else _shown(today)
    rows = reader.rows(_joined(*_COLUMNS).where(wanted).order_by(Item.complaint_id).limit(limit + 1))
    found = [one for one in map(_one, rows[:limit]) if isinstance(one, ShownComplaint)]
    return Stretch(found, _mark(reader, _ANYWHERE, rows, limit))


def _mark(reader: Reader, purpose: str, rows: Sequence[Any], limit: int) -> str:
    """The mark of the last line told, or nothing where there are no more."""
    return reader.vault.veil(purpose, rows[limit - 1].complaint_id) if len(rows) > limit else ""


def _place(reader: Reader, purpose: str, mark: str) -> str:
    try:
        return reader.vault.unveil(purpose, mark)
    except Unsealable:
        raise Refusal(PublicationRefusal.NO_SUCH_PLACE, "after") from None


def _older(reader: Reader, complaint_id: str) -> ColumnElement[bool]:
    """What stands after a complaint in the order of `_newest_first`."""
    at = reader.scalar(select(Complaint.came_in_at).where(Complaint.id == complaint_id))
    if at is None:
        raise Refusal(PublicationRefusal.NO_SUCH_PLACE, "after")
    beside = and_(Complaint.came_in_at == at, Item.complaint_id > complaint_id)
    return or_(Complaint.came_in_at < at, beside)


def _shown(today: date) -> ColumnElement[bool]:
    """Published, its time not over, the shopper willing, and the complaint still ended in a way that may be shown.

    The last two are asked here again although forming asked them: a complaint that is opened anew is out of sight at
    once, whether or not anybody has recalled its item.
    """
    return and_(
        Item.stage.in_(SHOWN),
        Item.shown_until >= today,
        Item.withheld_for.is_(None),
        *_still_true(),
    )


def _hidden(today: date) -> ColumnElement[bool]:
    return and_(Item.stage == Stage.HIDDEN, Item.hidden_for.is_not(None), Item.shown_until >= today, *_still_true())


def _still_true() -> tuple[ColumnElement[bool], ...]:
    ended = Complaint.state.in_(tuple(RESULTS)), Complaint.ended_at <= Item.formed_at
    return Complaint.may_publish.is_(True), *ended


def _on_display(today: date) -> ColumnElement[bool]:
    return or_(_shown(today), _hidden(today))


def _joined(*columns: Any) -> Any:
    return (
        select(*columns)
        .join(Complaint, Complaint.id == Item.complaint_id)
        .join(Merchant, and_(Merchant.id == Item.merchant_id, Merchant.id == Complaint.merchant_id))
    )


def _read(
    reader: Reader, condition: ColumnElement[bool], limit: int | None, skip: int
) -> list[ShownComplaint | Tombstone]:
    return [_one(row) for row in reader.rows(_newest_first(condition).limit(limit).offset(skip))]


def _newest_first(condition: ColumnElement[bool]) -> Any:
    return _joined(*_COLUMNS).where(condition).order_by(Complaint.came_in_at.desc(), Item.complaint_id)


def _one(row: Any) -> ShownComplaint | Tombstone:
    if row.stage is Stage.HIDDEN:
        return Tombstone(hidden_on=civil_day(row.stage_at), ground=HideGround(row.hidden_for))
    codes = {"category": row.category, "problem": row.problem, **corrections(row.corrected)}
    return ShownComplaint(
        came_on=civil_day(row.came_in_at),
        respondent_name=row.respondent_name,
        credit_code=row.credit_code,
        district=row.district,
        category=codes["category"],
        problem=codes["problem"],
        result=RESULTS[row.state],
        office=row.office,
        reply=row.reply if row.findings == "[]" else "",
        answered_in_time=row.answered_in_time,
    )
