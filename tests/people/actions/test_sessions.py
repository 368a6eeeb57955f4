"""Sessions, codes and wrong tries, as they are written down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.people.builders import a_handle, a_session, an_applicant, an_official, an_owner
from trustcode.kernel.actors import SYSTEM, Role
from trustcode.kernel.refusals import Refusal
from trustcode.people.actions import accounts, sessions
from trustcode.people.models import Attempt, Denial, SignIn
from trustcode.people.queries.accounts import Credentials, credentials
from trustcode.people.queries.visitors import is_known_device, offered_secret, visitor
from trustcode.people.rules.one_time import code_at
from trustcode.people.rules.reasons import PeopleRefusal
from trustcode.record.jotting import jotting
from trustcode.record.pen import pen
from trustcode.storage.reading import reading

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
MINUTE = timedelta(minutes=1)


def seen(store, token, at):
    with reading(store) as reader:
        return visitor(reader, token, at)


def tries(store, known, at, *, source="s", device=""):
    """One try; the seconds to wait if it was not heard, else 0."""
    try:
        with jotting(store, at) as jotter:
            sessions.reserve(jotter, known, source=source, device=device)
    except Refusal as refusal:
        return refusal.facts["seconds"]
    return 0


def test_a_session_slides_with_its_use_and_ends_without(store, at):
    token = a_session(store, at, an_applicant(store, at).person_id)
    later = at + timedelta(hours=11)
    with jotting(store, later) as jotter:
        sessions.touch(jotter, token)

    assert seen(store, token, later + timedelta(hours=11, minutes=59))
    assert seen(store, token, later + timedelta(hours=12)) is None


def test_a_touch_never_turns_back(store, at):
    token = a_session(store, at, an_applicant(store, at).person_id)

    with jotting(store, at - MINUTE) as jotter:
        sessions.touch(jotter, token)

    assert seen(store, token, at).seen_at == at


def test_the_token_itself_is_not_kept(store, at):
    token = a_session(store, at, an_applicant(store, at).person_id)

    with reading(store) as reader:
        assert token.encode() not in reader.one(select(SignIn)).token_hash


@pytest.mark.parametrize("token", ["", "x", "\ud800", "a" * 5000])
def test_a_made_up_token_is_nobody(store, at, token):
    assert seen(store, token, at) is None


def test_an_official_owes_a_code_and_has_ten_minutes(store, at):
    token = a_session(store, at, an_official(store, at, Role.INSPECTOR, "430102").person_id)

    assert seen(store, token, at + 9 * MINUTE).owes_code
    assert seen(store, token, at + 10 * MINUTE) is None


def test_after_the_code_the_session_goes_on_under_a_new_token(store, at):
    token = a_session(store, at, an_official(store, at, Role.INSPECTOR, "430102").person_id)

    with jotting(store, at) as jotter:
        sessions.prove(jotter, token=token, fresh_token="fresh", secret=SECRET, code=code_at(SECRET, at))

    assert seen(store, token, at) is None
    assert not seen(store, "fresh", at + 14 * MINUTE).owes_code
    assert seen(store, "fresh", at + 15 * MINUTE) is None


def test_a_code_is_spent_for_all_sessions_of_a_person(store, at):
    person = an_official(store, at, Role.INSPECTOR, "430102").person_id
    one, other = a_session(store, at, person), a_session(store, at, person)
    with jotting(store, at) as jotter:
        sessions.prove(jotter, token=one, fresh_token="fresh", secret=SECRET, code=code_at(SECRET, at))

    with pytest.raises(Refusal) as refused, jotting(store, at) as jotter:
        sessions.prove(jotter, token=other, fresh_token="fresh2", secret=SECRET, code=code_at(SECRET, at))

    assert refused.value.code is PeopleRefusal.CODE_USED
    assert seen(store, other, at).owes_code


def test_a_wrong_code_leaves_the_session_as_it_was(store, at):
    token = a_session(store, at, an_official(store, at, Role.INSPECTOR, "430102").person_id)

    with pytest.raises(Refusal), jotting(store, at) as jotter:
        sessions.prove(jotter, token=token, fresh_token="fresh", secret=SECRET, code="000000")

    assert seen(store, token, at).owes_code
    assert seen(store, "fresh", at) is None


def test_codes_are_slowed_down_too(store, at):
    person = an_official(store, at, Role.INSPECTOR, "430102").person_id
    for _ in range(5):
        with jotting(store, at) as jotter:
            sessions.reserve_code(jotter, person)

    with pytest.raises(Refusal) as refused, jotting(store, at) as jotter:
        sessions.reserve_code(jotter, person)
    assert refused.value.code is PeopleRefusal.WAIT

    with jotting(store, at) as jotter:
        sessions.forgive_code(jotter, person)
        sessions.reserve_code(jotter, person)


def test_an_offered_secret_stays_the_same_for_its_session(store, at):
    token = a_session(store, at, an_official(store, at, Role.INSPECTOR, "430102").person_id)

    with jotting(store, at) as jotter:
        first = sessions.offer_secret(jotter, token)
    with jotting(store, at) as jotter:
        again = sessions.offer_secret(jotter, token)

    with reading(store) as reader:
        assert first == again == offered_secret(reader, token)
        assert first.encode() not in reader.one(select(SignIn)).offered_secret


def test_five_wrong_tries_are_free_and_the_sixth_waits(store, at):
    known = Credentials(b"a" * 32)

    waits = [tries(store, known, at) for _ in range(7)]

    assert waits == [0, 0, 0, 0, 0, 30, 30]
    assert tries(store, known, at + timedelta(seconds=30)) == 0


def test_an_unknown_account_is_counted_like_a_known_one(store, at):
    handle = a_handle()
    an_applicant(store, at, handle=handle)
    with reading(store) as reader:
        known, unknown = credentials(reader, handle), credentials(reader, a_handle())

    assert [tries(store, known, at) for _ in range(8)] == [tries(store, unknown, at) for _ in range(8)]


def test_another_source_is_not_slowed_down_by_the_first(store, at):
    known = Credentials(b"a" * 32)
    for _ in range(6):
        tries(store, known, at, source="one")

    assert tries(store, known, at, source="other") == 0


def test_a_right_try_forgets_the_wrong_ones_before(store, at):
    known = Credentials(b"a" * 32)
    for _ in range(5):
        tries(store, known, at)

    with jotting(store, at) as jotter:
        sessions.forgive(jotter, known, source="s")

    assert [tries(store, known, at) for _ in range(5)] == [0] * 5


def test_ten_thousand_wrong_tries_from_200_sources_do_not_lock_the_owner_out(store, at):
    handle = a_handle()
    owner = an_applicant(store, at, handle=handle)
    with jotting(store, at) as jotter:
        sessions.begin(jotter, person_id=owner.person_id, epoch=0, token="t", device="the owner's phone")
    with reading(store) as reader:
        known = credentials(reader, handle)
        assert is_known_device(reader, owner.person_id, "the owner's phone")
    heard = 0
    with jotting(store, at) as jotter:
        for n in range(10_000):
            try:
                sessions.reserve(jotter, known, source=f"source {n % 200}")
                heard += 1
            except Refusal:
                continue

    assert heard < 500
    assert tries(store, known, at, source="source 1", device="the owner's phone") == 0
    assert tries(store, known, at, source="a new phone of the owner") == 0
    assert tries(store, known, at, source="source 1") > 0


def test_a_device_known_to_one_person_is_a_stranger_to_another(store, at):
    mine, theirs = a_handle(), a_handle()
    me, them = an_applicant(store, at, handle=mine), an_applicant(store, at, handle=theirs)
    with jotting(store, at) as jotter:
        sessions.begin(jotter, person_id=me.person_id, epoch=0, token="t", device="phone")

    with reading(store) as reader:
        assert is_known_device(reader, me.person_id, "phone")
        assert not is_known_device(reader, them.person_id, "phone")


def test_even_a_known_device_is_slowed_down(store, at):
    handle = a_handle()
    me = an_applicant(store, at, handle=handle)
    with jotting(store, at) as jotter:
        sessions.begin(jotter, person_id=me.person_id, epoch=0, token="t", device="phone")
    with reading(store) as reader:
        known = credentials(reader, handle)

    assert [tries(store, known, at, device="phone") for _ in range(6)] == [0, 0, 0, 0, 0, 30]


def test_a_chosen_post_counts_only_if_it_is_ones_own(store, at):
    one, other = "0123456789abcdef", "fedcba9876543210"
    owner = an_owner(store, at, one)
    with pen(store, owner, at + MINUTE) as p:
        accounts.own_business(p, merchant_id=other)
    stranger = an_owner(store, at, "0000000000000000")
    token = a_session(store, at, owner.person_id)
    posts = {post.scope: post.grant_id for post in seen(store, token, at).posts}
    assert seen(store, token, at).actor([Role.OWNER]).scope == other

    with jotting(store, at) as jotter:
        sessions.choose(jotter, token, posts[one])
    assert seen(store, token, at).actor([Role.OWNER]).scope == one

    foreign = seen(store, a_session(store, at, stranger.person_id), at).posts[0].grant_id
    with jotting(store, at) as jotter:
        sessions.choose(jotter, token, foreign)
    assert seen(store, token, at).actor([Role.OWNER]).scope == other


def test_a_role_taken_away_counts_from_the_next_request(store, at):
    owner = an_owner(store, at, "0123456789abcdef")
    token = a_session(store, at, owner.person_id)
    grant = next(post.grant_id for post in seen(store, token, at).posts if post.scope)

    with pen(store, SYSTEM, at) as p:
        accounts.end_grant(p, grant_id=grant)

    assert seen(store, token, at).actor([Role.OWNER]).scope == ""


def test_the_sweep_forgets_what_is_over_and_keeps_the_rest(store, at):
    person = an_applicant(store, at).person_id
    old = a_session(store, at, person)
    tries(store, Credentials(b"a" * 32), at)
    with jotting(store, at) as jotter:
        sessions.deny(jotter, person_id=person, role="owner", endpoint="field.queue")
    later = at + timedelta(days=15)
    fresh = a_session(store, later, person)

    with jotting(store, later) as jotter:
        assert sessions.sweep(jotter) == 3

    assert seen(store, fresh, later)
    assert seen(store, old, later) is None
    with reading(store) as reader:
        assert reader.scalar(select(func.count()).select_from(Attempt)) == 0
        assert reader.scalar(select(func.count()).select_from(Denial)) == 1
