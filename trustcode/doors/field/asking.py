"""The fields of a form as data: one template draws every page on which an officer does something to a matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from trustcode.doors.field.speaker import Speaker
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import Word


@dataclass(frozen=True)
class Ask:
    """One field. `kind`: lines, text, day, money, choice (one of a few) or select (one of many)."""

    kind: str
    name: str
    label: str
    hint: str = ""
    options: tuple[tuple[str, str, str], ...] = ()
    optional: bool = False
    value: str = ""
    most: int = 1_000


@dataclass(frozen=True)
class Saved:
    """A text of the office that may be taken over into the form."""

    title: str
    path: str


@dataclass(frozen=True, kw_only=True)
class DeedPage:
    """A page on which one thing is done. `gone`: it cannot be done any more, and what was typed is shown to keep."""

    title: str
    name: str
    number: str
    state: str
    lead: tuple[str, ...]
    asks: tuple[Ask, ...]
    button: str
    seen: int
    back: str
    path: str
    saved: tuple[Saved, ...] = ()
    saved_path: str = ""
    between: tuple[object, ...] = ()
    gone: str = ""
    typed_before: tuple[tuple[str, str], ...] = field(default=())


def choices(say: Speaker, members: Iterable[StrEnum]) -> tuple[tuple[str, str, str], ...]:
    """The members of a closed list as choices."""
    return tuple((one.value, label(say.language, one), "") for one in members)


def lines(say: Speaker, name: str, words: str | Word, hint: str | Word = "", *, optional: bool = False) -> Ask:
    """A field of several lines."""
    return Ask("lines", name, say.say(words), say.say(hint) if hint else "", optional=optional)
