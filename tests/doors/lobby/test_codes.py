"""The second factor of officials."""

from __future__ import annotations

import re

import pytest

from tests.doors.lobby.premises import open_premises
from tests.people.builders import PASSWORD, a_handle
from trustcode.kernel.actors import SYSTEM, Role
from trustcode.people.actions import accounts, officials
from trustcode.people.rules.one_time import code_at
from trustcode.record.pen import pen

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def officer(store, at, *, enrolled=True):
    handle = a_handle()
    with pen(store, SYSTEM, at) as p:
        person, _ = officials.bootstrap(
            p,
            name="陈公",
            handle=handle,
            role=Role.INSPECTOR,
            scope="430102",
            is_demo=True,
            password_hash=f"plain:{PASSWORD}",
        )
    if enrolled:
        with pen(store, accounts.as_person(person), at) as p:
            accounts.enrol_codes(p, secret=SECRET)
    return handle.text


def by_password(guest, handle):
    return guest.post("/sign-in", {"handle": handle, "password": PASSWORD, "next": "/trial/"})


def by_code(guest, code, **more):
    return guest.post("/sign-in/code", {"code": code, **more})


def test_the_password_alone_opens_no_door(store, at, guest):
    answer = by_password(guest, officer(store, at))

    assert answer.location == "/sign-in/code"
    for path in ("/trial/", "/sign-in/account"):
        assert guest.get(path).location.startswith("/sign-in/code")


def test_the_code_opens_it(store, at, guest):
    by_password(guest, officer(store, at))
    before = guest.client.get_cookie("trustcode").value

    answer = by_code(guest, code_at(SECRET, at), next="/trial/")

    assert answer.location == "/trial/"
    assert guest.client.get_cookie("trustcode").value != before
    assert "430102" in guest.get("/trial/").text


def test_the_session_of_an_official_ends_with_the_browser_and_after_a_quarter_of_an_hour(store, at, premises, guest):
    by_password(guest, officer(store, at))
    answer = by_code(guest, code_at(SECRET, at))

    (cookie,) = [c for c in answer.headers.getlist("Set-Cookie") if c.startswith("trustcode=")]
    assert "Max-Age" not in cookie
    premises.clock.go(minutes=14, seconds=59)
    assert guest.get("/trial/").status_code == 200
    premises.clock.go(minutes=15)
    assert guest.get("/trial/").status_code == 303


def test_even_in_steady_use_it_ends_after_eight_hours(store, at, premises, guest):
    by_password(guest, officer(store, at))
    by_code(guest, code_at(SECRET, at))
    for _ in range(34):
        premises.clock.go(minutes=14)
        assert guest.get("/trial/").status_code == 200

    premises.clock.go(minutes=4)

    assert guest.get("/trial/").status_code == 303


@pytest.mark.parametrize("replay", ["same browser", "another browser"])
def test_a_code_is_good_once(store, at, premises, replay):
    handle, first = officer(store, at), premises.browser()
    by_password(first, handle)
    by_code(first, code_at(SECRET, at))

    second = first if replay == "same browser" else premises.browser()
    by_password(second, handle)
    answer = by_code(second, code_at(SECRET, at))

    assert answer.status_code == 422
    assert "用过了" in answer.text


def test_a_wrong_code_is_refused_and_a_right_one_still_works(store, at, guest):
    by_password(guest, officer(store, at))

    assert by_code(guest, "000000").status_code == 422
    assert by_code(guest, code_at(SECRET, at)).status_code == 303


def test_guessing_codes_is_slowed_down(store, at, guest):
    by_password(guest, officer(store, at))
    for _ in range(5):
        by_code(guest, "000000")

    answer = by_code(guest, code_at(SECRET, at))

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "30")


def test_after_ten_minutes_without_a_code_one_starts_again(store, at, premises, guest):
    by_password(guest, officer(store, at))
    premises.clock.go(minutes=10)

    assert by_code(guest, code_at(SECRET, premises.clock.at)).location == "/sign-in"


def test_at_the_first_sign_in_codes_are_set_up_and_nothing_else_is_open(store, at, guest):
    answer = by_password(guest, officer(store, at, enrolled=False))

    assert answer.location == "/sign-in/enrol"
    assert guest.get("/trial/").location.startswith("/sign-in/enrol")
    assert guest.get("/sign-in/code").location == "/sign-in/enrol"


def test_the_symbol_and_the_letters_say_the_same_and_the_first_code_finishes(store, at, guest):
    by_password(guest, officer(store, at, enrolled=False))
    page = guest.get("/sign-in/enrol").text
    secret = re.search(r'<p class="fingerprint">([A-Z2-7 ]+)</p>', page)[1].replace(" ", "")

    wrong = guest.post("/sign-in/enrol", {"code": "000000"})
    right = guest.post("/sign-in/enrol", {"code": code_at(secret, at)})

    assert wrong.status_code == 422
    assert secret in wrong.text.replace(" ", "")
    assert right.location == "/field"
    assert guest.get("/trial/").status_code == 200


def test_the_symbol_carries_no_style_and_no_script(store, at, guest):
    by_password(guest, officer(store, at, enrolled=False))

    symbol = re.search(
        r"<svg[^>]*viewBox=\"0 0 [^>]*mm.*?</svg>|<svg(?! class)[^>]*>.*?</svg>",
        guest.get("/sign-in/enrol").text,
        re.DOTALL,
    )[0]

    assert "style=" not in symbol
    assert "<script" not in symbol


def test_enrolling_twice_is_impossible(store, at, guest):
    by_password(guest, officer(store, at))
    by_code(guest, code_at(SECRET, at))

    assert guest.get("/sign-in/enrol").location == "/field"
    assert guest.post("/sign-in/enrol", {"code": code_at(SECRET, at)}).location == "/field"


def test_a_grave_act_asks_for_a_fresh_code(store, at, premises, guest):
    by_password(guest, officer(store, at))
    by_code(guest, code_at(SECRET, at))
    assert guest.post("/trial/grave").text == "done"
    premises.clock.go(minutes=10)
    guest.get("/trial/")
    premises.clock.go(minutes=5)

    answer = guest.post("/trial/grave")
    by_code(guest, code_at(SECRET, premises.clock.at))

    assert answer.location == "/sign-in/code"
    assert guest.post("/trial/grave").text == "done"


def test_nobody_is_asked_for_a_code_without_a_password(guest):
    assert guest.get("/sign-in/code").location == "/sign-in"
    assert guest.get("/sign-in/enrol").location == "/sign-in"
    assert by_code(guest, "123456").location == "/sign-in"


def shown_code(page):
    found = re.search(r'<strong class="nb">([0-9]{6})</strong>', page)
    return found[1] if found else ""


def test_a_demonstration_shows_a_code_that_is_taken_even_when_this_step_is_used(store, at, premises):
    handle = officer(store, at)
    for _ in range(2):
        guest = premises.browser()
        by_password(guest, handle)

        answer = by_code(guest, shown_code(guest.get("/sign-in/code").text), next="/trial/")

        assert answer.location == "/trial/"


def test_outside_a_demonstration_no_page_shows_a_code(store, at, tmp_path):
    guest = open_premises(store, tmp_path, at, mode="production").browser()
    by_password(guest, officer(store, at))
    asked = guest.get("/sign-in/code").text
    newcomer = open_premises(store, tmp_path, at, mode="production").browser()
    by_password(newcomer, officer(store, at, enrolled=False))

    assert shown_code(asked) == ""
    assert shown_code(newcomer.get("/sign-in/enrol").text) == ""
    assert code_at(SECRET, at) not in asked
