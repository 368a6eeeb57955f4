"""A complaint that comes in beside earlier ones: why it is marked as one of many, and which of those are marked with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select

from trustcode.complaints.actions.moving import held
from trustcode.complaints.entries import ComplaintMarked
from trustcode.complaints.models import Complaint, Person
from trustcode.complaints.rules.bundling import may_free
from trustcode.complaints.rules.course import OPEN
from trustcode.complaints.rules.holding import Seen, holds, likest, spreading
from trustcode.complaints.rules.words import Hold
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.scheme import SchemeRules
from trustcode.record.pen import Pen

NO_HOLDS = "[]"
ONLY_BURST = json.dumps([Hold.SHOP_BURST.value])
_UNMARKED = Complaint.holds.in_((NO_HOLDS, ONLY_BURST)), Complaint.freed_at.is_(None)


@dataclass(frozen=True, kw_only=True)
class Traits:
    """What is compared of a new complaint: keyed hashes and a sketch, nothing in clear. Empty where there is none."""

    shop: str
    phone: bytes
    device: bytes
    receipt: bytes
    sketch: bytes


@dataclass(frozen=True)
class Marks:
    """Why a complaint is marked, and the name of the bundle that it stands in; empty for one that stands alone."""

    holds: tuple[Hold, ...] = ()
    bundle: str = ""

    @property
    def text(self) -> str:
        """The reasons as they are kept."""
        return json.dumps([why.value for why in self.holds])


def marks_of(pen: Pen, traits: Traits, scheme: SchemeRules) -> Marks:
    """The marks of a complaint with these traits, before it is there itself."""
    near = _texts(pen, traits, scheme)
    like, place = likest(traits.sketch, [sketch for sketch, _ in near])
    why = holds(_seen(pen, traits, like, scheme), scheme)
    if not why or why == (Hold.SHOP_BURST,):
        return Marks(why)
    copied = near[place][1] if Hold.NEAR_COPY in why else ""
    return Marks(why, copied or _bundle_of(pen, traits, scheme) or new_id())


def mark_earlier(pen: Pen, traits: Traits, marks: Marks, scheme: SchemeRules) -> None:
    """Mark what the same phone or device sent about the same shop before it was too much, each with an entry; and free
    what was marked for their number alone.

    Only what is open, was not accepted and was not freed by an officer. Nobody can bring that on another's complaint: it takes their phone, or
    their device. A text that was copied is not marked for its copies.
    """
    earlier = {one: (came, why) for why in spreading(marks.holds) for one, came in _earlier(pen, traits, why, scheme)}
    for complaint_id, (_, why) in sorted(earlier.items(), key=lambda one: (one[1][0], one[0])):
        _mark_if_still(pen, complaint_id, Marks((why,), marks.bundle), *_UNMARKED, *_waiting(traits.shop))
    for complaint_id, came_in_at in _crowded(pen, traits) if earlier else ():
        if _in_the_hour(pen, traits.shop, came_in_at) < scheme.filings_about_shop_an_hour:
            _mark_if_still(pen, complaint_id, Marks(), Complaint.holds == ONLY_BURST, *_waiting(traits.shop))


def free(pen: Pen, *, complaint_id: str, seen: int | None = None) -> None:
    """An officer found a marked complaint honest: it has no mark and no bundle any more, whatever its sender files later.

    It counts in public figures like any other. Raises NotFound, Refusal CHANGED_MEANWHILE, NOT_MARKED for one that has
    no mark or has ended.
    """
    row = held(pen, complaint_id, seen)
    may_free(row.state, json.loads(row.holds))
    row.freed_at = pen.at
    _mark(pen, row, Marks())


def _mark_if_still(pen: Pen, complaint_id: str, marks: Marks, *still: ColumnElement[bool]) -> None:
    """Mark it unless somebody who held it until now has decided on it, or freed it: what was found is asked once more."""
    row = pen.lock_one(select(Complaint).where(Complaint.id == complaint_id, *still))
    if row is not None:
        _mark(pen, row, marks)


def _mark(pen: Pen, row: Complaint, marks: Marks) -> None:
    row.holds, row.bundle = marks.text, marks.bundle
    said = ",".join(why.value for why in marks.holds)
    pen.note(ComplaintMarked(subject=row.id, merchant=row.merchant_id or "", holds=said))


def _seen(pen: Pen, traits: Traits, like: float, scheme: SchemeRules) -> Seen:
    day = Person.filed_at > pen.at - timedelta(days=1)
    lately = Person.filed_at > pen.at - timedelta(days=scheme.filings_lately_days)
    return Seen(
        by_phone_today=_count(pen, Person.phone_index == traits.phone, day),
        by_phone_lately=_count(pen, Person.phone_index == traits.phone, lately),
        by_device_today=_count(pen, Person.device_index == traits.device, day) if traits.device else 0,
        about_shop_this_hour=_in_the_hour(pen, traits.shop, pen.at) if traits.shop else 0,
        likest=like,
        receipt_again=bool(traits.receipt) and bool(_count(pen, Complaint.receipt_index == traits.receipt)),
    )


def _texts(pen: Pen, traits: Traits, scheme: SchemeRules) -> list[tuple[bytes, str]]:
    """What was lately written about the same shop, each sketch once, with the bundle it stands in."""
    if not traits.shop:
        return []
    lately = Complaint.came_in_at > pen.at - timedelta(days=scheme.near_copy_days)
    kept = select(Complaint.sketch, func.max(Complaint.bundle)).where(Complaint.merchant_id == traits.shop, lately)
    return [(sketch, bundle) for sketch, bundle in pen.rows(kept.group_by(Complaint.sketch))]


def _bundle_of(pen: Pen, traits: Traits, scheme: SchemeRules) -> str:
    """The earliest bundle that the same phone, device or receipt stands in; empty for none."""
    same = [Person.phone_index == traits.phone]
    same += [Person.device_index == traits.device] if traits.device else []
    same += [Complaint.receipt_index == traits.receipt] if traits.receipt else []
    lately = Person.filed_at > pen.at - timedelta(days=scheme.filings_lately_days)
    theirs = select(Complaint.bundle).join(Person, Person.matter_id == Complaint.id)
    found = pen.all(theirs.where(or_(*same), lately, Complaint.bundle != "").order_by(Complaint.came_in_at).limit(1))
    return found[0] if found else ""


def _earlier(pen: Pen, traits: Traits, why: Hold, scheme: SchemeRules) -> Sequence[tuple[str, datetime]]:
    """What the sender of too many filed about the same shop before, and is not marked for it; with when it came in."""
    if not traits.shop:
        return []
    since = pen.at - timedelta(days=scheme.filings_lately_days if why is Hold.REPEAT_CLAIMANT else 1)
    by_device = why is Hold.DEVICE_CAP
    sender = Person.device_index == traits.device if by_device else Person.phone_index == traits.phone
    theirs = select(Complaint.id, Complaint.came_in_at).join(Person, Person.matter_id == Complaint.id)
    found = theirs.where(sender, Person.filed_at > since, *_UNMARKED, *_waiting(traits.shop))
    return [(one, at) for one, at in pen.rows(found)]


def _crowded(pen: Pen, traits: Traits) -> Sequence[tuple[str, datetime]]:
    """What of the last day is marked only for how many came in within the hour before it, the earliest first."""
    since = Complaint.came_in_at > pen.at - timedelta(days=1)
    found = select(Complaint.id, Complaint.came_in_at).where(
        since, Complaint.holds == ONLY_BURST, *_waiting(traits.shop)
    )
    return [(one, at) for one, at in pen.rows(found.order_by(Complaint.came_in_at, Complaint.id))]


def _waiting(shop: str) -> tuple[ColumnElement[bool], ...]:
    return Complaint.merchant_id == shop, Complaint.accepted_at.is_(None), Complaint.state.in_(OPEN)


def _in_the_hour(pen: Pen, shop: str, at: datetime) -> int:
    """How many without a mark came in about a shop within the hour up to a moment."""
    hour = Complaint.came_in_at > at - timedelta(hours=1), Complaint.came_in_at <= at
    unmarked = select(func.count(Complaint.id)).where(Complaint.merchant_id == shop, *hour)
    return int(pen.scalar(unmarked.where(Complaint.holds == NO_HOLDS)) or 0)


def _count(pen: Pen, *conditions: ColumnElement[bool]) -> int:
    theirs = select(func.count(Complaint.id)).join(Person, Person.matter_id == Complaint.id)
    return int(pen.scalar(theirs.where(*conditions)) or 0)
