"""The course of a unit's promises as plain facts, and how it is kept: canonical JSON, compressed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from trustcode.commitments.rules.days import WhyNot
from trustcode.kernel.canonical import canonical
from trustcode.projections.scan_card.card import ReturnsPromise
from trustcode.projections.scan_card.texts import returns_from


@dataclass(frozen=True)
class Signed:
    """One version of the safe-consumption promise: its number, the day of signature, the hash of its exact text."""

    version: int
    signed_on: date
    text_hash: str


@dataclass(frozen=True)
class DaysAlike:
    """Days from the first (counted) to the end (not counted, or None) on which a purchase has the same promises.

    `returns` are the terms that were offered; they bind unless `why_not` says why they do not.
    """

    from_on: date
    end_on: date | None
    why_not: WhyNot | None
    safe: Signed | None
    returns: ReturnsPromise | None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.from_on <= day and (self.end_on is None or day < self.end_on)


def pack(course: Sequence[DaysAlike]) -> bytes:
    """A course in few bytes; the words of its versions are much alike."""
    return zlib.compress(canonical([asdict(one) for one in course]), 9)


def unpack(packed: bytes) -> tuple[DaysAlike, ...]:
    """A course again."""
    return tuple(_days(raw) for raw in json.loads(zlib.decompress(packed)))


def _days(raw: dict[str, Any]) -> DaysAlike:
    safe = raw["safe"]
    return DaysAlike(
        from_on=date.fromisoformat(raw["from_on"]),
        end_on=date.fromisoformat(raw["end_on"]) if raw["end_on"] else None,
        why_not=WhyNot(raw["why_not"]) if raw["why_not"] else None,
        safe=Signed(safe["version"], date.fromisoformat(safe["signed_on"]), safe["text_hash"]) if safe else None,
        returns=returns_from(raw["returns"]) if raw["returns"] else None,
    )
