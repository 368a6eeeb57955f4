"""The officer's lists: what there is to do, by heaps, and all units of the region."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from trustcode.commitments.queries.pauses import WaitingPause, waiting_pauses
from trustcode.doors.field.complaint_counts import Waiting, waiting_matters
from trustcode.doors.field.queue_view import Group, Line, grouped, line_of
from trustcode.doors.field.result_counts import ResultsWaiting, waiting_results
from trustcode.doors.field.speaker import Speaker, speaker
from trustcode.doors.lobby.bodies import read_query
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.login import the_visitor
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment
from trustcode.doors.wording.labels import label, standing_word
from trustcode.doors.wording.msgids import N_, Word, word
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import civil_day
from trustcode.kernel.territory import is_region_code, parent
from trustcode.merchants.queries.doubts import doubts_open
from trustcode.merchants.queries.lists import PAGE, counts, due_now, heap_counts, units_count
from trustcode.merchants.queries.lists import queue as queue_rows
from trustcode.merchants.queries.lists import units as unit_rows
from trustcode.merchants.rules.queues import LISTED, Heap
from trustcode.merchants.rules.standing import Standing
from trustcode.people.rules.permissions import TABLE

READING = "suspend or end commitment"
"""The row of the permission table by which officers see the units of their region."""

LONGEST_ASKED = 60
HIGHEST_PAGE = 10_000

HEAPS: dict[Heap, Word] = {
    Heap.TO_DO: word("field", "To do, region"),
    Heap.REVIEW: word("field", "To review, region"),
    Heap.CONFIRM: word("field", "To confirm, by me"),
    Heap.NOTICE: word("field", "Public notices, region"),
    Heap.MEASURES: word("field", "Measures, region"),
}
"""Each says whose units it counts."""

WITH_PAUSES = frozenset({Heap.TO_DO, Heap.CONFIRM})
"""Heaps in which a proposal about a pause of returns lies for those who may confirm it."""

MINE = word("field", "To do, by me")
"""The first heap of the province, which acts only where it confirms."""

NOTHING: dict[Heap, str] = {
    Heap.TO_DO: N_("Nothing waits. New applications from your region appear here."),
    Heap.REVIEW: N_("No application waits for review."),
    Heap.CONFIRM: N_("Nobody has proposed anything that you could confirm."),
    Heap.NOTICE: N_("No unit is in public notice."),
    Heap.MEASURES: N_("No unit is told to correct, and none is suspended."),
}
FIRST_TODAY = ("%(num)s thing to do first today", "%(num)s things to do first today")
FOUND = ("%(num)s unit", "%(num)s units")


@dataclass(frozen=True)
class Tab:
    """A heap with how much lies in it."""

    label: str
    path: str
    count: int
    current: bool


@dataclass(frozen=True)
class Pages:
    """Where one is in a long list."""

    page: int
    pages: int
    before: str
    after: str


@dataclass(frozen=True)
class QueuePage:
    """The officer's work, in finished words. `mine` are proposals about pauses that this officer may confirm, `others`
    those that somebody else may.
    """

    heading: str
    under: str
    tabs: tuple[Tab, ...]
    groups: tuple[Group, ...]
    nothing: str
    mine: tuple[tuple[str, str, str], ...]
    others: tuple[tuple[str, str, str], ...]
    doubts: int
    matters: Waiting
    results: ResultsWaiting
    complaints_path: str
    clues_path: str
    results_path: str
    reports_path: str
    pages: Pages
    heap: str
    within: str
    regions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class UnitsPage:
    """Units of the region, searched and paged."""

    found: str
    lines: tuple[Line, ...]
    standings: tuple[tuple[str, str], ...]
    asked: str
    standing: str
    within: str
    regions: tuple[tuple[str, str], ...]
    pages: Pages


@access(READING)
def queue() -> str:
    """What there is to do in the officer's region, the oldest deadline first."""
    actor, asked = the_actor(), Asked()
    heap = asked.among("heap", Heap, Heap.TO_DO)
    with open_reader() as reader:
        within = asked.region()
        rows = queue_rows(reader, actor, heap, within, asked.page)
        piles = heap_counts(reader, actor, within)
        due = due_now(reader, actor, civil_day(the_moment()), within)
        reports = doubts_open(reader, actor)
        waiting = waiting_pauses(reader, actor, within)
        say = speaker(reader, the_language(), the_moment(), [row.proposed_by for row in rows])
        matters = waiting_matters(reader, actor, say)
        results = waiting_results(reader, actor, say)
    listed = piles[heap]
    mine = [one for one in waiting if _may_confirm(actor, one)]
    piles = {one: number + len(mine) * (one in WITH_PAUSES) for one, number in piles.items()}
    view = QueuePage(
        heading=_heading(say, actor, piles[Heap.TO_DO], due, matters, results),
        under=_under(say, actor),
        tabs=tuple(_tab(say, actor, one, piles[one], heap, within) for one in Heap),
        groups=grouped(say, actor, rows),
        nothing=say.say(_nothing(actor, heap)),
        mine=tuple(_waiting(say, one) for one in mine) if heap in WITH_PAUSES else (),
        others=tuple(_waiting(say, one) for one in waiting if one not in mine) if heap is Heap.TO_DO else (),
        doubts=reports,
        matters=matters,
        results=results,
        complaints_path=url_for("field.complaints"),
        clues_path=url_for("field.clues"),
        results_path=url_for("field.publications"),
        reports_path=url_for("field.doubts_list"),
        pages=pages_of("field.queue", asked.page, listed, {"heap": heap.value, "region": within}),
        heap=heap.value,
        within=within,
        regions=regions_below(say, actor),
    )
    return show("field/queue.html", who=who(say, actor), view=view)


