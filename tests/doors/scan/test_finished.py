"""A finished page is handed out in the encoding that the visitor takes, or not at all when he has it."""

from __future__ import annotations

import gzip
from typing import Any

import brotli
import pytest

from trustcode.doors.scan.finished import Page, Times, compressed, encoding_for, finish, hand_out
from trustcode.doors.wording.headers import scan_headers

HTML = "<!doctype html><p>两项承诺，都算数。" + "好" * 500
SECURITY = scan_headers(is_https=True)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("GZIP", "gzip"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("identity", "identity"),
        ("br;q=0,*;q=0.1", "gzip"),
        ("gzip;q=x", "identity"),
        ("", "identity"),
        ("br," * 200, "identity"),
    ],
)
def test_the_best_encoding_that_the_visitor_takes_is_chosen(accepted: str, encoding: str) -> None:
    assert encoding_for(accepted) == encoding


@pytest.mark.parametrize(
    ("encoding", "opened"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("identity", bytes)]
)
def test_every_encoding_gives_the_page_back_and_is_the_same_each_time(encoding: str, opened: Any) -> None:
    raw = HTML.encode()

    assert opened(compressed(raw, encoding)) == raw
    assert compressed(raw, encoding) == compressed(raw, encoding)


def a_page(html: str = HTML, encoding: str = "br") -> Page:
    return finish(html, 7, "3-zh", encoding, SECURITY, Times(1.0, 0.0, 300.0))


def answered(page: Page, **environ: str) -> tuple[str, dict[str, str], bytes]:
    seen: list[Any] = []
    body = b"".join(hand_out(page, {"REQUEST_METHOD": "GET", **environ}, lambda *given: seen.extend(given)))
    return seen[0], dict(seen[1]), body


def test_a_page_says_how_long_it_is_and_what_it_varies_by() -> None:
    status, headers, body = answered(a_page())

    assert (status, headers["Content-Length"], headers["Vary"]) == ("200 OK", str(len(body)), "Accept-Encoding")
    assert "script-src 'none'" in headers["Content-Security-Policy"]


def test_head_has_the_headers_and_no_body() -> None:
    _, headers, body = answered(a_page(), REQUEST_METHOD="HEAD")

    assert headers["Content-Length"] != "0"
    assert body == b""


@pytest.mark.parametrize("known", ["{}", "*", '"x", {}', "{},\t", "{bare}"])
def test_who_has_the_page_already_gets_304(known: str) -> None:
    page = a_page()
    etag = known.format(page.etag, bare=page.etag.removeprefix("W/"))

    status, headers, body = answered(page, HTTP_IF_NONE_MATCH=etag)

    assert (status, body) == ("304 Not Modified", b"")
    assert headers["ETag"] == page.etag
    assert "Content-Length" not in headers


@pytest.mark.parametrize("known", ['"other"', "", 'W/"3-zh-1"'])
def test_who_has_another_page_gets_this_one(known: str) -> None:
    assert answered(a_page(), HTTP_IF_NONE_MATCH=known)[0] == "200 OK"


def test_other_words_have_another_tag_and_other_encodings_the_same() -> None:
    assert a_page("a").etag != a_page("b").etag
    assert a_page(encoding="gzip").etag == a_page(encoding="br").etag
