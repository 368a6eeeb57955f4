"""The officers' lists about ledgers: who has not reported a month, and which ledgers have marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from trustcode.doors.field.queue import READING, Asked, Pages, pages_of, regions_below, who
from trustcode.doors.field.queue_view import Line, clock_words, where_words
from trustcode.doors.field.speaker import Speaker, speaker
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment, the_office
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.month_words import period_words, span_words
from trustcode.doors.wording.msgids import N_, Word, word
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.queries.lists import PAGE
from trustcode.returns.queries.marks import MarkedRow, marked
from trustcode.returns.queries.reports import MissingRow, not_reported
from trustcode.returns.rules.months import Month, due_on, kind_of, month_of, previous_month, read_period
from trustcode.storage.reading import Reader

MISSING, MARKS = "missing", "marks"
MONTHS_SHOWN = 12
MISSED_TOO_OFTEN = 2
"""Months in a row after which the scheme names a ground for rectification (T5)."""

FOUND_MARKS = ("%(num)s mark: %(what)s", "%(num)s marks: %(what)s")
FOUND_MISSING = ("%(num)s unit has not reported", "%(num)s units have not reported")
FOUND_MARKED = ("%(num)s ledger with marks", "%(num)s ledgers with marks")
IN_A_ROW = ("%(num)s month missing.", "%(num)s months missing in a row.")


@dataclass(frozen=True)
class ReturnsTab:
    """One of the two lists."""

    label: str
    path: str
    current: bool
    count: None = None


@dataclass(frozen=True)
class ReturnsPage:
    """One of the two lists in finished words; `ask_city` where the region is too large to look through at once."""

    tabs: tuple[ReturnsTab, ...]
    which: str
    found: str
    lines: tuple[Line, ...]
    months: tuple[tuple[str, str], ...]
    period: str
    due: str
    within: str
    regions: tuple[tuple[str, str], ...]
    ask_city: bool
    pages: Pages


@access(READING)
def returns() -> str:
    """Who has not reported, or which ledgers have marks; the officer's region only."""
    actor, asked = the_actor(), Asked()
    which = MARKS if asked.text("list") == MARKS else MISSING
    with open_reader() as reader:
        say = speaker(reader, the_language(), the_moment())
        view = _marks(reader, say, actor, asked) if which == MARKS else _missing(reader, say, actor, asked)
    return show("field/returns.html", who=who(say, actor), view=view)


def latest_due(scheme: SchemeRules, say: Speaker) -> Month:
    """The newest month whose report is owed by now."""
    month = previous_month(month_of(kind_of(scheme), say.today))
    return month if due_on(month, scheme) < say.today else previous_month(month)


def _missing(reader: Reader, say: Speaker, actor: Actor, asked: Asked) -> ReturnsPage:
    scheme, within = the_office().settings.rules, asked.region()
    months = _recent(scheme, say)
    named = read_period(kind_of(scheme), asked.text("month"))
    month = named if named in months else latest_due(scheme, say)
    listed = not_reported(reader, actor, month, say.today, scheme, within=within, page=asked.page)
    last = due_on(month, scheme)
    said = say.say(N_("Due on %(due_day)s") if last >= say.today else N_("Was due on %(due_day)s"), due_day=last)
    return ReturnsPage(
        tabs=_tabs(say, MISSING, within),
        which=MISSING,
        found=say.count(FOUND_MISSING, listed.total),
        lines=tuple(_missing_line(say, actor, row, month, scheme) for row in listed.rows),
        months=tuple((one.period, _month_words(say, one)) for one in months),
        period=month.period,
        due=said,
        within=within,
        regions=regions_below(say, actor),
        ask_city=False,
        pages=pages_of("field.returns", asked.page, listed.total, {"month": month.period, "region": within}),
    )


def _marks(reader: Reader, say: Speaker, actor: Actor, asked: Asked) -> ReturnsPage:
    scheme, within = the_office().settings.rules, asked.region()
    too_large = actor.role is Role.PROVINCE and not within
    rows: Sequence[MarkedRow] = () if too_large else marked(reader, actor, say.today, scheme, within)
    begin = PAGE * (asked.page - 1)
    return ReturnsPage(
        tabs=_tabs(say, MARKS, within),
        which=MARKS,
        found=say.count(FOUND_MARKED, len(rows)),
        lines=tuple(_marked_line(say, actor, row) for row in rows[begin : begin + PAGE]),
        months=(),
        period="",
        due="",
        within=within,
        regions=regions_below(say, actor),
        ask_city=too_large,
        pages=pages_of("field.returns", asked.page, len(rows), {"list": MARKS, "region": within}),
    )


def _missing_line(say: Speaker, actor: Actor, row: MissingRow, month: Month, scheme: SchemeRules) -> Line:
    often = row.missed >= MISSED_TOO_OFTEN
    hint = say.say(N_("The scheme knows an order to correct for that; you decide.")) if often else ""
    parts = [say.count(IN_A_ROW, row.missed) if row.missed else "", hint]
    parts.append(say.say(N_("Returns phone: %(phone)s."), phone=row.returns_phone) if row.returns_phone else "")
    return Line(
        name=f"{row.shop_name} {row.branch_name}".strip(),
        standing=row.standing.value,
        fact=where_words(say, actor, row.region_code) + ("" if say.language == "zh" else " ").join(filter(None, parts)),
        clock=clock_words(say, due_on(month, scheme)) if often else "",
        due="late" if often else "",
        action=say.say(word("field", "Ledger")),
        path=url_for("field.ledger", merchant_id=row.merchant_id),
    )


def _marked_line(say: Speaker, actor: Actor, row: MarkedRow) -> Line:
    what = say.joined(label(say.language, mark.kind) for mark in row.marks)
    return Line(
        name=f"{row.shop_name} {row.branch_name}".strip(),
        standing=row.standing.value,
        fact=where_words(say, actor, row.region_code) + say.count(FOUND_MARKS, len(row.marks), what=what),
        clock="",
        due="",
        action=say.say(word("field", "Ledger")),
        path=url_for("field.ledger", merchant_id=row.merchant_id),
    )


def _recent(scheme: SchemeRules, say: Speaker) -> tuple[Month, ...]:
    """The last months that are over, the newest first."""
    found = [previous_month(month_of(kind_of(scheme), say.today))]
    while len(found) < MONTHS_SHOWN:
        found.append(previous_month(found[-1]))
    return tuple(found)


def _month_words(say: Speaker, month: Month) -> str:
    span = span_words(say.language, month)
    name = period_words(say.language, month.period)
    if not span:
        return name
    return f"{name}（{span}）" if say.language == "zh" else f"{name} ({span})"


_TABS: dict[str, Word] = {MISSING: word("field", "Not reported"), MARKS: word("field", "Marks on ledgers")}


def _tabs(say: Speaker, current: str, within: str) -> tuple[ReturnsTab, ...]:
    return tuple(
        ReturnsTab(
            say.say(title),
            url_for("field.returns", list=None if which == MISSING else which, region=within or None),
            which == current,
        )
        for which, title in _TABS.items()
    )
