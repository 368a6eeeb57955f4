"""Months and their figures in words, the same for shops and officers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from trustcode.catalogues.rules import TermWords
from trustcode.doors.wording.catalog import translations
from trustcode.doors.wording.filters import count, day, money, month_long
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_, say, say_word, word
from trustcode.returns.rules.months import Month
from trustcode.returns.rules.words import Basis, MonthKind, ReturnKind

_SPAN = N_("%(from_day)s to %(to_day)s")
_CORRECTED = N_("Corrections of earlier months, %(what)s")
_GROUP = word("figures", "%(basis)s, %(kind)s")
_ACCEPTED = N_("%(num)s accepted")
_REFUSED = N_("%(num)s refused (%(why)s)")
_WITHDRAWN = N_("%(num)s: the shopper changed their mind")
_ITEMS = ("%(num)s item worth %(money)s", "%(num)s items worth %(money)s")
_WHO = N_("%(num)s confirmed by shoppers, %(other)s logged by the shop alone")


@dataclass(frozen=True)
class FigureGroup:
    """The figures of one basis and kind: a heading, and rows of label and words."""

    heading: str
    rows: tuple[tuple[str, str], ...]


def period_words(language: str, period: str) -> str:
    """A month by its name, from `2026-11`."""
    return month_long(language, date.fromisoformat(f"{period}-01"))


def span_words(language: str, month: Month) -> str:
    """From when to when, for a month that is not the calendar's; empty for one that is."""
    if month.kind is MonthKind.CALENDAR:
        return ""
    facts = {"from_day": day(language, month.from_on), "to_day": day(language, month.to_on)}
    return say(language, _SPAN, facts)


def figure_groups(
    language: str, figures: Mapping[str, Any], refusals: Mapping[str, TermWords]
) -> tuple[FigureGroup, ...]:
    """The figures of a month, one group for each basis and kind, then the corrections as differences."""
    plain = [
        FigureGroup(_group(language, name), tuple(_rows(language, one, refusals)))
        for name, one in _in_order(figures["groups"])
    ]
    changed = [
        FigureGroup(
            say(language, _CORRECTED, {"what": _group(language, name)}),
            tuple(_rows(language, one, refusals, signed=True)),
        )
        for name, one in _in_order(figures["corrections"])
    ]
    return (*plain, *changed)


def _in_order(groups: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Bases in the order of the scheme, returns before exchanges."""
    bases, kinds = [one.value for one in Basis], [one.value for one in ReturnKind]

    def place(name: str) -> tuple[int, int]:
        basis, kind = name.split(".")
        return bases.index(basis), kinds.index(kind)

    return sorted(groups.items(), key=lambda item: place(item[0]))


def _group(language: str, name: str) -> str:
    basis, kind = name.split(".")
    both = {"basis": label(language, Basis(basis)), "kind": label(language, ReturnKind(kind))}
    return say_word(language, _GROUP) % both


def _rows(
    language: str, one: Mapping[str, Any], refusals: Mapping[str, TermWords], *, signed: bool = False
) -> Iterator[tuple[str, str]]:
    def number(value: int) -> str:
        return f"{'+' if signed and value > 0 else ''}{count(value)}".replace("-", "−")

    joint = "，" if language == "zh" else ", "
    refused = one["refused"]
    why = ("、" if language == "zh" else ", ").join(
        f"{_refusal(language, code, refusals)} {number(many)}" for code, many in refused.items()
    )
    ends = [
        say(language, _ACCEPTED, {"num": number(one["accepted"])}) if one["accepted"] else "",
        say(language, _REFUSED, {"num": number(sum(refused.values())), "why": why}) if refused else "",
        say(language, _WITHDRAWN, {"num": number(one["withdrawn"])}) if one["withdrawn"] else "",
    ]
    yield say_word(language, word("figures", "Requests")), joint.join([number(one["requests"]), *filter(None, ends)])
    if one["items"]:
        items = {"num": number(one["items"]), "money": money(one["goods_value_fen"])}
        yield (
            say_word(language, word("figures", "Goods")),
            translations(language).ngettext(*_ITEMS, abs(one["items"])) % items,
        )
    if one["refund_fen"]:
        yield say_word(language, word("figures", "Refunded")), money(one["refund_fen"])
    if one["confirmed"] or one["self_reported"]:
        who = {"num": number(one["confirmed"]), "other": number(one["self_reported"])}
        yield say_word(language, word("figures", "Confirmed")), say(language, _WHO, who)
    if one["disputed"]:
        yield say_word(language, word("figures", "Disputed")), number(one["disputed"])
    if one["late"]:
        yield say_word(language, word("figures", "Entered late")), number(one["late"])


def _refusal(language: str, code: str, refusals: Mapping[str, TermWords]) -> str:
    found = refusals.get(code)
    return found.short(language) if found else code
