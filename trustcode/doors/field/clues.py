"""Clues of illegality for officers: the list, and one clue with its clocks. Who reported stands nowhere here but masked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.catalogues.rules import Catalogue
from trustcode.complaints.actions import reporting
from trustcode.complaints.queries.clocks import ClockSheet, clocks_of
from trustcode.complaints.queries.persons import masked
from trustcode.complaints.queries.reports import (
    ExtensionSheet,
    ReportRow,
    ReportSheet,
    extensions_of,
    report_counts,
    report_queue,
    report_sheet,
)
from trustcode.complaints.queries.sheets import StepSheet, steps_of
from trustcode.complaints.rules.authority import HANDLE, READ
from trustcode.complaints.rules.numbers import spoken
from trustcode.complaints.rules.pressing import pressing
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.reporting import REPORTS_OPEN, ReportState
from trustcode.doors.field.complaint_history import events, ground_words, people_of
from trustcode.doors.field.complaint_rows import MatterLine, due_words, goods_words
from trustcode.doors.field.complaint_sheet import ClocksPage
from trustcode.doors.field.complaint_view import ClockLine, Link, Rows, clock_line, person_rows
from trustcode.doors.field.decisions import once
from trustcode.doors.field.history import Event
from trustcode.doors.field.paper_kinds import paper_links, papers_of_clue
from trustcode.doors.field.photos import photo_answer
from trustcode.doors.field.queue import Asked as Query
from trustcode.doors.field.queue import Pages, regions_below, who
from trustcode.doors.field.queue_view import where_words
from trustcode.doors.field.refused import told
from trustcode.doors.field.speaker import Speaker, speaker
from trustcode.doors.lobby.clock_days import clock_days
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_, Word, word
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.people.rules.permissions import may_confirm, may_ever
from trustcode.record.pen import Pen
from trustcode.record.reading import EntryLine, entries_of
from trustcode.storage.reading import Reader

PAGE = 50
"""Clues a page."""


class ClueDeed(StrEnum):
    """A thing to do with a clue; the value stands in the address."""

    FILE_CASE = "file-case"
    NO_CASE = "no-case"
    JOIN = "join"
    REFER = "refer"
    CLOSE = "close"
    TOLD = "told"
    MORE_TIME = "more-time"
    PAUSE = "pause"
    RESUME = "resume"
    ASSIGN = "assign"


VERBS: dict[ClueDeed, Word] = {
    ClueDeed.FILE_CASE: word("clue deed", "File a case"),
    ClueDeed.NO_CASE: word("clue deed", "Find: no case"),
    ClueDeed.JOIN: word("clue deed", "Join it to another clue"),
    ClueDeed.REFER: word("clue deed", "Hand it over to another office"),
    ClueDeed.CLOSE: word("clue deed", "Close the case"),
    ClueDeed.TOLD: word("clue deed", "Note: the reporter was told"),
    ClueDeed.MORE_TIME: word("clue deed", "Ask for more time"),
    ClueDeed.PAUSE: word("clue deed", "Let the clock stand still"),
    ClueDeed.RESUME: word("clue deed", "Let the clock run on"),
    ClueDeed.ASSIGN: word("clue deed", "Give it to an officer"),
}
DONE: dict[str, str] = {
    "taken": N_("You have it in hand now."),
    "file-case": N_("The case is filed; its clock runs."),
    "no-case": N_("Noted: no case, with its ground."),
    "join": N_("Joined; it is handled with the other one."),
    "refer": N_("Handed over."),
    "close": N_("The case is closed."),
    "told": N_("Noted: the reporter was told."),
    "more-time": N_("Asked for. A second person decides."),
    "pause": N_("The clock stands still from tomorrow on."),
    "resume": N_("The clock runs on from tomorrow."),
    "assign": N_("Given to the officer."),
    "granted": N_("Granted. The last day has moved."),
    "declined": N_("Declined. The last day stays."),
}
HEAPS: dict[str, tuple[Word, tuple[ReportState, ...]]] = {
    "": (word("clue", "To check or in hand"), REPORTS_OPEN),
    "received": (word("clue", "Being checked"), (ReportState.RECEIVED,)),
    "case": (word("clue", "Case filed"), (ReportState.CASE_FILED,)),
    "over": (word("clue", "Done"), tuple(one for one in ReportState if one not in REPORTS_OPEN)),
}
FOUND = ("%(num)s clue", "%(num)s clues")


@dataclass(frozen=True)
class Tab:
    """A heap with how much lies in it."""

    label: str
    path: str
    count: int
    current: bool


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


@dataclass(frozen=True)
class ExtensionLine:
    """A request for more time; with `path` this officer decides it."""

    clock: str
    when: str
    person: str
    why: str
    outcome: str
    path: str


@dataclass(frozen=True, kw_only=True)
class ClueView:
    """One clue in finished words."""

    name: str
    number: str
    state: str
    ground: str
    clocks: tuple[ClockLine, ...]
    clocks_path: str
    matter: Rows
    clue: tuple[str, ...]
    photos: tuple[str, ...]
    person: Rows
    person_note: str
    person_path: str
    complaint: Link | None
    joined: Link | None
    extensions: tuple[ExtensionLine, ...]
    history: tuple[Event, ...]
    officer: str
    can_take: bool
    take_path: str
    deeds: tuple[Link, ...]
    papers: tuple[tuple[str, str], ...]
    list_path: str
    seen: int


@dataclass(frozen=True)
class ClueFacts:
    """Everything that a page about one clue is made of."""

    sheet: ReportSheet
    clocks: Sequence[ClockSheet]
    steps: Sequence[StepSheet]
    entries: Sequence[EntryLine]
    extensions: Sequence[ExtensionSheet]


@access(READ)
def clues() -> str:
    """Clues of the officer's region, the earliest last day first."""
    actor, query = the_actor(), Query()
    heap = query.text("heap") if query.text("heap") in HEAPS else ""
    states, within = HEAPS[heap][1], query.region()
    with open_reader() as reader:
        rows = report_queue(reader, actor, states, within=within, limit=PAGE, skip=PAGE * (query.page - 1))
        counts = report_counts(reader, actor, within=within)
        say = speaker(reader, the_language(), the_moment(), [row.officer_id for row in rows])
    size = sum(counts.get(state, 0) for state in states)
    view = CluesPage(
        found=say.count(FOUND, size),
        tabs=tuple(
            Tab(
                say.say(title),
                url_for("field.clues", heap=one or None, region=within or None),
                sum(counts.get(state, 0) for state in of),
                one == heap,
            )
            for one, (title, of) in HEAPS.items()
        ),
        lines=tuple(clue_line(say, actor, row) for row in rows),
        heap=heap,
        within=within,
        regions=regions_below(say, actor),
        complaints_path=url_for("field.complaints"),
        pages=_pages(query.page, size, heap, within),
    )
    return show("field/clues.html", who=who(say, actor), view=view)


