"""Accounts: opened, given roles, changed, closed; each with its entry."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.people.builders import a_handle, a_session, actor_of, an_applicant, an_official, an_owner
from trustcode.kernel.actors import PUBLIC, SYSTEM, Actor, Role
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.people.actions import accounts, sessions
from trustcode.people.models import Person
from trustcode.people.queries.accounts import account, actors_of, credentials, name_of, own_merchants, posts, staff_of
from trustcode.people.queries.visitors import visitor
from trustcode.people.rules.reasons import PeopleRefusal
from trustcode.record.jotting import jotting
from trustcode.record.models import Entry, EntryBody
from trustcode.record.pen import pen
from trustcode.storage.reading import reading

SHOP = "0123456789abcdef"
OTHER_SHOP = "fedcba9876543210"


def kinds(store, subject):
    with reading(store) as reader:
        return list(reader.all(select(Entry.kind).where(Entry.subject == subject).order_by(Entry.id)))


def test_signing_up_leaves_two_entries_and_no_name_on_the_record(store, at):
    handle = a_handle()

    person = an_applicant(store, at, handle=handle).person_id

    assert kinds(store, person) == ["person.account_opened", "person.grant_given"]
    with reading(store) as reader:
        bodies = "".join(reader.all(select(EntryBody.body)))
        assert handle.text not in bodies
        assert "王小明" not in bodies
        assert name_of(reader, person) == "王小明"


def test_name_and_number_are_sealed_in_the_table(store, at):
    handle = a_handle()
    person = an_applicant(store, at, handle=handle).person_id

    with reading(store) as reader:
        row = reader.get(Person, person)
        assert handle.text.encode() not in row.handle + row.handle_index
        assert "王小明".encode() not in row.name


def test_a_sign_in_name_is_taken_once(store, at):
    handle = a_handle()
    an_applicant(store, at, handle=handle)

    with pytest.raises(Refusal) as refused, pen(store, PUBLIC, at) as p:
        accounts.sign_up(p, name="李丽", handle=handle, password_hash="x")

    assert refused.value.code is PeopleRefusal.HANDLE_TAKEN


def test_a_business_has_one_first_owner(store, at):
    an_owner(store, at, SHOP)
    stranger = an_applicant(store, at)

    with pytest.raises(NotFound), pen(store, stranger, at) as p:
        accounts.own_business(p, merchant_id=SHOP)


def test_an_owner_may_begin_a_second_shop(store, at):
    owner = an_owner(store, at, SHOP)

    with pen(store, owner, at) as p:
        accounts.own_business(p, merchant_id=OTHER_SHOP)

    with reading(store) as reader:
        assert own_merchants(reader, owner.person_id, posts(reader, owner.person_id)) == {SHOP, OTHER_SHOP}


def test_an_officer_applies_for_no_shop(store, at):
    officer = an_official(store, at, Role.INSPECTOR, "430102")

    with pytest.raises(NotFound), pen(store, officer, at) as p:
        accounts.own_business(p, merchant_id=SHOP)


def test_giving_the_same_role_twice_is_once(store, at):
    person = an_applicant(store, at).person_id

    with pen(store, SYSTEM, at) as p:
        first = accounts.grant(p, person_id=person, role=Role.OWNER, scope=SHOP)
        again = accounts.grant(p, person_id=person, role=Role.OWNER, scope=SHOP)

    assert first == again
    assert kinds(store, person).count("person.grant_given") == 2


def test_a_role_that_ended_is_gone_from_the_actor(store, at):
    person = an_applicant(store, at).person_id
    with pen(store, SYSTEM, at) as p:
        grant = accounts.grant(p, person_id=person, role=Role.OWNER, scope=SHOP)

    with pen(store, SYSTEM, at) as p:
        accounts.end_grant(p, grant_id=grant)

    with reading(store) as reader:
        assert [actor.scope for actor in actors_of(reader, person)] == [""]
    with pytest.raises(Refusal), pen(store, SYSTEM, at) as p:
        accounts.end_grant(p, grant_id=grant)


def test_a_closed_account_is_nobody(store, at):
    handle = a_handle()
    person = an_applicant(store, at, handle=handle).person_id
    token = a_session(store, at, person)

    with pen(store, SYSTEM, at) as p:
        accounts.disable(p, person_id=person)

    with reading(store) as reader:
        assert actors_of(reader, person) == ()
        assert credentials(reader, handle).person_id == ""
        assert visitor(reader, token, at) is None
    with pytest.raises(Refusal), pen(store, SYSTEM, at) as p:
        accounts.disable(p, person_id=person)


def test_nobody_closes_their_own_account(store, at):
    security = an_official(store, at, Role.SECURITY)

    with pytest.raises(Refusal) as refused, pen(store, security, at) as p:
        accounts.disable(p, person_id=security.person_id)

    assert refused.value.code is PeopleRefusal.OWN_ACCOUNT


def test_another_password_ends_every_session(store, at):
    handle = a_handle()
    person = an_applicant(store, at, handle=handle).person_id
    tokens = [a_session(store, at, person) for _ in range(2)]

    with pen(store, accounts.as_person(person), at) as p:
        epoch = accounts.change_password(p, person_id=person, password_hash="new")

    with reading(store) as reader:
        assert [visitor(reader, token, at) for token in tokens] == [None, None]
        assert (credentials(reader, handle).password_hash, credentials(reader, handle).epoch) == ("new", epoch)
    assert kinds(store, person)[-1] == "person.password_changed"


def test_a_stronger_hash_never_overwrites_a_newer_password(store, at):
    handle = a_handle()
    person = an_applicant(store, at, handle=handle, kept="old").person_id
    with pen(store, accounts.as_person(person), at) as p:
        accounts.change_password(p, person_id=person, password_hash="newer")

    with pen(store, accounts.as_person(person), at) as p:
        accounts.strengthen(p, person_id=person, before="old", password_hash="old, stronger")

    with reading(store) as reader:
        assert credentials(reader, handle).password_hash == "newer"


def test_codes_are_enrolled_once(store, at):
    officer = an_official(store, at, Role.INSPECTOR, "430102")

    with pen(store, officer, at) as p:
        accounts.enrol_codes(p, secret="A" * 32)

    with reading(store) as reader:
        assert account(reader, officer.person_id).is_enrolled
    with pytest.raises(Refusal), pen(store, officer, at) as p:
        accounts.enrol_codes(p, secret="B" * 32)


def test_an_assistant_comes_by_invitation_and_sets_their_own_password(store, at):
    owner, handle = an_owner(store, at, SHOP), a_handle()
    with pen(store, owner, at) as p:
        person, code = accounts.add_staff(p, merchant_id=SHOP, name="小李", handle=handle)

    with pen(store, PUBLIC, at) as p:
        assert accounts.accept_invitation(p, handle=handle, code=code, password_hash="own") == person

    with reading(store) as reader:
        assert credentials(reader, handle).password_hash == "own"
        assert {a.person_id for a in staff_of(reader, SHOP)} == {owner.person_id, person}


@pytest.mark.parametrize("spoil", ["code", "handle", "late", "twice"])
def test_an_invitation_holds_for_one_person_once_and_three_days(store, at, spoil):
    owner, handle = an_owner(store, at, SHOP), a_handle()
    with pen(store, owner, at) as p:
        _, code = accounts.add_staff(p, merchant_id=SHOP, name="小李", handle=handle)
    if spoil == "twice":
        with pen(store, PUBLIC, at) as p:
            accounts.accept_invitation(p, handle=handle, code=code, password_hash="own")

    with pytest.raises(Refusal) as refused, pen(store, PUBLIC, at + timedelta(hours=72 if spoil == "late" else 1)) as p:
        accounts.accept_invitation(
            p,
            handle=a_handle() if spoil == "handle" else handle,
            code="f" * 32 if spoil == "code" else code,
            password_hash="other",
        )

    assert refused.value.code is PeopleRefusal.INVITATION_VOID


def test_only_the_owner_of_a_shop_has_its_staff(store, at):
    stranger = an_owner(store, at, OTHER_SHOP)
    owner = an_owner(store, at, SHOP)
    with pen(store, owner, at) as p:
        person, _ = accounts.add_staff(p, merchant_id=SHOP, name="小李", handle=a_handle())

    for act in (
        lambda p: accounts.add_staff(p, merchant_id=SHOP, name="小张", handle=a_handle()),
        lambda p: accounts.end_staff(p, merchant_id=SHOP, person_id=person),
        lambda p: accounts.end_sessions(p, person_id=person, merchant_id=SHOP),
        lambda p: accounts.reset_account(p, person_id=person, merchant_id=OTHER_SHOP),
    ):
        with pytest.raises(NotFound), pen(store, stranger, at) as p:
            act(p)


def test_an_assistant_who_left_acts_for_nobody(store, at):
    owner = an_owner(store, at, SHOP)
    with pen(store, owner, at) as p:
        person, _ = accounts.add_staff(p, merchant_id=SHOP, name="小李", handle=a_handle())

    with pen(store, owner, at) as p:
        accounts.end_staff(p, merchant_id=SHOP, person_id=person)

    with reading(store) as reader:
        assert actors_of(reader, person) == ()
    with pytest.raises(NotFound), pen(store, owner, at) as p:
        accounts.end_staff(p, merchant_id=SHOP, person_id=person)


def test_the_security_officer_resets_an_account_and_never_knows_the_password(store, at):
    security, handle = an_official(store, at, Role.SECURITY), a_handle()
    person = an_applicant(store, at, handle=handle).person_id
    token = a_session(store, at, person)

    with pen(store, security, at) as p:
        code = accounts.reset_account(p, person_id=person)

    with reading(store) as reader:
        assert visitor(reader, token, at) is None
        assert credentials(reader, handle).password_hash == ""
    assert len(code) == 32


def test_an_officer_who_declares_a_part_in_a_shop_carries_it(store, at):
    officer = an_official(store, at, Role.INSPECTOR, "430102")

    with pen(store, officer, at) as p:
        accounts.declare_own_business(p, merchant_id=SHOP)
        accounts.declare_own_business(p, merchant_id=SHOP)

    assert actor_of(store, officer.person_id).own_merchants == {SHOP}
    assert kinds(store, officer.person_id).count("person.own_business_declared") == 1


def test_only_somebody_else_notes_that_the_part_is_over(store, at):
    officer, security = an_official(store, at, Role.INSPECTOR, "430102"), an_official(store, at, Role.SECURITY)
    with pen(store, officer, at) as p:
        accounts.declare_own_business(p, merchant_id=SHOP)

    with pytest.raises(NotFound), pen(store, officer, at) as p:
        accounts.end_own_business(p, person_id=officer.person_id, merchant_id=SHOP)
    with pen(store, security, at) as p:
        accounts.end_own_business(p, person_id=officer.person_id, merchant_id=SHOP)

    assert actor_of(store, officer.person_id).own_merchants == frozenset()


def test_acts_on_nobody_are_not_found(store, at):
    for act in (
        lambda p: accounts.disable(p, person_id="nobody"),
        lambda p: accounts.grant(p, person_id="nobody", role=Role.OWNER, scope=""),
        lambda p: accounts.end_grant(p, grant_id="nothing"),
        lambda p: accounts.change_password(p, person_id="nobody", password_hash="x"),
    ):
        with pytest.raises(NotFound), pen(store, SYSTEM, at) as p:
            act(p)


def test_signing_out_ends_one_session_alone(store, at):
    person = an_applicant(store, at).person_id
    here, there = a_session(store, at, person), a_session(store, at, person)

    with jotting(store, at) as jotter:
        sessions.end(jotter, here)

    with reading(store) as reader:
        assert visitor(reader, here, at) is None
        assert visitor(reader, there, at).person_id == person


def test_an_actor_is_a_fact_and_not_a_row(store, at):
    owner = an_owner(store, at, SHOP)

    assert owner == Actor(owner.person_id, Role.OWNER, SHOP, frozenset({SHOP}))


def test_even_a_session_begun_after_the_account_was_closed_is_nobody(store, at):
    person = an_applicant(store, at).person_id
    with pen(store, SYSTEM, at) as p:
        accounts.disable(p, person_id=person)

    with jotting(store, at) as jotter:
        sessions.begin(jotter, person_id=person, epoch=1, token="late")

    with reading(store) as reader:
        assert visitor(reader, "late", at) is None
