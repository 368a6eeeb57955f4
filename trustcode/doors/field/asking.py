"""The fields of a form as data: one template draws every page on which an officer does something to a matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from trustcode.clocks.rules import PauseWhy
from trustcode.complaints.queries.clocks import ClockSheet
from trustcode.complaints.rules.passing import receiving
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_, Word
from trustcode.kernel.territory import PROVINCE, covers


@dataclass(frozen=True)
class Ask:
    """One field. `kind`: lines, text, day, money, choice (one of a few) or select (one of many).

    Options are (value, label, hint), or of a select (label of a group, pairs).
    """

    kind: str
    name: str
    label: str
    hint: str = ""
    options: Sequence[tuple[str, str, str] | tuple[str, list[tuple[str, str]]]] = ()
    optional: bool = False
    value: str = ""
    most: int = 1_000


@dataclass(frozen=True)
class Saved:
    """A text of the office that may be taken over into the form."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class DeedPage:
    """A page on which one thing is done. `gone`: it cannot be done any more, and what was typed is shown to keep.
    `missing`: it cannot be done yet, and `first` leads to what must be done before, as words and address.

    `saved` are texts of the office that can be set into the field `saved_into`.
    """

    title: str
    name: str
    number: str
    state: str
    lead: tuple[str, ...]
    filed: str
    asks: tuple[Ask, ...]
    button: str
    seen: int
    back: str
    path: str
    saved: tuple[Saved, ...] = ()
    saved_into: str = ""
    saved_path: str = ""
    between: tuple[object, ...] = ()
    gone: str = ""
    missing: str = ""
    first: tuple[tuple[str, str], ...] = ()
    typed_before: tuple[tuple[str, str], ...] = field(default=())


def choices(say: Speaker, members: Iterable[StrEnum]) -> tuple[tuple[str, str, str], ...]:
    """The members of a closed list as choices."""
    return tuple((one.value, label(say.language, one), "") for one in members)


def lines(say: Speaker, name: str, words: str | Word, hint: str | Word = "", *, optional: bool = False) -> Ask:
    """A field of several lines."""
    return Ask("lines", name, say.say(words), say.say(hint) if hint else "", optional=optional)


def pause_asks(say: Speaker, clocks: Sequence[ClockSheet]) -> tuple[Ask, ...]:
    """Which clock stands still, and what for."""
    whys = [why for why in PauseWhy if any(why in one.rule.pauses for one in clocks)]
    return (clock_ask(say, clocks), Ask("choice", "why", say.say(N_("What for?")), options=choices(say, whys)))


def clock_ask(say: Speaker, clocks: Sequence[ClockSheet]) -> Ask:
    """Which clock; the only one is chosen already."""
    options = tuple((one.id, label(say.language, one.rule.code), say.day(one.due_on)) for one in clocks)
    only = options[0][0] if len(options) == 1 else ""
    return Ask("choice", "clock", say.say(N_("Which clock?")), options=options, value=only)


def officer_ask(say: Speaker, officers: Sequence[tuple[str, str, str]], now: str) -> Ask:
    """Which officer; the one who has it is chosen."""
    return Ask("select", "officer", say.say(N_("To whom?")), options=officers, value=now)


def office_asks(say: Speaker, now: str, read_by: str, scope: str = PROVINCE) -> tuple[Ask, ...]:
    """Which county's office is competent in place of `now`, and why; `scope` limits it to a region.

    Counties under their cities, the own city first.
    """
    found = sorted((code for code in say.places if covers(scope, code)), key=lambda code: (code[:4] != now[:4], code))
    groups: dict[str, list[tuple[str, str]]] = {}
    for code in receiving(found, now):
        groups.setdefault(say.place(f"{code[:4]}00"), []).append((code, say.place(code)))
    return (
        Ask("select", "region", say.say(N_("To which office?")), say.say(N_("The office at the place of business.")), options=tuple(groups.items())),
        lines(say, "said", N_("Why there?"), read_by),
    )  # fmt: skip
