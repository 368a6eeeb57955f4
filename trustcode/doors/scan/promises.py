"""The promise on the day I bought it: by address, and by a form that works without scripts."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from trustcode.doors.scan import addresses
from trustcode.doors.scan.asked import Asked
from trustcode.doors.scan.door import ask, public_frame, reckoned, the_door, the_language, to
from trustcode.doors.scan.on_view import Form, on_view, unread_view
from trustcode.doors.scan.reckoning import Reckoning
from trustcode.doors.scan.sending import nothing_here, page
from trustcode.doors.scan.typed_days import LONGEST, read_day, read_late_day
from trustcode.doors.scan.views.promise import OnView
from trustcode.doors.wording.msgids import N_, say
from trustcode.doors.wording.pages import render
from trustcode.kernel.identifiers import is_id
from trustcode.kernel.moments import civil_day
from trustcode.projections.promise_days.course import DaysAlike
from trustcode.projections.promise_days.reading import course_of_unit
from trustcode.projections.scan_card.card import Card
from trustcode.projections.scan_card.reading import card_of_merchant
from trustcode.storage.reading import Reader

blueprint = Blueprint("promises", __name__)

_NO_DAY = N_("No day of the calendar can be read here. Write it like 2026-11-03 or 2026年11月3日.")
_Facts = tuple[Card | None, tuple[DaysAlike, ...], dict[str, str], Reckoning]


@blueprint.get("/m/<merchant_id>/on")
def form(merchant_id: str) -> AnyResponse:
    """The form; sent off, it leads to the address of the day that was typed."""
    asked = _form(request.args.get("day", ""))
    day = read_day(asked.day) or read_late_day(asked.day, civil_day(the_door().office.clock()))
    if day is not None and is_id(merchant_id):
        return redirect(to(_address(merchant_id, day, asked)), 303)
    return _unread(merchant_id, asked, _NO_DAY if asked.day.strip() else "")


@blueprint.get("/m/<merchant_id>/on/<typed>")
def on_day(merchant_id: str, typed: str) -> AnyResponse:
    """What was promised for a purchase on a day; other ways to write the day lead to the one form."""
    asked = _form(typed)
    day = read_day(typed)
    if day is None:
        return _unread(merchant_id, asked, _NO_DAY)
    if day.isoformat() != typed:
        return redirect(to(_address(merchant_id, day, asked)), 303)
    card, course, goods, reckoning = _facts(merchant_id)
    if card is None:
        raise nothing_here()
    about = Asked(card, None, the_language())
    view = on_view(about, course, asked, day, goods, reckoning, the_door().house.scheme)
    return _page(view, addresses.on_path(merchant_id, day, **_told(asked)), reckoning)


def _unread(merchant_id: str, asked: Form, problem: str) -> AnyResponse:
    card, _, goods, reckoning = _facts(merchant_id)
    if card is None:
        raise nothing_here()
    error = say(the_language(), problem) if problem else ""
    view = unread_view(Asked(card, None, the_language()), asked, goods, error)
    return _page(view, addresses.on_path(merchant_id), reckoning, 422 if error else 200)


def _facts(merchant_id: str) -> _Facts:
    if not is_id(merchant_id):
        raise nothing_here()
    language = the_language()

    def question(reader: Reader) -> _Facts:
        reckoning = reckoned(reader)
        listed = the_door().office.sources.goods(reader, reckoning.today)
        goods = {code: term.words(language) for code, term in listed.items()}
        card = card_of_merchant(reader, merchant_id)
        public = card if card is not None and card.is_public else None
        return public, course_of_unit(reader, merchant_id), goods, reckoning

    return ask(question)


def _form(day: str) -> Form:
    """What was asked; what is no answer of the form is no answer."""
    given = request.args
    return Form(
        day=day[: LONGEST + 1],
        goods=given.get("goods", "")[:40],
        opened=given.get("opened") == "yes",
        gift=given.get("gift") == "yes",
        elsewhere=given.get("elsewhere") == "yes",
    )


def _told(asked: Form) -> dict[str, str]:
    answers = {"opened": asked.opened, "gift": asked.gift, "elsewhere": asked.elsewhere}
    return {"goods": asked.goods, **{name: "yes" for name, is_so in answers.items() if is_so}}


def _address(merchant_id: str, day: date, asked: Form) -> str:
    return addresses.on_path(merchant_id, day, **_told(asked))


def _page(view: OnView, path: str, reckoning: Reckoning, status: int = 200) -> AnyResponse:
    values = {"view": view, "frame": public_frame(path), "today": reckoning.today}
    return page(render("scan/on.html", the_language(), **values), status)
