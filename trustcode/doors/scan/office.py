"""What the shopper's door is given: settings, a store to read, public keys, and four ways to read shared facts.

The four reads are handed in by the factory, since this door may reach no room's queries by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from trustcode.catalogues.rules import TermWords
from trustcode.codes.rules.keyring import KeyRing
from trustcode.kernel.moments import Moment, now
from trustcode.kernel.workdays import Calendar
from trustcode.regions.rules import Place
from trustcode.settings import Settings
from trustcode.storage.engines import Store
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class Sources:
    """Reads of facts that belong to lower rooms; each takes a reader, three of them a civil day in China."""

    calendar: Callable[[Reader], Calendar]
    places: Callable[[Reader, date], Mapping[str, Place]]
    kinds: Callable[[Reader, date], Mapping[str, TermWords]]
    goods: Callable[[Reader, date], Mapping[str, TermWords]]


@dataclass(frozen=True)
class ScanOffice:
    """All that this door knows. `clock` gives the present; tests hand in their own."""

    settings: Settings
    store: Store
    keyring: KeyRing
    sources: Sources
    clock: Callable[[], Moment] = now
