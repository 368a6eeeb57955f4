"""Reads: the rows of one promise, its versions, for acts and for what is shown before them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select

from trustcode.commitments.models import Commitment
from trustcode.commitments.rules.days import Stretch
from trustcode.commitments.rules.terms import CommitmentKind, Reach, SafeTerms, Terms, terms_from
from trustcode.storage.reading import Reader


def versions(reader: Reader, merchant_id: str, kind: CommitmentKind, reach: Reach) -> Sequence[Commitment]:
    """The versions, the newest first."""
    mine = Commitment.merchant_id == merchant_id, Commitment.kind == kind, Commitment.reach == reach
    return reader.all(select(Commitment).where(*mine).order_by(Commitment.version.desc()))


def days_of(row: Commitment) -> Stretch:
    """The days on which a version counts."""
    return Stretch(row.effective_on, row.ended_on)


def terms_of(row: Commitment) -> Terms:
    """The terms of a version."""
    kept = json.loads(row.terms)
    return SafeTerms(**kept) if row.kind is CommitmentKind.SAFE else terms_from(kept)


def counting(rows: Iterable[Commitment], day: date) -> Commitment | None:
    """Of the versions of one promise the one that counts on a day, or None."""
    return next((row for row in rows if days_of(row).holds(day)), None)


def announced_on(rows: Iterable[Commitment], today: date) -> date | None:
    """The day of an announced change: a version that begins, or the one in force that ends."""
    for row in rows:
        days = days_of(row)
        if row.effective_on > today and not days.is_empty:
            return row.effective_on
        if days.holds(today) and row.ended_on is not None:
            return row.ended_on
    return None
