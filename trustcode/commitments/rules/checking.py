"""The yearly self-check: which clauses are asked, whether all are answered, when it is due and how long it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.commitments.rules.text import Lists
from trustcode.kernel.refusals import Fault, RefusalCode, refuse_if_any
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.rules.standing import Standing
from trustcode.merchants.rules.terms import months_after

CHECKING = frozenset({Standing.ACTIVE, Standing.RECTIFYING, Standing.SUSPENDED, Standing.LAPSED})
"""Standings in which a unit may check itself: while the promises bind, and before it renews."""

LONGEST_NOTE = 500
"""Characters of what the owner writes beside the answers."""


class CheckRefusal(RefusalCode):
    """Why a self-check, or a renewal that needs one, is not taken."""

    NOT_IN_SCHEME = "check_not_in_scheme"
    ANSWER_MISSING = "check_answer_missing"
    NO_SUCH_CLAUSE = "check_no_such_clause"
    NOTE_TOO_LONG = "check_note_too_long"
    SELF_CHECK_NEEDED = "check_needed_first"
    TERMS_GONE = "check_terms_gone"


def clauses_asked(lists: Lists, unit_kind: str) -> tuple[TermWords, ...]:
    """The base clauses that bind a kind of unit, in the order of the list."""
    return tuple(c for c in lists[Catalogue.CLAUSE].values() if unit_kind in c.detail.get("for", (unit_kind,)))


def where_of(clause: str) -> str:
    """The name of a clause's field, which a fault points to."""
    return "clause-" + clause.replace(".", "-")


def require_answers(answers: Mapping[str, bool], asked: Sequence[TermWords]) -> None:
    """Every clause has a yes or no and nothing else has. Raises one Refusal that names each."""
    codes = [clause.code for clause in asked]
    missing = [Fault(CheckRefusal.ANSWER_MISSING, where_of(code)) for code in codes if code not in answers]
    strange = [Fault(CheckRefusal.NO_SUCH_CLAUSE, where_of(code)) for code in answers if code not in codes]
    refuse_if_any([*missing, *strange])


def check_due_on(first_active_on: date, last_checked_on: date | None, scheme: SchemeRules) -> date:
    """The day by which a unit checks itself (again): some months after it came into force, or after the last time."""
    return months_after(last_checked_on or first_active_on, scheme.self_check_months)


def still_counts(checked_on: date | None, today: date, scheme: SchemeRules) -> bool:
    """Whether the last self-check is recent enough for a renewal."""
    return checked_on is not None and today <= months_after(checked_on, scheme.self_check_months)
