"""Notices to the shop: what came, what to do about it, and that it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.doors.desk.entrance import APPLY, PRINT, blueprint
from trustcode.doors.desk.own import Named, is_owner, own_sheet, path_if, show_shop
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.present import open_jotter, open_reader, the_language, the_moment
from trustcode.doors.wording.notice_words import notice_words
from trustcode.kernel.moments import civil_day
from trustcode.notices import actions
from trustcode.notices.queries import NoticeSheet, notice_counts, notices
from trustcode.notices.rules import NoticeKind

PAGE = 20
"""Notices of one page."""

ABOUT = "about"
"""The fact of a notice that holds the id of what it is about."""

_PLACES: dict[NoticeKind, tuple[str, dict[str, str]]] = {
    NoticeKind.RENEWAL_DUE: ("desk.renewal_page", {}),
    NoticeKind.LAPSED: ("desk.renewal_page", {}),
    NoticeKind.SELF_CHECK_DUE: ("desk.self_check_page", {}),
    NoticeKind.MONTH_DUE: ("desk.months", {}),
    NoticeKind.RETURN_DISPUTED: ("desk.return_entry", {"return_id": ABOUT}),
    NoticeKind.CORRECTION_WAITING: ("desk.entry_correction", {"correction_id": ABOUT}),
    NoticeKind.PROMISE_CHANGES: ("desk.prints_page", {}),
    NoticeKind.RETURNS_PAUSED: ("desk.promises_page", {}),
    NoticeKind.COMPLAINT_CAME: ("desk.complaint_page", {"complaint_id": ABOUT}),
    NoticeKind.COMPLAINT_SAID: ("desk.complaint_page", {"complaint_id": ABOUT}),
    NoticeKind.COMPLAINT_MOVED: ("desk.complaint_page", {"complaint_id": ABOUT}),
    NoticeKind.COMPLAINT_REDATED: ("desk.complaint_page", {"complaint_id": ABOUT}),
    NoticeKind.OBJECTION_DECIDED: ("desk.complaint_objection", {"complaint_id": ABOUT}),
    NoticeKind.RESULT_CHANGED: ("desk.complaint_objection", {"complaint_id": ABOUT}),
    NoticeKind.RESULT_REDATED: ("desk.complaint_objection", {"complaint_id": ABOUT}),
}
"""Where something is done about each kind; the rest of the address comes from facts of the notice."""


@dataclass(frozen=True)
class NoticeLine:
    """One notice in words, with its day and where to act on it.

    No hour: of what a shopper did it could tell which customer it was.
    """

    title: str
    text: str
    made_on: date
    is_new: bool
    path: str


@blueprint.get("/<merchant_id>/notices")
@access(PRINT)
def notices_page(merchant_id: str) -> str:
    """The notices of the shop, new ones first."""
    page = _page_asked()
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
        whole, fresh = notice_counts(reader, merchant_id)
        found = notices(reader, merchant_id, limit=PAGE, skip=PAGE * (page - 1))
    here = url_for("desk.notices_page", merchant_id=merchant_id)
    return show_shop(
        "desk/notices.html",
        unit,
        Named(unit.shop_name, unit.branch_name),
        lines=[notice_line(one) for one in found],
        fresh=fresh,
        may_mark=is_owner() and fresh > 0,
        page=page,
        pages=max(1, -(-whole // PAGE)),
        before_path=f"{here}?page={page - 1}" if page > 1 else "",
        after_path=f"{here}?page={page + 1}" if PAGE * page < whole else "",
    )


@blueprint.post("/<merchant_id>/notices")
@access(APPLY)
def mark_notices(merchant_id: str) -> Response:
    """The owner has read them; staff reading them hides nothing from the owner."""
    form = Form()
    form.check()
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
    with open_jotter() as jotter:
        actions.mark_seen(jotter, merchant_id=unit.id)
    return redirect(url_for("desk.notices_page", merchant_id=merchant_id), 303)


def notice_line(one: NoticeSheet) -> NoticeLine:
    """A notice in the visitor's language."""
    words = notice_words(the_language(), one.kind, one.facts, one.due_on, civil_day(the_moment()))
    endpoint, values = _PLACES[one.kind]
    ids = {name: one.facts[fact] for name, fact in values.items()}
    path = path_if(endpoint, merchant_id=one.merchant_id, **ids)
    return NoticeLine(words.title, words.text, civil_day(one.made_at), one.seen_at is None, path)


def _page_asked() -> int:
    asked = request.args.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 5 and int(asked) > 0 else 1
