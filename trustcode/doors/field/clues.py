"""Clues of illegality of an officer's region, by last day."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from trustcode.catalogues.rules import Catalogue
from trustcode.complaints.queries.reports import ReportRow, report_counts, report_queue, reports_passing
from trustcode.complaints.rules.authority import READ
from trustcode.complaints.rules.numbers import spoken
from trustcode.complaints.rules.pressing import pressing
from trustcode.complaints.rules.reporting import REPORTS_OPEN, ReportState
from trustcode.doors.field.complaint_rows import MATTERS, MatterLine, due_words
from trustcode.doors.field.queue import Asked as Query
from trustcode.doors.field.queue import Pages, Tab, pages_of, regions_below, who
from trustcode.doors.field.queue_view import where_words
from trustcode.doors.field.speaker import Speaker, speaker
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_, Word, word
from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import civil_day
from trustcode.storage.reading import Reader

PASSING = "passing"
"""The heap of what a second person decides; seldom filled, and shown only then."""

HEAPS: dict[str, tuple[Word, tuple[ReportState, ...]]] = {
    "": (word("clue", "To check or in hand"), REPORTS_OPEN),
    "received": (word("clue", "Being checked"), (ReportState.RECEIVED,)),
    "case": (word("clue", "Case filed"), (ReportState.CASE_FILED,)),
    PASSING: (word("clue", "To pass on or not"), (ReportState.RECEIVED,)),
    "over": (word("clue", "Done"), tuple(one for one in ReportState if one not in REPORTS_OPEN)),
}
FOUND = ("%(num)s clue", "%(num)s clues")


@dataclass(frozen=True)
class CluesPage:
    """The list in finished words."""

    found: str
    tabs: tuple[Tab, ...]
    lines: tuple[MatterLine, ...]
    heap: str
    within: str
    regions: tuple[tuple[str, str], ...]
    complaints_path: str
    pages: Pages


@access(READ)
def clues() -> str:
    """Clues of the officer's region, the earliest last day first."""
    actor, query = the_actor(), Query()
    heap = query.text("heap") if query.text("heap") in HEAPS else ""
    states, within = HEAPS[heap][1], query.region()
    with open_reader() as reader:
        skip, passing = MATTERS * (query.page - 1), heap == PASSING
        rows = report_queue(reader, actor, states, within=within, passing=passing, limit=MATTERS, skip=skip)
        sizes = _sizes(reader, actor, within)
        say = speaker(reader, the_language(), the_moment(), [row.officer_id for row in rows])
    view = CluesPage(
        found=say.count(FOUND, sizes[heap]),
        tabs=tuple(
            Tab(
                say.say(title),
                url_for("field.clues", heap=one or None, region=within or None),
                sizes[one],
                one == heap,
            )
            for one, (title, _) in HEAPS.items()
            if one != PASSING or one == heap or sizes[one]
        ),
        lines=tuple(clue_line(say, actor, row) for row in rows),
        heap=heap,
        within=within,
        regions=regions_below(say, actor),
        complaints_path=url_for("field.complaints"),
        pages=pages_of("field.clues", query.page, sizes[heap], {"heap": heap, "region": within}, MATTERS),
    )
    return show("field/clues.html", who=who(say, actor), view=view)


def _sizes(reader: Reader, actor: Actor, within: str) -> dict[str, int]:
    counts = report_counts(reader, actor, within=within)
    by_heap = {one: sum(counts.get(state, 0) for state in of) for one, (_, of) in HEAPS.items()}
    return {**by_heap, PASSING: reports_passing(reader, actor, within=within)}


def clue_line(say: Speaker, actor: Actor, row: ReportRow) -> MatterLine:
    """A clue as a line of a list."""
    return MatterLine(
        name=row.respondent_name,
        state=label(say.language, row.state),
        fact=where_words(say, actor, row.region_code)
        + say.say(
            N_("%(number)s, %(origin)s, %(problem)s. Came on %(day)s."),
            number=spoken(row.number),
            origin=label(say.language, row.origin),
            problem=say.term(Catalogue.PROBLEM_CATEGORY, row.problem),
            day=civil_day(row.came_in_at),
        ),
        due=due_words(say, row.due_on),
        press=pressing(row.due_on, say.today, say.calendar).value,
        provisional=row.provisional,
        marks=(),
        officer=say.person(row.officer_id) if row.officer_id else "",
        path=url_for("field.clue", report_id=row.id),
    )
