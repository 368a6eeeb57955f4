"""Who comes in by a door, and how a no looks."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from tests.people.builders import a_session, an_official, an_owner
from trustcode.doors.lobby.guards import ANYONE, SIGNED_IN, access, access_list
from trustcode.kernel.actors import SYSTEM, Role
from trustcode.people.actions import accounts, sessions
from trustcode.people.models import Denial
from trustcode.people.rules.one_time import code_at
from trustcode.people.rules.permissions import TABLE, UnknownAction
from trustcode.record.jotting import jotting
from trustcode.record.pen import pen
from trustcode.storage.reading import reading

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def as_official(premises, store, at, role, scope):
    """A browser in which an official has given password and code."""
    guest = premises.browser()
    token = a_session(store, at, an_official(store, at, role, scope).person_id)
    with jotting(store, at) as jotter:
        sessions.prove(jotter, token=token, fresh_token=f"proved {token}", secret=SECRET, code=code_at(SECRET, at))
    guest.client.set_cookie("trustcode", f"proved {token}")
    return guest


def as_owner(premises, store, at):
    guest = premises.browser()
    guest.client.set_cookie("trustcode", a_session(store, at, an_owner(store, at, "0123456789abcdef").person_id))
    return guest


def denials(store):
    with reading(store) as reader:
        return reader.scalar(select(func.count()).select_from(Denial))


def test_a_stranger_is_shown_to_the_sign_in_page_and_back(guest):
    assert guest.get("/trial/shop/430102/m1?x=1").location == "/sign-in?next=/trial/shop/430102/m1?x%3D1"
    assert guest.post("/trial/shop/430102/m1", {}).location == "/sign-in"


def test_an_officer_comes_in_with_the_own_region(premises, store, at):
    guest = as_official(premises, store, at, Role.INSPECTOR, "430102")

    assert guest.get("/trial/shop/430102/m1").text == "the shop"


def test_denied_looks_like_not_found_byte_for_byte(premises, store, at):
    guest = as_official(premises, store, at, Role.INSPECTOR, "430102")

    gone = guest.get("/trial/shop/430102/gone")
    answers = [
        guest.get(path)
        for path in (
            "/trial/shop/430103/m1",
            "/trial/shop/430100/m1",
            "/trial/shop/440103/m1",
            "/trial/owners",
            "/nowhere/at/all",
        )
    ]

    assert gone.status_code == 404
    assert [(a.status_code, a.data, a.headers.to_wsgi_list()) for a in answers] == [
        (404, gone.data, gone.headers.to_wsgi_list())
    ] * 5


def test_each_denial_of_somebody_signed_in_is_kept(premises, store, at):
    guest = as_official(premises, store, at, Role.INSPECTOR, "430102")

    guest.get("/trial/shop/430103/m1")
    guest.post("/trial/shop/430103/m1")

    assert denials(store) == 2


def test_strangers_leave_no_denials(premises, store):
    premises.browser().get("/nowhere")

    assert denials(store) == 0


def test_another_role_finds_nothing_behind_the_door(premises, store, at):
    for guest in (as_owner(premises, store, at), as_official(premises, store, at, Role.AUDITOR, "")):
        assert guest.get("/trial/").status_code == 404


def test_a_role_taken_away_counts_at_once(premises, store, at):
    guest = as_official(premises, store, at, Role.INSPECTOR, "430102")
    assert guest.get("/trial/").status_code == 200
    with reading(store) as reader:
        grant = next(iter(reader.all(select(accounts.Grant.id).where(accounts.Grant.role == Role.INSPECTOR))))
    with pen(store, SYSTEM, at) as p:
        accounts.end_grant(p, grant_id=grant)

    assert guest.get("/trial/").status_code == 404


def test_an_address_that_declares_nothing_is_closed(premises, store, at):
    guest = as_official(premises, store, at, Role.INSPECTOR, "430102")

    assert guest.get("/trial/forgotten").status_code == 404


def test_the_access_list_names_every_endpoint_and_the_undeclared_one(premises):
    found = access_list(premises.app)

    assert found["trial.home"] == "approve merchant"
    assert [name for name, action in found.items() if not action] == ["trial.forgotten"]
    assert set(found.values()) - {""} <= {*TABLE.actions, ANYONE, SIGNED_IN}


def test_an_action_that_the_table_does_not_have_stops_the_start():
    with pytest.raises(UnknownAction):
        access("approve merchants")


def test_the_frame_shows_the_door_and_the_person(premises, store, at):
    page = as_official(premises, store, at, Role.INSPECTOR, "430102").get("/trial/").text

    assert "陈公" in page
    assert 'aria-current="page"' in page
    assert 'action="/sign-out"' in page
