"""What is at hand while a request is answered: the office, its one moment, the language, the body, pens and readers."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from flask import current_app, g, request

from trustcode.codes.rules.keyring import KeyRing
from trustcode.doors.lobby.bodies import Body, read_body
from trustcode.doors.lobby.hashing import HashQueue
from trustcode.kernel.actors import PUBLIC, Actor
from trustcode.kernel.moments import Moment, now
from trustcode.posting.phones import ConsoleSender, PhoneSender
from trustcode.record.jotting import Jotter, jotting
from trustcode.record.pen import Pen, pen
from trustcode.settings import Settings
from trustcode.storage.engines import Store
from trustcode.storage.reading import Reader, reading

EXTENSION = "trustcode"


@dataclass(frozen=True)
class Office:
    """All that the office doors know. `clock` gives the present, `phones` brings messages to phones; tests hand in theirs."""

    settings: Settings
    store: Store
    keyring: KeyRing
    clock: Callable[[], Moment] = now
    hashes: HashQueue = field(default_factory=HashQueue)
    phones: PhoneSender = field(default_factory=ConsoleSender)


def the_office() -> Office:
    """The office of the app that answers."""
    office: Office = current_app.extensions[EXTENSION]
    return office


def the_moment() -> Moment:
    """The moment of this request: read once, the same for everything in it."""
    if "moment" not in g:
        g.moment = the_office().clock()
    moment: Moment = g.moment
    return moment


def the_language() -> str:
    """`zh` or `en`, from the address alone."""
    return "en" if request.environ.get("trustcode.language") == "en" else "zh"


def the_actor() -> Actor:
    """Who acts, as the guard of the door found out; the public where no guard stands."""
    actor: Actor = g.get("actor", PUBLIC)
    return actor


def the_body() -> Body:
    """The body of this request, read strictly. Raises BadBody."""
    return read_body(request)


def the_source() -> str:
    """Where the request comes from: an IPv4 address, or the /64 of an IPv6 address, which is one household."""
    address = request.remote_addr or ""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed  # IPv4 through a socket of both kinds: not one household
    return str(parsed if parsed.version == 4 else ipaddress.ip_network(f"{parsed}/64", strict=False))


def open_reader() -> AbstractContextManager[Reader]:
    """A read transaction: `with open_reader() as reader:`."""
    return reading(the_office().store)


def open_pen(actor: Actor | None = None) -> AbstractContextManager[Pen]:
    """The one transaction that changes something, in the name of the visitor (or of `actor`), at the request's moment."""
    return pen(the_office().store, actor or the_actor(), the_moment())


def open_jotter() -> AbstractContextManager[Jotter]:
    """A transaction for sessions, drafts and counters."""
    return jotting(the_office().store, the_moment())
