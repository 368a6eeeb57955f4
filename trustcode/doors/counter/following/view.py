"""A matter as whoever filed it reads it: where it stands, who acts next and until when, and all that was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from trustcode.complaints.queries.clocks import ClockSheet, clock_of_state, clocks_of
from trustcode.complaints.queries.reports import AdditionSheet, additions_of
from trustcode.complaints.queries.sheets import (
    ComplaintSheet,
    MessageSheet,
    OwnReport,
    StepSheet,
    messages_of,
    steps_of,
)
from trustcode.complaints.rules.course import ENDED, OPEN, Act, State, acts_open_to
from trustcode.complaints.rules.numbers import spoken
from trustcode.complaints.rules.reporting import REPORTS_OPEN, NoCaseGround, ReportAct, ReportState
from trustcode.complaints.rules.withdrawing import cools_until
from trustcode.complaints.rules.words import MediationEnd, RefusalGround, Speaker
from trustcode.doors.counter.following.standing import MOVED, NO_DAY, REMEDIES, REPORT_STANDS, STANDS
from trustcode.doors.lobby.clock_days import ClockLeft, clock_left
from trustcode.doors.lobby.matter_words import category_words, problem_words, wishes_words
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import the_language, the_moment, the_office
from trustcode.doors.wording.filters import day, day_weekday, moment, money
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_, filled
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import civil_day
from trustcode.regions.queries import office_name
from trustcode.storage.reading import Reader

GROUNDS = {State.REFUSED: RefusalGround, State.ENDED: MediationEnd}
"""What a ground is in a state that has one."""


@dataclass(frozen=True)
class Said:
    """One thing that happened or was written. `is_step`: it moved on; else somebody wrote `text`."""

    at: datetime
    when: str
    who: str
    what: str
    text: str
    photos: tuple[str, ...]
    is_step: bool
    is_reply: bool


@dataclass(frozen=True)
class ClockLine:
    """A clock in one line: what for, its last day, how much is left; once over, how it ended."""

    name: str
    due: str
    left: ClockLeft | None
    over: str


@dataclass(frozen=True)
class Deeds:
    """What whoever filed it may do now; `cools_until` is the last day on which a withdrawal may be taken back."""

    say_solved: bool = False
    say_unsolved: bool = False
    withdraw: bool = False
    give_identity: bool = False
    add: bool = False
    rate: bool = False
    cools_until: str = ""


@dataclass(frozen=True)
class MatterView:
    """The page of a complaint or report. `due` is the clock that ends first, `clocks` are the others; `answer` is what
    the shop offered, as long as the shopper may say whether that solves it.
    """

    kind: str
    number: str
    shop: str
    office: str
    heading: str
    next: str
    remedies: str
    ground: str
    due: ClockLine | None
    clocks: tuple[ClockLine, ...]
    said: tuple[Said, ...]
    answer: Said | None
    filed: tuple[tuple[str, str], ...]
    photos: tuple[str, ...]
    deeds: Deeds
    asks_identity: bool
    has_identity: bool
    is_open: bool
    rated: int
    path: str
    is_withdrawn: bool = False


def matter_view(reader: Reader, found: ComplaintSheet | OwnReport, secret: str) -> MatterView:
    """Whichever of the two it is."""
    if isinstance(found, ComplaintSheet):
        return complaint_view(reader, found, secret)
    return report_view(reader, found, secret)


def complaint_view(reader: Reader, sheet: ComplaintSheet, secret: str) -> MatterView:
    """A complaint, with everything that both sides and the office said."""
    today = civil_day(the_moment())
    clocks = clocks_of(reader, sheet.id, today)
    heading, following, without_day = STANDS[sheet.state]
    running = clock_of_state(clocks, sheet.state)
    facts = {"due_day": day_weekday(the_language(), running.due_on, today)} if running else {}
    path = url_for("counter.matter", number=sheet.number, secret=secret)
    is_open, deeds = sheet.state in OPEN, _deeds(sheet)
    said = _all_said(sheet, steps_of(reader, sheet.id), messages_of(reader, sheet.id))
    return MatterView(
        kind="complaint",
        number=spoken(sheet.number),
        shop=sheet.respondent_name,
        office=_office(reader, sheet.region_code),
        heading=translate(heading),
        next=filled(translate(following if running or following == without_day else without_day), facts),
        remedies=translate(REMEDIES) if sheet.state in {State.REFUSED, State.ENDED} else "",
        ground=_ground(sheet),
        due=_line(running) if running else None,
        clocks=tuple(_line(clock) for clock in clocks if clock is not running),
        said=said,
        answer=next((one for one in reversed(said) if one.is_reply), None) if deeds.say_unsolved else None,
        filed=_filed(reader, sheet),
        photos=sheet.evidence,
        deeds=deeds,
        has_identity=sheet.has_identity,
        asks_identity=sheet.state in {State.RECEIVED, State.PROVING} and not sheet.has_identity,
        is_open=is_open,
        rated=sheet.satisfaction or 0,
        path=path,
        is_withdrawn=sheet.state is State.WITHDRAWN,
    )


def report_view(reader: Reader, report: OwnReport, secret: str) -> MatterView:
    """A report: where it stands, what was written and what was added; the rest is the office's work."""
    today = civil_day(the_moment())
    clocks = clocks_of(reader, report.id, today)
    heading, following = REPORT_STANDS[report.state]
    running = clock_of_state(clocks, report.state)
    facts = {"due_day": day_weekday(the_language(), running.due_on, today) if running else translate(NO_DAY)}
    ground = label(the_language(), NoCaseGround(report.ground)) if report.state is ReportState.NO_CASE else ""
    came_in = moment(the_language(), report.came_in_at, today)
    rows = (
        (translate(N_("Report")), report.clue),
        (translate(N_("Class")), category_words(reader, report.category, civil_day(report.came_in_at))),
        (translate(N_("Problem")), problem_words(reader, report.problem, civil_day(report.came_in_at))),
        (translate(N_("Came in")), came_in),
    )
    return MatterView(
        kind="report",
        number=spoken(report.number),
        shop=report.respondent_name,
        office=_office(reader, report.region_code),
        heading=translate(heading),
        next=filled(translate(following), facts),
        remedies="",
        ground=ground,
        due=_line(running) if running else None,
        clocks=tuple(_line(clock) for clock in clocks if clock is not running),
        said=_all_added(report, additions_of(reader, report.id), steps_of(reader, report.id)),
        answer=None,
        filed=rows,
        photos=report.evidence,
        deeds=Deeds(add=report.state in REPORTS_OPEN),
        asks_identity=False,
        has_identity=False,
        is_open=report.state is ReportState.RECEIVED,
        rated=0,
        path=url_for("counter.matter", number=report.number, secret=secret),
    )


