"""Accounts, their roles, and what waits for a second person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.people.models import (
    HANDLE,
    NAME,
    PROPOSED_HANDLE,
    PROPOSED_NAME,
    Grant,
    OfficialProposal,
    OwnBusiness,
    Person,
)
from trustcode.people.rules.handles import Handle, HandleKind, masked
from trustcode.people.rules.proposals import Proposed
from trustcode.people.rules.roles import OFFICIALS
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class Credentials:
    """What a password is compared with. For an unknown sign-in name all but `account` is empty."""

    account: bytes
    person_id: str = ""
    password_hash: str = ""
    epoch: int = 0


@dataclass(frozen=True)
class Post:
    """A role that a person has now, in a scope."""

    grant_id: str
    role: Role
    scope: str


@dataclass(frozen=True)
class Account:
    """A person as officials and owners see them in a list. `is_invited`: they have no password (yet)."""

    person_id: str
    name: str
    handle: str
    posts: tuple[Post, ...]
    is_enrolled: bool
    is_invited: bool
    disabled_at: Moment | None


@dataclass(frozen=True)
class Waiting:
    """A proposal about an official account that nobody has decided yet."""

    proposal_id: str
    what: Proposed
    person_id: str
    name: str
    handle: str
    role: Role | None
    scope: str
    proposed_by: str
    proposed_at: Moment


def credentials(reader: Reader, handle: Handle) -> Credentials:
    """What signing in needs; an account that is disabled looks like one that is not there."""
    account = reader.vault.index(HANDLE, handle.text)
    person = reader.one(select(Person).where(Person.handle_index == account, Person.disabled_at.is_(None)))
    if person is None:
        return Credentials(account)
    return Credentials(account, person.id, person.password_hash, person.session_epoch)


def person_id_of(reader: Reader, handle: Handle) -> str:
    """The id of the account with this sign-in name, disabled or not; empty if there is none."""
    index = reader.vault.index(HANDLE, handle.text)
    return reader.one(select(Person.id).where(Person.handle_index == index)) or ""


def posts(reader: Reader, person_id: str) -> tuple[Post, ...]:
    """All roles that a person has now, the newest first; of the same moment, those with a scope first."""
    live = select(Grant).where(Grant.person_id == person_id, Grant.ended_at.is_(None))
    rows = reader.all(live.order_by(Grant.granted_at.desc(), Grant.scope.desc(), Grant.id))
    return tuple(Post(row.id, row.role, row.scope) for row in rows)


def own_merchants(reader: Reader, person_id: str, held: Iterable[Post]) -> frozenset[str]:
    """The businesses that a person with these posts has a part in: as owner or staff, or by their own declaration."""
    declared = select(OwnBusiness.merchant_id).where(OwnBusiness.person_id == person_id, OwnBusiness.ended_at.is_(None))
    by_role = {post.scope for post in held if post.role in {Role.OWNER, Role.STAFF} and post.scope}
    return frozenset(reader.all(declared)) | by_role


def actors_of(reader: Reader, person_id: str) -> tuple[Actor, ...]:
    """The person in each of their roles; none for an account that is disabled or unknown."""
    person = reader.get(Person, person_id)
    if person is None or person.disabled_at is not None:
        return ()
    held = posts(reader, person_id)
    own = own_merchants(reader, person_id, held)
    return tuple(Actor(person_id, post.role, post.scope, own) for post in held)


def holders(reader: Reader, role: Role, scope: str) -> tuple[str, ...]:
    """Ids of the people who have a role in exactly this scope now, with an account that is open."""
    live = (
        select(Grant.person_id)
        .join(Person, Person.id == Grant.person_id)
        .where(Grant.role == role, Grant.scope == scope, Grant.ended_at.is_(None), Person.disabled_at.is_(None))
    )
    return tuple(reader.all(live.order_by(Grant.granted_at, Grant.id)))


def officials_at_work(reader: Reader, roles: Iterable[Role] = OFFICIALS) -> int:
    """How many people hold one of these roles with an account that is open."""
    count = (
        select(func.count(func.distinct(Grant.person_id)))
        .join(Person, Person.id == Grant.person_id)
        .where(Grant.role.in_(sorted(roles)), Grant.ended_at.is_(None), Person.disabled_at.is_(None))
    )
    return int(reader.scalar(count))


def name_of(reader: Reader, person_id: str) -> str:
    """A person's name; empty for an id that nobody has."""
    person = reader.get(Person, person_id)
    return reader.vault.open(NAME, person.name) if person else ""


