"""Who stands behind a request: the session of a token, with name and roles read anew each time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.people.models import HANDLE, NAME, OFFERED, SECRET, KnownDevice, OneTimeUse, Person, SignIn
from trustcode.people.queries.accounts import Post, own_merchants, posts
from trustcode.people.rules import sessions
from trustcode.people.rules.handles import Handle, masked
from trustcode.people.rules.roles import is_official
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class Visitor:
    """Somebody who is signed in. While `owes_code` is true they may do nothing but prove themselves."""

    person_id: str
    name: str
    handle: str
    posts: tuple[Post, ...]
    own_merchants: frozenset[str]
    is_official: bool
    is_enrolled: bool
    owes_code: bool
    grant_id: str
    seen_at: Moment
    stepped_up_at: Moment | None

    def actor(self, roles: Iterable[Role]) -> Actor | None:
        """The person in one of these roles: the post chosen for this session if it fits, else the newest that does.

        A post with a scope goes before one without.
        """
        wanted = set(roles)
        fitting = [post for post in self.posts if post.role in wanted]
        fitting.sort(key=lambda post: (post.grant_id != self.grant_id, post.scope == ""))
        return self._as(fitting[0]) if fitting else None

    def actors(self) -> tuple[Actor, ...]:
        """The person in each of their roles."""
        return tuple(self._as(post) for post in self.posts)

    def _as(self, post: Post) -> Actor:
        return Actor(self.person_id, post.role, post.scope, self.own_merchants)


def token_hash(token: str) -> bytes:
    """What is kept of a session's token, a device's value or an invitation's code: SHA-256, 32 bytes."""
    return hashlib.sha256(token.encode(errors="replace")).digest()


def visitor(reader: Reader, token: str, at: Moment) -> Visitor | None:
    """The visitor of a session's token, or None when it has ended, by whatever cause."""
    session = reader.get(SignIn, token_hash(token))
    if session is None or session.ended_at is not None:
        return None
    person = reader.get(Person, session.person_id)
    if person is None or person.disabled_at is not None or person.session_epoch != session.epoch:
        return None
    held = posts(reader, person.id)
    official = any(is_official(post.role) for post in held)
    owes_code = official and session.proved_at is None
    if _is_over(session, held, owes_code=owes_code, at=at):
        return None
    return Visitor(
        person_id=person.id,
        name=reader.vault.open(NAME, person.name),
        handle=masked(Handle(person.handle_kind, reader.vault.open(HANDLE, person.handle))),
        posts=held,
        own_merchants=own_merchants(reader, person.id, held),
        is_official=official,
        is_enrolled=person.secret is not None,
        owes_code=owes_code,
        grant_id=session.grant_id,
        seen_at=session.seen_at,
        stepped_up_at=session.stepped_up_at,
    )


def _is_over(session: SignIn, held: Iterable[Post], *, owes_code: bool, at: Moment) -> bool:
    if owes_code and at - session.created_at >= sessions.PENDING:
        return True
    limits = sessions.limits_for(post.role for post in held)
    return sessions.is_over(session.created_at, session.seen_at, limits, at)


@dataclass(frozen=True)
class CodeCheck:
    """What a one-time code is compared with: the seed, and the last step that was used."""

    secret: str
    last_step: int


def code_check(reader: Reader, person_id: str) -> CodeCheck | None:
    """For a person who is enrolled; None otherwise."""
    person = reader.get(Person, person_id)
    if person is None or person.secret is None:
        return None
    use = reader.get(OneTimeUse, person_id)
    return CodeCheck(reader.vault.open(SECRET, person.secret), use.last_step if use else -1)


def offered_secret(reader: Reader, token: str) -> str:
    """The seed shown to this session for enrolling; empty if none was."""
    session = reader.get(SignIn, token_hash(token))
    if session is None or session.offered_secret is None:
        return ""
    return reader.vault.open(OFFERED, session.offered_secret)


def is_known_device(reader: Reader, person_id: str, device: str) -> bool:
    """Whether a person has signed in from the browser that holds this value."""
    return bool(device) and reader.get(KnownDevice, (token_hash(device), person_id)) is not None


def account_label(reader: Reader, person_id: str) -> str:
    """The full sign-in name, for the person's own authenticator app; empty for nobody."""
    person = reader.get(Person, person_id)
    return reader.vault.open(HANDLE, person.handle) if person else ""
