"""However slowly bodies come, and however many posters are asked for, other requests find their way."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

import pytest

from trustcode.doors.lobby.gate import BODIES, PICTURES, STREAMS, TABLES, THREADS, Gate


class SlowApp:
    """An app whose answers wait until they are let go."""

    def __init__(self) -> None:
        self.inside = threading.Semaphore(0)
        self.go = threading.Event()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/quick":
            self.inside.release()
            self.go.wait(60)
        start_response("200 OK", [])
        return [b"done"]


def ask(gate: Gate, method: str, path: str) -> str:
    seen: list[str] = []
    list(gate({"REQUEST_METHOD": method, "PATH_INFO": path}, lambda status, _headers: seen.append(status)))
    return seen[0]


@pytest.mark.parametrize(
    ("method", "path", "places"),
    [
        ("POST", "/sign-in", BODIES),
        ("GET", "/x/a4.png", PICTURES),
        ("GET", f"/desk/0123456789abcdef/ledger/import/{'ab' * 32}", TABLES),
        ("POST", f"/desk/0123456789abcdef/ledger/import/{'ab' * 32}", TABLES),
        ("GET", f"/desk/0123456789abcdef/ledger/import/{'ab' * 32}/faults.csv", TABLES),
        ("GET", "/desk/0123456789abcdef/ledger/export.xlsx", TABLES),
        ("GET", "/open-data/complaints.csv", STREAMS),
        ("GET", "/open-data/moderation.jsonl", STREAMS),
    ],
)
def test_only_so_many_are_let_in_and_others_still_find_their_way(method: str, path: str, places: int) -> None:
    app = SlowApp()
    gate = Gate(app)
    held = [threading.Thread(target=ask, args=(gate, method, path)) for _ in range(places)]
    for one in held:
        one.start()
    for _ in held:
        assert app.inside.acquire(timeout=60)

    assert ask(gate, method, path).startswith("503")
    assert ask(gate, "GET", "/quick").startswith("200")

    app.go.set()
    for one in held:
        one.join()
    assert ask(gate, method, path).startswith("200")


def test_a_place_is_given_back_when_the_app_fails() -> None:
    def broken(_environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
        raise RuntimeError("broken")

    gate = Gate(broken, bodies=1)
    for _ in range(2):
        with pytest.raises(RuntimeError):
            ask(gate, "POST", "/")


def test_threads_stay_free_for_those_who_only_read() -> None:
    assert BODIES + PICTURES + TABLES < THREADS


def test_a_stream_holds_its_place_until_it_is_over_or_given_up() -> None:
    """The pieces are passed on one by one, never gathered; whoever goes away in the middle leaves the place to others."""
    taken: list[int] = []

    def endless(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return (taken.append(n) or b"line\n" for n in range(1_000_000))

    gate, path = Gate(endless, streams=1), {"REQUEST_METHOD": "GET", "PATH_INFO": "/open-data/complaints.csv"}

    def begin() -> tuple[str, Any]:
        seen: list[str] = []
        answer = gate(dict(path), lambda status, _headers: seen.append(status))
        return seen[0], answer

    status, answer = begin()
    pieces = iter(answer)
    assert (status, next(pieces), taken) == ("200 OK", b"line\n", [0])
    assert begin()[0].startswith("503")
    answer.close()
    answer.close()
    status, forgotten = begin()
    assert status == "200 OK"
    del forgotten
    assert begin()[0] == "200 OK"


def test_programs_are_turned_away_in_json() -> None:
    gate = Gate(lambda _environ, _start: [], streams=1)
    assert gate._streams.acquire(blocking=False)
    seen: dict[str, Any] = {}

    body = gate(
        {"REQUEST_METHOD": "GET", "PATH_INFO": "/open-data/complaints.csv"}, lambda s, h: seen.update(h, status=s)
    )

    assert (seen["status"][:3], seen["Content-Type"]) == ("503", "application/problem+json; charset=utf-8")
    assert b'"status": 503' in b"".join(body)
