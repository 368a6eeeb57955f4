"""Acts: change a promise while the unit is in force, leave the return promise, take an announced change back.

The owner makes and changes promises under the row "apply as merchant" of the permission table (their own business, no
staff); ending one stands under "suspend or end commitment".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from trustcode.commitments.entries import CommitmentAmended, CommitmentEndSet
from trustcode.commitments.models import Commitment
from trustcode.commitments.queries.days import course_of
from trustcode.commitments.queries.promises import lists_on, term_choices
from trustcode.commitments.rules.checking import CheckRefusal
from trustcode.commitments.rules.comparing import Change, below, compare, is_weaker
from trustcode.commitments.rules.days import HOLDING, Stretch, first_day_of_weaker, holding
from trustcode.commitments.rules.eligibility import may_promise_returns
from trustcode.commitments.rules.terms import (
    CommitmentKind,
    CommitmentRefusal,
    Reach,
    ReturnTerms,
    SafeTerms,
    extra_faults,
    return_faults,
    terms_from,
)
from trustcode.commitments.rules.text import Lists, PromiseText, Signer, returns_text, safe_text
from trustcode.kernel.canonical import plain
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Fault, Refusal, refuse_if_any
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.actions.moving import locked
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.authority import require_sight
from trustcode.people.rules.permissions import require
from trustcode.record.pen import Pen
from trustcode.storage.reading import Reader

CHANGE = "apply as merchant"
END = "suspend or end commitment"
"""Rows of the permission table."""

REPLACED = "replaced"
LEFT = "left"
TAKEN_BACK = "taken_back"
"""Why a version ends."""

Terms = ReturnTerms | SafeTerms


@dataclass(frozen=True)
class Amended:
    """What became of an amendment: the version's id, from which day it counts, and whether it needed notice."""

    commitment_id: str
    effective_on: date
    is_weaker: bool


def text_of(reader: Reader, merchant_id: str, terms: Terms, lists: Lists) -> PromiseText:
    """The exact text of terms as a unit would sign them; to be shown before signing. Raises NotFound."""
    return _text(_unit(reader, merchant_id), terms, lists)


def changes_of(
    reader: Reader, merchant_id: str, kind: CommitmentKind, terms: Terms, on: date, reach: Reach = Reach.UNIT
) -> tuple[Change, ...]:
    """What terms would change against the version that counts on a day; nothing where there is none yet."""
    now = next((row for row in _versions(reader, merchant_id, kind, reach) if _days(row).holds(on)), None)
    return () if now is None else compare(_terms_of(now), terms)


def shortfalls(reader: Reader, merchant_id: str, terms: Terms, on: date) -> list[Fault]:
    """The fields in which a shop's own terms fall short of what is promised on a day for all shops of its licence."""
    if isinstance(terms, SafeTerms):
        return []
    held = holding(course_of(reader, merchant_id), on)
    fields = [c.field for version in held.enterprise if version.terms for c in below(version.terms, terms)]
    return [Fault(CommitmentRefusal.BELOW_ENTERPRISE, field) for field in dict.fromkeys(fields)]


def amend(
    pen: Pen,
    *,
    merchant_id: str,
    kind: CommitmentKind,
    terms: Terms,
    agreed_hash: str,
    scheme: SchemeRules,
    reach: Reach = Reach.UNIT,
) -> Amended:
    """Sign a new version of a promise. `agreed_hash` is that of the text that the owner saw.

    In the consumer's favour as a whole, or a first one: it counts from today. With anything weaker in it: after the
    notice, and until then it is announced. Raises Refusal NOT_IN_FORCE, CHANGE_ANNOUNCED (`day`), NOTHING_CHANGED,
    SERVICES_ONLY, BELOW_ENTERPRISE (one fault a field), TEXT_CHANGED, those of sign-up; NotFound for all but the owner.
    """
    unit, today = _own_unit(pen, merchant_id, CHANGE), civil_day(pen.at)
    rows = _versions(pen, merchant_id, kind, reach)
    _require_nothing_announced(rows, today)
    lists = lists_on(pen, today)
    _require_allowed(pen, unit, kind, terms, lists, scheme, reach)
    text = _text(unit, terms, lists)
    if text.hash != agreed_hash:
        raise Refusal(CommitmentRefusal.TEXT_CHANGED, "agreed")
    now = next((row for row in rows if _days(row).holds(today)), None)
    changes = () if now is None else compare(_terms_of(now), terms)
    if now is not None and not changes:
        raise Refusal(CommitmentRefusal.NOTHING_CHANGED)
    weaker = is_weaker(changes)
    effective_on = first_day_of_weaker(today, scheme.promise_notice_days) if weaker else today
    if now is not None:
        _set_end(pen, now, effective_on, REPLACED)
    version = _add(pen, merchant_id, kind, terms, text, effective_on, reach, weaker=weaker)
    return Amended(version, effective_on, weaker)


