"""What is public of complaints: counts, results, the moderation log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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
class Parties:
    """Whom a result is about, and which office is competent; most often the same in all results of a shop."""

    shop: str
    credit_code: str
    district: str
    office: str


@dataclass(frozen=True, kw_only=True)
class ResultBlock:
    """One result on the page of all: everything that may be shown of it. A hidden one has `hidden_on` and `why` alone.

    in_time: in words whether the shop answered in its time, empty where it was not for it to answer first.
    parties: None where the head of the page says them of all.
    """

    came_on: date | None = None
    parties: Parties | None = None
    category: str = ""
    problem: str = ""
    result: str = ""
    reply: str = ""
    in_time: str = ""
    hidden_on: date | None = None
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class ResultsView:
    """All results of a shop that are on display, some at a time; `total` counts the hidden ones too.

    parties: said once, where they are the same in every result on the page; else None.
    """

    shop_name: str
    shop_path: str
    parties: Parties | None
    results: tuple[ResultBlock, ...]
    total: int
    page: int
    pages: int
    before_path: str
    after_path: str
    log_path: str


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
