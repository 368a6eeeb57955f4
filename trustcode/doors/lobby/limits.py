"""How often one person, or one source of strangers, may ask: loosely, since many share an address.

The close count of wrong passwords is in the database.

An address declares its limit with `@limited("30 per 10 minutes")`. Counts are kept in memory, or in Redis where one is
set, and in memory again while that Redis is away.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask_limiter import Limiter
from flask_limiter.errors import RateLimitExceeded
from limits import parse

from trustcode.doors.lobby.crossing import SAFE
from trustcode.doors.lobby.login import the_visitor
from trustcode.doors.lobby.present import the_office, the_source
from trustcode.people.rules.permissions import PUBLIC_READING

View = TypeVar("View", bound=Callable[..., Any])

FORMS = "240 per minute"
"""For every address that takes forms and names no limit of its own."""

__all__ = ["RateLimitExceeded", "install", "is_within", "limited", "may_still", "seconds_to_wait"]


def limited(times: str) -> Callable[[View], View]:
    """Declare how often one source may send this address something, for example "30 per 10 minutes"."""

    def declare(view: View) -> View:
        view.limited = times  # type: ignore[attr-defined]
        return view

    return declare


def install(app: Flask, redis_url: str) -> Limiter:
    """Count requests that may change something or cost much, before anything else is done with them."""
    app.before_request(_look_up_visitor)
    return Limiter(
        _key,
        app=app,
        default_limits=[_limit],
        default_limits_exempt_when=_is_exempt,
        storage_uri=redis_url or "memory://",
        storage_options={"socket_connect_timeout": 1, "socket_timeout": 1} if redis_url else {},
        strategy="moving-window",
        in_memory_fallback_enabled=bool(redis_url),
        key_prefix="trustcode",
    )


def is_within(times: str, *what: str) -> bool:
    """Count one more try at something, whoever makes it; whether it is still within, for example, "200 per hour"."""
    limiter: Limiter = next(iter(current_app.extensions["limiter"]))
    return bool(limiter.limiter.hit(parse(times), "trustcode", *what))


def may_still(times: str, *what: str) -> bool:
    """Whether one more try at something would be within the limit; nothing is counted."""
    limiter: Limiter = next(iter(current_app.extensions["limiter"]))
    return bool(limiter.limiter.test(parse(times), "trustcode", *what))


def seconds_to_wait(error: RateLimitExceeded) -> int:
    """At most how long until the source is heard again."""
    return int(error.limit.limit.get_expiry())


def _limit() -> str:
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "limited", FORMS)


def _is_exempt() -> bool:
    """Reading is free, but for the addresses that name a limit of their own."""
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method in SAFE and not hasattr(view, "limited")


def _look_up_visitor() -> None:
    """Before the limiter asks for its key: a database that is away must not look like a limiter that is broken."""
    if not _is_exempt() and not _is_open():
        the_visitor()


def _is_open() -> bool:
    """What is the same for everybody is counted by its source alone, so that it depends on no cookie."""
    return getattr(current_app.view_functions.get(request.endpoint or ""), "access", "") == PUBLIC_READING


def _key() -> str:
    """Stands for the person who is signed in, or for the source of a stranger, without naming either."""
    visitor = None if _is_open() else the_visitor()
    who = visitor.person_id if visitor else the_source()
    return the_office().store.vault.index("limit", who).hex()[:24]
