"""The officer's complaints: all of the region by last day, filtered and counted; of a bundle one stands for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Any

from flask import url_for

from trustcode.complaints.queries.lists import Asked, ComplaintRow, bundled, bundled_size, queue_counts, queue_size
from trustcode.complaints.rules.authority import READ
from trustcode.complaints.rules.course import ENDED, WITH_OFFICE, WITH_SHOP, State
from trustcode.doors.field.complaint_counts import pressed_of, pressed_words
from trustcode.doors.field.complaint_rows import MATTERS, MatterLine, matter_line
from trustcode.doors.field.queue import Asked as Query
from trustcode.doors.field.queue import Pages, Tab, pages_of, regions_below, who
from trustcode.doors.field.speaker import Speaker, speaker
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment
from trustcode.doors.wording.msgids import N_, Word, word
from trustcode.kernel.actors import Actor
from trustcode.kernel.identifiers import is_id
from trustcode.storage.reading import Reader


class Heap(StrEnum):
    """What lies together in the list; the value stands in the address."""

    OFFICE = "office"
    RECEIVED = "received"
    PROVING = "proving"
    MEDIATING = "mediating"
    TELLING = "telling"
    PASSING = "passing"
    SHOP = "shop"
    ENDED = "ended"


HEAPS: dict[Heap, tuple[Word, tuple[State, ...], bool]] = {
    Heap.OFFICE: (word("complaint", "With the office"), WITH_OFFICE, True),
    Heap.RECEIVED: (word("complaint", "To accept"), (State.RECEIVED,), False),
    Heap.PROVING: (word("complaint", "Waiting for papers"), (State.PROVING,), False),
    Heap.MEDIATING: (word("complaint", "In mediation"), (State.MEDIATING,), False),
    Heap.TELLING: (word("complaint", "To tell"), (), True),
    Heap.PASSING: (word("complaint", "To pass on or not"), (), False),
    Heap.SHOP: (word("complaint", "With the shop"), WITH_SHOP, False),
    Heap.ENDED: (word("complaint", "Ended"), ENDED, False),
}
"""Name, states, and whether those belong to it whose end both sides have not been told."""

WHO: dict[str, Word] = {"all": word("complaint", "all of them"), "mine": word("complaint", "mine")}
MARKS: dict[str, Word] = {
    "all": word("complaint", "with and without marks"),
    "marked": word("complaint", "marked ones"),
    "plain": word("complaint", "without marks"),
}
FOUND = ("%(num)s complaint", "%(num)s complaints")
BELONG = ("%(num)s that belongs together", "%(num)s that belong together")


@dataclass(frozen=True)
class Bundle:
    """Lines of a list; or the most pressing one of a bundle with `title` and the way to all of it."""

    title: str
    path: str
    lines: tuple[MatterLine, ...]


@dataclass(frozen=True)
class ComplaintsPage:
    """The list in finished words."""

    found: str
    pressing: tuple[str, ...]
    tabs: tuple[Tab, ...]
    bundles: tuple[Bundle, ...]
    nothing: str
    heap: str
    whose: str
    whoses: tuple[tuple[str, str], ...]
    marks: str
    mark_kinds: tuple[tuple[str, str], ...]
    narrowed: bool
    all_path: str
    words: str
    shop: str
    shop_name: str
    within: str
    regions: tuple[tuple[str, str], ...]
    clues_path: str
    results_path: str
    pages: Pages


@access(READ)
def complaints() -> str:
    """Complaints of the officer's region, the earliest last day first."""
    actor, query = the_actor(), Query()
    heap = next((one for one in Heap if one.value == query.text("heap")), Heap.OFFICE)
    asked = _asked(actor, query, heap)
    with open_reader() as reader:
        rows = bundled(reader, actor, asked, limit=MATTERS, skip=MATTERS * (query.page - 1))
        size = queue_size(reader, actor, asked)
        lines = bundled_size(reader, actor, asked)
        counts = _counts(reader, actor, asked)
        say = speaker(reader, the_language(), the_moment(), [row.officer_id for row in rows])
        pressed = pressed_of(reader, actor, say, asked)
    kept = _kept(query, heap, asked)
    is_narrowed = bool(kept.keys() - {"heap"})
    view = ComplaintsPage(
        found=say.count(FOUND, size),
        pressing=pressed_words(say, pressed),
        tabs=tuple(_tab(say, one, counts[one], heap, kept) for one in Heap if _is_shown(one, heap, counts)),
        bundles=tuple(_bundles(say, actor, rows)),
        nothing=say.say(N_("Nothing here with this filter.") if is_narrowed else N_("No complaint waits here.")),
        all_path=_tab(say, heap, 0, heap, {}).path if is_narrowed else "",
        heap="" if heap is Heap.OFFICE else heap.value,
        whose="mine" if asked.officer_id else "all",
        whoses=tuple((one, say.say(words)) for one, words in WHO.items()),
        marks=kept.get("marks", "all"),
        mark_kinds=tuple((one, say.say(words)) for one, words in MARKS.items()),
        narrowed=is_narrowed,
        words=asked.words,
        shop=asked.merchant_id,
        shop_name=next((row.respondent_name for row in rows), "") if asked.merchant_id else "",
        within=asked.within,
        regions=regions_below(say, actor),
        clues_path=url_for("field.clues"),
        results_path=url_for("field.publications"),
        pages=pages_of("field.complaints", query.page, lines, kept, MATTERS),
    )
    return show("field/complaints.html", who=who(say, actor), view=view)


