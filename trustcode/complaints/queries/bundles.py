"""Reads: a bundle opened: each complaint of it in the officer's region, with its words and how like another they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, select

from trustcode.complaints.models import Complaint
from trustcode.complaints.queries.grounds import circumstances
from trustcode.complaints.queries.lists import ComplaintRow, of_region, rows_of
from trustcode.complaints.queries.officers import may_handle
from trustcode.complaints.rules.bundling import BundleDeed, may_assign, may_free, may_refuse
from trustcode.complaints.rules.course import OPEN
from trustcode.complaints.rules.holding import likest
from trustcode.complaints.rules.purposes import FACTS
from trustcode.complaints.rules.words import RefusalGround
from trustcode.kernel.actors import Actor
from trustcode.kernel.refusals import Refusal
from trustcode.storage.reading import Reader

LOOKED_AT = 500
"""Texts of a bundle that each of a page is compared with, the newest first."""

_ENDED_LAST = case((Complaint.state.in_(OPEN), 0), else_=1)


@dataclass(frozen=True)
class BundleRow:
    """A complaint of a bundle: its line, what was written, how alike the likest other text of the bundle is (0 to 100),
    and its count of changes.
    """

    row: ComplaintRow
    facts: str
    percent: int
    changes: int


@dataclass(frozen=True)
class BundleSize:
    """How many stand in a bundle in the officer's region, open and ended."""

    waiting: int
    ended: int


def bundle_page(reader: Reader, actor: Actor, bundle: str, *, limit: int, skip: int = 0) -> Sequence[BundleRow]:
    """Complaints of a bundle in the officer's region: the open ones by their last day, then the ended ones.

    Raises NotFound for whoever is no officer.
    """
    mine = _mine(actor, bundle)
    return _with_words(reader, mine, rows_of(reader, mine, limit=limit, skip=skip, first=(_ENDED_LAST,)))


def bundle_size(reader: Reader, actor: Actor, bundle: str) -> BundleSize:
    """How many there are. Raises NotFound for whoever is no officer."""
    counted = select(_ENDED_LAST, func.count(Complaint.id)).where(_mine(actor, bundle)).group_by(_ENDED_LAST)
    by_end = dict(reader.rows(counted))
    return BundleSize(int(by_end.get(0, 0)), int(by_end.get(1, 0)))


def chosen_of(reader: Reader, actor: Actor, bundle: str, ids: Sequence[str]) -> Sequence[BundleRow]:
    """Those of some complaints that stand in the bundle and in the officer's region; all others are as if not there."""
    mine = _mine(actor, bundle)
    return _with_words(reader, mine, rows_of(reader, and_(mine, Complaint.id.in_(ids)), limit=len(ids)))


def decided_of(reader: Reader, actor: Actor, ids: Sequence[str]) -> Sequence[ComplaintRow]:
    """Those of some complaints that the officer may read, in or out of a bundle."""
    return rows_of(reader, and_(of_region(actor), Complaint.id.in_(ids)), limit=len(ids))


def refusals_of(
    reader: Reader,
    rows: Sequence[ComplaintRow],
    deed: BundleDeed,
    *,
    today: date,
    ground: RefusalGround | None = None,
    officer_id: str = "",
) -> Mapping[str, Refusal]:
    """Why a deed cannot be done to some of these complaints today, by id; those that take it are not in it."""
    now = circumstances(reader, [row.id for row in rows], today) if deed is BundleDeed.REFUSE else {}
    places = {(row.region_code, row.merchant_id) for row in rows} if deed is BundleDeed.ASSIGN else set()
    fits = {one: may_handle(reader, officer_id, region=one[0], merchant_id=one[1]) for one in places}

    def judge(row: ComplaintRow) -> None:
        if deed is BundleDeed.REFUSE and ground is not None:
            may_refuse(row.state, ground, now[row.id])
        elif deed is BundleDeed.ASSIGN:
            may_assign(row.state, fits=fits[row.region_code, row.merchant_id])
        elif deed is BundleDeed.FREE:
            may_free(row.state, row.holds)

    found: dict[str, Refusal] = {}
    for row in rows:
        try:
            judge(row)
        except Refusal as refusal:
            found[row.id] = refusal
    return found


def _mine(actor: Actor, bundle: str) -> ColumnElement[bool]:
    return and_(of_region(actor), Complaint.bundle == bundle, Complaint.bundle != "")


def _with_words(reader: Reader, mine: ColumnElement[bool], rows: Sequence[ComplaintRow]) -> Sequence[BundleRow]:
    newest = select(Complaint.sketch).where(mine).order_by(Complaint.came_in_at.desc(), Complaint.id).limit(LOOKED_AT)
    texts = Counter(reader.all(newest))
    wanted = select(Complaint).where(Complaint.id.in_([row.id for row in rows]))
    kept = {one.id: one for one in reader.all(wanted)}
    return [
        BundleRow(
            row,
            reader.vault.open(FACTS, kept[row.id].facts),
            _percent(kept[row.id].sketch, texts),
            kept[row.id].changes,
        )
        for row in rows
    ]


def _percent(sketch: bytes, texts: Mapping[bytes, int]) -> int:
    """How alike the likest text is, that of the complaint itself left out."""
    if texts.get(sketch, 0) > 1:
        return 100 if sketch else 0
    like, _ = likest(sketch, [other for other in texts if other != sketch])
    return round(like * 100)
