"""Every answer behind the shelf has its headers, trouble included, and never a trace."""

from __future__ import annotations

from typing import Any, NoReturn

import pytest
from sqlalchemy.exc import OperationalError
from werkzeug.test import Client

from tests.doors.scan.shops import short_code
from trustcode.doors.scan import home
from trustcode.storage.reading import Reader

PATHS = ["/", "/en/", "/search", "/nope", "/123", "/robots.txt", "/static/nope", "/.well-known/trustcode.json"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_safe_and_sets_no_cookie(visitor: Client, path: str) -> None:
    answer = visitor.get(path)

    assert "script-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize(
    "path", ["/", "/search?q=x", "/m/" + "0" * 16, f"/code?code={short_code(5)}", "/photo/" + "a" * 64]
)
def test_without_the_database_a_page_says_try_again(
    visitor: Client, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def gone(*_: Any) -> NoReturn:
        raise OperationalError("SELECT", {}, Exception("gone"))

    for read in ("rows", "scalar", "all", "one"):
        monkeypatch.setattr(Reader, read, gone)
    answer = visitor.get(path)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")


def test_a_fault_of_ours_has_a_number_and_no_trace(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> NoReturn:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(home, "find_cards", broken)
    answer = visitor.get("/search?q=x")

    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("path", ["/", "/search", "/123"])
def test_nothing_can_be_sent_here(visitor: Client, method: str, path: str) -> None:
    answer = visitor.open(path, method=method)

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_pages_are_compressed_as_the_visitor_likes(visitor: Client, encoding: str) -> None:
    answer = visitor.get("/", headers={"Accept-Encoding": encoding})

    assert (answer.headers["Content-Encoding"], answer.headers["Vary"]) == (encoding, "Accept-Encoding")
