"""The gate of the office: how many requests with a body, heavy pictures and whole tables may be under way at once.

A body comes as slowly as its sender likes, and hashing, photos, posters and ledgers as files cost much. Only some of the server's threads
may be taken by them, so that a shopper's scan always finds one free. Whoever is turned away hears when to come again.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterable, Iterator
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
STREAMS = 3
"""Files of open data being taken at once, each as slowly as whoever takes it."""
_HEAVY = (".pdf", ".png", ".svg")
_STREAM = re.compile(r"/open-data/[a-z]+\.(?:csv|jsonl)", re.ASCII)
_FOR_PROGRAMS = re.compile(r"/api/|/open-data/.", re.ASCII)
_TABLE = re.compile(r"/ledger/(?:export\.csv|export\.xlsx|import/[0-9a-f]{64}(?:/faults\.csv)?)", re.ASCII)


class Gate:
    """A WSGI layer in front of the office app."""

    def __init__(
        self, app: Wsgi, bodies: int = BODIES, pictures: int = PICTURES, tables: int = TABLES, streams: int = STREAMS
    ) -> None:
        self._app = app
        self._streams = threading.BoundedSemaphore(streams)
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
        if turnstile is self._streams:
            return _Streamed(self._app, environ, start_response, turnstile)
        try:
            return list(self._app(environ, start_response))
        finally:
            turnstile.release()

    def _turnstile(self, environ: dict[str, Any]) -> threading.BoundedSemaphore | None:
        path, method = environ.get("PATH_INFO", ""), environ.get("REQUEST_METHOD")
        if method == "GET" and _STREAM.fullmatch(path):
            return self._streams
        if _TABLE.search(path):
            return self._tables
        if method not in {"GET", "HEAD", "OPTIONS"}:
            return self._bodies
        return self._pictures if path.endswith(_HEAVY) else None


class _Streamed:
    """An answer that is passed on piece by piece; its place is free again when it is over, or given up."""

    def __init__(self, app: Wsgi, environ: Any, start_response: Any, turnstile: threading.BoundedSemaphore) -> None:
        self._turnstile: threading.BoundedSemaphore | None = turnstile
        self._pieces: Iterable[bytes] = ()
        try:
            self._pieces = app(environ, start_response)
        except BaseException:
            self.close()
            raise

    def __iter__(self) -> Iterator[bytes]:
        yield from self._pieces
        self.close()

    def close(self) -> None:
        """Once, however often it is called (PEP 3333)."""
        turnstile, self._turnstile = self._turnstile, None
        if turnstile is None:
            return
        try:
            getattr(self._pieces, "close", lambda: None)()
        finally:
            turnstile.release()

    __del__ = close


def _turned_away(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    english = environ.get("trustcode.language") == "en"
    said = (
        "Many people are here right now. Try again in five seconds." if english else "现在办的人多，过 5 秒再试一次。"
    )
    body, kind = said.encode(), "text/plain; charset=utf-8"
    if _FOR_PROGRAMS.match(environ.get("PATH_INFO", "")):
        body = json.dumps({"type": "about:blank", "status": 503, "title": said}, ensure_ascii=False).encode()
        kind = "application/problem+json; charset=utf-8"
    headers = [
        ("Content-Type", kind),
        ("Content-Length", str(len(body))),
        ("Retry-After", "5"),
        ("Cache-Control", "no-store"),
        ("Connection", "close"),
    ]
    start_response("503 Service Unavailable", headers)
    return [body]
