"""The public figures of a unit: months of requests, and what they come to. The four bases are never added together.

A month holds the returns and exchanges that the promise of the scheme gives (no reason needed), by the day of the
request; the others are counted apart and nothing else is said of them. Counts are of requests, `items` of pieces.
Only `confirmed` was said by shoppers; everything else is what the unit itself wrote down.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

K = TypeVar("K")

MONTHS_SHOWN = 12
"""Calendar months that the public sees: the present one and eleven before it."""
MONTHS_KEPT = 13
"""One more is kept, so that a page made just before midnight on the last of a month finds all of its own."""
LONGEST_REFUND = 99
"""Days; a refund that took longer counts as this long."""


@dataclass(frozen=True)
class MonthFigures:
    """One calendar month, `2026-11`. `refused_by` counts by code, `refund_days` refunds by days since the request,
    `others` requests by another basis. `returns` and `exchanges` are of the accepted ones, and so are `items`.
    `disputed` are those that the shopper said were not so, also when the shop wrote them anew since.
    """

    month: str
    requests: int = 0
    accepted: int = 0
    confirmed: int = 0
    refused: int = 0
    withdrawn: int = 0
    returns: int = 0
    exchanges: int = 0
    items: int = 0
    disputed: int = 0
    refused_by: Mapping[str, int] = field(default_factory=dict)
    refund_days: Mapping[int, int] = field(default_factory=dict)
    others: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """What some months come to. `refunded_within`: days within which half of the refunds were made, or None."""

    requests: int
    accepted: int
    confirmed: int
    refused: int
    withdrawn: int
    returns: int
    exchanges: int
    items: int
    disputed: int
    refused_by: Mapping[str, int]
    others: Mapping[str, int]
    refunded_within: int | None

    @property
    def self_reported(self) -> int:
        """Accepted requests that no shopper has confirmed from a device of his own."""
        return self.accepted - self.confirmed


def month_of(day: date) -> str:
    """The calendar month of a day, as `2026-11`."""
    return f"{day:%Y-%m}"


def months_up_to(day: date, count: int = MONTHS_SHOWN) -> tuple[str, ...]:
    """So many calendar months, the earliest first, the last one that of the day."""
    ends = day.year * 12 + day.month - 1
    return tuple(f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(ends - count + 1, ends + 1))


def first_day(month: str) -> date:
    """The first day of a month."""
    return date.fromisoformat(f"{month}-01")


def summed(months: Iterable[MonthFigures]) -> Record:
    """Months added up."""
    found = tuple(months)
    return Record(
        requests=sum(m.requests for m in found),
        accepted=sum(m.accepted for m in found),
        confirmed=sum(m.confirmed for m in found),
        refused=sum(m.refused for m in found),
        withdrawn=sum(m.withdrawn for m in found),
        returns=sum(m.returns for m in found),
        exchanges=sum(m.exchanges for m in found),
        items=sum(m.items for m in found),
        disputed=sum(m.disputed for m in found),
        refused_by=_added(m.refused_by for m in found),
        others=_added(m.others for m in found),
        refunded_within=half_within(_added(m.refund_days for m in found)),
    )


def half_within(counts: Mapping[int, int]) -> int | None:
    """The smallest number of days within which at least half of the counted came about; None of nothing."""
    total, seen = sum(counts.values()), 0
    for days in sorted(counts):
        seen += counts[days]
        if 2 * seen >= total:
            return days
    return None


def _added(counts: Iterable[Mapping[K, int]]) -> dict[K, int]:
    total: Counter[K] = Counter()
    for one in counts:
        total.update(one)
    return dict(total)
