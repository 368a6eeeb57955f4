"""Makes the course of a unit again whenever an entry changes it, inside the same transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from trustcode.commitments.entries import (
    CommitmentAmended,
    CommitmentEnded,
    CommitmentEndSet,
    CommitmentSigned,
    PromisePaused,
    PromiseResumed,
)
from trustcode.commitments.queries.days import spans
from trustcode.commitments.queries.enterprises import sharing
from trustcode.commitments.rules.days import Span, WhyNot
from trustcode.kernel.moments import Moment
from trustcode.merchants.entries import MerchantMoved
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import IN_FORCE
from trustcode.projections.promise_days.course import DaysAlike, Signed, pack
from trustcode.projections.promise_days.models import PromiseDays
from trustcode.projections.scan_card.promising import Wording
from trustcode.record.notes import Note
from trustcode.storage.reading import Reader
from trustcode.storage.vault import Vault

_NO_VAULT = Vault({}, 0, b"")
_PROMISE_NOTES = (
    CommitmentSigned,
    CommitmentEnded,
    CommitmentAmended,
    CommitmentEndSet,
    PromisePaused,
    PromiseResumed,
)
_MANY = 500
"""Units asked for at a time; a list that is taken in signs for tens of thousands, none of which has a course yet."""


def listen(session: Session, notes: Sequence[Note], _at: Moment) -> None:
    """The listener: make the courses again that these notes touch, once each, those of sister shops included."""
    moved = [n.subject for n in notes if isinstance(n, MerchantMoved) and {n.was, n.now} & IN_FORCE]
    signed = dict.fromkeys(n.subject for n in notes if isinstance(n, _PROMISE_NOTES))
    touched = dict.fromkeys([*moved, *_known(session, list(signed))])
    if touched:
        session.flush()
        for merchant_id in dict.fromkeys([*touched, *sharing(Reader(session, _NO_VAULT), touched)]):
            rebuild(session, merchant_id)


def rebuild(session: Session, merchant_id: str) -> None:
    """Write the course of one unit, or nothing for one that was never in force."""
    reader = Reader(session, _NO_VAULT)
    course = spans(reader, merchant_id)
    row = session.get(PromiseDays, merchant_id)
    if all(span.why_not is WhyNot.NOT_IN_FORCE for span in course):
        if row is not None:
            session.delete(row)
        return
    facts = pack(_days(course, Wording(reader, course)))
    if row is None:
        session.add(PromiseDays(merchant_id=merchant_id, facts=facts))
    else:
        row.facts = facts
    session.flush()


def rebuild_all(session: Session) -> None:
    """Make every course again from the rooms."""
    for merchant_id in session.execute(select(Merchant.id).order_by(Merchant.id)).scalars().all():
        rebuild(session, merchant_id)


def _known(session: Session, merchant_ids: Sequence[str]) -> Iterable[str]:
    """Of some units those that have a course."""
    for first in range(0, len(merchant_ids), _MANY):
        part: Collection[str] = merchant_ids[first : first + _MANY]
        yield from session.execute(select(PromiseDays.merchant_id).where(PromiseDays.merchant_id.in_(part))).scalars()


def _days(course: Sequence[Span], wording: Wording) -> list[DaysAlike]:
    found = []
    for span in course:
        safe = wording.safe(span)
        signed = Signed(safe.version, safe.signed_on, safe.text_hash) if safe else None
        found.append(DaysAlike(span.from_on, span.end_on, span.why_not, signed, wording.returns(span)))
    return found