@access(READ)
def clue(report_id: str) -> Response:
    """One clue of the officer's region."""
    return clue_page(report_id)


@access(READ)
def clue_clocks(report_id: str) -> str:
    """How its last days are counted, day by day."""
    actor = the_actor()
    with open_reader() as reader:
        own = report_sheet(reader, actor, report_id)
        say = speaker(reader, the_language(), the_moment())
        clocks = clocks_of(reader, own.id, say.today)
    shown = tuple(clock_days(say.language, one, say.today) for one in reversed(clocks))
    page = ClocksPage(own.respondent_name, spoken(own.number), url_for("field.clue", report_id=own.id), shown)
    return show("field/complaint-clocks.html", who=who(say, actor), view=page)


@access(READ)
def clue_photo(report_id: str, digest: str) -> Response:
    """A photo that came with the clue."""
    with open_reader() as reader:
        own = report_sheet(reader, the_actor(), report_id)
    if digest not in own.evidence:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    return photo_answer(digest)


@access(HANDLE)
def clue_taking(report_id: str) -> Response:
    """The officer takes it in hand."""
    form = Form()

    seen = form.whole("seen") or 0

    def take(pen: Pen) -> str:
        reporting.take(pen, report_id=report_id, seen=seen)
        return "taken"

    try:
        form.check()
        done = once(form, report_id, take)
    except NotFound:
        raise
    except Refusal as refusal:
        return clue_page(report_id, refusal)
    return redirect(url_for("field.clue", report_id=report_id, done=done), 303)


