"""What the system looked at before an officer does: each check passes, asks for a look, or blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Check(StrEnum):
    """The checks, in the order an officer reads them."""

    CREDIT_CODE = "credit_code"
    SAME_LICENCE = "same_licence"
    LOOK_ALIKE = "look_alike"
    SAME_ADDRESS = "same_address"
    SAME_PHONE = "same_phone"
    TRADING_TIME = "trading_time"
    ABNORMAL_LIST = "abnormal_list"
    SERIOUS_LIST = "serious_list"
    PENALTY = "penalty"
    LICENCE_NOT_LIVE = "licence_not_live"
    COOLING = "cooling"


class Level(StrEnum):
    """How grave: passed, please look, or blocks approval."""

    BLOCK = "block"
    LOOK = "look"
    PASS = "pass"  # noqa: S105 - a word, not a password


@dataclass(frozen=True)
class Finding:
    """The outcome of one check, with facts for the sentence (names, days)."""

    check: Check
    level: Level
    facts: dict[str, Any] = field(default_factory=dict)


class MarkKind(StrEnum):
    """What other registers say of a business."""

    ABNORMAL_LIST = "abnormal_list"
    SERIOUS_LIST = "serious_list"
    PENALTY = "penalty"
    LICENCE_NOT_LIVE = "licence_not_live"


@dataclass(frozen=True)
class Mark:
    """One such saying: in force from a day until a day (or still)."""

    kind: MarkKind
    since: date
    until: date | None


def trading_time(established_on: date, today: date, minimum_months: int) -> Finding:
    """Whether the licence is old enough; a younger one asks for a look, since an officer may waive it with a reason."""
    months = (today.year - established_on.year) * 12 + today.month - established_on.month
    if today.day < established_on.day:
        months -= 1
    level = Level.PASS if months >= minimum_months else Level.LOOK
    return Finding(Check.TRADING_TIME, level, {"months": max(months, 0), "minimum": minimum_months})


def from_marks(marks: Sequence[Mark], today: date) -> list[Finding]:
    """One finding for each register: blocks while a mark is in force (a penalty for twelve months after its day)."""
    return [_register(kind, [m for m in marks if m.kind is kind and in_force(m, today)]) for kind in MarkKind]


def in_force(mark: Mark, today: date) -> bool:
    """Whether a mark counts on a day."""
    if mark.since > today:
        return False
    if mark.kind is MarkKind.PENALTY:
        return today < _a_year_after(mark.since)
    return mark.until is None or today <= mark.until


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def _register(kind: MarkKind, found: Sequence[Mark]) -> Finding:
    check = Check(kind.value)
    if not found:
        return Finding(check, Level.PASS)
    return Finding(check, Level.BLOCK, {"since": found[0].since})


def blocks(findings: Sequence[Finding]) -> list[Finding]:
    """Those that forbid approval."""
    return [f for f in findings if f.level is Level.BLOCK]


def in_reading_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Blocks first, then what asks for a look, then what passed; within each by the order of the checks."""
    levels, checks = list(Level), list(Check)
    return tuple(sorted(findings, key=lambda f: (levels.index(f.level), checks.index(f.check))))
