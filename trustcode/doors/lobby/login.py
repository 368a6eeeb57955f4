"""Session ↔ visitor. The only file that knows Flask-Login, which looks the visitor up once a request, when asked.

The browser holds a random token; what it stands for is a row of ours, read anew each time, so that a closed account or
a role taken away counts from the next request on.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flask import Flask, Request, request
from flask_login import LoginManager, UserMixin, current_user
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from trustcode.doors.lobby.present import open_jotter, open_reader, the_moment, the_office
from trustcode.people.actions import sessions
from trustcode.people.queries.visitors import Visitor, visitor
from trustcode.people.rules.sessions import DEVICE_KNOWN, MERCHANT, SEEN_EVERY
from trustcode.settings import Settings
from trustcode.storage.outages import OUTAGES

_log = logging.getLogger("trustcode.lobby")


@dataclass(frozen=True)
class _SignedIn(UserMixin):
    visitor: Visitor


def install(app: Flask) -> None:
    """Let Flask-Login find the visitor of a request."""
    manager = LoginManager()
    manager.session_protection = None
    manager.request_loader(_load)
    manager.init_app(app, add_context_processor=False)


def the_visitor() -> Visitor | None:
    """Who is signed in, or None."""
    found: Visitor | None = getattr(current_user, "visitor", None)
    return found


def the_token() -> str:
    """The token of the session that the browser holds; empty if it holds none."""
    return request.cookies.get(session_cookie(the_office().settings), "")


def the_device() -> str:
    """The value by which this browser is known; empty if it has none of ours."""
    settings = the_office().settings
    try:
        value = _devices(settings).loads(request.cookies.get(device_cookie(settings), ""))
    except BadSignature:
        return ""
    return value if isinstance(value, str) else ""


def session_cookie(settings: Settings) -> str:
    """The name of the session's cookie; over https it is bound to this host alone."""
    return "__Host-trustcode" if settings.is_https else "trustcode"


def device_cookie(settings: Settings) -> str:
    """The name of the cookie by which a browser is known again."""
    return "__Host-device" if settings.is_https else "device"


def remember(response: Response, token: str, device: str = "", *, lasting: bool = True) -> None:
    """Give the browser the token of its session and, at sign-in, the value by which it is known.

    A session that is not `lasting` (officials) is forgotten when the browser closes.
    """
    settings = the_office().settings
    _set(response, session_cookie(settings), token, int(MERCHANT.whole.total_seconds()) if lasting else None)
    if device:
        signed = _devices(settings).dumps(device)
        _set(response, device_cookie(settings), str(signed), int(DEVICE_KNOWN.total_seconds()))


def forget(response: Response) -> None:
    """Take the session's cookie back; the device stays known."""
    settings = the_office().settings
    response.delete_cookie(session_cookie(settings), path="/", secure=settings.is_https, httponly=True, samesite="Lax")


def _set(response: Response, name: str, value: str, seconds: int | None) -> None:
    secure = the_office().settings.is_https
    response.set_cookie(name, value, max_age=seconds, path="/", secure=secure, httponly=True, samesite="Lax")


def _devices(settings: Settings) -> URLSafeSerializer:
    return URLSafeSerializer(settings.secret_key, salt="trustcode/device/v1")


def _load(_: Request) -> _SignedIn | None:
    token = the_token()
    if not token or len(token) > 100:
        return None
    at = the_moment()
    with open_reader() as reader:
        found = visitor(reader, token, at)
    if found is None:
        return None
    if at - found.seen_at >= SEEN_EVERY:
        _touch(token)
    return _SignedIn(found)


def _touch(token: str) -> None:
    try:
        with open_jotter() as jotter:
            sessions.touch(jotter, token)
    except OUTAGES:
        _log.warning("a session's last use could not be written down")
