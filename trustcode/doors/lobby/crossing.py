"""Forms are only taken from our own pages: by what the browser says of their origin, and by a token (ASVS 5.0, 3.5.1)."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, g, request
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

from trustcode.doors.lobby.bodies import BodyKind
from trustcode.doors.lobby.forms import TOKEN
from trustcode.doors.lobby.present import the_body

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
HEADER = "X-CSRF-Token"


class FromElsewhere(Exception):
    """A form was sent from a page that is not ours; nothing of it is kept."""


class StaleForm(Exception):
    """A form of ours whose token no longer holds: the browser lost its cookie or the page is from another day."""


def install(app: Flask) -> None:
    """Look at every request that may change something, before any page does."""
    app.before_request(check)


def check() -> None:
    """Quiet when the request is ours. Raises FromElsewhere, StaleForm or BadBody."""
    if request.method in SAFE or request.endpoint is None:
        return
    if not _is_from_here():
        raise FromElsewhere
    body = the_body()
    token = request.headers.get(HEADER, "") if body.kind is BodyKind.JSON else body.text(TOKEN)
    try:
        validate_csrf(token)
    except ValidationError:
        raise StaleForm from None
    g.is_checked = True


def _is_from_here() -> bool:
    """By Sec-Fetch-Site where the browser sends it, else by Origin; a browser that sends neither is left to the token."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or _is_our_host(origin)


def is_surely_ours() -> bool:
    """Whether the browser itself says that the form stood on a page of ours; only then is it offered for sending again."""
    if request.headers.get("Sec-Fetch-Site") is not None:
        return request.headers["Sec-Fetch-Site"] == "same-origin"
    named = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return _is_our_host(named)


def _is_our_host(address: str) -> bool:
    """An address that nobody can read is another's."""
    try:
        host = urlsplit(address).netloc.lower()
    except ValueError:
        return False
    return bool(host) and host == request.host.lower()
