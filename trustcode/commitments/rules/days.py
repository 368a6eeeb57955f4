"""Which promise holds for a purchase on a day: versions, pauses and the standing of the unit, laid side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trustcode.merchants.rules.standing import Standing

HOLDING = frozenset({Standing.ACTIVE.value, Standing.RECTIFYING.value})
"""Standings in which a purchase has the promises."""


class WhyNot(StrEnum):
    """Why a promise does not hold for a purchase on a day."""

    NOT_IN_FORCE = "not_in_force"
    NOT_PROMISED = "not_promised"
    PAUSED = "paused"


@dataclass(frozen=True)
class Stretch:
    """Days from the first (counted) to the end (not counted; None while it lasts)."""

    from_on: date
    end_on: date | None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.from_on <= day and (self.end_on is None or day < self.end_on)


def standings(moves: Sequence[tuple[date, str]]) -> tuple[Stretch, ...]:
    """The stretches in which a unit was in force, from (civil day, new standing) of every move in order.

    The day on which a unit comes into force counts; the day on which it ceases still has the promise.
    """
    found: list[Stretch] = []
    since: date | None = None
    for day, now in moves:
        if now in HOLDING and since is None:
            since = day
        elif now not in HOLDING and since is not None:
            found.append(Stretch(since, date.fromordinal(day.toordinal() + 1)))
            since = None
    if since is not None:
        found.append(Stretch(since, None))
    return tuple(found)
