"""Which promise holds for a purchase on a day: versions, pauses, the standing of the unit, and what the enterprise adds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import zip_longest

from trustcode.commitments.rules.comparing import best
from trustcode.commitments.rules.terms import CommitmentKind, Reach, ReturnTerms
from trustcode.merchants.rules.standing import IN_FORCE

_DAY = timedelta(days=1)


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

    @property
    def is_empty(self) -> bool:
        """Whether no day lies in it, as of a version that was taken back before it began."""
        return self.end_on is not None and self.end_on <= self.from_on

    def within(self, other: Stretch) -> Stretch:
        """The days that lie in both; may be empty."""
        ends = [end for end in (self.end_on, other.end_on) if end is not None]
        return Stretch(max(self.from_on, other.from_on), min(ends, default=None))


@dataclass(frozen=True)
class Version:
    """One signed version and the days on which it counts. `terms` of a return promise; `merchant_id` who signed it."""

    id: str
    merchant_id: str
    kind: CommitmentKind
    number: int
    text_hash: str
    days: Stretch
    reach: Reach = Reach.UNIT
    terms: ReturnTerms | None = None


@dataclass(frozen=True)
class Course:
    """All on which the promise of a unit depends. `inherited` are versions made for every shop of its licence, cut to
    the days on which the unit that signed them was in force; `paused` are the pauses of its return promise.
    """

    versions: tuple[Version, ...] = ()
    in_force: tuple[Stretch, ...] = ()
    paused: tuple[Stretch, ...] = ()
    inherited: tuple[Version, ...] = ()


@dataclass(frozen=True)
class Holding:
    """What holds on a day. `returns` is the unit's own version, `enterprise` are those it inherits, in a fixed order.

    `offered` is the best of them field by field, whether it holds or not; `terms` is the same where it holds, or None
    with the reason in `why_not`.
    """

    safe: Version | None = None
    returns: Version | None = None
    enterprise: tuple[Version, ...] = ()
    offered: ReturnTerms | None = None
    terms: ReturnTerms | None = None
    why_not: WhyNot | None = WhyNot.NOT_IN_FORCE


@dataclass(frozen=True)
class Span(Stretch):
    """Days in a row on which the promise is the same: `from_on` is the first, `end_on` the first after it or None.

    The other fields are those of `Holding`.
    """

    safe: Version | None = None
    returns: Version | None = None
    enterprise: tuple[Version, ...] = ()
    offered: ReturnTerms | None = None
    terms: ReturnTerms | None = None
    why_not: WhyNot | None = WhyNot.NOT_IN_FORCE


def holding(course: Course, day: date) -> Holding:
    """What holds for a purchase on a day."""
    safe = _last(course.versions, CommitmentKind.SAFE, day)
    returns = _last(course.versions, CommitmentKind.RETURNS, day)
    enterprise = tuple(sorted((v for v in course.inherited if v.days.holds(day)), key=_fixed))
    why_not = _why_not(course, day, promised=bool(returns or enterprise))
    offered = best(v.terms for v in (*enterprise, *([returns] if returns else ())) if v.terms is not None)
    return Holding(safe, returns, enterprise, offered, offered if why_not is None else None, why_not)


def spans(course: Course) -> tuple[Span, ...]:
    """The whole course in stretches of days with one promise, from the first day on which anything was signed."""
    stretches = [v.days for v in (*course.versions, *course.inherited)] + [*course.in_force, *course.paused]
    marks = sorted({day for s in stretches if not s.is_empty for day in (s.from_on, s.end_on) if day is not None})
    found: list[Span] = []
    for first, after in zip_longest(marks, marks[1:]):
        now = holding(course, first)
        span = Span(first, after, now.safe, now.returns, now.enterprise, now.offered, now.terms, now.why_not)
        if found and replace(found[-1], from_on=first, end_on=after) == span:
            found[-1] = replace(found[-1], end_on=after)
        else:
            found.append(span)
    return tuple(found)


def standings(moves: Sequence[tuple[date, str]]) -> tuple[Stretch, ...]:
    """The stretches in which a unit was in force, from (civil day, new standing) of every move in order.

    The day on which a unit comes into force counts; the day on which it ceases still has the promise.
    """
    found: list[Stretch] = []
    since: date | None = None
    for day, now in moves:
        if now in IN_FORCE and since is None:
            touches = found and found[-1].end_on is not None and day <= found[-1].end_on
            since = found.pop().from_on if touches else day
        elif now not in IN_FORCE and since is not None:
            found.append(Stretch(since, day + _DAY))
            since = None
    if since is not None:
        found.append(Stretch(since, None))
    return tuple(found)


def cut(version: Version, to: Iterable[Stretch]) -> tuple[Version, ...]:
    """A version on those of its days that lie in one of the stretches."""
    parts = (version.days.within(stretch) for stretch in to)
    return tuple(replace(version, days=part) for part in parts if not part.is_empty)


def first_day_of_weaker(signed_on: date, notice_days: int) -> date:
    """From which day a weaker promise may count: after whole days of notice.

    Civil Code art. 201: the day of the announcement is not counted. Announced on the 1st with 7 days, the notice is
    the 2nd to the 8th, and purchases from the 9th on have the weaker promise.
    """
    return signed_on + timedelta(days=notice_days + 1)


def _last(versions: Sequence[Version], kind: CommitmentKind, day: date) -> Version | None:
    found = [v for v in versions if v.kind is kind and v.days.holds(day)]
    return max(found, key=lambda v: v.number, default=None)


def _fixed(version: Version) -> tuple[str, int]:
    return version.merchant_id, version.number


def _why_not(course: Course, day: date, *, promised: bool) -> WhyNot | None:
    if not any(stretch.holds(day) for stretch in course.in_force):
        return WhyNot.NOT_IN_FORCE
    if not promised:
        return WhyNot.NOT_PROMISED
    return WhyNot.PAUSED if any(stretch.holds(day) for stretch in course.paused) else None
