"""Every no and every fault: right status, both languages, headers, no trace."""

from __future__ import annotations

import json
import logging

import pytest

from trustcode.doors.wording.headers import office_headers

STATUSES = {
    "/sign-in": 200,
    "/open/moves": 302,
    "/open/status/400": 400,
    "/open/status/403": 403,
    "/nowhere": 404,
    "/open/refuses": 422,
    "/open/status/413": 413,
    "/open/status/418": 400,
    "/open/breaks": 500,
    "/open/status/501": 500,
    "/open/away": 503,
}


def in_english(premises):
    guest = premises.browser()
    guest.environ.update({"trustcode.language": "en", "SCRIPT_NAME": "/en"})
    return guest


@pytest.mark.parametrize(("path", "status"), STATUSES.items())
def test_every_answer_has_its_status_and_all_security_headers(premises, path, status):
    answer = premises.browser().get(path)

    assert answer.status_code == status
    assert dict(office_headers(is_https=False)).items() <= dict(answer.headers).items()
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("path", "status"), STATUSES.items())
def test_pages_speak_the_language_of_the_address(premises, path, status):
    if status == 302:
        return
    chinese, english = premises.browser().get(path).text, in_english(premises).get(path).text

    assert '<html lang="zh-Hans-CN">' in chinese
    assert '<html lang="en">' in english
    assert chinese.count("<h1") == english.count("<h1") == 1


def test_a_method_that_an_address_lacks_is_405_with_those_it_has(premises):
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"):
        answer = premises.app.test_client().open("/sign-out", method=method)
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "OPTIONS, POST"
        assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize(
    ("headers", "data", "status"),
    [
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"shop=" + b"x" * 300_000, 413),
        ({"Content-Type": "text/plain"}, b"shop=x", 415),
        ({"Content-Type": "application/json"}, b"[" * 100_000, 400),
        ({"Content-Type": "application/json"}, b'{"a": NaN}', 400),
        ({"Content-Type": "application/json"}, b'{"a": "\\ud800"}', 400),
        ({"Content-Type": "application/json"}, b'{"a": 9223372036854775808}', 400),
        ({"Content-Type": "application/json"}, b'{"a": 1, "a": 2}', 400),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"shop=%00", 400),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"shop=%ff", 400),
        ({"Content-Type": "multipart/form-data"}, b"nonsense", 400),
    ],
)
@pytest.mark.parametrize(
    "path", ["/open/form", "/sign-in", "/sign-up", "/sign-out", "/sign-in/code", "/sign-in/account/password"]
)
def test_bad_bodies_are_the_senders_fault_everywhere(premises, path, headers, data, status):
    answer = premises.app.test_client().post(path, data=data, headers=headers)

    assert answer.status_code == status
    assert "Content-Security-Policy" in answer.headers


def test_a_fault_shows_a_number_and_no_trace(premises, caplog):
    with caplog.at_level(logging.ERROR, "trustcode.faults"):
        page = premises.browser().get("/open/breaks").text

    number = caplog.records[0].fields["request"]
    assert number in page
    assert "canary" not in page
    assert "RuntimeError" not in page
    assert caplog.records[0].exc_info


def test_a_database_that_is_away_says_when_to_come_again(premises, caplog):
    answer = premises.browser().get("/open/away")

    assert answer.headers["Retry-After"] == "10"
    assert "locked" not in answer.text
    assert not [r for r in caplog.records if r.name == "trustcode.faults"]


def test_a_refusal_is_a_page_in_words(premises):
    chinese, english = premises.browser().get("/open/refuses").text, in_english(premises).get("/open/refuses").text

    assert "40" in chinese
    assert "40" in english
    assert "too_long" not in chinese + english


@pytest.mark.parametrize("accept", ["application/json", "application/problem+json"])
def test_programs_get_problem_json(premises, accept):
    answer = premises.browser().get("/open/refuses", Accept=accept)

    assert answer.content_type == "application/problem+json; charset=utf-8"
    problem = json.loads(answer.data)
    assert problem["status"] == 422
    assert problem["errors"][0]["field"] == "shop"
    assert problem["errors"][0]["code"] == "too_long"


@pytest.mark.parametrize(("path", "status"), [p for p in STATUSES.items() if p[1] >= 400])
def test_every_no_can_be_had_as_json(premises, path, status):
    answer = premises.browser().get(path, Accept="application/json")

    assert json.loads(answer.data)["status"] == status


def test_the_unknown_field_and_the_missing_one_are_named(premises):
    answer = premises.browser().post("/open/form", {"role": "admin"}, headers={"Accept": "application/json"})

    found = {(e["field"], e["code"]) for e in json.loads(answer.data)["errors"]}
    assert found == {("shop", "form_missing"), ("role", "form_unknown_field")}
