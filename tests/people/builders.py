"""People as they come about: through the acts of the room."""

from __future__ import annotations

from itertools import count

from trustcode.kernel.actors import PUBLIC, SYSTEM, Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.people.actions import accounts, officials, sessions
from trustcode.people.queries.accounts import actors_of, credentials
from trustcode.people.rules.handles import Handle, HandleKind
from trustcode.record.jotting import jotting
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

PASSWORD = "今天的剁椒鱼头真好吃呀哈"
_numbers = count(13800000001)


def a_handle() -> Handle:
    """A mobile number that nobody else in the tests has."""
    return Handle(HandleKind.PHONE, str(next(_numbers)))


def an_official(store: Store, at: Moment, role: Role, scope: str = "", *, kept: str = "kept") -> Actor:
    """An official account at work."""
    with pen(store, SYSTEM, at) as p:
        person, _ = officials.bootstrap(
            p, name="陈公", handle=a_handle(), role=role, scope=scope, is_demo=True, password_hash=kept
        )
    return actor_of(store, person)


def an_applicant(store: Store, at: Moment, *, handle: Handle | None = None, kept: str = "kept") -> Actor:
    """Somebody who has signed up and not yet entered a shop."""
    with pen(store, PUBLIC, at) as p:
        person = accounts.sign_up(p, name="王小明", handle=handle or a_handle(), password_hash=kept)
    return actor_of(store, person)


def an_owner(store: Store, at: Moment, merchant_id: str) -> Actor:
    """The owner of a business."""
    applicant = an_applicant(store, at)
    with pen(store, applicant, at) as p:
        accounts.own_business(p, merchant_id=merchant_id)
    return actor_of(store, applicant.person_id)


def actor_of(store: Store, person_id: str) -> Actor:
    """A person in their newest role."""
    with reading(store) as reader:
        return actors_of(reader, person_id)[0]


def a_session(store: Store, at: Moment, person_id: str, handle: Handle | None = None) -> str:
    """A session that has just begun; returns its token."""
    token = sessions.new_token()
    epoch = 0
    if handle is not None:
        with reading(store) as reader:
            epoch = credentials(reader, handle).epoch
    with jotting(store, at) as jotter:
        sessions.begin(jotter, person_id=person_id, epoch=epoch, token=token)
    return token
