"""What is measured, as WSGI apps: granian loads one of them by the environment (`BENCH_APP`, `BENCH_FOLDER`)."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask, Response

from benchmarks.sample_shops import RING, open_database
from trustcode.calendars.queries import calendar
from trustcode.doors.scan.app import create_scan_app
from trustcode.doors.scan.office import ScanOffice, Sources
from trustcode.factory import front
from trustcode.kernel.scheme import SchemeRules
from trustcode.regions.queries import places
from trustcode.settings import PRODUCTION, Settings

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

FOLDER = Path(os.environ["BENCH_FOLDER"])
SLOT_SECONDS = 3_600
"""Longer than the product's, so that no round has to make all pages anew by chance."""


def shelf(capacity_bytes: int = 64 * 1024 * 1024) -> Wsgi:
    """The shopper's door as the factory mounts it."""
    rules = replace(SchemeRules(), page_slot_seconds=SLOT_SECONDS, page_max_age_seconds=2 * SLOT_SECONDS)
    settings = Settings(
        PRODUCTION, "", "https://bench.example", FOLDER, FOLDER, "s" * 40, {1: b"k" * 32}, b"i" * 32, rules=rules
    )
    sources = Sources(calendar, places, lambda _reader, _on: {}, lambda _reader, _on: {})
    office = ScanOffice(settings, open_database(FOLDER), RING.without_private(), sources)
    return front(_nothing, create_scan_app(office, capacity_bytes=capacity_bytes).wsgi_app, _nothing)


def cold() -> Wsgi:
    """The same with room for no page: each request verifies, reads one row, makes and compresses a page."""
    return shelf(capacity_bytes=0)


def bare_flask() -> Wsgi:
    """A Flask view that returns one finished page: the same bytes, and the same headers."""
    body, headers = _sample()
    app = Flask("bare", static_folder=None)

    @app.get("/<token>")
    def page(token: str) -> Response:  # noqa: ARG001  the route has it
        return Response(body, headers=headers)

    return app.wsgi_app


def bare_wsgi() -> Wsgi:
    """The least that Python can do on this server: the ceiling."""
    body, headers = _sample()

    def app(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response("200 OK", list(headers))
        return (body,)

    return app


def _sample() -> tuple[bytes, list[tuple[str, str]]]:
    headers = [tuple(pair) for pair in json.loads((FOLDER / "sample.json").read_text())]
    return (FOLDER / "sample.br").read_bytes(), headers


def _nothing(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("404 Not Found", [("Content-Length", "0")])
    return ()


def app() -> Wsgi:
    """The app that the environment names."""
    return {"shelf": shelf, "cold": cold, "bare_flask": bare_flask, "bare_wsgi": bare_wsgi}[os.environ["BENCH_APP"]]()
