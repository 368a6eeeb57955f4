"""How the lobby is put into an app."""

from __future__ import annotations

import pytest

from tests.doors.lobby.premises import open_premises

HTTPS = "https://code.example.cn"


@pytest.fixture
def production(store, tmp_path, at):
    """A house in production, on https."""
    return open_premises(store, tmp_path, at, mode="production", public_url=HTTPS).app.test_client()


def test_in_production_only_the_official_host_is_answered(production):
    assert production.get("/sign-in", base_url=HTTPS).status_code == 200
    assert production.get("/sign-in", base_url="https://evil.example").status_code == 400
    assert production.get("/sign-in", base_url=HTTPS, headers={"X-Forwarded-Host": "evil.example"}).status_code == 200


def test_over_https_the_browser_is_told_to_stay_there(production):
    answer = production.get("/sign-in", base_url=HTTPS)

    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_a_refused_host_gets_the_headers_too_and_is_not_repeated(production):
    answer = production.get("/sign-in", base_url="https://evil.example")

    assert "Content-Security-Policy" in answer.headers
    assert b"evil.example" not in answer.data


def test_in_production_no_page_says_demonstration(production, premises):
    assert "demo-tag" not in production.get("/sign-in", base_url=HTTPS).text
    assert "demo-tag" in premises.browser().get("/sign-in").text


def test_secrets_are_not_in_the_printed_form_of_the_office(premises):
    office = premises.app.extensions["trustcode"]

    assert "not so secret" not in repr(office)
    assert "kkkk" not in repr(office)


def test_a_token_of_one_kind_is_worth_nothing_as_another(premises, guest):
    device = guest.client.get_cookie("device")
    guest.get("/sign-in")
    form = guest.client.get_cookie("forms").value

    for name in ("trustcode", "device"):
        other = premises.browser()
        other.client.set_cookie(name, form)
        assert other.get("/sign-in/account").status_code == 303
    assert device is None
