"""What the pages of this door share: who they belong to, the language and the moment of a request."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from typing import TypeVar

from flask import current_app, request

from trustcode.doors.scan import addresses
from trustcode.doors.scan.asked import House
from trustcode.doors.scan.office import ScanOffice
from trustcode.doors.scan.reckoning import Reckoning
from trustcode.doors.wording.frames import Frame
from trustcode.kernel.moments import Moment
from trustcode.storage.patience import Asker
from trustcode.storage.reading import Reader

T = TypeVar("T")

NAME = "trustcode.scan"
LANGUAGE = "trustcode.language"
"""Key in the environ: zh or en, set by whoever took the prefix off."""
PATIENCE = 2.0
"""Seconds that a shopper waits for a database server."""


@dataclass(frozen=True)
class Door:
    """All that a page of this door needs."""

    office: ScanOffice
    asker: Asker
    house: House


def the_door() -> Door:
    """The door of the current app."""
    door: Door = current_app.extensions[NAME]
    return door


def the_language() -> str:
    """The language of the current request, from its address alone."""
    return str(request.environ.get(LANGUAGE, "zh"))


def the_moment() -> Moment:
    """The present."""
    return the_door().office.clock()


def ask(question: Callable[[Reader], T]) -> T:
    """The answer of the database. Raises Away. The question may be put by another thread, and knows this request."""
    context = copy_context()
    return the_door().asker.ask(lambda reader: context.run(question, reader), patience=PATIENCE)


def reckoned(reader: Reader) -> Reckoning:
    """Facts that are read in this very request count as checked now."""
    door = the_door()
    return Reckoning(door.office.clock(), door.office.sources.calendar(reader))


def to(path: str) -> str:
    """A path of ours in the language of the request."""
    return addresses.in_language(the_language(), path)


def in_other_language(path: str) -> str:
    """The same page in the other language; `path` is the Chinese one."""
    return addresses.in_language(addresses.OTHER[the_language()], path)


def public_frame(path: str) -> Frame:
    """The frame of a public page whose Chinese address is given."""
    return Frame(
        home_path=to("/"),
        sign_in_path=to("/sign-in"),
        demo=the_door().house.is_demo,
        other_language_path=in_other_language(path),
    )
