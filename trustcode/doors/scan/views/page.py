"""The page behind a code or found by search, and the page of a code that leads to no standing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from trustcode.doors.scan.views.complaints import ComplaintsView
from trustcode.doors.scan.views.ledger import RecordView
from trustcode.doors.scan.views.promise import AssuranceView, ChangeView, PauseView, ReturnsView


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
class ScanView:
    """A shop's page, by code or by search.

    language_path is the same page in the other language; own_path this page itself, to check again.
    extra is what the shop adds to the five assurances in its own words.
    wrong_shop_path: "no, this is another shop"; complaint_path, follow_path (where a complaint of before stands), report_path (a sign that should be gone) and
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
    follow_path: str = ""
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
