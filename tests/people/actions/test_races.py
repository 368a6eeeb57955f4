"""Many at once: one spends the code, five tries are heard, one proposal is decided once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.people.builders import a_handle, a_session, an_official
from trustcode.kernel.actors import PUBLIC, Role
from trustcode.kernel.refusals import Refusal
from trustcode.people.actions import accounts, officials, sessions
from trustcode.people.queries.accounts import Credentials
from trustcode.people.rules.one_time import code_at
from trustcode.people.rules.reasons import PeopleRefusal
from trustcode.record.jotting import jotting
from trustcode.record.pen import pen

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
AT_ONCE = 8


def at_once(act: Callable[[int], object]) -> Counter[str]:
    """How often an act came out in which way when eight try it together."""

    def outcome(n: int) -> str:
        try:
            act(n)
        except Refusal as refusal:
            return str(refusal.code)
        return "done"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(outcome, range(AT_ONCE)))


def test_of_eight_sessions_one_spends_the_code(store, at):
    person = an_official(store, at, Role.INSPECTOR, "430102").person_id
    tokens = [a_session(store, at, person) for _ in range(AT_ONCE)]

    def prove(n: int) -> None:
        with jotting(store, at) as jotter:
            sessions.prove(jotter, token=tokens[n], fresh_token=f"f{n}", secret=SECRET, code=code_at(SECRET, at))

    assert at_once(prove) == {"done": 1, PeopleRefusal.CODE_USED: AT_ONCE - 1}


def test_of_eight_tries_at_once_five_are_heard(store, at):
    def attempt(_: int) -> None:
        with jotting(store, at) as jotter:
            sessions.reserve(jotter, Credentials(b"a" * 32), source="one")

    assert at_once(attempt) == {"done": 5, PeopleRefusal.WAIT: AT_ONCE - 5}


def test_tries_from_eight_places_at_once_are_all_heard_and_all_counted(store, at):
    def attempt(n: int) -> None:
        with jotting(store, at) as jotter:
            sessions.reserve(jotter, Credentials(b"a" * 32), source=str(n))

    assert at_once(attempt) == {"done": AT_ONCE}


def test_an_invitation_is_accepted_once(store, at):
    security, handle = an_official(store, at, Role.SECURITY), a_handle()
    with pen(store, PUBLIC, at) as p:
        person = accounts.sign_up(p, name="王小明", handle=handle, password_hash="kept")
    with pen(store, security, at) as p:
        code = accounts.reset_account(p, person_id=person)

    def accept(n: int) -> None:
        with pen(store, PUBLIC, at) as p:
            accounts.accept_invitation(p, handle=handle, code=code, password_hash=f"mine {n}")

    assert at_once(accept) == {"done": 1, PeopleRefusal.INVITATION_VOID: AT_ONCE - 1}


def test_a_proposal_is_decided_once(store, at):
    first = an_official(store, at, Role.SECURITY)
    seconds = [an_official(store, at, Role.SECURITY) for _ in range(AT_ONCE)]
    with pen(store, first, at) as p:
        proposal = officials.propose_official(p, name="陈公", handle=a_handle(), role=Role.AUDITOR, scope="")

    def confirm(n: int) -> None:
        with pen(store, seconds[n], at) as p:
            officials.confirm(p, proposal_id=proposal)

    assert at_once(confirm) == {"done": 1, PeopleRefusal.ALREADY_DECIDED: AT_ONCE - 1}


def test_a_sign_in_name_is_given_once(store, at):
    handle = a_handle()

    def sign_up(n: int) -> None:
        with pen(store, PUBLIC, at) as p:
            accounts.sign_up(p, name=f"王小明{n}", handle=handle, password_hash="kept")

    assert at_once(sign_up) == {"done": 1, PeopleRefusal.HANDLE_TAKEN: AT_ONCE - 1}
