"""What a shop promises: its terms today, for the day of a purchase, in full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trustcode.doors.scan.views.search import Choice
from trustcode.doors.wording.day_ruler import DayCell, DayGap


@dataclass(frozen=True, kw_only=True)
class PurchaseDay:
    """A recent day of purchase and the last day on which that purchase may come back."""

    bought_on: date
    last_on: date


@dataclass(frozen=True, kw_only=True)
class ExclusionView:
    """Something that cannot come back: short words, and the long form when it says more."""

    code: str
    words: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class ReturnsView:
    """The no-reason-return promise, reckoned for one day of purchase.

    rolled_from: the plain last day, when it fell on a day off and moved to the next working day (Civil Code 203).
    provisional: the working days of that year are not announced yet, so weekends alone were counted.
    cells: from wording.day_ruler; earlier: purchases of recent days that may still come back.
    goods: what may come back; extra: what the shop adds in its own words.
    """

    window_days: int
    bought_on: date
    last_on: date
    cells: tuple[DayCell | DayGap, ...]
    rolled_from: date | None = None
    provisional: bool = False
    earlier: tuple[PurchaseDay, ...] = ()
    goods: str = ""
    bring: str = ""
    condition: str = ""
    gifts: str = ""
    refund: str = ""
    freight: str = ""
    where: str = ""
    extra: str = ""
    exclusions: tuple[ExclusionView, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PauseView:
    """Returns are paused while the shop's other promise holds, or have `ended` for good. `kept_last_on`: the last day
    for what was bought before `since`, or None when all of it is over.
    """

    since: date
    until: date | None = None
    kept_last_on: date | None = None
    ended: bool = False


@dataclass(frozen=True, kw_only=True)
class ChangeView:
    """What the shop has announced. `what`: `shorter`, `longer`, `terms`, `paused`, `resumed`, `begins` or `ended`."""

    what: str
    from_on: date
    days: int = 0
    days_now: int = 0
    path: str = ""


@dataclass(frozen=True, kw_only=True)
class AssuranceView:
    """One of the five assurances: title, one line, and its clauses in full."""

    title: str
    summary: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ClausesView:
    """Every clause of the safe-consumption promise of a shop; `extra` is in its own words."""

    shop_name: str
    shop_path: str
    on_path: str
    signed_on: date
    assurances: tuple[AssuranceView, ...]
    extra: str


@dataclass(frozen=True, kw_only=True)
class SignedView:
    """A version of a promise: its number, the day of signature, the hash of the exact text."""

    version: int
    signed_on: date
    text_hash: str


@dataclass(frozen=True, kw_only=True)
class OnView:
    """What was promised for a purchase on a day. Without `bought_on` it is a form alone, with `error` if need be.

    known_until: the day lies so far ahead that nothing can be said of it; this is the last one of which it can.
    can: `yes`, `no` or `ask`, with the last day and the reasons; is_over: the last day has passed.
    begins_on: the promise began only then. from_on, to_on: days that have the same promises as this one.
    """

    shop_name: str
    shop_path: str
    form_path: str
    day: str = ""
    goods: str = ""
    opened: bool = False
    gift: bool = False
    elsewhere: bool = False
    choices: tuple[Choice, ...] = ()
    error: str = ""
    bought_on: date | None = None
    known_until: date | None = None
    can: str = ""
    last_on: date | None = None
    is_over: bool = False
    cells: tuple[DayCell | DayGap, ...] = ()
    reasons: tuple[str, ...] = ()
    begins_on: date | None = None
    terms: ReturnsView | None = None
    returns: SignedView | None = None
    safe: SignedView | None = None
    from_on: date | None = None
    to_on: date | None = None
    is_future: bool = False
