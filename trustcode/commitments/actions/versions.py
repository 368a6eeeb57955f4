"""Parts of acts on promises: write down a new version, or the end of one, with its entry."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import select

from trustcode.commitments.entries import CommitmentAmended, CommitmentEndSet
from trustcode.commitments.models import Commitment
from trustcode.commitments.rules.terms import CommitmentKind, Reach, Terms
from trustcode.commitments.rules.text import PromiseText
from trustcode.kernel.canonical import plain
from trustcode.kernel.identifiers import new_id
from trustcode.record.pen import Pen

REPLACED = "replaced"
LEFT = "left"
TAKEN_BACK = "taken_back"
"""Why a version ends."""


def set_end(pen: Pen, row: Commitment, ended_on: date | None, why: str) -> None:
    """From this day on a version counts no more; None: it goes on without an end."""
    row.ended_on, row.ended_why = ended_on, why
    pen.note(
        CommitmentEndSet(
            subject=row.merchant_id,
            commitment=row.id,
            which=row.kind.value,
            version=row.version,
            ended_on=ended_on,
            why=why,
        )
    )


def add_version(
    pen: Pen,
    merchant_id: str,
    kind: CommitmentKind,
    terms: Terms,
    text: PromiseText,
    effective_on: date,
    reach: Reach,
    *,
    weaker: bool,
) -> str:
    """A new version of a promise, numbered and noted; returns its id."""
    numbers = pen.all(select(Commitment.version).where(Commitment.merchant_id == merchant_id, Commitment.kind == kind))
    kept: dict[str, Any] = asdict(terms)
    row = Commitment(
        id=new_id(),
        merchant_id=merchant_id,
        kind=kind,
        version=max(numbers, default=0) + 1,
        terms=json.dumps(plain(kept), ensure_ascii=False, sort_keys=True),
        text=text.pack(),
        text_hash=text.hash,
        signed_by=pen.actor.person_id,
        signed_at=pen.at,
        effective_on=effective_on,
        reach=reach,
    )
    pen.add(row)
    pen.note(
        CommitmentAmended(
            subject=merchant_id,
            commitment=row.id,
            which=kind.value,
            version=row.version,
            text_hash=row.text_hash,
            effective_on=effective_on,
            is_weaker=weaker,
            reach=reach.value,
        )
    )
    return row.id
