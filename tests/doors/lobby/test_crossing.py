"""Only forms of our own pages are taken."""

from __future__ import annotations

import html
import re

import pytest


def send(guest, *, token=None, fields=None, **headers):
    return guest.post("/open/form", fields or {"shop": "老坛子"}, token=token, headers=headers)


def test_a_form_with_its_token_is_taken(guest):
    assert send(guest).text == "kept"


@pytest.mark.parametrize("token", ["", "made-up", "a.b.c", "\u00e9\u4e00"])
def test_a_form_without_a_right_token_changes_nothing(guest, token):
    answer = send(guest, token=token)

    assert answer.status_code == 403
    assert "kept" not in answer.text


def test_the_token_of_another_browser_is_worth_nothing(premises, guest):
    assert send(guest, token=premises.browser().token()).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_browser_that_names_another_site_is_believed(guest, site):
    answer = send(guest, **{"Sec-Fetch-Site": site})

    assert answer.status_code == 403
    assert "老坛子" not in answer.text


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_a_browser_that_names_this_one_too(guest, site):
    assert send(guest, **{"Sec-Fetch-Site": site}).text == "kept"


def test_without_that_word_the_origin_counts(guest):
    assert send(guest, Origin="http://localhost").text == "kept"
    assert send(guest, Origin="http://evil.example").status_code == 403
    assert send(guest, Origin="null").status_code == 403


def test_a_form_that_grew_old_is_offered_again_with_all_that_was_typed(guest):
    stale = send(
        guest, token="", fields={"shop": "老坛子 <b>&", "password": "secret"}, **{"Sec-Fetch-Site": "same-origin"}
    )
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', stale.text))

    again = guest.post("/open/form", {"shop": html.unescape(fields["shop"])}, token=fields["csrf_token"])

    assert stale.status_code == 403
    assert "secret" not in stale.text
    assert again.text == "kept"


def test_a_form_of_uncertain_origin_is_not_offered_again(guest):
    assert "老坛子" not in send(guest, token="").text


def test_json_carries_its_token_in_a_header(guest):
    token = guest.token()

    good = guest.client.post("/open/form", json={"shop": "x"}, headers={"X-CSRF-Token": token})
    bad = guest.client.post("/open/form", json={"shop": "x", "csrf_token": token})

    assert (good.status_code, bad.status_code) == (422, 403)


def test_asking_for_a_page_needs_nothing(guest):
    assert guest.get("/sign-in", **{"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_a_form_to_nowhere_is_not_found(guest):
    assert guest.post("/nowhere", {}, token="").status_code == 404


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "http://[x]", "http://\u2100"])
@pytest.mark.parametrize("header", ["Origin", "Referer"])
def test_an_address_that_nobody_can_read_is_not_ours(guest, header, origin):
    answer = send(guest, token="", **{header: origin})

    assert answer.status_code == 403
    assert "老坛子" not in answer.text
