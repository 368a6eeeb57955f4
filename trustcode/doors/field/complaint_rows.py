"""One complaint as a line of a list: whom it is about, what, until when and why it is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import url_for
from markupsafe import escape

from trustcode.catalogues.rules import Catalogue
from trustcode.complaints.queries.lists import ComplaintRow
from trustcode.complaints.rules.numbers import spoken
from trustcode.complaints.rules.pressing import Pressing, pressing
from trustcode.doors.field.queue_view import where_words
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.lobby.clock_days import ClockLeft, clock_left
from trustcode.doors.wording.filters import nb
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_, Word, word
from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import civil_day

MATTERS = 50
"""Complaints or clues on a page of a list."""

PRESSING: dict[Pressing, str | Word] = {
    Pressing.OVER: N_("Over since %(due_day)s"),
    Pressing.TODAY: N_("Due today, %(due_day)s"),
    Pressing.SOON: N_("Soon: %(due_day)s"),
    Pressing.LATER: N_("Due %(due_day)s"),
    Pressing.NONE: N_("No last day runs"),
}


@dataclass(frozen=True)
class MatterLine:
    """One matter, in finished words. `press` is the kind of urgency that the style knows; `due` says it in words."""

    name: str
    state: str
    fact: str
    due: str
    press: str
    provisional: bool
    marks: tuple[str, ...]
    officer: str
    path: str
    quote: str = ""


def matter_line(
    say: Speaker, actor: Actor, row: ComplaintRow, more: Sequence[str] = (), *, quote: str = ""
) -> MatterLine:
    """A complaint as a line; `more` are reasons beside the marks that it came with, `quote` what was filed."""
    return MatterLine(
        name=row.respondent_name,
        state=label(say.language, row.state),
        fact=where_words(say, actor, row.region_code)
        + say.say(
            N_("%(number)s, %(goods)s, %(problem)s. Came on %(day)s, by %(source)s."),
            number=spoken(row.number),
            goods=goods_words(say, row.category),
            problem=say.term(Catalogue.PROBLEM_CATEGORY, row.problem),
            day=civil_day(row.came_in_at),
            source=label(say.language, row.source),
        ),
        due=due_words(say, row.due_on),
        press=pressing(row.due_on, say.today, say.calendar).value,
        provisional=row.provisional,
        marks=(*(label(say.language, why) for why in row.holds), *more),
        officer=say.person(row.officer_id) if row.officer_id else "",
        path=url_for("field.complaint", complaint_id=row.id),
        quote=quote,
    )


def due_words(say: Speaker, due_on: date | None) -> str:
    """A last day with how much time there is, in words that break between the two alone."""
    press = pressing(due_on, say.today, say.calendar)
    said = say.say(PRESSING[press], due_day=due_on)
    if due_on is None or press is Pressing.TODAY:
        return said
    whole = escape(say.say(word("complaint", "%(said)s, %(left)s")))
    return whole % {"said": nb(said), "left": nb(say.left(due_on))}


def time_left(say: Speaker, due_on: date, *, stands_still: bool = False) -> ClockLeft:
    """How much time is left, in working days like in the lists of the office."""
    left = clock_left(say.language, due_on, say.today, stands_still=stands_still)
    is_ahead = due_on > say.today and not stands_still
    return replace(left, left=say.left(due_on)) if is_ahead else left


def goods_words(say: Speaker, category: str) -> str:
    """A class of goods or services in words."""
    which = Catalogue.GOODS_CATEGORY if category in say.lists[Catalogue.GOODS_CATEGORY] else Catalogue.SERVICE_CATEGORY
    return say.term(which, category)
