"""The yearly self-check: which clauses, when due, how long it counts for a renewal."""

from __future__ import annotations

from datetime import date

import pytest

from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.commitments.rules.checking import (
    CheckRefusal,
    check_due_on,
    clauses_asked,
    require_answers,
    still_counts,
)
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.scheme import SchemeRules

SCHEME = SchemeRules()


def clause(code: str, **detail: object) -> TermWords:
    return TermWords(code, 1, "条款", "A clause", "条款", "A clause", detail)


LISTS = {Catalogue.CLAUSE: {c.code: c for c in (clause("A1.1"), clause("A3.7", **{"for": ["market"]}), clause("A5.1"))}}


@pytest.mark.parametrize(("kind", "codes"), [("shop", ["A1.1", "A5.1"]), ("market", ["A1.1", "A3.7", "A5.1"])])
def test_a_clause_for_some_units_is_asked_of_them_alone(kind: str, codes: list[str]) -> None:
    assert [one.code for one in clauses_asked(LISTS, kind)] == codes


def test_every_clause_without_an_answer_is_named_and_so_is_every_stranger() -> None:
    with pytest.raises(Refusal) as refused:
        require_answers({"A1.1": True, "A9.9": True}, clauses_asked(LISTS, "shop"))

    assert [(f.code, f.where) for f in refused.value.faults] == [
        (CheckRefusal.ANSWER_MISSING, "clause-A5-1"),
        (CheckRefusal.NO_SUCH_CLAUSE, "clause-A9-9"),
    ]


def test_the_first_is_due_a_year_after_coming_into_force_and_the_next_a_year_after_the_last() -> None:
    assert check_due_on(date(2026, 11, 23), None, SCHEME) == date(2027, 11, 23)
    assert check_due_on(date(2026, 11, 23), date(2027, 3, 1), SCHEME) == date(2028, 3, 1)


@pytest.mark.parametrize(
    ("checked_on", "counts"),
    [(None, False), (date(2025, 11, 22), False), (date(2025, 11, 23), True), (date(2026, 11, 23), True)],
)
def test_a_self_check_counts_for_twelve_months(checked_on: date | None, *, counts: bool) -> None:
    assert still_counts(checked_on, date(2026, 11, 23), SCHEME) is counts