@access(READING)
def units() -> str:
    """All units of the region: by standing, name, street or credit code."""
    actor, asked = the_actor(), Asked()
    standing = asked.text("standing")
    wanted = [one for one in LISTED if one.value == standing] or list(LISTED)
    words, within = asked.text("q"), asked.region()
    with open_reader() as reader:
        rows = unit_rows(reader, actor, standings=wanted, asked=words, within=within, page=asked.page)
        number = units_count(reader, actor, standings=wanted, asked=words, within=within)
        many = counts(reader, actor, within)
        say = speaker(reader, the_language(), the_moment(), [row.proposed_by for row in rows])
    view = UnitsPage(
        found=say.count(FOUND, number),
        lines=tuple(line_of(say, actor, row) for row in rows),
        standings=tuple((one.value, _with_count(say, one, many)) for one in LISTED if many.get(one)),
        asked=words,
        standing=standing if len(wanted) == 1 else "",
        within=within,
        regions=regions_below(say, actor),
        pages=pages_of("field.units", asked.page, number, {"q": words, "standing": standing, "region": within}),
    )
    return show("field/units.html", who=who(say, actor), view=view)


class Asked:
    """The query string of a list, read strictly; what makes no sense is left aside."""

    def __init__(self) -> None:
        self._query = read_query(request)
        number = self.text("page")
        is_number = number.isascii() and number.isdigit() and len(number) <= 6
        self.page = min(max(int(number), 1), HIGHEST_PAGE) if is_number else 1

    def text(self, name: str) -> str:
        """One value, cut to a sensible length; empty when it is not there."""
        return (self._query.get(name) or ("",))[0].strip()[:LONGEST_ASKED]

    def region(self) -> str:
        """A region code or nothing."""
        code = self.text("region")
        return code if is_region_code(code) else ""

    def among(self, name: str, options: Iterable[Heap], otherwise: Heap) -> Heap:
        """One of the options."""
        return next((one for one in options if one.value == self.text(name)), otherwise)


def who(say: Speaker, actor: Actor) -> str:
    """The officer in the head of a page: region and name."""
    visitor = the_visitor()
    return f"{say.place(actor.scope)} {visitor.name if visitor else ''}".strip()


def _waiting(say: Speaker, one: WaitingPause) -> tuple[str, str, str]:
    """A proposal about a pause: what, about whom, where it is decided."""
    what = say.say(N_("Proposed: let returns hold again") if one.lifts else N_("Proposed: pause returns"))
    return what, one.name, url_for("field.pauses_page", merchant_id=one.merchant_id)


def _may_confirm(actor: Actor, one: WaitingPause) -> bool:
    return one.proposed_by != actor.person_id and not TABLE.cell(READING, actor.role).proposes_only


def _heading(say: Speaker, actor: Actor, waiting: int, due: int, matters: Waiting, results: ResultsWaiting) -> str:
    if due:
        return say.count(FIRST_TODAY, due)
    if matters.due or results.due:
        return say.say(N_("Complaints come first today"))
    if (matters.complaints or results.whole) and not waiting:
        return say.say(N_("Nothing is due today"))
    if actor.role is Role.PROVINCE and not waiting:
        return say.say(N_("Nothing waits for you"))
    return say.say(N_("Nothing is due today") if waiting else N_("Nothing to do now"))


def _nothing(actor: Actor, heap: Heap) -> str:
    if heap is Heap.TO_DO and actor.role is Role.PROVINCE:
        return N_("Counties and cities are at work; what they have in hand is under the other headings.")
    return NOTHING[heap]


def _under(say: Speaker, actor: Actor) -> str:
    parts = [say.day(say.today), say.place(actor.scope), label(say.language, actor.role)]
    return ("，" if say.language == "zh" else ", ").join(parts)


def _tab(say: Speaker, actor: Actor, heap: Heap, number: int, current: Heap, within: str) -> Tab:
    path = url_for("field.queue", heap=None if heap is Heap.TO_DO else heap.value, region=within or None)
    title = MINE if heap is Heap.TO_DO and actor.role is Role.PROVINCE else HEAPS[heap]
    return Tab(say.say(title), path, number, heap is current)


def _with_count(say: Speaker, standing: Standing, many: Mapping[Standing, int]) -> str:
    word = standing_word(say.language, standing)
    return f"{word}（{many[standing]:,}）" if say.language == "zh" else f"{word} ({many[standing]:,})"


def regions_below(say: Speaker, actor: Actor) -> tuple[tuple[str, str], ...]:
    """The regions directly below the officer's own, for narrowing a list."""
    below = [code for code in say.places if parent(code) == actor.scope]
    return tuple((code, say.place(code)) for code in sorted(below))


def pages_of(endpoint: str, page: int, number: int, query: Mapping[str, Any], of: int = 0) -> Pages:
    """Where one is in a list of so many lines, `of` on each page, and the ways to its neighbours."""
    pages = max(math.ceil(number / (of or PAGE)), 1)
    kept = {name: value for name, value in query.items() if value}
    before = url_for(endpoint, page=page - 1, **kept) if page > 1 else ""
    after = url_for(endpoint, page=page + 1, **kept) if page < pages else ""
    return Pages(page, pages, before, after)
