"""What this room puts on the record. People are ids, reasons are codes; free text stays in the room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from trustcode.record.notes import Note


@dataclass(frozen=True, kw_only=True)
class MerchantBegun(Note):
    """A business opened an application."""

    kind: ClassVar[str] = "merchant.begun"
    origin: str


@dataclass(frozen=True, kw_only=True)
class MerchantDescribed(Note):
    """A business declared who it is; the hash, keyed, is of the whole profile, contacts included."""

    kind: ClassVar[str] = "merchant.described"
    profile_hash: str
    region_code: str
    unit_kind: str


@dataclass(frozen=True, kw_only=True)
class MerchantTakenIn(Note):
    """An application signed on paper came in with a list; `row` is its row there, two officers answer for the list."""

    kind: ClassVar[str] = "merchant.taken_in"
    source_hash: str
    row: int
    signed_on: date
    confirmed_by: str
    profile_hash: str
    region_code: str
    unit_kind: str


@dataclass(frozen=True, kw_only=True)
class MerchantMoved(Note):
    """The standing changed. `transition` is T1 to T18 of the scheme; `proposal` names the second person's step."""

    kind: ClassVar[str] = "merchant.moved"
    transition: str
    act: str
    was: str
    now: str
    ground: str
    due_on: date | None
    proposal: str


@dataclass(frozen=True, kw_only=True)
class RectificationExtended(Note):
    """A unit was given more time to correct."""

    kind: ClassVar[str] = "merchant.rectification_extended"
    due_on: date


@dataclass(frozen=True, kw_only=True)
class ProposalMade(Note):
    """An act was proposed and waits for another person."""

    kind: ClassVar[str] = "merchant.proposal.made"
    proposal: str
    act: str
    ground: str


@dataclass(frozen=True, kw_only=True)
class ProposalClosed(Note):
    """A proposal was confirmed, declined or overtaken."""

    kind: ClassVar[str] = "merchant.proposal.closed"
    proposal: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class ObjectionMade(Note):
    """Somebody objected during public notice."""

    kind: ClassVar[str] = "merchant.objection.made"
    objection: str


@dataclass(frozen=True, kw_only=True)
class ObjectionDecided(Note):
    """An officer decided an objection."""

    kind: ClassVar[str] = "merchant.objection.decided"
    objection: str
    upheld: bool


@dataclass(frozen=True, kw_only=True)
class BusinessesMarked(Note):
    """A list from another register was taken in; the hash is of its rows."""

    kind: ClassVar[str] = "merchant.marks_taken_in"
    rows: int
    rows_hash: str
    source: str
