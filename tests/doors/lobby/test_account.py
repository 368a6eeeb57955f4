"""One's own account."""

from __future__ import annotations

import pytest

from tests.people.builders import PASSWORD, a_handle, an_applicant
from trustcode.people.actions import accounts
from trustcode.people.queries.accounts import posts
from trustcode.record.pen import pen
from trustcode.storage.reading import reading

NEW = "明天再去吃一次剁椒鱼头吧"


@pytest.fixture
def person(store, at, guest):
    """Somebody who is signed in."""
    handle = a_handle()
    owner = an_applicant(store, at, handle=handle, kept=f"plain:{PASSWORD}")
    guest.post("/sign-in", {"handle": handle.text, "password": PASSWORD})
    return owner, handle


def change(guest, now=PASSWORD, new=NEW):
    return guest.post("/sign-in/account/password", {"password_now": now, "password": new})


def test_a_changed_password_keeps_this_browser_and_throws_out_the_others(premises, guest, person):
    other = premises.browser()
    other.post("/sign-in", {"handle": person[1].text, "password": PASSWORD})
    assert other.get("/sign-in/account").status_code == 200

    answer = change(guest)

    assert answer.status_code == 303
    assert guest.get("/sign-in/account").status_code == 200
    assert other.get("/sign-in/account").status_code == 303
    assert other.post("/sign-in", {"handle": person[1].text, "password": PASSWORD}).status_code == 422
    assert other.post("/sign-in", {"handle": person[1].text, "password": NEW}).status_code == 303


def test_the_present_password_is_asked_for_and_guesses_are_counted(guest, person):
    answers = [change(guest, now="wrong wrong wrong").status_code for _ in range(6)]

    assert answers == [422] * 5 + [429]


def test_a_weak_new_password_is_refused(guest, person):
    answer = change(guest, new="qwertyuiop123")

    assert answer.status_code == 422
    assert "用的人多" in answer.text


def test_the_page_shows_the_number_masked(guest, person):
    page = guest.get("/sign-in/account").text

    assert person[1].text not in page
    assert f"{person[1].text[:3]}****{person[1].text[-4:]}" in page


def test_one_chooses_among_ones_own_posts_only(store, at, guest, person):
    owner, _ = person
    with pen(store, owner, at) as p:
        grant = accounts.own_business(p, merchant_id="0123456789abcdef")

    assert guest.post("/sign-in/account/post", {"post": grant}).status_code == 303
    assert guest.post("/sign-in/account/post", {"post": "somebody else's"}).status_code == 422
    with reading(store) as reader:
        assert grant in [post.grant_id for post in posts(reader, owner.person_id)]


def test_a_stranger_has_no_account_page(guest):
    assert guest.get("/sign-in/account").location.startswith("/sign-in?next=")
    assert change(guest).location == "/sign-in"
