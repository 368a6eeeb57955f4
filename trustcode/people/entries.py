"""What this room puts on the record. Nothing personal: people by id, roles and scopes by code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from trustcode.record.notes import Note


@dataclass(frozen=True, kw_only=True)
class AccountOpened(Note):
    """A person has an account."""

    kind: ClassVar[str] = "person.account_opened"


@dataclass(frozen=True, kw_only=True)
class AccountDisabled(Note):
    """An account was closed; all its sessions ended."""

    kind: ClassVar[str] = "person.account_disabled"


@dataclass(frozen=True, kw_only=True)
class GrantGiven(Note):
    """A person has a role in a scope."""

    kind: ClassVar[str] = "person.grant_given"
    grant_id: str
    role: str
    scope: str


@dataclass(frozen=True, kw_only=True)
class GrantEnded(Note):
    """A person no longer has a role in a scope."""

    kind: ClassVar[str] = "person.grant_ended"
    grant_id: str
    role: str
    scope: str


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Note):
    """A person set another password; all sessions ended."""

    kind: ClassVar[str] = "person.password_changed"


@dataclass(frozen=True, kw_only=True)
class PasswordStrengthened(Note):
    """The same password is kept with newer settings."""

    kind: ClassVar[str] = "person.password_strengthened"


@dataclass(frozen=True, kw_only=True)
class CodesEnrolled(Note):
    """A person proves themselves with one-time codes from now on."""

    kind: ClassVar[str] = "person.codes_enrolled"


@dataclass(frozen=True, kw_only=True)
class AccountReset(Note):
    """Password and one-time codes are void; the person sets new ones by invitation."""

    kind: ClassVar[str] = "person.account_reset"


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(Note):
    """All sessions of a person were ended."""

    kind: ClassVar[str] = "person.sessions_ended"


@dataclass(frozen=True, kw_only=True)
class OwnBusinessDeclared(Note):
    """An official has a part in a business and will not act on it."""

    kind: ClassVar[str] = "person.own_business_declared"
    merchant_id: str


@dataclass(frozen=True, kw_only=True)
class OwnBusinessEnded(Note):
    """An official no longer has a part in a business."""

    kind: ClassVar[str] = "person.own_business_ended"
    merchant_id: str


@dataclass(frozen=True, kw_only=True)
class OfficialProposed(Note):
    """Somebody proposed to open, close or move an official account. The subject is the proposal."""

    kind: ClassVar[str] = "person.official_proposed"
    what: str
    person_id: str
    role: str
    scope: str


@dataclass(frozen=True, kw_only=True)
class OfficialDecided(Note):
    """A second person confirmed or declined it."""

    kind: ClassVar[str] = "person.official_decided"
    verdict: str
    person_id: str
