"""What the shopper's pages are given: finished values in the language of the page, nothing to look up or work out.

Names and sentences that come from data are already in the page's language; words of the product are the templates'.
Days are civil days in China, moments are aware. A path that is empty leaves its link out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from trustcode.doors.wording.day_ruler import DayCell, DayGap
from trustcode.doors.wording.month_bars import MonthBars


@dataclass(frozen=True, kw_only=True)
class PhotoView:
    """The photo of the door, at thumb size: its far-future address and its size in pixels."""

    path: str
    width: int = 360
    height: int = 240


@dataclass(frozen=True, kw_only=True)
class ShopView:
    """Who the shop is. `office` is the authority that issued the code; `phone` the returns phone as printed."""

    name: str
    branch: str = ""
    street: str = ""
    licence_name: str = ""
    credit_code: str = ""
    office: str = ""
    phone: str = ""
    photo: PhotoView | None = None


@dataclass(frozen=True, kw_only=True)
class StandingView:
    """How the shop stands. `name` is one of the eight public standings.

    since: day it began (active: first in force; rectifying: ordered; publicised: notice began).
    until: active: valid to; rectifying: correct by; publicised: notice ends; withdrawn: sign down by.
    reason: public words of the class of ground, a full sentence is not needed.
    kept_until, kept_last_on: purchases up to and on the first keep the promise; the second is the last day to use it.
    next_on: suspended: removal may begin; lapsed: renewal by short form until; removed: may apply again from.
    """

    name: str
    since: date | None = None
    until: date | None = None
    reason: str = ""
    kept_until: date | None = None
    kept_last_on: date | None = None
    next_on: date | None = None


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
class MonthRow:
    """One month of a record in numbers; `first` is its first day."""

    first: date
    confirmed: int
    logged: int
    refused: int


@dataclass(frozen=True, kw_only=True)
class RecordView:
    """Returns and exchanges that nobody had to give a reason for, in the months from `from_on` to `to_on` (their first
    days). Counts are of requests.

    confirmed, logged: accepted ones that a shopper confirmed, and that the shop alone wrote down.
    disputed: requests of which the shopper said that it was not so.
    few: so few that nothing can be read from them; then `bars` is nothing.
    refused_by: reasons with their counts, in words. refunded_within: days within which half of the refunds came.
    apart: requests for other reasons, in words, never added to the rest.
    """

    from_on: date
    to_on: date
    requests: int = 0
    accepted: int = 0
    confirmed: int = 0
    logged: int = 0
    refused: int = 0
    withdrawn: int = 0
    disputed: int = 0
    returns: int = 0
    exchanges: int = 0
    few: bool = False
    refused_by: str = ""
    refunded_within: int | None = None
    apart: str = ""
    bars: MonthBars | None = None
    rows: tuple[MonthRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ResultRow:
    """One published result: the day it came in, what it was about, how it ended, the shop's reply."""

    came_on: date
    category: str
    problem: str
    result: str
    reply: str = ""


@dataclass(frozen=True, kw_only=True)
class ComplaintsView:
    """Complaints of the twelve months up to a day. Counts are of complaints that the office did not turn down.

    ways: in words, `settled 6`, those that did not happen left out; `open` are counted there too.
    before: how many came in the twelve months before; None where nothing is compared.
    median: days within which half were over, `at_least` when an open one may make it longer; None where few.
    mean: satisfaction, `4.2`, of `rated` shoppers; empty below ten.
    results: the latest; stones: hidden ones as (day, reason); list_path: all of both, empty when there is none.
    answering: a sentence on a shop that leaves complaints unanswered or answers late, by the published rule; else empty.
    size: what the count is to be read beside: returns logged in these months, and first year in the scheme.
    """

    received: int = 0
    ways: str = ""
    open: int = 0
    in_time: int = 0
    late: int = 0
    few: bool = True
    before: int | None = None
    median: int | None = None
    at_least: bool = False
    rated: int = 0
    mean: str = ""
    results: tuple[ResultRow, ...] = ()
    stones: tuple[tuple[date, str], ...] = ()
    list_path: str = ""
    answering: str = ""
    returns: int = 0
    since: int | None = None


