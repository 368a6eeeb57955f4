"""Official accounts are opened by invitation and closed at once."""

from __future__ import annotations

import pytest

from tests.doors.console.conftest import OpenTerminal, Terminal
from tests.doors.console.people import known_as
from trustcode.kernel.actors import PUBLIC, Actor, Role
from trustcode.people.actions import accounts
from trustcode.people.queries.accounts import actors_of, credentials
from trustcode.people.rules.handles import read_handle
from trustcode.record.pen import pen
from trustcode.storage.reading import reading

NEW = ["--name", "刘敏", "--sign-in", "liumin@example.com", "--role", "inspector", "--region", "430103"]


def test_an_official_comes_in_with_an_invitation_good_once(terminal: Terminal) -> None:
    answer = terminal.asks("officer", "add", *NEW)

    handle = read_handle("liumin@example.com")
    with pen(terminal.store, PUBLIC, terminal.at) as p:
        person = accounts.accept_invitation(p, handle=handle, code=answer["invitation"], password_hash="kept")
    with reading(terminal.store) as reader:
        assert actors_of(reader, person) == (Actor(answer["person"], Role.INSPECTOR, "430103"),)


def test_a_closed_account_is_closed_at_once(terminal: Terminal) -> None:
    person = terminal.asks("officer", "add", *NEW)["person"]

    answer = terminal.asks("officer", "disable", "liumin@example.com")

    assert (answer["exit"], answer["person"]) == (0, person)
    with reading(terminal.store) as reader:
        assert actors_of(reader, person) == ()
        assert credentials(reader, read_handle("liumin@example.com")).person_id == ""


def test_the_list_masks_sign_in_names_and_shows_who_is_closed(terminal: Terminal) -> None:
    terminal.asks("officer", "add", *NEW)
    terminal.asks("officer", "disable", "liumin@example.com")

    said = terminal.types("officer", "list").stdout
    row = terminal.asks("officer", "list")["officers"][0]

    assert "l***@example.com" in said
    assert "liumin" not in said
    assert said.rstrip().endswith("inspector 430103  closed 2026-11-23")
    assert (row["name"], row["posts"]) == ("刘敏", [{"role": "inspector", "region": "430103"}])


def test_an_empty_list_says_so(terminal: Terminal) -> None:
    assert terminal.types("officer", "list").stdout == "There are no official accounts yet.\n"


def test_in_production_the_console_opens_two_security_officers_and_no_more(
    open_terminal: OpenTerminal, terminal: Terminal
) -> None:
    real = open_terminal(terminal.office.settings.database_url, mode="production")

    answers = [
        real.asks("officer", "add", "--name", "宋平", "--sign-in", f"s{n}@example.com", "--role", "security")
        for n in range(3)
    ]

    assert [a["exit"] for a in answers] == [0, 0, 1]
    assert answers[2]["code"] == "bootstrap_over"
    assert real.asks("officer", "add", *NEW)["exit"] == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([*NEW[:-1], "430100"], "scope_misfit"),
        ([*NEW[:3], "12", *NEW[4:]], "handle_shape"),
        (["--name", " ", *NEW[2:]], "name_missing"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_reason(terminal: Terminal, words: list[str], code: str) -> None:
    answer = terminal.asks("officer", "add", *words)

    assert (answer["exit"], answer["code"]) == (1, code)


def test_an_account_that_is_not_there_cannot_be_closed(terminal: Terminal) -> None:
    result = terminal.types("officer", "disable", "nobody@example.com")

    assert (result.exit_code, result.stderr) == (1, "There is no such account.\n")


def test_a_region_that_there_is_not_has_no_officers(terminal: Terminal) -> None:
    answer = terminal.asks("officer", "add", *NEW[:-1], "999999")

    assert (answer["exit"], answer["error"]) == (1, "There is no region with the code 999999.")
    assert terminal.asks("officer", "list")["officers"] == []


def test_only_official_accounts_are_closed_here(terminal: Terminal) -> None:
    actor, handle = known_as(terminal, "owner")

    answer = terminal.asks("officer", "disable", handle)

    assert (answer["exit"], answer["error"]) == (1, "This is no official account; only those are closed here.")
    with reading(terminal.store) as reader:
        assert credentials(reader, read_handle(handle)).person_id == actor.person_id
