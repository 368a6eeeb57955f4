"""Reads: what a unit promised on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from trustcode.commitments.models import Pause
from trustcode.commitments.queries.promises import SignedPromise, promises
from trustcode.commitments.rules.days import Stretch, WhyNot, standings
from trustcode.commitments.rules.terms import CommitmentKind, ReturnTerms
from trustcode.kernel.moments import civil_day
from trustcode.merchants.entries import MerchantMoved
from trustcode.record.reading import entries_of
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class PromiseOn:
    """What holds for a purchase on a day. `terms` are those of returns that bind, or None with the reason beside."""

    day: date
    safe: SignedPromise | None
    returns: SignedPromise | None
    terms: ReturnTerms | None
    why_not: WhyNot | None


def promise_on(reader: Reader, merchant_id: str, day: date) -> PromiseOn:
    """The promise for a purchase on a day, by the tables. A replay of the record says the same."""
    found = [p for p in promises(reader, merchant_id) if Stretch(p.effective_on, p.ended_on).holds(day)]
    safe = next((p for p in reversed(found) if p.kind is CommitmentKind.SAFE), None)
    returns = next((p for p in reversed(found) if p.kind is CommitmentKind.RETURNS), None)
    why_not = _why_not(reader, merchant_id, day, returns)
    return PromiseOn(day, safe, returns, returns.returns if returns and why_not is None else None, why_not)


def _why_not(reader: Reader, merchant_id: str, day: date, returns: SignedPromise | None) -> WhyNot | None:
    moves = [
        (civil_day(line.at), str(line.facts["now"])) for line in entries_of(reader, merchant_id, MerchantMoved.kind)
    ]
    if not any(stretch.holds(day) for stretch in standings(moves)):
        return WhyNot.NOT_IN_FORCE
    if returns is None:
        return WhyNot.NOT_PROMISED
    mine = select(Pause).where(
        Pause.merchant_id == merchant_id, Pause.kind == CommitmentKind.RETURNS, Pause.starts_on.is_not(None)
    )
    paused = any(p.starts_on and Stretch(p.starts_on, p.ends_on).holds(day) for p in reader.all(mine))
    return WhyNot.PAUSED if paused else None
