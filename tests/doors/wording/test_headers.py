"""The headers that stand on every answer."""

from __future__ import annotations

import pytest

from trustcode.doors.wording import headers
from trustcode.doors.wording.headers import (
    completed,
    desk_headers,
    office_headers,
    scan_headers,
    with_headers,
)


def directives(policy: str) -> dict[str, str]:
    return dict(part.split(" ", 1) for part in policy.split("; "))


def test_a_shopper_gets_no_script_and_only_the_style_that_was_hashed():
    policy = directives(scan_headers(is_https=False, style_hashes=["'sha256-abc='"])["Content-Security-Policy"])

    assert policy["script-src"] == "'none'"
    assert policy["style-src"] == "'self' 'sha256-abc='"


def test_the_office_runs_its_own_scripts_and_nothing_inline():
    policy = directives(office_headers(is_https=False)["Content-Security-Policy"])

    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"


@pytest.mark.parametrize("make", [scan_headers, office_headers, desk_headers, headers.attachment_headers])
def test_https_is_demanded_for_a_year_only_where_there_is_https(make):
    assert "max-age=31536000" in make(is_https=True)["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in make(is_https=False)


def test_only_the_desk_may_ask_where_it_is():
    assert "geolocation=(self)" in desk_headers(is_https=True)["Permissions-Policy"]
    assert "geolocation=()" in office_headers(is_https=True)["Permissions-Policy"]


def test_an_answer_keeps_a_header_of_its_own_and_loses_the_name_of_the_server():
    given = [("referrer-policy", "no-referrer"), ("Server", "x/1.0")]

    found = dict(completed(given, office_headers(is_https=False)))

    assert found["referrer-policy"] == "no-referrer"
    assert "Referrer-Policy" not in found
    assert "Server" not in found


def test_the_layer_reaches_answers_that_no_app_has_touched():
    def app(environ, start_response):
        start_response("500 Internal Server Error", [("Content-Type", "text/plain")])
        return [b"oh"]

    seen = []
    layer = with_headers(app, office_headers(is_https=True))
    list(layer({}, lambda _status, given: seen.extend(given)))

    assert set(office_headers(is_https=True)) <= {name for name, _ in seen}