def _asked(actor: Actor, query: Query, heap: Heap) -> Asked:
    _, states, telling = HEAPS[heap]
    marks, shop = query.text("marks"), query.text("shop")
    return Asked(
        states=states,
        telling=telling,
        passing=heap is Heap.PASSING,
        within=query.region(),
        officer_id=actor.person_id if query.text("whose") == "mine" else "",
        only_held=marks == "marked",
        only_plain=marks == "plain",
        merchant_id=shop if is_id(shop) else "",
        words=query.text("q"),
    )


def _kept(query: Query, heap: Heap, asked: Asked) -> dict[str, Any]:
    """What of the query stays in links to other pages of the list."""
    kept = {
        "heap": "" if heap is Heap.OFFICE else heap.value,
        "whose": "mine" if asked.officer_id else "",
        "marks": query.text("marks") if asked.only_held or asked.only_plain else "",
        "shop": asked.merchant_id,
        "q": asked.words,
        "region": asked.within,
    }
    return {name: value for name, value in kept.items() if value}


def _counts(reader: Reader, actor: Actor, asked: Asked) -> dict[Heap, int]:
    by_state = queue_counts(reader, actor, asked)
    bare = replace(asked, states=(), telling=False, passing=False)
    telling = queue_size(reader, actor, replace(bare, telling=True))
    counts = {
        heap: sum(by_state.get(state, 0) for state in states) + (telling if with_telling else 0)
        for heap, (_, states, with_telling) in HEAPS.items()
    }
    return {**counts, Heap.PASSING: queue_size(reader, actor, replace(bare, passing=True))}


def _is_shown(one: Heap, current: Heap, counts: Mapping[Heap, int]) -> bool:
    """What seldom happens has a heap only while something lies in it."""
    return one is not Heap.PASSING or one is current or counts[one] > 0


def _tab(say: Speaker, heap: Heap, number: int, current: Heap, kept: Mapping[str, Any]) -> Tab:
    others = {name: value for name, value in kept.items() if name != "heap"}
    path = url_for("field.complaints", heap=None if heap is Heap.OFFICE else heap.value, **others)
    return Tab(say.say(HEAPS[heap][0]), path, number, heap is current)


def _bundles(say: Speaker, actor: Actor, rows: Iterable[ComplaintRow]) -> Iterable[Bundle]:
    """The lines in their order, those that stand for a bundle apart."""
    for together, some in groupby(rows, key=lambda row: row.bundle if row.together > 1 else ""):
        lines = list(some)
        title = say.count(BELONG, lines[0].together) if together else ""
        path = url_for("field.bundle", bundle_id=together) if together else ""
        yield Bundle(title, path, tuple(matter_line(say, actor, row) for row in lines))
