"""How pressing the office's complaints and clues are, in numbers and words, for the list and for the first page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from trustcode.complaints.queries.lists import Asked, queue_due, queue_size
from trustcode.complaints.queries.reports import report_counts
from trustcode.complaints.rules.course import WITH_OFFICE
from trustcode.complaints.rules.pressing import soon_until
from trustcode.complaints.rules.reporting import REPORTS_OPEN
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.actors import Actor
from trustcode.storage.reading import Reader

WAITING = Asked(WITH_OFFICE, telling=True)
"""What the office has to do something about."""

IN_ALL = ("%(num)s complaint with the office", "%(num)s complaints with the office")
CLUES = ("%(num)s clue to check or in hand", "%(num)s clues to check or in hand")


@dataclass(frozen=True)
class Pressed:
    """How many complaints the office has over their last day, on it, and within two working days."""

    over: int
    today: int
    soon: int


def pressed_of(reader: Reader, actor: Actor, say: Speaker, asked: Asked | None = None) -> Pressed:
    """How pressing the office's complaints are; under a filter, of those that it finds."""
    wanted = asked or WAITING
    soon = queue_due(reader, actor, wanted, soon_until(say.today, say.calendar))
    today = queue_due(reader, actor, wanted, say.today)
    over = queue_due(reader, actor, wanted, say.today - timedelta(days=1))
    return Pressed(over, today - over, soon - today)


def pressed_words(say: Speaker, pressed: Pressed) -> tuple[str, ...]:
    """The same in words; what is none is left out."""
    said = (
        (N_("%(num)s over its last day"), N_("%(num)s over their last day"), pressed.over),
        (N_("%(num)s due today"), N_("%(num)s due today"), pressed.today),
        (N_("%(num)s within 2 working days"), N_("%(num)s within 2 working days"), pressed.soon),
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
    number, pressed = queue_size(reader, actor, WAITING), pressed_of(reader, actor, say)
    counts = report_counts(reader, actor)
    clues = sum(counts.get(state, 0) for state in REPORTS_OPEN)
    return Waiting(
        complaints=say.count(IN_ALL, number) if number else "",
        pressing=pressed_words(say, pressed),
        due="late" if pressed.over else "today" if pressed.today else "",
        clues=say.count(CLUES, clues) if clues else "",
    )