@dataclass(frozen=True, kw_only=True)
class ResultBlock:
    """One result on the page of all: everything that may be shown of it. A hidden one has `hidden_on` and `why` alone.

    in_time: in words whether the shop answered in its time, empty where it was not for it to answer first.
    """

    came_on: date | None = None
    shop: str = ""
    credit_code: str = ""
    district: str = ""
    category: str = ""
    problem: str = ""
    result: str = ""
    office: str = ""
    reply: str = ""
    in_time: str = ""
    hidden_on: date | None = None
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class ResultsView:
    """All results of a shop that are on display, some at a time; `total` counts the hidden ones too."""

    shop_name: str
    shop_path: str
    results: tuple[ResultBlock, ...]
    total: int
    page: int
    pages: int
    before_path: str
    after_path: str
    log_path: str


@dataclass(frozen=True, kw_only=True)
class MonthsView:
    """The returns of a shop month by month, in numbers."""

    shop_name: str
    shop_path: str
    record: RecordView


@dataclass(frozen=True, kw_only=True)
class LogLine:
    """One line of the public log. `by` are ranks, never people; `shop_path` is empty where no shop is named."""

    on: date
    what: str
    why: str
    region: str
    by: str
    shop_path: str = ""


@dataclass(frozen=True, kw_only=True)
class LogView:
    """The public moderation log, some lines at a time, and the publication rate of a year with its denominator."""

    lines: tuple[LogLine, ...]
    total: int
    page: int
    pages: int
    before_path: str
    after_path: str
    year: int
    published: int
    publishable: int
    hidden: int
    waiting: int
    withheld: tuple[tuple[str, int], ...]


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
class ScanView:
    """A shop's page, by code or by search.

    language_path is the same page in the other language; own_path this page itself, to check again.
    extra is what the shop adds to the five assurances in its own words.
    wrong_shop_path: "no, this is another shop"; complaint_path, report_path (a sign that should be gone) and
    objection_path (public notice) and confirm_path (a return just made) lead to the counter.
    pause: returns are paused while the other promise holds; change: what is announced; on_path: what was promised on an
    earlier day.
    record_path: the returns month by month, empty when nothing is drawn; clauses_path: the five assurances in full.
    structured_data: schema.org data as a plain mapping, or nothing.
    """

    shop: ShopView
    standing: StandingView
    checked_at: datetime
    domain: str
    own_path: str
    language_path: str
    returns: ReturnsView | None = None
    assurances: tuple[AssuranceView, ...] = ()
    signed_on: date | None = None
    extra: str = ""
    scanned: bool = True
    short_code: str = ""
    wrong_shop_path: str = ""
    complaint_path: str = ""
    report_path: str = ""
    objection_path: str = ""
    confirm_path: str = ""
    on_path: str = ""
    pause: PauseView | None = None
    change: ChangeView | None = None
    record: RecordView | None = None
    record_path: str = ""
    clauses_path: str = ""
    complaints: ComplaintsView | None = None
    demo: bool = False
    structured_data: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class CodeView:
    """A page about a code that leads to no standing: forged, unknown or revoked, or one that could not be checked.

    revoked: reason, since and the shop the print belonged to, with shop_path to its page. stale: checked_at is the
    last time the facts were known, tried_at is now.
    """

    checked_at: datetime
    domain: str
    own_path: str
    language_path: str
    reason: str = ""
    since: date | None = None
    shop_name: str = ""
    shop_path: str = ""
    street: str = ""
    tried_at: datetime | None = None
    lookup_path: str = "/"
    report_path: str = ""
    demo: bool = False


class Choice(NamedTuple):
    """An option of a filter: value in the address, and its label."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Query:
    """What was asked for, as typed."""

    words: str = ""
    region: str = ""
    kind: str = ""
    returns: bool = False


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


@dataclass(frozen=True, kw_only=True)
class Found:
    """One shop in a list: `note` says the window or why there is none."""

    name: str
    branch: str
    street: str
    standing: str
    path: str
    note: str = ""
    window_days: int | None = None


@dataclass(frozen=True, kw_only=True)
class HomeView:
    """The front page. `short_code` and `short_code_error` come back when a code could not be read."""

    regions: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    search_path: str
    lookup_path: str
    sign_up_path: str
    sample_path: str = ""
    short_code: str = ""
    short_code_error: str = ""


@dataclass(frozen=True, kw_only=True)
class SearchView:
    """A page of results; `total` counts all of them."""

    query: Query
    regions: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    search_path: str
    results: tuple[Found, ...] = ()
    total: int = 0
    page: int = 1
    pages: int = 1
    before_path: str = ""
    after_path: str = ""
    asked: bool = True