def _deeds(sheet: ComplaintSheet) -> Deeds:
    acts, today = acts_open_to(Role.PUBLIC, sheet.state), civil_day(the_moment())
    is_open, is_withdrawn = sheet.state in OPEN, sheet.state is State.WITHDRAWN
    until = cools_until(civil_day(sheet.state_at), the_office().settings.rules)
    return Deeds(
        say_solved=Act.SAY_SOLVED in acts,
        say_unsolved=Act.SAY_UNSOLVED in acts and not is_withdrawn,
        withdraw=Act.WITHDRAW in acts,
        give_identity=is_open and not sheet.has_identity,
        add=is_open,
        rate=sheet.state in ENDED and sheet.satisfaction is None,
        cools_until=day_weekday(the_language(), until, today) if is_withdrawn and today <= until else "",
    )


def _line(clock: ClockSheet) -> ClockLine:
    language, today = the_language(), civil_day(the_moment())
    left = clock_left(language, clock.due_on, today, stands_still=clock.stands_still) if not clock.stopped_on else None
    over = ""
    if clock.stopped_on is not None:
        kept = {
            True: N_("done in time, on %(stop_day)s"),
            False: N_("not done in time"),
            None: N_("ended on %(stop_day)s"),
        }
        over = filled(translate(kept[clock.met]), {"stop_day": day(language, clock.stopped_on, today)})
    return ClockLine(label(language, clock.rule.code), day_weekday(language, clock.due_on, today), left, over)


