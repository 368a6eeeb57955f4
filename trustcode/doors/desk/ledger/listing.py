"""The ledger as a list: today's and the month's totals, then the entries, the newest first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from flask import request, url_for

from trustcode.commitments.queries.promises import lists_on
from trustcode.doors.desk.entrance import LOG, blueprint
from trustcode.doors.desk.ledger.entry_page import STATES, state_of
from trustcode.doors.desk.ledger.unit import called, ledger_unit
from trustcode.doors.desk.own import is_owner, show_shop
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import open_reader, the_language, the_moment
from trustcode.doors.lobby.return_lines import Lists, amount_words, goods_words
from trustcode.doors.wording.filters import day_weekday, hour, money
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.returns.queries.ledger import LedgerEntry, open_corrections, page, totals
from trustcode.returns.queries.totals import Totals
from trustcode.returns.rules.words import Outcome
from trustcode.storage.reading import Reader

PAGE = 30
_MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")

SHORT_STATES = {
    **STATES,
    "open": N_("not confirmed"),
    "confirmed": N_("confirmed"),
    "disputed": N_("shopper: not so"),
    "file": N_("from a file"),
}
"""What has become of an entry, where room is short."""


@dataclass(frozen=True)
class Row:
    """One entry in the list, in words; `sum` is what went back, else what the goods are worth."""

    path: str
    goods: str
    sum: str
    is_paid_back: bool
    note: str
    state: str
    state_words: str
    is_replaced: bool


@dataclass(frozen=True)
class Figure:
    """The total of a span of days: how many, of which confirmed and only logged by the shop, and the money."""

    label: str
    requests: int
    confirmed: str
    logged: str
    money: str


@dataclass(frozen=True)
class Tab:
    """One way to see the list."""

    label: str
    path: str
    count: int
    current: bool


@blueprint.get("/<merchant_id>/ledger")
@access(LOG)
def ledger(merchant_id: str) -> str:
    """Totals and entries of a month; `?month=2026-11`, `?only=unconfirmed`, `?before=<number>` for the next page."""
    today = civil_day(the_moment())
    first = _asked_month(today)
    last = min(_month_end(first), today)
    only = request.args.get("only") == "unconfirmed"
    with open_reader() as reader:
        unit = ledger_unit(reader, merchant_id)
        month = totals(reader, merchant_id, first, last)
        day = totals(reader, merchant_id, today, today)
        found = page(
            reader, merchant_id, before=_before(), limit=PAGE, from_on=first, to_on=last, only_unconfirmed=only
        )
        days = _by_day(reader, found.entries, lists_on(reader, today), today)
        waiting = open_corrections(reader, merchant_id) if is_owner() else ()
        is_new = not found.entries and not page(reader, merchant_id, limit=1).entries
    here: dict[str, Any] = {"merchant_id": merchant_id, "month": _written(first)}
    return show_shop(
        "desk/ledger/list.html",
        unit,
        called(unit),
        is_new=is_new,
        figures=_figures(first, day, month, today),
        tabs=_tabs(here, month, only=only),
        month=_month_words(first),
        period=_written(first),
        month_before=url_for("desk.ledger", merchant_id=merchant_id, month=_written(first - timedelta(days=1))),
        month_after=_after(merchant_id, first, today),
        days=days,
        older=url_for("desk.ledger", **here, only="unconfirmed" if only else None, before=found.before)
        if found.before
        else "",
        waiting=waiting,
    )


def _asked_month(today: date) -> date:
    match = _MONTH.fullmatch(request.args.get("month", ""))
    asked = date(int(match[1]), int(match[2]), 1) if match else today.replace(day=1)
    return min(asked, today.replace(day=1))


def _before() -> int | None:
    text = request.args.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _month_end(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _written(day: date) -> str:
    return f"{day.year}-{day.month:02d}"


def _after(merchant_id: str, first: date, today: date) -> str:
    following = _month_end(first) + timedelta(days=1)
    return "" if following > today else url_for("desk.ledger", merchant_id=merchant_id, month=_written(following))


def _month_words(first: date) -> str:
    return f"{first.year} 年 {first.month} 月" if the_language() == "zh" else f"{first:%B %Y}"


def _figures(first: date, day: Totals, month: Totals, today: date) -> tuple[Figure, ...]:
    named = translate(N_("This month")) if first == today.replace(day=1) else _month_words(first)
    own = [_figure(named, month)]
    return tuple([_figure(translate(N_("Today")), day), *own] if first == today.replace(day=1) else own)


def _figure(named: str, found: Totals) -> Figure:
    return Figure(
        label=named,
        requests=found.requests,
        confirmed=translate(N_("%(num)s confirmed")) % {"num": found.confirmed},
        logged=translate(N_("%(num)s logged by the shop")) % {"num": found.requests - found.confirmed},
        money=money(found.refund_fen),
    )


def _tabs(here: dict[str, Any], month: Totals, *, only: bool) -> tuple[Tab, ...]:
    answered = sum(row.confirmed + row.disputed for row in month.rows)
    return (
        Tab(translate(N_("All")), url_for("desk.ledger", **here), month.requests, not only),
        Tab(
            translate(N_("Not confirmed")),
            url_for("desk.ledger", **here, only="unconfirmed"),
            month.requests - answered,
            only,
        ),
    )


def _by_day(reader: Reader, entries: Iterable[LedgerEntry], lists: Lists, today: date) -> list[tuple[str, list[Row]]]:
    """The entries under the day on which they were logged."""
    grouped = groupby(entries, key=lambda one: civil_day(one.logged_at))
    return [
        (day_weekday(the_language(), on, today), [_row(reader, one, lists) for one in found]) for on, found in grouped
    ]


def _row(reader: Reader, one: LedgerEntry, lists: Lists) -> Row:
    line, language = one.line, the_language()
    state = "replaced" if not one.is_effective else state_of(reader, one)
    outcome = label(language, line.outcome) if line.outcome is not Outcome.ACCEPTED else ""
    parts = [hour(one.logged_at), translate(N_("no. %(number)s")) % {"number": one.number}, label(language, line.kind)]
    return Row(
        path=url_for("desk.return_entry", merchant_id=one.merchant_id, return_id=one.id),
        goods=goods_words(line, lists),
        sum=amount_words(line),
        is_paid_back=line.refund_fen > 0,
        note=("，" if language == "zh" else ", ").join([*parts, *([outcome] if outcome else [])]),
        state=state,
        state_words=translate(SHORT_STATES[state]),
        is_replaced=state == "replaced",
    )