@access(HANDLE)
def clue_more_time(report_id: str, extension_id: str) -> Response:
    """A second person grants more time or declines it."""
    form = Form()
    answer = form.choice("answer", ("granted", "declined"))

    def decide(pen: Pen) -> str:
        reporting.decide_extension(pen, report_id=report_id, extension_id=extension_id, granted=answer == "granted")
        return answer

    try:
        form.check()
        done = once(form, extension_id, decide)
    except NotFound:
        raise
    except Refusal as refusal:
        return clue_page(report_id, refusal)
    return redirect(url_for("field.clue", report_id=report_id, done=done), 303)


def clue_page(report_id: str, refusal: Refusal | None = None) -> Response:
    """The sheet of a clue, or again with why something was refused (422)."""
    actor = the_actor()
    with open_reader() as reader:
        facts, say = clue_facts(reader, actor, report_id, the_language(), the_moment())
        person = person_rows(say, masked(reader, report_id)) if facts.sheet.has_reporter else ()
    said = DONE.get(request.args.get("done", ""))
    shown = show(
        "field/clue.html",
        who=who(say, actor),
        view=_view(say, actor, facts, person),
        done=say.say(said) if said else "",
        errors=told(say, refusal),
    )
    return make_response(shown, 422 if refusal else 200)


def clue_facts(reader: Reader, actor: Actor, report_id: str, language: str, at: Moment) -> tuple[ClueFacts, Speaker]:
    """Everything about one clue, and who says it. Raises NotFound."""
    own = report_sheet(reader, actor, report_id)
    entries = entries_of(reader, own.id)
    clocks = clocks_of(reader, own.id, civil_day(at))
    extensions = extensions_of(reader, [one.id for one in clocks])
    people = {*people_of(entries), own.officer_id, *(one.asked_by for one in extensions)}
    say = speaker(reader, language, at, people)
    return ClueFacts(own, clocks, steps_of(reader, own.id), entries, extensions), say


def clue_deeds(actor: Actor, facts: ClueFacts) -> tuple[ClueDeed, ...]:
    """What this officer can do now, in the order of `ClueDeed`."""
    if not may_ever(actor.role, HANDLE):
        return ()
    state, running = facts.sheet.state, [one for one in facts.clocks if one.stopped_on is None]
    asked = {one.clock_id for one in facts.extensions if one.granted is None}
    is_new, is_case = state is ReportState.RECEIVED, state is ReportState.CASE_FILED
    can = {
        ClueDeed.FILE_CASE: is_new,
        ClueDeed.NO_CASE: is_new,
        ClueDeed.JOIN: is_new,
        ClueDeed.REFER: is_new,
        ClueDeed.CLOSE: is_case,
        ClueDeed.TOLD: any(one.rule.code.value == "C6" for one in running),
        ClueDeed.MORE_TIME: any(one.rule.extension and not one.extended and one.id not in asked for one in running),
        ClueDeed.PAUSE: any(one.rule.pauses and not one.stands_still for one in running),
        ClueDeed.RESUME: any(one.stands_still for one in running),
        ClueDeed.ASSIGN: actor.role is Role.SUPERVISOR and (is_new or is_case),
    }
    return tuple(deed for deed in ClueDeed if can[deed])


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


