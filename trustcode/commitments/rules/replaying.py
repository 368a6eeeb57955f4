"""The course of a unit's promises from the lines of the record alone, without any table.

The record keeps which version counts and the hash of its text, not the terms: those stand in the text itself. So a
replayed course says which versions, pauses and standings hold on a day, and its terms are empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from trustcode.commitments.rules.days import Course, Stretch, Version, cut, standings
from trustcode.commitments.rules.terms import CommitmentKind, Reach

SIGNED = "commitment.signed"
ENDED = "commitment.ended"
AMENDED = "commitment.amended"
END_SET = "commitment.end_set"
PAUSED = "commitment.paused"
RESUMED = "commitment.resumed"
MOVED = "merchant.moved"

KINDS = (SIGNED, ENDED, AMENDED, END_SET, PAUSED, RESUMED, MOVED)
"""The kinds of entries that a replay needs; it passes over all others."""


@dataclass(frozen=True)
class Told:
    """One line of the record: its kind, the civil day on which it was noted, its facts."""

    kind: str
    day: date
    facts: Mapping[str, Any]


def replay(
    merchant_id: str,
    lines: Iterable[Told],
    others: Mapping[str, Iterable[Told]] | None = None,
    *,
    inherits: bool = True,
) -> Course:
    """The course that the lines tell, the oldest first. `others` are the lines of other units of the same licence;
    `inherits`: whether this unit may promise returns, and so has what was promised for every shop.
    """
    units = {merchant_id: _unit(merchant_id, lines)}
    units |= {other: _unit(other, told) for other, told in (others or {}).items()}
    own = units[merchant_id]
    inherited = (
        part
        for unit in units.values()
        for version in unit.versions
        if version.reach is Reach.ENTERPRISE and inherits
        for part in cut(version, unit.in_force)
    )
    return replace(
        own,
        versions=tuple(v for v in own.versions if v.reach is Reach.UNIT),
        inherited=tuple(inherited),
    )


def _unit(merchant_id: str, lines: Iterable[Told]) -> Course:
    versions: dict[str, Version] = {}
    pauses: dict[str, Stretch] = {}
    moves: list[tuple[date, str]] = []
    for line in lines:
        facts = line.facts
        if line.kind in {SIGNED, AMENDED}:
            versions[facts["commitment"]] = _version(merchant_id, line)
        elif line.kind in {ENDED, END_SET}:
            version = versions[facts["commitment"]]
            end = line.day if line.kind == ENDED else _day(facts["ended_on"])
            versions[version.id] = replace(version, days=Stretch(version.days.from_on, end))
        elif line.kind == PAUSED:
            pauses[facts["pause"]] = Stretch(date.fromisoformat(facts["starts_on"]), None)
        elif line.kind == RESUMED:
            pauses[facts["pause"]] = replace(pauses[facts["pause"]], end_on=_day(facts["ends_on"]))
        elif line.kind == MOVED:
            moves.append((line.day, str(facts["now"])))
    return Course(tuple(versions.values()), standings(moves), tuple(pauses.values()))


def _version(merchant_id: str, line: Told) -> Version:
    facts = line.facts
    from_on = _day(facts.get("effective_on")) or line.day
    return Version(
        id=facts["commitment"],
        merchant_id=merchant_id,
        kind=CommitmentKind(facts["which"]),
        number=int(facts["version"]),
        text_hash=str(facts["text_hash"]),
        days=Stretch(from_on, None),
        reach=Reach(facts.get("reach", Reach.UNIT.value)),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
