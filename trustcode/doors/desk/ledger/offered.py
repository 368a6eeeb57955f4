"""What an entry offers to choose from, in the visitor's language: the goods that came back last stand first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trustcode.catalogues.rules import Catalogue
from trustcode.commitments.rules.text import Lists
from trustcode.doors.desk.choices import Triple
from trustcode.doors.desk.ledger.filled import EARLIER, Filled, day_keys
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import the_language
from trustcode.doors.wording.filters import month_short, weekday_short
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_, say_word, word
from trustcode.returns.rules.words import Basis, Condition, Gift, Outcome, ReturnKind

MOST_KEYS = 6
"""Kinds of goods that have a key without unfolding the rest."""

_MORE = frozenset({"goods_name", "requested_on", "refunded_on", "photos"})
_CASE = frozenset({"condition", "no_proof", "elsewhere", "purchase_store", "gift"})


@dataclass(frozen=True)
class Offered:
    """Choices as (value, words, note); `usual` goods in front, `rest` behind a fold; which folds stand open."""

    kinds: tuple[Triple, ...]
    bases: tuple[Triple, ...]
    days: tuple[Triple, ...]
    usual: tuple[Triple, ...]
    rest: tuple[Triple, ...]
    conditions: tuple[Triple, ...]
    gifts: tuple[Triple, ...]
    outcomes: tuple[Triple, ...]
    methods: tuple[tuple[str, str], ...]
    open_case: bool
    open_more: bool


def offered(lists: Lists, today: date, front: Sequence[str], typed: Filled, wrong: Collection[str]) -> Offered:
    """The choices of a day. `front` are codes of goods that stand first."""
    goods = {
        code: (code, _capital(term.short(the_language())), "") for code, term in lists[Catalogue.GOODS_CATEGORY].items()
    }
    first = [code for code in front if code in goods][:MOST_KEYS] or list(goods)[:MOST_KEYS]
    methods = lists[Catalogue.REFUND_METHOD].values()
    return Offered(
        kinds=_named(ReturnKind),
        bases=_named(Basis),
        days=_days(today),
        usual=tuple(goods[code] for code in first),
        rest=tuple(one for code, one in goods.items() if code not in first),
        conditions=_named(Condition),
        gifts=_named(Gift),
        outcomes=_named(Outcome),
        methods=tuple((term.code, _capital(term.short(the_language()))) for term in methods),
        open_case=typed.has_a_case or not _CASE.isdisjoint(wrong),
        open_more=bool(typed.goods_name or typed.evidence or typed.refunded_on) or not _MORE.isdisjoint(wrong),
    )


def _named(enum: type[StrEnum]) -> tuple[Triple, ...]:
    return tuple((member.value, label(the_language(), member), "") for member in enum)


def _days(today: date) -> tuple[Triple, ...]:
    """Today and the days before, each with its weekday; then a way to any other."""
    language, keys = the_language(), day_keys(today)
    near = {today: translate(N_("today")), keys[1]: translate(N_("yesterday"))} if language == "zh" else {}
    written = {one: f"{one.day} 日" if language == "zh" else f"{one.day} {month_short('en', one)}" for one in keys}
    named = [(one.isoformat(), near.get(one, written[one]), weekday_short(language, one)) for one in keys]
    if language == "en":
        named[0] = (named[0][0], written[today], translate(N_("today")))
    return (*named, (EARLIER, say_word(language, word("ledger", "Earlier")), translate(N_("choose"))))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
