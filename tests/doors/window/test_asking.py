"""How programs are answered: JSON whatever happens, in their language, with an ETag, open to all pages, without a cookie."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

from tests.doors.window.conftest import Program
from trustcode.doors.window import clocks

OPEN = ["/api/v1/clocks", "/api/v1/clocks/C1", "/api/v1/clocks/C1/days?from=2026-04-20", "/api/v1/moderation"]
OPEN += ["/api/v1/openapi.json"]


@pytest.mark.parametrize("path", OPEN)
def test_what_is_unchanged_is_not_sent_again(still: Program, path: str) -> None:
    first = still.ask(path)
    again = still.ask(path, If_None_Match=first.headers["ETag"])
    other = still.ask(path, If_None_Match='"something-else"')

    assert (first.status_code, again.status_code, other.status_code) == (200, 304, 200)
    assert first.headers["Cache-Control"] == "no-cache"
    assert again.data == b""


@pytest.mark.parametrize("path", OPEN)
def test_it_may_be_read_from_any_page_and_depends_on_no_cookie(still: Program, path: str) -> None:
    answer = still.ask(path, Origin="https://elsewhere.example", Cookie="forms=x; trustcode=y")

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", OPEN)
def test_head_says_what_get_would(still: Program, path: str) -> None:
    client = still.app.test_client()
    head, get = client.head(path), client.get(path)

    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(get.data))


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api", 404),
        ("GET", "/api/", 404),
        ("GET", "/api/v1/nothing", 404),
        ("GET", "/api/v2/clocks", 404),
        ("POST", "/api/v1/clocks", 405),
        ("DELETE", "/api/v1/moderation", 405),
        ("GET", "/api/v1/clocks?x=1", 400),
        ("GET", "/api/v1/merchants/x/complaints", 404),
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "*/*", "application/json"])
def test_never_a_page_instead_of_json(still: Program, method: str, path: str, status: int, accept: str) -> None:
    answer = still.app.test_client().open(path, method=method, headers={"Accept": accept})

    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json["status"] == status


def test_the_language_is_that_of_the_address_or_of_the_header(still: Program) -> None:
    path = "/api/v1/clocks?x=1"

    def detail(address: str, accept: str = "") -> str:
        return still.ask(address, Accept_Language=accept).json["errors"][0]["detail"]

    assert detail(path) == detail(path, "zh-CN,zh;q=0.9,en;q=0.8") == detail(path, "fr")
    assert detail(path) == "这个网址不带参数，不能有 x。"
    assert detail(path, "en-US,en;q=0.9,zh;q=0.8") == detail(f"/en{path}") == detail(f"/en{path}", "zh-CN")
    assert detail(f"/en{path}") == "This address takes no parameters; x is one."
    assert "Accept-Language" in still.ask(path).headers["Vary"]


def test_a_fault_and_a_database_that_is_away_are_json_too(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise KeyError("a fault of ours")

    def away(_: object) -> None:
        raise OperationalError("select", {}, OSError("connection refused"), connection_invalidated=True)

    monkeypatch.setattr(clocks, "clocks", broken)
    fault = program.ask("/api/v1/clocks")
    monkeypatch.setattr(clocks, "clocks", away)
    outage = program.ask("/api/v1/clocks")

    assert (fault.status_code, fault.mimetype) == (500, "application/problem+json")
    assert "KeyError" not in fault.text
    assert (outage.status_code, outage.mimetype) == (503, "application/problem+json")
    assert int(outage.headers["Retry-After"]) > 0


def test_one_source_may_ask_only_so_often(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    view = program.app.view_functions["window.clock"]
    monkeypatch.setattr(view, "limited", "2 per minute")

    found = [program.ask("/api/v1/clocks/C1").status_code for _ in range(3)]
    last = program.ask("/api/v1/clocks/C1")

    assert found == [200, 200, 429]
    assert (last.mimetype, last.headers["Access-Control-Allow-Origin"]) == ("application/problem+json", "*")
    assert int(last.headers["Retry-After"]) > 0
