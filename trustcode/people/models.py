"""Tables of people. What names a person is sealed; what changes with every visit is working matter, not record."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from trustcode.kernel.actors import Role
from trustcode.people.rules.handles import HandleKind
from trustcode.people.rules.proposals import Proposed, Verdict
from trustcode.storage.base import Base, BigKey, Recorded, Working, words

NAME = "person.name"
HANDLE = "person.handle"
SECRET = "person.one_time_secret"  # noqa: S105 - the name of a column
OFFERED = "sign_in.offered_secret"
PROPOSED_NAME = "official_proposal.name"
PROPOSED_HANDLE = "official_proposal.handle"
"""Purposes under which the vault seals."""

ID = String(16)
HASH = LargeBinary(32)


class Person(Recorded, Base):
    """An account. `session_epoch` counts up to end every session at once; `secret` is the seed of one-time codes."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    name: Mapped[bytes] = mapped_column(LargeBinary)
    handle: Mapped[bytes] = mapped_column(LargeBinary)
    handle_kind: Mapped[HandleKind] = mapped_column(words(HandleKind, "handle_kind"))
    handle_index: Mapped[bytes] = mapped_column(HASH, unique=True)
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    session_epoch: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class Grant(Recorded, Base):
    """One role of a person in one scope, from a moment until another."""

    __tablename__ = "person_grant"
    __table_args__ = (
        Index(
            "uq_person_grant_live",
            "person_id",
            "role",
            "scope",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_person_grant_role_scope", "role", "scope"),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    person_id: Mapped[str] = mapped_column(ID, ForeignKey("person.id"))
    role: Mapped[Role] = mapped_column(words(Role, "grant_role"))
    scope: Mapped[str] = mapped_column(String(16))
    granted_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class OwnBusiness(Recorded, Base):
    """An official has a part in a business and so may not act on it."""

    __tablename__ = "own_business"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    person_id: Mapped[str] = mapped_column(ID, ForeignKey("person.id"), index=True)
    merchant_id: Mapped[str] = mapped_column(ID)
    declared_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class OfficialProposal(Recorded, Base):
    """An official account to open, close or give another role, until a second person decides."""

    __tablename__ = "official_proposal"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    what: Mapped[Proposed] = mapped_column(words(Proposed, "official_proposal_what"))
    person_id: Mapped[str | None] = mapped_column(ID, ForeignKey("person.id"))
    name: Mapped[bytes | None] = mapped_column(LargeBinary)
    handle: Mapped[bytes | None] = mapped_column(LargeBinary)
    role: Mapped[Role | None] = mapped_column(words(Role, "official_proposal_role"))
    scope: Mapped[str] = mapped_column(String(16), default="")
    proposed_by: Mapped[str] = mapped_column(ID)
    proposed_at: Mapped[datetime]
    verdict: Mapped[Verdict | None] = mapped_column(words(Verdict, "official_proposal_verdict"))
    decided_by: Mapped[str | None] = mapped_column(ID)
    decided_at: Mapped[datetime | None]


class SignIn(Working, Base):
    """A session; the browser holds the token, we only its SHA-256. Without `proved_at` the second factor is owed."""

    __tablename__ = "sign_in"

    token_hash: Mapped[bytes] = mapped_column(HASH, primary_key=True)
    person_id: Mapped[str] = mapped_column(ID, ForeignKey("person.id"), index=True)
    epoch: Mapped[int]
    grant_id: Mapped[str] = mapped_column(ID, default="")
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    proved_at: Mapped[datetime | None]
    stepped_up_at: Mapped[datetime | None]
    offered_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    ended_at: Mapped[datetime | None]


class Attempt(Working, Base):
    """Wrong tries under one key: an account and a source, an account and a device, or an account alone."""

    __tablename__ = "attempt"

    key: Mapped[bytes] = mapped_column(HASH, primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(index=True)


class KnownDevice(Working, Base):
    """A browser in which a person has signed in before; it holds a signed random value, we its hash."""

    __tablename__ = "known_device"

    device_hash: Mapped[bytes] = mapped_column(HASH, primary_key=True)
    person_id: Mapped[str] = mapped_column(ID, ForeignKey("person.id"), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(index=True)


class OneTimeUse(Working, Base):
    """The last step whose one-time code a person has used; it and all before are spent."""

    __tablename__ = "one_time_use"

    person_id: Mapped[str] = mapped_column(ID, ForeignKey("person.id"), primary_key=True)
    last_step: Mapped[int] = mapped_column(BigKey)


class Invitation(Working, Base):
    """A code, good once and for three days, with which a person sets a password."""

    __tablename__ = "invitation"

    code_hash: Mapped[bytes] = mapped_column(HASH, primary_key=True)
    person_id: Mapped[str] = mapped_column(ID, ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Denial(Working, Base):
    """Somebody signed in asked for what they may not see or what is not there."""

    __tablename__ = "denial"

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    person_id: Mapped[str] = mapped_column(ID, index=True)
    role: Mapped[str] = mapped_column(String(20))
    endpoint: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(index=True)
