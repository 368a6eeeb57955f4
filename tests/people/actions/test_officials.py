"""Official accounts need two people; only the first two security officers come by themselves."""

from __future__ import annotations

import pytest

from tests.people.builders import a_handle, actor_of, an_official
from trustcode.kernel.actors import PUBLIC, SYSTEM, Actor, Role
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.people.actions import accounts, officials
from trustcode.people.queries.accounts import actors_of, officials_at_work, waiting
from trustcode.people.queries.accounts import officials as all_officials
from trustcode.people.rules.reasons import PeopleRefusal
from trustcode.record.pen import pen
from trustcode.storage.reading import reading


def bootstrap(store, at, role=Role.SECURITY, scope="", *, is_demo=False):
    with pen(store, SYSTEM, at) as p:
        return officials.bootstrap(p, name="周全", handle=a_handle(), role=role, scope=scope, is_demo=is_demo)


def propose(store, at, actor, role=Role.INSPECTOR, scope="430102", handle=None):
    with pen(store, actor, at) as p:
        return officials.propose_official(p, name="陈公", handle=handle or a_handle(), role=role, scope=scope)


@pytest.fixture
def pair(store, at) -> tuple[Actor, Actor]:
    """Two security officers at work."""
    return an_official(store, at, Role.SECURITY), an_official(store, at, Role.SECURITY)


def test_a_fresh_house_has_no_official_at_all(store):
    with reading(store) as reader:
        assert officials_at_work(reader) == 0
        assert all_officials(reader) == ()


def test_in_production_the_console_opens_two_security_officers_and_no_more(store, at):
    bootstrap(store, at)
    bootstrap(store, at)

    with pytest.raises(Refusal) as refused:
        bootstrap(store, at)

    assert refused.value.code is PeopleRefusal.BOOTSTRAP_OVER


def test_in_production_the_console_opens_nobody_else(store, at):
    with pytest.raises(Refusal):
        bootstrap(store, at, Role.INSPECTOR, "430102")


def test_an_account_without_a_password_cannot_be_used_before_its_invitation(store, at):
    person, code = bootstrap(store, at)

    with reading(store) as reader:
        assert actors_of(reader, person)[0].role is Role.SECURITY
    assert len(code) == 32


def test_one_proposes_and_another_confirms(store, at, pair):
    handle = a_handle()
    proposal = propose(store, at, pair[0], handle=handle)

    with pen(store, pair[1], at) as p:
        code = officials.confirm(p, proposal_id=proposal)
    with pen(store, PUBLIC, at) as p:
        person = accounts.accept_invitation(p, handle=handle, code=code, password_hash="own")

    assert actor_of(store, person) == Actor(person, Role.INSPECTOR, "430102")
    with reading(store) as reader:
        assert waiting(reader) == ()


def test_no_one_confirms_their_own_proposal(store, at, pair):
    proposal = propose(store, at, pair[0])

    with pytest.raises(Refusal) as refused, pen(store, pair[0], at) as p:
        officials.confirm(p, proposal_id=proposal)

    assert refused.value.code is PeopleRefusal.OWN_PROPOSAL


def test_a_supervisor_proposes_for_the_own_city_and_confirms_nothing(store, at, pair):
    supervisor = an_official(store, at, Role.SUPERVISOR, "430100")
    proposal = propose(store, at, supervisor)

    with pytest.raises(NotFound):
        propose(store, at, supervisor, scope="430202")
    with pytest.raises(NotFound), pen(store, supervisor, at) as p:
        officials.confirm(p, proposal_id=propose(store, at, pair[0]))
    with pen(store, pair[0], at) as p:
        assert officials.confirm(p, proposal_id=proposal)


@pytest.mark.parametrize(
    ("role", "scope"),
    [(Role.INSPECTOR, "430102"), (Role.AUDITOR, ""), (Role.OPERATOR, "")],
)
def test_the_others_propose_nothing(store, at, role, scope):
    with pytest.raises(NotFound):
        propose(store, at, an_official(store, at, role, scope))


def test_a_proposal_is_decided_once(store, at, pair):
    proposal = propose(store, at, pair[0])
    with pen(store, pair[1], at) as p:
        officials.decline(p, proposal_id=proposal)

    with pytest.raises(Refusal) as refused, pen(store, pair[1], at) as p:
        officials.confirm(p, proposal_id=proposal)

    assert refused.value.code is PeopleRefusal.ALREADY_DECIDED


def test_a_confirmer_who_lost_the_role_confirms_nothing(store, at, pair):
    proposal = propose(store, at, pair[0])
    with pen(store, SYSTEM, at) as p:
        officials.disable_from_console(p, person_id=pair[1].person_id)

    with reading(store) as reader:
        assert actors_of(reader, pair[1].person_id) == ()
    assert proposal


def test_two_people_close_an_account(store, at, pair):
    officer = an_official(store, at, Role.INSPECTOR, "430102")
    with pen(store, pair[0], at) as p:
        proposal = officials.propose_disabling(p, person_id=officer.person_id)
    with reading(store) as reader:
        assert actors_of(reader, officer.person_id)

    with pen(store, pair[1], at) as p:
        officials.confirm(p, proposal_id=proposal)

    with reading(store) as reader:
        assert actors_of(reader, officer.person_id) == ()


def test_nobody_takes_part_in_closing_themselves(store, at, pair):
    third = an_official(store, at, Role.SECURITY)
    with pytest.raises(NotFound), pen(store, third, at) as p:
        officials.propose_disabling(p, person_id=third.person_id)
    with pen(store, pair[0], at) as p:
        proposal = officials.propose_disabling(p, person_id=third.person_id)

    with pytest.raises(NotFound), pen(store, third, at) as p:
        officials.confirm(p, proposal_id=proposal)


def test_moving_an_officer_ends_the_old_post(store, at, pair):
    officer = an_official(store, at, Role.INSPECTOR, "430102")
    with pen(store, pair[0], at) as p:
        proposal = officials.propose_move(p, person_id=officer.person_id, role=Role.SUPERVISOR, scope="430200")

    with pen(store, pair[1], at) as p:
        officials.confirm(p, proposal_id=proposal)

    with reading(store) as reader:
        assert [(a.role, a.scope) for a in actors_of(reader, officer.person_id)] == [(Role.SUPERVISOR, "430200")]


@pytest.mark.parametrize(
    ("role", "scope"), [(Role.OWNER, ""), (Role.STAFF, "0123456789abcdef"), (Role.INSPECTOR, "430100")]
)
def test_only_official_roles_with_a_fitting_scope_are_proposed(store, at, pair, role, scope):
    with pytest.raises(Refusal):
        propose(store, at, pair[0], role, scope)


def test_only_the_console_closes_at_once(store, at, pair):
    with pytest.raises(NotFound), pen(store, pair[0], at) as p:
        officials.disable_from_console(p, person_id=pair[1].person_id)
