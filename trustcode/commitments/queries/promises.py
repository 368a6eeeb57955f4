"""Reads: the commitments of a unit, and the choices for new ones."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from trustcode.catalogues.queries import catalogues
from trustcode.catalogues.rules import Catalogue
from trustcode.commitments.models import Commitment
from trustcode.commitments.rules.days import Stretch
from trustcode.commitments.rules.terms import CommitmentKind, Reach, ReturnTerms, SafeTerms, TermChoices, terms_from
from trustcode.commitments.rules.text import Lists, PromiseText
from trustcode.storage.reading import Reader

FIELDS = {
    "categories": Catalogue.GOODS_CATEGORY,
    "exclusions": Catalogue.EXCLUSION,
    "conditions": Catalogue.GOODS_CONDITION,
    "bring": Catalogue.BRING_ITEM,
    "gift": Catalogue.GIFT,
    "freight": Catalogue.FREIGHT,
    "refund_method": Catalogue.REFUND_METHOD,
    "cross_store": Catalogue.CROSS_STORE,
}
"""From which list the codes of each field of `ReturnTerms` come."""


@dataclass(frozen=True)
class SignedPromise:
    """One version as signed. `returns` holds the terms of a return promise, `safe` those of the other."""

    id: str
    kind: CommitmentKind
    version: int
    text: PromiseText
    text_hash: str
    signed_by: str
    signed_at: datetime
    effective_on: date
    reach: Reach
    ended_on: date | None
    safe: SafeTerms | None
    returns: ReturnTerms | None
    ended_why: str = ""

    @property
    def days(self) -> Stretch:
        """The days on which it counts; empty for a version that was taken back before it began."""
        return Stretch(self.effective_on, self.ended_on)


def promises(reader: Reader, merchant_id: str) -> Sequence[SignedPromise]:
    """All versions of both commitments, the oldest first."""
    mine = select(Commitment).where(Commitment.merchant_id == merchant_id)
    return [_promise(row) for row in reader.all(mine.order_by(Commitment.kind, Commitment.version))]


def promises_by_id(reader: Reader, ids: Collection[str]) -> Mapping[str, SignedPromise]:
    """Versions by their ids, whoever signed them."""
    if not ids:
        return {}
    return {row.id: _promise(row) for row in reader.all(select(Commitment).where(Commitment.id.in_(ids)))}


def in_force(
    signed: Iterable[SignedPromise], kind: CommitmentKind, on: date, reach: Reach = Reach.UNIT
) -> SignedPromise | None:
    """Of some versions the one that counts on a day, or None."""
    found = [p for p in signed if p.kind is kind and p.reach is reach and p.days.holds(on)]
    return max(found, key=lambda p: p.version, default=None)


def announced(
    signed: Iterable[SignedPromise], kind: CommitmentKind, on: date, reach: Reach = Reach.UNIT
) -> SignedPromise | None:
    """Of some versions the one that begins after a day and was not taken back, or None."""
    found = [p for p in signed if p.kind is kind and p.reach is reach and p.effective_on > on and not p.days.is_empty]
    return max(found, key=lambda p: p.version, default=None)


def current(
    reader: Reader, merchant_id: str, kind: CommitmentKind, on: date, reach: Reach = Reach.UNIT
) -> SignedPromise | None:
    """The unit's own version that counts on a day, or None; a later one may be announced."""
    return in_force(promises(reader, merchant_id), kind, on, reach)


def lists_on(reader: Reader, on: date) -> Lists:
    """All catalogues on a day, for writing the text of a promise."""
    return catalogues(reader, on)


def term_choices(lists: Lists) -> TermChoices:
    """The codes that may be chosen for each field."""
    return TermChoices(**{name: frozenset(lists[which]) for name, which in FIELDS.items()})


def _promise(row: Commitment) -> SignedPromise:
    plain = json.loads(row.terms)
    is_safe = row.kind is CommitmentKind.SAFE
    return SignedPromise(
        id=row.id,
        kind=row.kind,
        version=row.version,
        text=PromiseText.unpack(row.text),
        text_hash=row.text_hash,
        signed_by=row.signed_by,
        signed_at=row.signed_at,
        effective_on=row.effective_on,
        reach=row.reach,
        ended_on=row.ended_on,
        safe=SafeTerms(**plain) if is_safe else None,
        returns=None if is_safe else terms_from(plain),
        ended_why=row.ended_why,
    )
