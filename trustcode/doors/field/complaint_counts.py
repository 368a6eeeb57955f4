"""How pressing the office's complaints and clues are, in numbers and words, for the list and for the first page."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from trustcode.complaints.queries.counts import Pressed, pressed
from trustcode.complaints.queries.lists import Asked, queue_size
from trustcode.complaints.queries.reports import reports_passing
from trustcode.complaints.rules.authority import MOVE
from trustcode.complaints.rules.course import WITH_OFFICE
from trustcode.complaints.rules.pressing import soon_until
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.actors import Actor
from trustcode.people.rules.permissions import TABLE
from trustcode.storage.reading import Reader

WAITING = Asked(WITH_OFFICE, telling=True)
"""What the office has to do something about."""

IN_ALL = ("%(num)s complaint with the office", "%(num)s complaints with the office")
PASSINGS = ("%(num)s complaint to pass on or not", "%(num)s complaints to pass on or not")
CLUE_PASSINGS = ("%(num)s clue to pass on or not", "%(num)s clues to pass on or not")
CLUES = ("%(num)s clue to check or in hand", "%(num)s clues to check or in hand")


def pressed_of(reader: Reader, actor: Actor, say: Speaker, asked: Asked = WAITING) -> Pressed:
    """How pressing the office's complaints are; under a filter, of those that it finds."""
    return pressed(reader, actor, asked, today=say.today, soon=soon_until(say.today, say.calendar))


def pressed_words(say: Speaker, counted: Pressed) -> tuple[str, ...]:
    """The same in words; what is none is left out."""
    said = (
        (N_("%(num)s over its last day"), N_("%(num)s over their last day"), counted.over),
        (N_("%(num)s due today"), N_("%(num)s due today"), counted.today),
        (N_("%(num)s within 2 working days"), N_("%(num)s within 2 working days"), counted.soon),
    )
    return tuple(say.say(one if number == 1 else many, num=number) for one, many, number in said if number)


@dataclass(frozen=True)
class Waiting:
    """The first page's line about complaints: how many, how pressing; `due` as the component wants it."""

    complaints: str
    pressing: tuple[str, ...]
    due: str
    clues: str
    passings: str
    passings_path: str
    clue_passings: str
    clue_passings_path: str


def waiting_matters(reader: Reader, actor: Actor, say: Speaker) -> Waiting:
    """How many complaints and clues wait in the officer's region; empty where there are none.

    Proposals to pass one on are for those who decide such.
    """
    counted = pressed_of(reader, actor, say)
    decides = not TABLE.cell(MOVE, actor.role).proposes_only
    passings = queue_size(reader, actor, Asked((), passing=True)) if decides else 0
    clue_passings = reports_passing(reader, actor) if decides else 0
    return Waiting(
        complaints=say.count(IN_ALL, counted.complaints) if counted.complaints else "",
        pressing=pressed_words(say, counted),
        due="late" if counted.over else "today" if counted.today else "",
        clues=say.count(CLUES, counted.clues) if counted.clues else "",
        passings=say.count(PASSINGS, passings) if passings else "",
        passings_path=url_for("field.complaints", heap="passing"),
        clue_passings=say.count(CLUE_PASSINGS, clue_passings) if clue_passings else "",
        clue_passings_path=url_for("field.clues", heap="passing"),
    )