def _view(say: Speaker, actor: Actor, facts: ClueFacts, person: Rows) -> ClueView:
    own = facts.sheet
    address: dict[str, Any] = {"report_id": own.id}
    deeds = clue_deeds(actor, facts)
    return ClueView(
        name=own.respondent_name,
        number=spoken(own.number),
        state=label(say.language, own.state),
        ground=ground_words(say.language, facts.steps[-1].act, own.ground) if facts.steps else "",
        clocks=tuple(clock_line(say, one) for one in facts.clocks if one.stopped_on is None),
        clocks_path=url_for("field.clue_clocks", **address),
        matter=_matter(say, own),
        clue=tuple(own.clue.split("\n")),
        photos=tuple(url_for("field.clue_photo", digest=digest, **address) for digest in own.evidence),
        person=person,
        person_note=_person_note(say, own),
        person_path=url_for("field.clue_person", **address) if own.has_reporter else "",
        complaint=_to_complaint(say, own),
        joined=_to_joined(say, own),
        extensions=tuple(_extension(say, actor, facts, one) for one in facts.extensions),
        history=events(say, facts.entries, facts.steps),
        officer=say.person(own.officer_id) if own.officer_id else "",
        can_take=may_ever(actor.role, HANDLE) and own.officer_id != actor.person_id and own.state in REPORTS_OPEN,
        take_path=url_for("field.clue_taking", **address),
        deeds=tuple(Link(say.say(VERBS[one]), url_for("field.clue_deed", deed=one.value, **address)) for one in deeds),
        papers=paper_links(papers_of_clue(own), "field.clue_paper", **address),
        list_path=url_for("field.clues"),
        seen=own.changes,
    )


def _matter(say: Speaker, own: ReportSheet) -> Rows:
    about = [goods_words(say, own.category), say.term(Catalogue.PROBLEM_CATEGORY, own.problem)]
    return (
        (say.say(word("clue", "Where from")), label(say.language, own.origin)),
        (say.say(word("complaint", "About")), say.joined(about)),
        (say.say(word("complaint", "Address")), own.respondent_address),
        (say.say(word("complaint", "Region")), say.place(own.region_code)),
        (say.say(word("complaint", "Came in")), say.moment(own.came_in_at)),
        (say.say(word("complaint", "Came by")), label(say.language, own.source)),
        (say.say(word("clue", "Case number")), own.case_no),
        (say.say(word("clue", "Case filed on")), say.full_day(own.case_filed_on) if own.case_filed_on else ""),
    )


def _person_note(say: Speaker, own: ReportSheet) -> str:
    if own.has_reporter:
        return say.say(N_("The shop never learns who reported. Keep it so in what you write."))
    if own.anonymous and not own.complaint_number:
        return say.say(N_("Reported without a name. Nobody is to be told; it is checked all the same."))
    return say.say(N_("There is no reporter: an officer noted it."))


def _to_complaint(say: Speaker, own: ReportSheet) -> Link | None:
    if not own.complaint_id:
        return None
    said = say.say(N_("Complaint %(number)s"), number=spoken(own.complaint_number))
    return Link(said, url_for("field.complaint", complaint_id=own.complaint_id))


def _to_joined(say: Speaker, own: ReportSheet) -> Link | None:
    if not own.joined_number:
        return None
    said = say.say(N_("Clue %(number)s"), number=spoken(own.joined_number))
    return Link(said, url_for("field.clue", report_id=own.joined_id) if own.joined_id else "")


def _extension(say: Speaker, actor: Actor, facts: ClueFacts, one: ExtensionSheet) -> ExtensionLine:
    clock = next((label(say.language, c.rule.code) for c in facts.clocks if c.id == one.clock_id), "")
    outcome = {None: N_("waits for a second person"), True: N_("granted"), False: N_("declined")}[one.granted]
    decides = one.granted is None and actor.role is Role.SUPERVISOR and may_confirm(actor, one.asked_by)
    path = url_for("field.clue_more_time", report_id=facts.sheet.id, extension_id=one.id) if decides else ""
    return ExtensionLine(clock, say.moment(one.asked_at), say.person(one.asked_by), one.why, say.say(outcome), path)


def _pages(page: int, size: int, heap: str, within: str) -> Pages:
    pages = max(math.ceil(size / PAGE), 1)

    def path(to: int) -> str:
        return url_for("field.clues", heap=heap or None, region=within or None, page=to)

    return Pages(page, pages, path(page - 1) if page > 1 else "", path(page + 1) if page < pages else "")
