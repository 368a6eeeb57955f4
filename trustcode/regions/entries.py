"""What this room puts on the record. The subject is a region's code, or the province's for a whole set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from trustcode.record.notes import Note


@dataclass(frozen=True, kw_only=True)
class RegionsLoaded(Note):
    """Regions that come with the program were added; `content_hash` is the SHA-256 of what was added."""

    kind: ClassVar[str] = "region.set.loaded"
    count: int
    content_hash: str


@dataclass(frozen=True, kw_only=True)
class RegionAdded(Note):
    """A region came into being."""

    kind: ClassVar[str] = "region.added"
    name_zh: str
    name_en: str
    region_kind: str
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class RegionRenamed(Note):
    """A region keeps its code and has another name from a day on."""

    kind: ClassVar[str] = "region.renamed"
    name_zh: str
    name_en: str
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class RegionMerged(Note):
    """A region's code was given up after a day; another took over."""

    kind: ClassVar[str] = "region.merged"
    successor: str
    valid_to: date
