"""How pressing the office's complaints and clues are, in numbers and words, for the list and for the first page."""

from __future__ import annotations

from dataclasses import dataclass

from trustcode.complaints.queries.counts import Pressed, pressed
from trustcode.complaints.queries.lists import Asked
from trustcode.complaints.rules.course import WITH_OFFICE
from trustcode.complaints.rules.pressing import soon_until
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.actors import Actor
from trustcode.storage.reading import Reader

WAITING = Asked(WITH_OFFICE, telling=True)
"""What the office has to do something about."""

IN_ALL = ("%(num)s complaint with the office", "%(num)s complaints with the office")
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


def waiting_matters(reader: Reader, actor: Actor, say: Speaker) -> Waiting:
    """How many complaints and clues wait in the officer's region; empty where there are none."""
    counted = pressed_of(reader, actor, say)
    return Waiting(
        complaints=say.count(IN_ALL, counted.complaints) if counted.complaints else "",
        pressing=pressed_words(say, counted),
        due="late" if counted.over else "today" if counted.today else "",
        clues=say.count(CLUES, counted.clues) if counted.clues else "",
    )
