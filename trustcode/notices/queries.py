"""Reads: the notices of a business, and those that have not gone out by e-mail."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select

from trustcode.kernel.moments import Moment
from trustcode.notices.models import Notice
from trustcode.notices.rules import MAIL_CLAIM, MAIL_TRIES, MAIL_WITHIN, NoticeKind
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class NoticeSheet:
    """One notice as a page or a letter needs it."""

    id: str
    merchant_id: str
    kind: NoticeKind
    facts: Mapping[str, str]
    due_on: date | None
    made_at: datetime
    seen_at: datetime | None


def notices(reader: Reader, merchant_id: str, *, limit: int, skip: int = 0) -> Sequence[NoticeSheet]:
    """Notices of a business, those not seen first, then the newest."""
    mine = select(Notice).where(Notice.merchant_id == merchant_id)
    ordered = mine.order_by(Notice.seen_at.is_not(None), Notice.made_at.desc(), Notice.id)
    return [_sheet(row) for row in reader.all(ordered.limit(limit).offset(skip))]


def notice_counts(reader: Reader, merchant_id: str) -> tuple[int, int]:
    """How many notices a business has, and how many of them nobody has seen."""
    unseen = func.count().filter(Notice.seen_at.is_(None))
    counted = select(func.count(), unseen).select_from(Notice).where(Notice.merchant_id == merchant_id)
    whole, fresh = reader.rows(counted)[0]
    return int(whole), int(fresh)


def known_keys(reader: Reader, merchant_ids: Iterable[str]) -> set[tuple[str, str]]:
    """Business and key of every notice that some businesses have already, in one read."""
    wanted = select(Notice.merchant_id, Notice.key).where(Notice.merchant_id.in_(list(merchant_ids)))
    return {(merchant_id, key) for merchant_id, key in reader.rows(wanted)}


def is_known(reader: Reader, merchant_id: str, key: str) -> bool:
    """Whether a business has the notice of a key already, however many others it has."""
    mine = Notice.merchant_id == merchant_id, Notice.key == key
    return reader.one(select(Notice.id).where(*mine)) is not None


def unsent(reader: Reader, at: Moment, *, after: str = "", limit: int = 500) -> Sequence[NoticeSheet]:
    """Notices that may go out by e-mail now, by their id; those seen at the desk need no letter any more."""
    waiting = select(Notice).where(sendable(at), Notice.seen_at.is_(None), Notice.made_at > at - MAIL_WITHIN)
    return [_sheet(row) for row in reader.all(waiting.where(Notice.id > after).order_by(Notice.id).limit(limit))]


def sendable(at: Moment) -> ColumnElement[bool]:
    """Not sent, not refused too often, and not in somebody's hands."""
    free = or_(Notice.mail_claimed_at.is_(None), Notice.mail_claimed_at < at - MAIL_CLAIM)
    return Notice.mailed_at.is_(None) & (Notice.mail_tries < MAIL_TRIES) & free


def _sheet(row: Notice) -> NoticeSheet:
    return NoticeSheet(row.id, row.merchant_id, row.kind, json.loads(row.facts), row.due_on, row.made_at, row.seen_at)
