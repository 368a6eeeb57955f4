"""What the shopper's door is given: settings, a store to read, public keys, and ways to read shared and published facts.

The reads are handed in by the factory, since this door may reach no room's queries by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trustcode.catalogues.rules import TermWords
from trustcode.codes.rules.keyring import KeyRing
from trustcode.kernel.moments import Moment, now
from trustcode.kernel.workdays import Calendar
from trustcode.publication.rules.showing import ModerationLine, PublicationRate, ShownComplaint, Tombstone
from trustcode.regions.rules import Office, Place
from trustcode.settings import Settings
from trustcode.storage.engines import Store
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class Published:
    """Reads of what is published of complaints: the gate and the log. Each takes a reader; the rest is named.

    results: unit, day, how many, how many before → how many in all, and those. classes, problems: a day → their words.
    office: region code, day → name of its office. log: how many, how many before → in all, and those. rate: year.
    """

    results: Callable[[Reader, str, date, int, int], tuple[int, Sequence[ShownComplaint | Tombstone]]]
    classes: Callable[[Reader, date], Mapping[str, TermWords]]
    problems: Callable[[Reader, date], Mapping[str, TermWords]]
    office: Callable[[Reader, str, date], Office]
    log: Callable[[Reader, int, int], tuple[int, Sequence[ModerationLine]]]
    rate: Callable[[Reader, int], PublicationRate]


@dataclass(frozen=True)
class Sources:
    """Reads of facts that belong to lower rooms; each takes a reader, three of them a civil day in China."""

    calendar: Callable[[Reader], Calendar]
    places: Callable[[Reader, date], Mapping[str, Place]]
    kinds: Callable[[Reader, date], Mapping[str, TermWords]]
    goods: Callable[[Reader, date], Mapping[str, TermWords]]
    published: Published


@dataclass(frozen=True)
class ScanOffice:
    """All that this door knows. `clock` gives the present; tests hand in their own."""

    settings: Settings
    store: Store
    keyring: KeyRing
    sources: Sources
    clock: Callable[[], Moment] = now