@dataclass(frozen=True)
class Again:
    """A promise that would be signed again: the text of then, when it was signed, and the text of today."""

    terms: Terms
    before: PromiseText
    signed_on: date
    text: PromiseText


def again(reader: Reader, merchant_id: str, today: date) -> dict[CommitmentKind, Again]:
    """What a renewal signs: each promise of the unit's own that counts and of which no change is announced.

    The terms stay; the wording is that of today's lists. A promise whose terms are no longer on the lists cannot be
    signed as it is: Refusal TERMS_GONE. Raises NotFound for no such unit.
    """
    unit, lists, found = _unit(reader, merchant_id), lists_on(reader, today), {}
    for kind in CommitmentKind:
        rows = _versions(reader, merchant_id, kind, Reach.UNIT)
        now = next((row for row in rows if _days(row).holds(today)), None)
        if now is None or _announced_on(rows, today) is not None:
            continue
        terms = _terms_of(now)
        try:
            text = _text(unit, terms, lists)
        except KeyError:
            raise Refusal(CheckRefusal.TERMS_GONE) from None
        found[kind] = Again(terms, PromiseText.unpack(now.text), civil_day(now.signed_at), text)
    return found


def sign_again(pen: Pen, *, merchant_id: str, agreed: Mapping[CommitmentKind, str]) -> None:
    """Sign the same terms in today's wording; purchases from today on have the new version.

    Whatever was signed today already stands. `agreed` are the hashes of the texts that the owner saw. Raises Refusal
    TEXT_CHANGED, TERMS_GONE; the caller has asked for the permission and holds the unit.
    """
    today = civil_day(pen.at)
    fresh = again(pen, merchant_id, today)
    if {kind: one.text.hash for kind, one in fresh.items()} != dict(agreed):
        raise Refusal(CommitmentRefusal.TEXT_CHANGED, "agreed")
    for kind, one in fresh.items():
        rows = _versions(pen, merchant_id, kind, Reach.UNIT)
        now = next(row for row in rows if _days(row).holds(today))
        if now.effective_on == today and now.text_hash == one.text.hash:
            continue
        _set_end(pen, now, today, REPLACED)
        _add(pen, merchant_id, kind, one.terms, one.text, today, Reach.UNIT, weaker=False)


def leave(pen: Pen, *, merchant_id: str, scheme: SchemeRules, reach: Reach = Reach.UNIT) -> date:
    """End the return promise alone, after the notice of a weaker promise; returns the first day without it.

    Raises Refusal NOT_IN_FORCE, CHANGE_ANNOUNCED (`day`), NO_RETURNS; NotFound for all but the owner.
    """
    _own_unit(pen, merchant_id, END)
    today = civil_day(pen.at)
    rows = _versions(pen, merchant_id, CommitmentKind.RETURNS, reach)
    _require_nothing_announced(rows, today)
    now = next((row for row in rows if _days(row).holds(today)), None)
    if now is None:
        raise Refusal(CommitmentRefusal.NO_RETURNS)
    ends_on = first_day_of_weaker(today, scheme.promise_notice_days)
    _set_end(pen, now, ends_on, LEFT)
    return ends_on


def take_back(pen: Pen, *, merchant_id: str, kind: CommitmentKind, reach: Reach = Reach.UNIT) -> None:
    """Take an announced change back before its first day: the version in force goes on without an end.

    Raises Refusal NOTHING_ANNOUNCED; NotFound for all but the owner.
    """
    require_owner(pen, locked(pen, merchant_id), CHANGE)
    today = civil_day(pen.at)
    rows = _versions(pen, merchant_id, kind, reach)
    if _announced_on(rows, today) is None:
        raise Refusal(CommitmentRefusal.NOTHING_ANNOUNCED)
    for row in rows:
        days = _days(row)
        if row.effective_on > today and not days.is_empty:
            _set_end(pen, row, row.effective_on, TAKEN_BACK)
        elif days.holds(today) and row.ended_on is not None:
            _set_end(pen, row, None, "")


