"""What this room puts on the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from trustcode.record.notes import Note


@dataclass(frozen=True, kw_only=True)
class CommitmentSigned(Note):
    """A business signed a version of a commitment; the hash is of the exact text in both languages."""

    kind: ClassVar[str] = "commitment.signed"
    commitment: str
    which: str
    version: int
    text_hash: str


@dataclass(frozen=True, kw_only=True)
class CommitmentEnded(Note):
    """A version is no longer the one in force."""

    kind: ClassVar[str] = "commitment.ended"
    commitment: str
    which: str
    version: int
    why: str


@dataclass(frozen=True, kw_only=True)
class CommitmentAmended(Note):
    """A new version was signed that counts from a day on: at once, or after the notice that a weaker one needs."""

    kind: ClassVar[str] = "commitment.amended"
    commitment: str
    which: str
    version: int
    text_hash: str
    effective_on: date
    is_weaker: bool
    reach: str


@dataclass(frozen=True, kw_only=True)
class CommitmentEndSet(Note):
    """The first day on which a version no longer counts was set, or taken away again (None)."""

    kind: ClassVar[str] = "commitment.end_set"
    commitment: str
    which: str
    version: int
    ended_on: date | None
    why: str


@dataclass(frozen=True, kw_only=True)
class PauseProposed(Note):
    """An officer proposed to pause one commitment, or (`lifts`) to lift the pause of this id."""

    kind: ClassVar[str] = "commitment.pause.proposed"
    pause: str
    which: str
    ground: str
    lifts: str


@dataclass(frozen=True, kw_only=True)
class PauseClosed(Note):
    """Another officer confirmed or declined what was proposed about a pause, or the proposer took it back."""

    kind: ClassVar[str] = "commitment.pause.closed"
    pause: str
    which: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class PromisePaused(Note):
    """From a day on, one commitment does not hold for new purchases."""

    kind: ClassVar[str] = "commitment.paused"
    pause: str
    which: str
    starts_on: date
    by_owner: bool


@dataclass(frozen=True, kw_only=True)
class PromiseResumed(Note):
    """From a day on, a paused commitment holds again."""

    kind: ClassVar[str] = "commitment.resumed"
    pause: str
    which: str
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class SelfChecked(Note):
    """A business went through its clauses."""

    kind: ClassVar[str] = "commitment.self_checked"
    check: str
    open_points: int
    answers_hash: str
