"""A small scan door for tests: its own keys, a clock that is moved by hand, sealed shops, and counted queries."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event
from werkzeug.test import Client, TestResponse

from tests.projections.scan_card.cards import CARD, a_card, a_print, put
from trustcode.calendars.queries import calendar
from trustcode.catalogues.queries import catalogue
from trustcode.catalogues.rules import Catalogue
from trustcode.codes.rules.keyring import KeyRing, ring_of, signing_key_of
from trustcode.codes.rules.seal import CodeFacts, seal
from trustcode.doors.scan.app import create_scan_app
from trustcode.doors.scan.office import ScanOffice, Sources
from trustcode.factory import PUBLISHED
from trustcode.kernel.identifiers import damm
from trustcode.kernel.moments import Moment
from trustcode.projections.scan_card.card import Card
from trustcode.regions.queries import places
from trustcode.settings import DEMO, Settings
from trustcode.storage.engines import Store

RING = ring_of(signing_key_of(1, b"s" * 32))
OTHER_RING = ring_of(signing_key_of(1, b"t" * 32))
ISSUED = date(2026, 3, 9)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, at: Moment) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


def settings(mode: str = DEMO, url: str = "https://fxm.hunan.example") -> Settings:
    return Settings(mode, "sqlite://", url, Path("files"), Path("keys"), "s" * 40, {1: b"k" * 32}, b"i" * 32)


def sources() -> Sources:
    return Sources(
        calendar,
        places,
        lambda reader, on: catalogue(reader, Catalogue.UNIT_KIND, on),
        lambda reader, on: catalogue(reader, Catalogue.GOODS_CATEGORY, on),
        PUBLISHED,
    )


def office(store: Store, clock: Clock, **facts: Any) -> ScanOffice:
    given = ScanOffice(settings(), store, RING.without_private(), sources(), clock)
    return replace(given, **facts)


def a_door(store: Store, clock: Clock, **facts: Any) -> Flask:
    """A scan app with a shelf of its own, as one worker process has it."""
    return create_scan_app(office(store, clock, **facts))


def client(app: Flask) -> Client:
    return Client(app, TestResponse)


def token_of(number: int, serial: int = 1, ring: KeyRing = RING) -> str:
    return seal(CodeFacts(1, number, serial, ISSUED), ring)


def a_shop(number: int = CARD.number, *, revoked_on: date | None = None, **facts: Any) -> Card:
    """A shop with one print, sealed with the key of these tests."""
    one = a_print(1, token_of(number), short_code=short_code(number), revoked_on=revoked_on)
    return a_card(number, **{"prints": (one,), **facts})


def short_code(number: int) -> str:
    digits = f"3{number:010d}"
    return digits + damm(digits)


def put_shop(store: Store, number: int = CARD.number, **facts: Any) -> str:
    """A shop on a card in the database; returns the address of its code."""
    shop = a_shop(number, **facts)
    put(store, shop)
    return f"/{shop.prints[0].token}"


@dataclass
class Counted:
    """Statements that read something, in order."""

    statements: list[str]

    def __len__(self) -> int:
        return len(self.statements)


@contextmanager
def counting(store: Store) -> Iterator[Counted]:
    """Count the queries that a block puts to the database, on whichever thread."""
    counted, lock = Counted([]), threading.Lock()

    def note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        with lock:
            if not statement.upper().startswith(("BEGIN", "PRAGMA", "SET")):
                counted.statements.append(statement)

    event.listen(store.read_engine, "before_cursor_execute", note)
    try:
        yield counted
    finally:
        event.remove(store.read_engine, "before_cursor_execute", note)


def structured(html: str) -> dict[str, Any]:
    """The schema.org data in a page."""
    start = html.index('<script type="application/ld+json">') + len('<script type="application/ld+json">')
    found: dict[str, Any] = json.loads(html[start : html.index("</script>", start)])
    return found


def plate(html: str) -> str:
    """What the doorplate on a page says: a standing, or forged, unknown, revoked, stale."""
    found = re.findall(r'class="plate is-([a-z]+)"', html)
    assert len(found) == 1, found
    return found[0]
