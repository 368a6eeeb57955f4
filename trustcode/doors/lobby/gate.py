"""The gate of the office: how many requests with a body, heavy pictures and whole tables may be under way at once.

A body comes as slowly as its sender likes, and hashing, photos, posters and ledgers as files cost much. Only some of the server's threads
may be taken by them, so that a shopper's scan always finds one free. Whoever is turned away hears when to come again.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from typing import Any

from trustcode.doors.wording.headers import Wsgi

THREADS = 16
"""Threads of one process (`serve`)."""
BODIES = 10
"""Requests with a body at once: six threads stay free for those without."""
PICTURES = 2
"""Posters being drawn at once."""
TABLES = 2
"""Ledgers being read from a file or written into one at once, to look at them, to take them in or to take them away."""
_HEAVY = (".pdf", ".png", ".svg")
_TABLE = re.compile(r"/ledger/(?:export\.csv|export\.xlsx|import/[0-9a-f]{64}(?:/faults\.csv)?)", re.ASCII)


class Gate:
    """A WSGI layer in front of the office app."""

    def __init__(self, app: Wsgi, bodies: int = BODIES, pictures: int = PICTURES, tables: int = TABLES) -> None:
        self._app = app
        self._bodies = threading.BoundedSemaphore(bodies)
        self._pictures = threading.BoundedSemaphore(pictures)
        self._tables = threading.BoundedSemaphore(tables)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer at once, or turn away with 503 and Retry-After."""
        turnstile = self._turnstile(environ)
        if turnstile is None:
            return self._app(environ, start_response)
        if not turnstile.acquire(blocking=False):
            return _turned_away(environ, start_response)
        try:
            return list(self._app(environ, start_response))
        finally:
            turnstile.release()

    def _turnstile(self, environ: dict[str, Any]) -> threading.BoundedSemaphore | None:
        if _TABLE.search(environ.get("PATH_INFO", "")):
            return self._tables
        if environ.get("REQUEST_METHOD") not in {"GET", "HEAD", "OPTIONS"}:
            return self._bodies
        return self._pictures if environ.get("PATH_INFO", "").endswith(_HEAVY) else None


def _turned_away(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    english = environ.get("trustcode.language") == "en"
    said = (
        "Many people are here right now. Try again in five seconds." if english else "现在办的人多，过 5 秒再试一次。"
    )
    body = said.encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Retry-After", "5"),
        ("Cache-Control", "no-store"),
        ("Connection", "close"),
    ]
    start_response("503 Service Unavailable", headers)
    return [body]
