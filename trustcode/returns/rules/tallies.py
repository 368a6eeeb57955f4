"""The figures of a month, counted from its lines. Four bases and two kinds, never added together; corrections beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from trustcode.returns.rules.words import Basis, Outcome, ReturnKind


@dataclass(frozen=True)
class Counted:
    """What the figures need of one line. Money in fen; `is_confirmed`: by the shopper, from a fresh device."""

    id: str
    kind: ReturnKind
    basis: Basis
    outcome: Outcome
    refusal_code: str
    quantity: int
    goods_value_fen: int
    refund_fen: int
    booked_on: date
    is_late: bool
    is_confirmed: bool = False
    is_disputed: bool = False
    corrects: str = ""


@dataclass
class Tally:
    """Sums over lines; goods, money and confirmations are those of accepted requests."""

    requests: int = 0
    accepted: int = 0
    withdrawn: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    items: int = 0
    goods_value_fen: int = 0
    refund_fen: int = 0
    confirmed: int = 0
    self_reported: int = 0
    disputed: int = 0
    late: int = 0

    def add(self, line: Counted, sign: int = 1) -> None:
        """Count a line in, or out again with -1."""
        self.requests += sign
        self.disputed += sign * line.is_disputed
        self.late += sign * line.is_late
        if line.outcome is Outcome.WITHDRAWN:
            self.withdrawn += sign
        elif line.outcome is Outcome.REFUSED:
            self.refused[line.refusal_code] = self.refused.get(line.refusal_code, 0) + sign
        else:
            self._accept(line, sign)

    def _accept(self, line: Counted, sign: int) -> None:
        self.accepted += sign
        self.items += sign * line.quantity
        self.goods_value_fen += sign * line.goods_value_fen
        self.refund_fen += sign * line.refund_fen
        self.confirmed += sign * line.is_confirmed
        self.self_reported += sign * (not line.is_confirmed)

    def plain(self) -> dict[str, Any]:
        """As JSON; codes whose count came to nothing are left out."""
        return {**vars(self), "refused": {code: count for code, count in sorted(self.refused.items()) if count}}


def month_figures(lines: Iterable[Counted], before: Iterable[tuple[Counted, Counted]]) -> dict[str, Any]:
    """The figures of a month, ready to be frozen.

    `lines` are the lines of the month that take no place of one already reported; `before` are the pairs (line of this
    month, line that an earlier report counted in its place), which appear as differences. Groups are named
    `basis.kind`; one without lines is left out.
    """
    groups: dict[str, Tally] = {}
    changes: dict[str, Tally] = {}
    for line in lines:
        groups.setdefault(_group(line), Tally()).add(line)
    corrections = 0
    for new, old in before:
        changes.setdefault(_group(new), Tally()).add(new)
        changes.setdefault(_group(old), Tally()).add(old, -1)
        corrections += 1
    return {
        "groups": {name: tally.plain() for name, tally in sorted(groups.items())},
        "corrections": {name: tally.plain() for name, tally in sorted(changes.items())},
        "corrected_lines": corrections,
        "is_nil": not groups and not corrections,
    }


def _group(line: Counted) -> str:
    return f"{line.basis.value}.{line.kind.value}"
