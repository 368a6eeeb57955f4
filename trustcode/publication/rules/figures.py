"""The public figures of the complaints about a unit: twelve months up to a day, and the twelve before them.

Counted is what came in, but for what the office did not take on (refused, referred) and for what is marked as one of
many and was never accepted: neither says anything about the unit. Open ones are counted as time running. A count is
not a verdict, so nothing here is a score; where there is little, nothing but the counts is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trustcode.complaints.rules.course import OPEN, State

LEAST_ANSWERS = 10
"""So many shoppers must have said how content they are before a mean is said of them."""
MONTHS_KEPT = 25
"""Two years and a month, so that a card made some days ago is still whole."""


class Way(StrEnum):
    """How a complaint has ended, or that it has not."""

    OPEN = "open"
    SETTLED = "settled"
    AGREED = "agreed"
    NO_AGREEMENT = "no_agreement"
    WITHDRAWN = "withdrawn"
    UNHEARD = "unheard"


WAYS = {
    **dict.fromkeys(OPEN, Way.OPEN),
    State.SETTLED: Way.SETTLED,
    State.AGREED: Way.AGREED,
    State.ENDED: Way.NO_AGREEMENT,
    State.WITHDRAWN: Way.WITHDRAWN,
    State.SILENT: Way.UNHEARD,
}
"""The states that count; what is not here was not taken on."""


@dataclass(frozen=True)
class ComplaintFact:
    """One complaint as it counts. `days` from the day it came in to the day it ended; None while it is open.

    `in_time`: whether the shop answered in its time, None where it was not for the shop to answer first.
    """

    came_on: date
    way: Way
    days: int | None = None
    in_time: bool | None = None
    satisfaction: int | None = None


@dataclass(frozen=True)
class ComplaintFigures:
    """What twelve months come to. `before` came in within the twelve months before them.

    median: days within which half of them were over, open ones taken by their age; `at_least` when an open one may
    still make it longer. mean_tenths: satisfaction in tenths (10 to 50), None below ten answers.
    """

    from_on: date
    to_on: date
    received: int
    before: int
    ways: dict[Way, int]
    in_time: int
    late: int
    median: int | None
    at_least: bool
    rated: int
    mean_tenths: int | None

    def is_few(self, least: int) -> bool:
        """Whether these are too few to say more of them than how many: no median, no growth."""
        return self.received < least

    def compares(self, least: int, since: date | None) -> bool:
        """Whether the twelve months before may stand beside these: enough cases, and the unit was there all the time."""
        return not self.is_few(least) and since is not None and since <= years_before(self.from_on, 1)

    def count(self, way: Way) -> int:
        """How many went one way."""
        return self.ways.get(way, 0)


def counts(state: State, *, is_held: bool, was_accepted: bool) -> bool:
    """Whether a complaint in a state is counted at all."""
    return state in WAYS and (was_accepted or not is_held)


def years_before(day: date, years: int) -> date:
    """The same day some years earlier; the 28th for a 29th of February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def figures(facts: Iterable[ComplaintFact], today: date) -> ComplaintFigures:
    """Twelve months up to a day, by the day on which a complaint came in."""
    known = [fact for fact in facts if fact.came_on <= today]
    start, earlier = years_before(today, 1), years_before(today, 2)
    mine = [fact for fact in known if start < fact.came_on]
    median, at_least = _median(mine, today)
    answers = [fact.satisfaction for fact in mine if fact.satisfaction is not None]
    return ComplaintFigures(
        from_on=start,
        to_on=today,
        received=len(mine),
        before=sum(earlier < fact.came_on <= start for fact in known),
        ways=dict(Counter(fact.way for fact in mine)),
        in_time=sum(fact.in_time is True for fact in mine),
        late=sum(fact.in_time is False for fact in mine),
        median=median,
        at_least=at_least,
        rated=len(answers),
        mean_tenths=_mean_tenths(answers),
    )


def _median(facts: list[ComplaintFact], today: date) -> tuple[int | None, bool]:
    """The smallest number of days within which at least half were over, and whether an open one may lengthen it."""
    spans = sorted((today - fact.came_on).days if fact.days is None else fact.days for fact in facts)
    if not spans:
        return None, False
    median = spans[(len(spans) - 1) // 2]
    return median, any(fact.days is None and (today - fact.came_on).days <= median for fact in facts)


def _mean_tenths(answers: list[int]) -> int | None:
    """The mean in tenths, halves upwards; None of too few."""
    if len(answers) < LEAST_ANSWERS:
        return None
    return (20 * sum(answers) + len(answers)) // (2 * len(answers))
