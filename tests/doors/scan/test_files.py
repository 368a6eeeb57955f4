"""Files of the product are kept for ever under their version, and under no other."""

from __future__ import annotations

import gzip

import pytest
from werkzeug.test import Client

from trustcode.doors.wording.pages import static
from trustcode.doors.wording.styles import office_sheet


def kept(visitor: Client, path: str) -> str:
    return visitor.get(path).headers["Cache-Control"]


def test_a_file_with_its_version_is_kept_for_ever(visitor: Client) -> None:
    answer = visitor.get(static("img/mark.svg"))

    assert (answer.status_code, answer.content_type) == (200, "image/svg+xml; charset=utf-8")
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("query", ["", "?v=", "?v=00000000", "?v=0"])
def test_a_file_without_its_version_is_asked_for_again(visitor: Client, query: str) -> None:
    assert kept(visitor, f"/static/img/mark.svg{query}") == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/nope.css",
        "/static/",
        "/static/css",
        "/static//etc/passwd",
        "/static/%00",
        "/static/css/%00.css",
        "/static/" + "x" * 5000,
    ],
)
def test_nothing_but_files_of_the_product_is_handed_out(visitor: Client, path: str) -> None:
    assert visitor.get(path).status_code == 404


def test_the_style_sheet_is_kept_for_ever_under_its_version_only(visitor: Client) -> None:
    version = office_sheet().version

    assert "immutable" in kept(visitor, f"/style/office-{version}.css")
    assert kept(visitor, "/style/office-00000000.css") == "no-cache"


def test_the_style_sheet_is_compressed(visitor: Client) -> None:
    answer = visitor.get(f"/style/office-{office_sheet().version}.css", headers={"Accept-Encoding": "gzip"})

    assert gzip.decompress(answer.data).decode() == office_sheet().text


@pytest.mark.parametrize("path", ["/favicon.ico", "/robots.txt"])
def test_browsers_and_robots_get_what_they_ask_for(visitor: Client, path: str) -> None:
    assert visitor.get(path).status_code == 200
