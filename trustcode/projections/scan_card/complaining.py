"""The complaints of a unit, as a card keeps them: those that count, the latest results, and what was hidden.

Results come through the gate and from nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trustcode.catalogues.rules import Catalogue
from trustcode.commitments.rules.text import Lists
from trustcode.complaints.queries.silence import cases_of_all
from trustcode.complaints.rules.silence import Case
from trustcode.projections.scan_card.card import CardResult, CardStone
from trustcode.projections.scan_card.promising import in_words
from trustcode.publication.queries.gate import Display, display_of
from trustcode.publication.queries.history import facts_of_all
from trustcode.publication.rules.figures import ComplaintFact
from trustcode.publication.rules.showing import ShownComplaint
from trustcode.storage.reading import Reader

LATEST = 3
LONGEST_REPLY = 60
"""Characters of a reply on the card; the page of all results has it whole."""


@dataclass(frozen=True)
class Complaining:
    """What goes on the card; the names are those of its fields."""

    complaints: tuple[ComplaintFact, ...]
    results: tuple[CardResult, ...]
    stones: tuple[CardStone, ...]
    on_display: int
    cases: tuple[Case, ...]


def complaints_of(reader: Reader, merchant_id: str, today: date, lists: Lists) -> Complaining:
    """Everything public about the complaints of a unit."""
    return complaints_of_all(reader, (merchant_id,), today, lists)[merchant_id]


def complaints_of_all(reader: Reader, merchant_ids: Sequence[str], today: date, lists: Lists) -> dict[str, Complaining]:
    """The same of several units, at most a thousand, by unit."""
    facts = facts_of_all(reader, merchant_ids, today)
    shown = display_of(reader, merchant_ids, today, latest=LATEST)
    cases = cases_of_all(reader, merchant_ids)
    nothing = Display((), (), 0)

    def of(one: str) -> Complaining:
        display = shown.get(one, nothing)
        return Complaining(
            complaints=facts[one],
            results=tuple(_result(result, until, lists) for result, until in display.latest),
            stones=tuple(CardStone(until, stone.hidden_on, stone.ground.value) for stone, until in display.stones),
            on_display=display.in_all,
            cases=tuple(sorted(cases.get(one, ()), key=_order)),
        )

    return {one: of(one) for one in merchant_ids}


def _order(case: Case) -> tuple[date, date]:
    return case.due_on, case.answered_on or date.max


def _result(one: ShownComplaint, until: date, lists: Lists) -> CardResult:
    goods, services = lists[Catalogue.GOODS_CATEGORY], lists[Catalogue.SERVICE_CATEGORY]
    return CardResult(
        until=until,
        came_on=one.came_on,
        category=in_words(goods.get(one.category) or services.get(one.category), one.category),
        problem=in_words(lists[Catalogue.PROBLEM_CATEGORY].get(one.problem), one.problem),
        result=one.result.value,
        reply=_shortened(one.reply),
    )


def _shortened(reply: str) -> str:
    plain = " ".join(reply.split())
    return plain if len(plain) <= LONGEST_REPLY else f"{plain[: LONGEST_REPLY - 1]}…"