def require_owner(pen: Pen, unit: Merchant, row: str) -> None:
    """Raises NotFound unless the pen's person owns this unit and the row of the table lets owners do it."""
    require_sight(pen.actor, unit.id, unit.region_code)
    require(pen.actor, row, merchant_id=unit.id)


def require_in_force(unit: Merchant) -> None:
    """Raises Refusal NOT_IN_FORCE unless a purchase today has the promises."""
    if unit.standing.value not in HOLDING:
        raise Refusal(CommitmentRefusal.NOT_IN_FORCE)


def _own_unit(pen: Pen, merchant_id: str, row: str) -> Merchant:
    unit = locked(pen, merchant_id)
    require_owner(pen, unit, row)
    require_in_force(unit)
    return unit


def _unit(reader: Reader, merchant_id: str) -> Merchant:
    unit = reader.get(Merchant, merchant_id)
    if unit is None:
        raise Refusal(CommitmentRefusal.NOT_IN_FORCE)
    return unit


def _text(unit: Merchant, terms: Terms, lists: Lists) -> PromiseText:
    signer = Signer(unit.licence_name, f"{unit.shop_name}{unit.branch_name}", unit.credit_code)
    if isinstance(terms, SafeTerms):
        return safe_text(signer, terms, lists)
    return returns_text(signer, terms, lists)


def _versions(reader: Reader, merchant_id: str, kind: CommitmentKind, reach: Reach) -> Sequence[Commitment]:
    """The versions, the newest first."""
    mine = Commitment.merchant_id == merchant_id, Commitment.kind == kind, Commitment.reach == reach
    return reader.all(select(Commitment).where(*mine).order_by(Commitment.version.desc()))


def _days(row: Commitment) -> Stretch:
    return Stretch(row.effective_on, row.ended_on)


def _terms_of(row: Commitment) -> Terms:
    kept = json.loads(row.terms)
    return SafeTerms(**kept) if row.kind is CommitmentKind.SAFE else terms_from(kept)


def _announced_on(rows: Iterable[Commitment], today: date) -> date | None:
    """The day of an announced change: a version that begins, or the one in force that ends."""
    for row in rows:
        days = _days(row)
        if row.effective_on > today and not days.is_empty:
            return row.effective_on
        if days.holds(today) and row.ended_on is not None:
            return row.ended_on
    return None


def _require_nothing_announced(rows: Iterable[Commitment], today: date) -> None:
    day = _announced_on(rows, today)
    if day is not None:
        raise Refusal(CommitmentRefusal.CHANGE_ANNOUNCED, "", day=day)


def _require_allowed(
    pen: Pen, unit: Merchant, kind: CommitmentKind, terms: Terms, lists: Lists, scheme: SchemeRules, reach: Reach
) -> None:
    """What sign-up asks of terms, and that a shop does not fall short of what its enterprise promised."""
    if isinstance(terms, SafeTerms):
        if kind is not CommitmentKind.SAFE or reach is not Reach.UNIT:
            raise ValueError("the safe promise is made by each unit, in terms of its own")
        refuse_if_any(extra_faults(terms.extra, "safe_extra"))
        return
    if not may_promise_returns(lists, unit.unit_kind, unit.industry):
        raise Refusal(CommitmentRefusal.SERVICES_ONLY, "offers_returns")
    refuse_if_any(return_faults(_typed(terms), term_choices(lists), scheme))
    if reach is Reach.UNIT:
        refuse_if_any(shortfalls(pen, unit.id, terms, civil_day(pen.at)))


def _typed(terms: ReturnTerms) -> dict[str, list[str]]:
    """Terms as a form would have sent them, so that they pass the same rules."""
    return {
        name: [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]
        for name, value in terms.plain().items()
    }


def _set_end(pen: Pen, row: Commitment, ended_on: date | None, why: str) -> None:
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


def _add(
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
