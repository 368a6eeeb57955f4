"""A line as plain values and back, for a correction that waits. The receipt number is no part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from trustcode.kernel.canonical import plain
from trustcode.returns.rules.lines import Line
from trustcode.returns.rules.words import Basis, Condition, Gift, Origin, Outcome, ReturnKind

_WORDS = {
    "kind": ReturnKind,
    "basis": Basis,
    "outcome": Outcome,
    "gift": Gift,
    "condition": Condition,
    "origin": Origin,
}
_DAYS = ("bought_on", "requested_on", "refunded_on")


def kept(line: Line) -> dict[str, Any]:
    """All fields but the receipt number, ready for JSON."""
    return {f.name: plain(getattr(line, f.name)) for f in fields(line) if f.name != "receipt_no"}


def line_from(values: Mapping[str, Any]) -> Line:
    """The line again, without its receipt number."""
    named = {name: value for name, value in values.items() if name in Line.__dataclass_fields__}
    for name, enum in _WORDS.items():
        named[name] = enum(named[name])
    for name in _DAYS:
        named[name] = date.fromisoformat(named[name]) if named[name] else None
    named["evidence"] = tuple(named["evidence"])
    return Line(**named)
