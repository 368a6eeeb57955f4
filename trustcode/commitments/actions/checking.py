"""Acts: the owner goes through the base clauses, once a year and before a renewal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

from trustcode.commitments.entries import SelfChecked
from trustcode.commitments.models import SelfCheck
from trustcode.commitments.queries.promises import lists_on
from trustcode.commitments.rules.checking import (
    CHECKING,
    LONGEST_NOTE,
    CheckRefusal,
    clauses_asked,
    require_answers,
)
from trustcode.kernel.canonical import canonical
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.merchants.actions.applying import require_owner
from trustcode.merchants.actions.moving import locked
from trustcode.record.pen import Pen


def self_check(pen: Pen, *, merchant_id: str, answers: Mapping[str, bool], note: str = "") -> str:
    """Keep the owner's yes or no to every clause in force today; returns the id of the check.

    A no needs nothing more: it is counted as an open point and listed as something to mend. Raises NotFound for anyone
    but the owner, Refusal (NOT_IN_SCHEME, ANSWER_MISSING, NO_SUCH_CLAUSE, NOTE_TOO_LONG).
    """
    require_owner(pen.actor, merchant_id)
    merchant = locked(pen, merchant_id)
    if merchant.standing not in CHECKING:
        raise Refusal(CheckRefusal.NOT_IN_SCHEME)
    today, said = civil_day(pen.at), note.strip()
    asked = clauses_asked(lists_on(pen, today), merchant.unit_kind)
    require_answers(answers, asked)
    if len(said) > LONGEST_NOTE:
        raise Refusal(CheckRefusal.NOTE_TOO_LONG, "note", most=LONGEST_NOTE)
    kept = {clause.code: answers[clause.code] for clause in asked}
    check = SelfCheck(
        id=new_id(),
        merchant_id=merchant.id,
        answers=json.dumps(kept),
        open_points=sum(not yes for yes in kept.values()),
        note=said,
        checked_by=pen.actor.person_id,
        checked_at=pen.at,
        checked_on=today,
    )
    pen.add(check)
    hashed = sha256(canonical(kept)).hexdigest()
    pen.note(SelfChecked(subject=merchant.id, check=check.id, open_points=check.open_points, answers_hash=hashed))
    return check.id
