"""Acts: sign both commitments and hand the application in, as one step."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import select

from trustcode.commitments.entries import CommitmentEnded, CommitmentSigned
from trustcode.commitments.models import Commitment
from trustcode.commitments.queries.promises import lists_on
from trustcode.commitments.rules.eligibility import may_promise_returns
from trustcode.commitments.rules.importing import ReadRow, list_faults, require_two
from trustcode.commitments.rules.terms import CommitmentKind, CommitmentRefusal, Reach, ReturnTerms, SafeTerms
from trustcode.commitments.rules.text import Lists, PromiseText, Signer, returns_text, safe_text
from trustcode.kernel.actors import Actor
from trustcode.kernel.canonical import plain
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Refusal, refuse_if_any
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.actions import applying
from trustcode.merchants.actions.taking_in import Pair, PaperApplication, taken_in
from trustcode.merchants.queries.known import shops_known
from trustcode.merchants.rules.profile import Profile
from trustcode.record.pen import Pen

__all__ = ["Pledge", "may_promise_returns", "sign_and_submit", "take_in", "texts_of"]

_BATCH = 500
"""Rows noted at a time; what a long list needs of memory."""


@dataclass(frozen=True)
class Pledge:
    """All that a business signs: who it is and the two promises; `returns` is None for those that promise none."""

    profile: Profile
    safe: SafeTerms
    returns: ReturnTerms | None


def texts_of(pledge: Pledge, lists: Lists) -> dict[CommitmentKind, PromiseText]:
    """The exact texts of a pledge, to be shown before signing and kept after it."""
    profile = pledge.profile
    signer = Signer(profile.licence_name, f"{profile.shop_name}{profile.branch_name}", profile.credit_code.code)
    texts = {CommitmentKind.SAFE: safe_text(signer, pledge.safe, lists)}
    if pledge.returns is not None:
        texts[CommitmentKind.RETURNS] = returns_text(signer, pledge.returns, lists)
    return texts


def sign_and_submit(
    pen: Pen, *, merchant_id: str, pledge: Pledge, agreed: dict[CommitmentKind, str], scheme: SchemeRules
) -> None:
    """Sign what was shown and submit (T1). `agreed` are the hashes of the texts that the signer saw.

    Raises Refusal TEXT_CHANGED when the wording is no longer the one shown, SERVICES_ONLY when a unit that sells no
    goods promises returns; NotFound, NotAllowed and others as `applying.submit` does.
    """
    today = civil_day(pen.at)
    lists = lists_on(pen, today)
    profile = pledge.profile
    if pledge.returns is not None and not may_promise_returns(lists, profile.unit_kind, profile.industry):
        raise Refusal(CommitmentRefusal.SERVICES_ONLY, "offers_returns")
    texts = texts_of(pledge, lists)
    if {kind: text.hash for kind, text in texts.items()} != agreed:
        raise Refusal(CommitmentRefusal.TEXT_CHANGED, "agreed")
    applying.submit(pen, merchant_id=merchant_id, profile=pledge.profile, scheme=scheme)
    _sign(pen, merchant_id, CommitmentKind.SAFE, texts[CommitmentKind.SAFE], asdict(pledge.safe), today)
    if pledge.returns is not None:
        text = texts[CommitmentKind.RETURNS]
        _sign(pen, merchant_id, CommitmentKind.RETURNS, text, pledge.returns.plain(), today)
    else:
        _end(pen, merchant_id, CommitmentKind.RETURNS, today, "not_renewed")


def _sign(
    pen: Pen, merchant_id: str, kind: CommitmentKind, text: PromiseText, terms: dict[str, Any], today: date
) -> None:
    version = _end(pen, merchant_id, kind, today, "replaced") + 1
    note, rows = _signed(pen, merchant_id, kind, text, terms, version)
    pen.add(*rows)
    pen.note(note)


def _signed(
    pen: Pen, merchant_id: str, kind: CommitmentKind, text: PromiseText, terms: dict[str, Any], version: int
) -> Pair:
    hashed = text.hash
    row = Commitment(
        id=new_id(),
        merchant_id=merchant_id,
        kind=kind,
        version=version,
        terms=json.dumps(plain(terms), ensure_ascii=False, sort_keys=True),
        text=text.pack(),
        text_hash=hashed,
        signed_by=pen.actor.person_id,
        signed_at=pen.at,
        effective_on=civil_day(pen.at),
        reach=Reach.UNIT,
    )
    note = CommitmentSigned(subject=merchant_id, commitment=row.id, which=kind.value, version=version, text_hash=hashed)
    return note, (row,)


def _end(pen: Pen, merchant_id: str, kind: CommitmentKind, today: date, why: str) -> int:
    """End every version that counts or is announced; returns the highest version so far (0 for none)."""
    mine = select(Commitment).where(Commitment.merchant_id == merchant_id, Commitment.kind == kind)
    rows = pen.all(mine.order_by(Commitment.version))
    for row in rows:
        if row.ended_on is None or row.ended_on > max(today, row.effective_on):
            row.ended_on, row.ended_why = today, why
            pen.note(
                CommitmentEnded(subject=merchant_id, commitment=row.id, which=kind.value, version=row.version, why=why)
            )
    return rows[-1].version if rows else 0


def take_in(
    pen: Pen,
    *,
    rows: Sequence[ReadRow],
    source_hash: str,
    second: Actor,
    scheme: SchemeRules,
    told: Callable[[int], None] = lambda _count: None,
) -> None:
    """Take in a whole list in this one transaction, in the name of the pen's officer, confirmed by `second`.

    `told` hears how many rows were noted since it last heard. Raises Refusal SAME_OFFICER, or one with every row that
    lies outside a region or is known already.
    """
    require_two(pen.actor, second)
    refuse_if_any(f.as_fault() for f in list_faults(rows, pen.actor, second, shops_known(pen)))
    lists = lists_on(pen, civil_day(pen.at))
    by_row = {row.row: row for row in rows}
    papers = (PaperApplication(row.profile, row.signed_on, row.row) for row in rows)
    coming = taken_in(pen, papers, source_hash=source_hash, confirmed_by=second.person_id, scheme=scheme)
    while batch := list(islice(coming, _BATCH)):
        pen.note_bulk(
            pair
            for merchant_id, one, noted in batch
            for pair in (*noted, *_paper(pen, merchant_id, by_row[one.row], lists))
        )
        told(len(batch))


def _paper(pen: Pen, merchant_id: str, row: ReadRow, lists: Lists) -> list[Pair]:
    pledge = Pledge(row.profile, row.safe, row.returns)
    terms = {CommitmentKind.SAFE: asdict(row.safe), CommitmentKind.RETURNS: row.returns.plain() if row.returns else {}}
    return [
        _signed(pen, merchant_id, kind, text, terms[kind], version=1) for kind, text in texts_of(pledge, lists).items()
    ]