def names_of(reader: Reader, person_ids: Iterable[str]) -> dict[str, str]:
    """The names of several people by id, in one read; ids that nobody has are left out."""
    wanted = sorted({one for one in person_ids if one})
    if not wanted:
        return {}
    people = reader.all(select(Person).where(Person.id.in_(wanted)))
    return {person.id: reader.vault.open(NAME, person.name) for person in people}


def account(reader: Reader, person_id: str) -> Account | None:
    """One account, its sign-in name masked."""
    person = reader.get(Person, person_id)
    return _account(reader, person) if person else None


def officials(reader: Reader) -> tuple[Account, ...]:
    """All official accounts, closed ones too, oldest first."""
    ids = select(Grant.person_id).where(Grant.role.in_(sorted(OFFICIALS)))
    people = reader.all(select(Person).where(Person.id.in_(ids)).order_by(Person.opened_at, Person.id))
    return tuple(_account(reader, person) for person in people)


def staff_of(reader: Reader, merchant_id: str) -> tuple[Account, ...]:
    """Owner and staff of a business."""
    ids = select(Grant.person_id).where(
        Grant.role.in_([Role.OWNER, Role.STAFF]), Grant.scope == merchant_id, Grant.ended_at.is_(None)
    )
    people = reader.all(select(Person).where(Person.id.in_(ids)).order_by(Person.opened_at, Person.id))
    return tuple(_account(reader, person) for person in people)


def staff_ids(reader: Reader, merchant_id: str) -> tuple[str, ...]:
    """Ids of the assistants of a business now."""
    return holders(reader, Role.STAFF, merchant_id)


def owner_emails(reader: Reader, merchant_ids: Iterable[str]) -> dict[str, str]:
    """The address of the owner of each business who signs in with one; the others are left out. In one read."""
    wanted = (
        select(Grant.scope, Person.handle)
        .join(Person, Person.id == Grant.person_id)
        .where(Grant.role == Role.OWNER, Grant.scope.in_(sorted(merchant_ids)), Grant.ended_at.is_(None))
        .where(Person.disabled_at.is_(None), Person.handle_kind == HandleKind.EMAIL)
        .order_by(Grant.granted_at)
    )
    return {scope: reader.vault.open(HANDLE, handle) for scope, handle in reader.rows(wanted)}


def waiting(reader: Reader) -> tuple[Waiting, ...]:
    """Proposals about official accounts that are undecided, oldest first."""
    undecided = select(OfficialProposal).where(OfficialProposal.verdict.is_(None))
    rows = reader.all(undecided.order_by(OfficialProposal.proposed_at, OfficialProposal.id))
    return tuple(_waiting(reader, row) for row in rows)


def _account(reader: Reader, person: Person) -> Account:
    handle = Handle(person.handle_kind, reader.vault.open(HANDLE, person.handle))
    name = reader.vault.open(NAME, person.name)
    return Account(
        person.id,
        name,
        masked(handle),
        posts(reader, person.id),
        is_enrolled=person.secret is not None,
        is_invited=not person.password_hash,
        disabled_at=person.disabled_at,
    )


def _waiting(reader: Reader, row: OfficialProposal) -> Waiting:
    name = reader.vault.open(PROPOSED_NAME, row.name) if row.name else name_of(reader, row.person_id or "")
    handle = reader.vault.open(PROPOSED_HANDLE, row.handle) if row.handle else ""
    return Waiting(
        row.id, row.what, row.person_id or "", name, handle, row.role, row.scope, row.proposed_by, row.proposed_at
    )
