"""Acts: change a promise while the unit is in force, leave the return promise, take an announced change back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from trustcode.commitments.actions.owning import CHANGE, END, own_unit, require_owner
from trustcode.commitments.actions.versions import LEFT, REPLACED, TAKEN_BACK, add_version, set_end
from trustcode.commitments.models import Commitment
from trustcode.commitments.queries.drafts import shortfalls, text_for
from trustcode.commitments.queries.promises import lists_on, term_choices
from trustcode.commitments.queries.versions import announced_on, counting, days_of, terms_of, versions
from trustcode.commitments.rules.comparing import compare, is_weaker
from trustcode.commitments.rules.days import first_day_of_weaker
from trustcode.commitments.rules.eligibility import may_promise_returns
from trustcode.commitments.rules.terms import (
    CommitmentKind,
    CommitmentRefusal,
    Reach,
    ReturnTerms,
    SafeTerms,
    Terms,
    extra_faults,
    return_faults,
)
from trustcode.commitments.rules.text import Lists
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Refusal, refuse_if_any
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.actions.moving import locked
from trustcode.merchants.models import Merchant
from trustcode.record.pen import Pen


@dataclass(frozen=True)
class Amended:
    """What became of an amendment: the version's id, from which day it counts, and whether it needed notice."""

    commitment_id: str
    effective_on: date
    is_weaker: bool


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
    unit, today = own_unit(pen, merchant_id, CHANGE), civil_day(pen.at)
    rows = versions(pen, merchant_id, kind, reach)
    _require_nothing_announced(rows, today)
    lists = lists_on(pen, today)
    _require_allowed(pen, unit, kind, terms, lists, scheme, reach)
    text = text_for(unit, terms, lists)
    if text.hash != agreed_hash:
        raise Refusal(CommitmentRefusal.TEXT_CHANGED, "agreed")
    now = counting(rows, today)
    changes = () if now is None else compare(terms_of(now), terms)
    if now is not None and not changes:
        raise Refusal(CommitmentRefusal.NOTHING_CHANGED)
    weaker = is_weaker(changes)
    effective_on = first_day_of_weaker(today, scheme.promise_notice_days) if weaker else today
    if now is not None:
        set_end(pen, now, effective_on, REPLACED)
    version = add_version(pen, merchant_id, kind, terms, text, effective_on, reach, weaker=weaker)
    return Amended(version, effective_on, weaker)


def leave(pen: Pen, *, merchant_id: str, scheme: SchemeRules, reach: Reach = Reach.UNIT) -> date:
    """End the return promise alone, after the notice of a weaker promise; returns the first day without it.

    Raises Refusal NOT_IN_FORCE, CHANGE_ANNOUNCED (`day`), NO_RETURNS; NotFound for all but the owner.
    """
    own_unit(pen, merchant_id, END)
    today = civil_day(pen.at)
    rows = versions(pen, merchant_id, CommitmentKind.RETURNS, reach)
    _require_nothing_announced(rows, today)
    now = counting(rows, today)
    if now is None:
        raise Refusal(CommitmentRefusal.NO_RETURNS)
    ends_on = first_day_of_weaker(today, scheme.promise_notice_days)
    set_end(pen, now, ends_on, LEFT)
    return ends_on


def take_back(pen: Pen, *, merchant_id: str, kind: CommitmentKind, reach: Reach = Reach.UNIT) -> None:
    """Take an announced change back before its first day: the version in force goes on without an end.

    Raises Refusal NOTHING_ANNOUNCED; NotFound for all but the owner.
    """
    require_owner(pen, locked(pen, merchant_id), CHANGE)
    today = civil_day(pen.at)
    rows = versions(pen, merchant_id, kind, reach)
    if announced_on(rows, today) is None:
        raise Refusal(CommitmentRefusal.NOTHING_ANNOUNCED)
    for row in rows:
        days = days_of(row)
        if row.effective_on > today and not days.is_empty:
            set_end(pen, row, row.effective_on, TAKEN_BACK)
        elif days.holds(today) and row.ended_on is not None:
            set_end(pen, row, None, "")


def _require_nothing_announced(rows: Iterable[Commitment], today: date) -> None:
    day = announced_on(rows, today)
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
