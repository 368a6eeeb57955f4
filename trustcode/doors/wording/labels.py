"""Enum members in words. Every reason for a no, every standing, act and check has a sentence or a name here.

The words of the rooms stand in `words/`; a door adds its own with `register`. Message ids are English, the Chinese
stands in the PO files. A sentence may use the facts of its refusal, as `%(least)s`.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from trustcode.doors.wording.catalog import translations
from trustcode.doors.wording.fact_words import said_facts, sentence_for
from trustcode.doors.wording.msgids import N_, filled, say, say_word
from trustcode.doors.wording.words import (
    amendments,
    complaints,
    exchange,
    ledger,
    notices,
    promises,
    publication,
    returns,
    shops,
    standings,
    tables,
)
from trustcode.doors.wording.words import facts as fact_words
from trustcode.doors.wording.words import files as file_words
from trustcode.doors.wording.words import months as month_words
from trustcode.kernel.refusals import Fault, Refusal
from trustcode.merchants.rules.standing import Act, Standing

__all__ = [
    "N_",
    "Audience",
    "NoWords",
    "act_done",
    "act_verb",
    "explained",
    "has_words",
    "label",
    "official_word",
    "register",
    "sentences",
    "standing_means",
    "standing_word",
    "words_of",
]

Words = str | tuple[str, str] | tuple[str, str, str] | Callable[[gettext.NullTranslations, Mapping[str, Any]], str]
"""A text; or (context, text); or (singular, plural, name of the fact that counts); or a function of its facts."""

_WORDS: dict[Any, Words] = {}


class NoWords(LookupError):
    """A member has no words: a fault of the program that a test finds."""


class Audience(StrEnum):
    """Who reads what a standing means."""

    MERCHANT = "merchant"
    OFFICER = "officer"
    PUBLIC = "public"


def register(words: Mapping[Any, Words]) -> None:
    """Add words. Raises ValueError when a member has other words already."""
    for member, said in words.items():
        key = _key(member)
        if _WORDS.get(key, said) != said:
            raise ValueError(f"{member!r} has words already")
        _WORDS[key] = said


def label(language: str, member: StrEnum, **facts: Any) -> str:
    """A member in words; days and lists among the facts are said in the language. Raises NoWords."""
    said = _WORDS.get(_key(member))
    if said is None:
        raise NoWords(f"{type(member).__name__}.{member.name}")
    return _say(language, said, facts, None)


def has_words(member: StrEnum) -> bool:
    """Whether a member has words."""
    return _key(member) in _WORDS


def words_of(language: str, fault: Fault, today: date | None = None) -> str:
    """Why something is refused and what to do about it. Days lose their year when it is that of `today`.

    What is missing is asked for by the name of its field, where we have words for that. Raises NoWords.
    """
    own = sentence_for(fault)
    if own is None and not has_words(fault.code):
        raise NoWords(f"{type(fault.code).__name__}.{fault.code.name}")
    return _say(language, own or _WORDS[_key(fault.code)], fault.facts, today)


def sentences(language: str, faults: Iterable[Fault], today: date | None = None) -> list[tuple[str, str]]:
    """(name of the field, sentence) for each fault, as the summary of a form wants them."""
    return [(fault.where, words_of(language, fault, today)) for fault in faults]


def explained(language: str, refusal: Refusal, today: date | None = None) -> list[tuple[str, str]]:
    """(name of the field, sentence) for each fault of a refusal."""
    return sentences(language, refusal.faults, today)


def standing_word(language: str, standing: Standing) -> str:
    """The word on the plate and the chip."""
    return say_word(language, standings.STANDINGS[standing].plate)


def official_word(language: str, standing: Standing) -> str:
    """The word in notices and on the record."""
    return say_word(language, standings.STANDINGS[standing].official)


def standing_means(language: str, standing: Standing, audience: Audience) -> str:
    """One sentence: what the standing means for the merchant, the officer or the shopper."""
    return say(language, getattr(standings.STANDINGS[standing], audience.value))


def act_verb(language: str, act: Act) -> str:
    """What the button says."""
    return say_word(language, standings.ACTS[act][0])


def act_done(language: str, act: Act) -> str:
    """What the history says afterwards."""
    return say_word(language, standings.ACTS[act][1])


def _say(language: str, said: Words, facts: Mapping[str, Any], today: date | None) -> str:
    known = translations(language)
    if callable(said):
        return said(known, facts)
    spoken = said_facts(language, facts, today)
    if isinstance(said, str):
        return filled(known.gettext(said), spoken)
    if len(said) == 2:
        return filled(known.pgettext(*said), spoken)
    one, many, counted = said
    return filled(known.ngettext(one, many, int(facts[counted])), spoken)


def _key(member: Any) -> Any:
    """Members of different enums with the same text must not be taken for each other."""
    return (type(member), member.value)


for _part in (
    shops.MERCHANTS,
    shops.CREDIT_CODES,
    shops.NAMES,
    shops.PHOTOS,
    promises.PROMISES,
    promises.CODES,
    notices.CHECKS,
    fact_words.CALENDARS,
    fact_words.REGIONS,
    fact_words.CATALOGUES,
    tables.TABLES,
    file_words.CELLS,
    file_words.LEDGER_FILES,
    tables.IMPORTS,
    month_words.MONTHS,
    month_words.REPORTS,
    tables.MARKS,
    {standing: words.plate for standing, words in standings.STANDINGS.items()},
    {act: words[0] for act, words in standings.ACTS.items()},
    standings.CHECKS,
    standings.LEVELS,
    returns.RETURNS,
    returns.VERDICTS,
    returns.REASONS,
    ledger.LEDGER,
    amendments.AMENDMENTS,
    exchange.EXCHANGE,
    exchange.RECORDS,
    complaints.CLOCK_REFUSALS,
    complaints.COMPLAINTS,
    complaints.STATES,
    complaints.ACTS,
    complaints.REPORT_ACTS,
    complaints.PASSINGS,
    complaints.KEPT,
    complaints.ALIKE,
    complaints.ORIGINS,
    complaints.ANSWERING,
    complaints.WISHES,
    complaints.SOURCES,
    complaints.PAPERS,
    complaints.REFUSAL_GROUNDS,
    complaints.MEDIATION_ENDS,
    complaints.HOLDS,
    complaints.SPEAKERS,
    complaints.REPORT_STATES,
    complaints.NO_CASE_GROUNDS,
    complaints.CLOCK_NAMES,
    complaints.CLOCK_STARTS,
    complaints.PAUSES,
    complaints.CERTAINTIES,
    publication.PUBLICATION,
    publication.RESULTS,
    publication.STAGES,
    publication.WITHHELD,
    publication.HIDDEN,
    publication.VERDICTS,
    publication.OUTCOMES,
    publication.DONE,
    publication.FOUND,
):
    register(_part)
