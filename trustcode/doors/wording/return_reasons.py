"""A judgement of the returns ledger sentence by sentence, codes of the lists in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.doors.wording.fact_words import said_facts
from trustcode.doors.wording.msgids import say
from trustcode.doors.wording.words.returns import REASONS
from trustcode.returns.rules.verdicts import Step

_LISTS = {
    "category": Catalogue.GOODS_CATEGORY,
    "exclusions": Catalogue.EXCLUSION,
    "cross_store": Catalogue.CROSS_STORE,
}


def told(
    language: str,
    steps: Iterable[Step],
    lists: Mapping[Catalogue, Mapping[str, TermWords]],
    today: date | None = None,
) -> list[str]:
    """What is due and why, one sentence a step; days of the year of `today` lose their year."""
    return [_sentence(language, step, lists, today) for step in steps]


def _sentence(language: str, step: Step, lists: Mapping[Catalogue, Mapping[str, TermWords]], today: date | None) -> str:
    facts = {name: _worded(language, name, value, lists) for name, value in step.facts.items()}
    return say(language, REASONS[step.reason], said_facts(language, facts, today))


def _worded(language: str, name: str, value: Any, lists: Mapping[Catalogue, Mapping[str, TermWords]]) -> Any:
    which = _LISTS.get(name)
    if which is None:
        return value
    codes = (value,) if isinstance(value, str) else value
    return tuple(lists[which][code].short(language) if code in lists[which] else code for code in codes)
