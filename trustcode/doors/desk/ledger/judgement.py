"""What is due, and why, in the words of the entry page; with the reasons by which a shopper may be refused now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.doors.desk.choices import Triple, joined
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import the_language
from trustcode.doors.lobby.return_lines import Lists, refusal_words
from trustcode.doors.lobby.slips import lists_then
from trustcode.doors.wording.filters import day_weekday
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.workdays import Reckoning, Why
from trustcode.returns.queries.judgements import judgement
from trustcode.returns.rules.verdicts import Asked, Judged, Reason, Verdict
from trustcode.returns.rules.verdicts import Step as Sentence
from trustcode.storage.reading import Reader

DECIDING = frozenset(
    {
        Reason.PASSED, Reason.LAW_PASSED, Reason.NOT_COVERED, Reason.EXCLUDED, Reason.NOT_INTACT, Reason.NO_PROOF,
        Reason.NOT_THIS_STORE, Reason.FREE_TO_DECIDE, Reason.PROMISE_COVERS_IT, Reason.NEVER_PROMISED,
        Reason.NOT_IN_FORCE, Reason.PAUSED,
    }
)  # fmt: skip
"""Sentences that settle it; where one of them is said, the others fold away."""

LEADING = frozenset({Reason.PROMISED_DAYS, Reason.LAW_ONLINE, Reason.LAW_QUALITY, Reason.ROLLED})
"""Sentences that are shown when nothing stands against it."""

_FROM = {"category": Catalogue.GOODS_CATEGORY, "cross_store": Catalogue.CROSS_STORE}

_DAYS = {
    Why.START: N_("bought; not counted"),
    Why.WORKDAY: N_("day %(number)s"),
    Why.MAKEUP: N_("day %(number)s"),
    Why.REST: N_("day %(number)s, a rest day"),
    Why.ROLLED: N_("moved on to here"),
}

MOST_DAYS = 40
"""Days of a reckoning that are listed one by one."""


@dataclass(frozen=True)
class Judgement:
    """A judgement in words. `reasons`: (code, words, note) by which one may refuse; `no_reason` says why there is none."""

    kind: str
    title: str
    sentences: tuple[str, ...]
    more: tuple[str, ...]
    days: tuple[tuple[str, str], ...]
    reasons: tuple[Triple, ...]
    no_reason: str
    last_on: date | None


def judged_for(reader: Reader, merchant_id: str, asked: Asked, today: date) -> Judgement:
    """What is due for goods that come back to a shop, in the visitor's language."""
    found = judgement(reader, merchant_id, asked).judged
    return in_words(found, lists_then(reader, asked.bought_on, today), today)


def in_words(found: Judged, lists: Lists, today: date) -> Judgement:
    """A judgement as sentences: those that settle it in front, the others behind a fold."""
    language = the_language()
    front = [one for one in found.reasons if one.reason in DECIDING]
    if not front or found.verdict in {Verdict.DUE, Verdict.BY_LAW}:
        front += [one for one in found.reasons if one.reason in LEADING]
    said = {id(one): _said(one, lists, language, today) for one in found.reasons}
    return Judgement(
        kind=found.verdict.value,
        title=label(language, found.verdict),
        sentences=tuple(said[id(one)] for one in front),
        more=tuple(said[id(one)] for one in found.reasons if one not in front),
        days=_days(found.reckoning, language, today),
        reasons=tuple((code, refusal_words(lists, code), "") for code in found.may_refuse),
        no_reason=_no_reason(found.verdict),
        last_on=found.last_on,
    )


def _said(one: Sentence, lists: Lists, language: str, today: date) -> str:
    return label(
        language, one.reason, **{name: _fact(name, v, lists, language, today) for name, v in one.facts.items()}
    )


def _fact(name: str, value: Any, lists: Lists, language: str, today: date) -> Any:
    if isinstance(value, date):
        return day_weekday(language, value, today)
    if isinstance(value, (list, tuple)):
        return joined(language, (_term(lists[Catalogue.EXCLUSION], code, language) for code in value))
    return _term(lists[_FROM[name]], value, language) if name in _FROM else value


def _term(known: Mapping[str, TermWords], code: str, language: str) -> str:
    return known[code].short(language) if code in known else code


def _days(reckoning: Reckoning | None, language: str, today: date) -> tuple[tuple[str, str], ...]:
    if reckoning is None or len(reckoning.steps) > MOST_DAYS:
        return ()
    lines, number = [], 0
    for step in reckoning.steps:
        number += step.counted
        lines.append((day_weekday(language, step.day, today), translate(_DAYS[step.why]) % {"number": number}))
    return tuple(lines)


def _no_reason(verdict: Verdict) -> str:
    if verdict is Verdict.NOT_PROMISED:
        return translate(N_("Choose another ground above; what the law gives and goodwill can be logged."))
    return translate(N_("By your promise it must be taken back. Change what is wrong above, or take it back."))


def codes_of(reasons: Sequence[Triple]) -> list[dict[str, str]]:
    """The reasons for a program: code and words."""
    return [{"code": code, "words": words} for code, words, _ in reasons]
