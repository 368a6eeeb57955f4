"""The one gate: the only place in the product that turns a complaint into something everybody may see.

It names each column it reads, so that a private one cannot come along; pages, cards, exports and logs are given its
frozen values and never a row. `tests/house/test_contracts.py` keeps the tables of this room away from all others.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from trustcode.complaints.models import Complaint
from trustcode.kernel.moments import civil_day
from trustcode.merchants.models import Merchant
from trustcode.publication.models import Item
from trustcode.publication.rules.course import SHOWN, HideGround, Stage
from trustcode.publication.rules.showing import RESULTS, ShownComplaint, Tombstone, corrections
from trustcode.storage.reading import Reader

_COLUMNS = (
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


def results_of(
    reader: Reader, merchant_id: str, today: date, *, limit: int, skip: int = 0
) -> Sequence[ShownComplaint | Tombstone]:
    """The results of a shop on display today, the newest complaint first, tombstones in their place."""
    return _read(reader, and_(Item.merchant_id == merchant_id, _on_display(today)), limit, skip)


def latest_shown(reader: Reader, merchant_id: str, today: date, *, limit: int) -> Sequence[tuple[ShownComplaint, date]]:
    """The results of a shop that can be read today and the last day of each, the newest complaint first."""
    condition = and_(Item.merchant_id == merchant_id, _shown(today))
    found = _dated(reader, condition, limit, 0)
    return [(one, until) for one, until in found if isinstance(one, ShownComplaint)]


def count_of(reader: Reader, merchant_id: str, today: date) -> int:
    """How many results and tombstones of a shop are on display today."""
    joined = _joined(func.count(Item.complaint_id))
    return int(reader.scalar(joined.where(Item.merchant_id == merchant_id, _on_display(today))) or 0)


def tombstones_of(reader: Reader, merchant_id: str, today: date) -> Sequence[tuple[Tombstone, date]]:
    """What is hidden of a shop and the last day of each, while it would still have been on display."""
    found = _dated(reader, and_(Item.merchant_id == merchant_id, _hidden(today)), None, 0)
    return [(one, until) for one, until in found if isinstance(one, Tombstone)]


def shown_anywhere(reader: Reader, today: date, *, limit: int, skip: int = 0) -> Sequence[ShownComplaint]:
    """All results that can be read today, for an export, in the order of their complaints."""
    found = _read(reader, _shown(today), limit, skip)
    return [one for one in found if isinstance(one, ShownComplaint)]


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
    return [one for one, _ in _dated(reader, condition, limit, skip)]


def _dated(
    reader: Reader, condition: ColumnElement[bool], limit: int | None, skip: int
) -> list[tuple[ShownComplaint | Tombstone, date]]:
    ordered = _joined(*_COLUMNS).where(condition).order_by(Complaint.came_in_at.desc(), Item.complaint_id)
    return [(_one(row), row.shown_until) for row in reader.rows(ordered.limit(limit).offset(skip))]


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
