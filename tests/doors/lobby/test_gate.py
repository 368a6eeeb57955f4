"""However slowly bodies come, and however many posters are asked for, other requests find their way."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

import pytest

from trustcode.doors.lobby.gate import BODIES, PICTURES, TABLES, THREADS, Gate


class SlowApp:
    """An app whose answers wait until they are let go."""

    def __init__(self) -> None:
        self.inside = threading.Semaphore(0)
        self.go = threading.Event()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/quick":
            self.inside.release()
            self.go.wait(5)
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
    ],
)
def test_only_so_many_are_let_in_and_others_still_find_their_way(method: str, path: str, places: int) -> None:
    app = SlowApp()
    gate = Gate(app)
    held = [threading.Thread(target=ask, args=(gate, method, path)) for _ in range(places)]
    for one in held:
        one.start()
    for _ in held:
        assert app.inside.acquire(timeout=5)

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
