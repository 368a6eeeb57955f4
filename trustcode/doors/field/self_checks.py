"""The last self-check of a unit, for the officer: when, how many open points, and which."""

from __future__ import annotations

from dataclasses import dataclass

from trustcode.catalogues.rules import Catalogue
from trustcode.doors.field.facts import SheetFacts
from trustcode.doors.field.speaker import Speaker

POINTS = ("%(num)s open point", "%(num)s open points")


@dataclass(frozen=True)
class SelfCheckView:
    """One self-check in words; `to_mend` are the clauses that the owner answered with no, as (code, words)."""

    when: str
    person: str
    points: str
    to_mend: tuple[tuple[str, str], ...]
    note: str
    earlier: int


def self_check_view(say: Speaker, facts: SheetFacts) -> SelfCheckView | None:
    """The newest self-check, or None where there was none."""
    if not facts.checks:
        return None
    last = facts.checks[0]
    return SelfCheckView(
        when=say.moment(last.checked_at),
        person=say.person(last.checked_by),
        points=say.count(POINTS, last.open_points),
        to_mend=tuple((code, say.term(Catalogue.CLAUSE, code)) for code in last.to_mend),
        note=last.note,
        earlier=len(facts.checks) - 1,
    )