def _ground(sheet: ComplaintSheet) -> str:
    kind = GROUNDS.get(sheet.state)
    return label(the_language(), kind(sheet.ground)) if kind and sheet.ground else ""


def _all_said(sheet: ComplaintSheet, steps: Sequence[StepSheet], messages: Sequence[MessageSheet]) -> tuple[Said, ...]:
    language, today = the_language(), civil_day(the_moment())
    has_reply = any(one.is_reply for one in messages)
    first = Said(
        at=sheet.came_in_at,
        when=moment(language, sheet.came_in_at, today),
        who="",
        what=translate(N_("Your complaint came in")),
        text="",
        photos=(),
        is_step=True,
        is_reply=False,
    )
    moved = [
        Said(
            at=one.at,
            when=moment(language, one.at, today),
            who="",
            what=translate(MOVED.get(State(one.now)) or STANDS[State(one.now)][0]),
            text=one.said,
            photos=(),
            is_step=True,
            is_reply=False,
        )
        for one in steps
        if not (State(one.now) is State.ANSWERED and has_reply)
    ]
    wrote = [
        Said(
            at=one.said_at,
            when=moment(language, one.said_at, today),
            who=translate(MOVED[State.ANSWERED] if one.is_reply else WHO[one.speaker]),
            what="",
            text=one.text,
            photos=one.evidence,
            is_step=False,
            is_reply=one.is_reply,
        )
        for one in messages
    ]
    return (first, *sorted([*wrote, *moved], key=lambda one: (one.at, one.is_step)))


WHO = {Speaker.SHOPPER: N_("You say"), Speaker.SHOP: N_("The shop says"), Speaker.OFFICE: N_("The office says")}


def _all_added(report: OwnReport, additions: Sequence[AdditionSheet], steps: Sequence[StepSheet]) -> tuple[Said, ...]:
    """What was added, and when another office received it; what the officers wrote then is theirs."""
    language, today = the_language(), civil_day(the_moment())

    def line(at: datetime, what: str, text: str = "", photos: tuple[str, ...] = ()) -> Said:
        when = moment(language, at, today)
        return Said(at, when, "", what, text, photos, is_step=not text, is_reply=False)

    came = line(report.came_in_at, translate(N_("Your report came in")))
    mine = translate(WHO[Speaker.SHOPPER])
    passed = translate(N_("Another office received it: it is competent, and checks it from then on"))
    lines = [line(one.added_at, mine, one.text, one.evidence) for one in additions]
    lines += [line(one.at, passed) for one in steps if one.act == ReportAct.SEND.value]
    return (came, *sorted(lines, key=lambda one: one.at))


def _filed(reader: Reader, sheet: ComplaintSheet) -> tuple[tuple[str, str], ...]:
    language, today, then = the_language(), civil_day(the_moment()), civil_day(sheet.came_in_at)
    return (
        (translate(N_("Complaint")), sheet.facts),
        (translate(N_("I want")), wishes_words(sheet.wishes)),
        (translate(N_("In my words")), sheet.wish_note),
        (translate(N_("Class")), category_words(reader, sheet.category, then)),
        (translate(N_("Problem")), problem_words(reader, sheet.problem, then)),
        (translate(N_("Bought")), day(language, sheet.bought_on, today) if sheet.bought_on else ""),
        (translate(N_("Happened")), day(language, sheet.happened_on, today) if sheet.happened_on else ""),
        (translate(N_("Amount")), money(sheet.amount_fen) if sheet.amount_fen is not None else ""),
        (translate(N_("May be published")), translate(N_("Yes") if sheet.may_publish else N_("No"))),
        (translate(N_("Others may mediate")), translate(N_("Yes") if sheet.may_delegate else N_("No"))),
    )


def _office(reader: Reader, region_code: str) -> str:
    office = office_name(reader, region_code, civil_day(the_moment()))
    return str(office.zh if the_language() == "zh" else office.en)
