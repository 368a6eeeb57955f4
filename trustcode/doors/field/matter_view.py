"""What the sheets of a complaint and of a clue share: head, clocks, who has it, what can be done, papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from trustcode.complaints.queries.clocks import ClockSheet, clocks_of
from trustcode.complaints.queries.office_file import PassingSheet
from trustcode.complaints.queries.persons import PersonSheet
from trustcode.complaints.queries.reports import ReportSheet
from trustcode.complaints.queries.sheets import ComplaintSheet
from trustcode.complaints.rules.authority import HANDLE, MOVE
from trustcode.complaints.rules.numbers import spoken
from trustcode.complaints.rules.pressing import pressing
from trustcode.doors.field.complaint_history import events, ground_words
from trustcode.doors.field.complaint_rows import due_words, time_left
from trustcode.doors.field.doing import DeedLink, Facts
from trustcode.doors.field.history import Event
from trustcode.doors.field.queue import who
from trustcode.doors.field.speaker import Speaker, speaker
from trustcode.doors.lobby.clock_days import ClockDays, ClockLeft, clock_days
from trustcode.doors.lobby.office import show, the_actor, the_language, the_moment
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_, word
from trustcode.kernel.actors import Actor
from trustcode.kernel.territory import covers
from trustcode.people.rules.permissions import TABLE, may_confirm, may_ever
from trustcode.storage.reading import Reader

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ClockLine:
    """A clock that runs: its name, last day and how much time is left."""

    name: str
    due: str
    left: ClockLeft
    provisional: bool


@dataclass(frozen=True)
class Link:
    """A matter that belongs to this one."""

    label: str
    path: str


@dataclass(frozen=True)
class Asked:
    """What one officer asks and a second decides: with `path` this officer may answer it, `decides` or takes it back."""

    title: str
    when: str
    person: str
    why: str
    outcome: str
    path: str
    decides: bool = False
    answer: str = ""


@dataclass(frozen=True, kw_only=True)
class MatterView:
    """Head and column of a sheet, in finished words. `press`, `due_for` and `due` are of the earliest last day that runs."""

    name: str
    number: str
    state: str
    ground: str
    press: str
    due_for: str
    due: str
    clocks: tuple[ClockLine, ...]
    clocks_path: str
    history: tuple[Event, ...]
    officer: str
    can_take: bool
    take_path: str
    deeds: tuple[DeedLink, ...]
    papers: tuple[tuple[str, str], ...]
    list_path: str
    seen: int


@dataclass(frozen=True)
class ClocksPage:
    """Every clock of a matter, day by day."""

    name: str
    number: str
    back: str
    clocks: tuple[ClockDays, ...]


def matter_view(
    say: Speaker,
    actor: Actor,
    facts: Facts,
    deeds: Sequence[DeedLink],
    name: str,
    address: Mapping[str, Any],
    *,
    is_open: bool,
) -> dict[str, Any]:
    """The fields of a MatterView but for the papers; `name` begins the endpoints, `address` names the matter."""
    own = facts.sheet
    running = [one for one in facts.clocks if one.stopped_on is None]
    first = min((one for one in running if not one.stands_still), key=lambda one: one.due_on, default=None)
    due_on = first.due_on if first else None
    return {
        "name": own.respondent_name,
        "number": spoken(own.number),
        "state": label(say.language, own.state),
        "ground": ground_words(say.language, facts.steps[-1].act, own.ground) if facts.steps else "",
        "press": pressing(due_on, say.today, say.calendar).value,
        "due_for": label(say.language, first.rule.code) if first else "",
        "due": due_words(say, due_on) if due_on else "",
        "clocks": tuple(clock_line(say, one) for one in running),
        "clocks_path": url_for(f"field.{name}_clocks", **address),
        "history": events(say, facts.entries, facts.steps),
        "officer": say.person(own.officer_id) if own.officer_id else "",
        "can_take": is_open and may_ever(actor.role, HANDLE) and own.officer_id != actor.person_id,
        "take_path": url_for(f"field.{name}_taking", **address),
        "deeds": tuple(deeds),
        "list_path": url_for(f"field.{name}s"),
        "seen": own.changes,
    }


def passing_asked(say: Speaker, actor: Actor, region_code: str, one: PassingSheet, path: str) -> Asked:
    """A proposal to pass a matter of a region on; `path` is where it is answered, by whoever may."""
    may_move = not TABLE.cell(MOVE, actor.role).proposes_only
    covers_both = covers(actor.scope, region_code) and covers(actor.scope, one.region_code)
    decides = one.outcome is None and may_move and covers_both and may_confirm(actor, one.proposed_by)
    is_own = one.outcome is None and one.proposed_by == actor.person_id
    outcome = label(say.language, one.outcome) if one.outcome else say.say(N_("waits for a second person"))
    title = say.say(N_("To %(place)s"), place=say.way(one.region_code))
    when, person = say.moment(one.proposed_at), say.person(one.proposed_by)
    to = path if decides or is_own else ""
    return Asked(title, when, person, one.why, outcome, to, decides=decides, answer=one.said)


def clock_line(say: Speaker, one: ClockSheet) -> ClockLine:
    """A clock that runs, in a line."""
    return ClockLine(
        name=label(say.language, one.rule.code),
        due=say.day(one.due_on),
        left=time_left(say, one.due_on, stands_still=one.stands_still),
        provisional=one.provisional,
    )


def person_rows(say: Speaker, person: PersonSheet) -> Rows:
    """Who filed, as label and words; masked or not, as it is given."""
    paper = f"{label(say.language, person.paper)} {person.paper_number}" if person.paper else ""
    proved = word("complaint", "proved by digits") if person.phone_proved else word("complaint", "not proved")
    phone = f"{person.phone}（{say.say(proved)}）" if say.language == "zh" else f"{person.phone} ({say.say(proved)})"
    nothing = say.say(word("complaint", "not given yet"))
    return (
        (say.say(word("complaint", "Name")), person.name),
        (say.say(word("complaint", "Phone")), phone if person.phone else ""),
        (say.say(word("complaint", "Address")), person.address or nothing),
        (say.say(word("complaint", "Paper")), paper or nothing),
    )


def clocks_page(reader: Reader, own: ComplaintSheet | ReportSheet, back: str) -> str:
    """How the last days of a matter are counted, day by day, the latest clock first."""
    say = speaker(reader, the_language(), the_moment())
    clocks = reversed(clocks_of(reader, own.id, say.today))
    shown = tuple(clock_days(say.language, one, say.today) for one in clocks)
    page = ClocksPage(own.respondent_name, spoken(own.number), back, shown)
    return show("field/complaint-clocks.html", who=who(say, the_actor()), view=page)
