"""The shop answers a complaint, in time or late, and writes to the shopper; nothing typed is lost when it is not taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.complaints.actions import settling
from trustcode.complaints.queries.clocks import clock_of_state, clocks_of
from trustcode.complaints.queries.sheets import ComplaintSheet
from trustcode.complaints.queries.silence import owes_answer
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.saying import LONGEST_MESSAGE, MOST_PHOTOS
from trustcode.doors.desk.complaints.listing import kind_words, kinds
from trustcode.doors.desk.complaints.page import wish_words
from trustcode.doors.desk.complaints.photos import photos_sent
from trustcode.doors.desk.complaints.starters import starter_choices, starter_text
from trustcode.doors.desk.complaints.unit import REPLY, called, own_complaint
from trustcode.doors.desk.complaints.words import is_open
from trustcode.doors.desk.entrance import blueprint
from trustcode.doors.desk.own import show_form
from trustcode.doors.desk.retrying import once
from trustcode.doors.lobby.clock_days import clock_left
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.present import open_pen, open_reader, the_language, the_moment
from trustcode.doors.wording.filters import day_weekday, money
from trustcode.doors.wording.labels import explained, sentences
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.record.pen import Pen
from trustcode.storage.reading import Reader

_TO_CUT = 20 * LONGEST_MESSAGE
"""Characters that are read at all; the act judges the length, so that what was typed comes back whole."""


@dataclass(frozen=True)
class Typed:
    """What was sent: the text, digests of photos, and the count of steps that the page had shown."""

    text: str = ""
    photos: tuple[str, ...] = ()
    seen: int | None = None


@blueprint.get("/<merchant_id>/complaints/<complaint_id>/answer")
@access(REPLY)
def answer_page(merchant_id: str, complaint_id: str) -> Response:
    """The form of the answer, with beginnings to choose from; `?start=refund` puts one of them into it."""
    start = request.args.get("start", "")
    with open_reader() as reader:
        unit, one = own_complaint(reader, merchant_id, complaint_id)
        kind = _kind(reader, one)
        if kind not in {"answer", "late"}:
            return redirect(_page_path(one), 303)
        return make_response(_form_page(reader, unit, one, kind, Typed(starter_text(start)), start=start))


@blueprint.post("/<merchant_id>/complaints/<complaint_id>/answer")
@access(REPLY)
@limited("30 per hour")
def answer(merchant_id: str, complaint_id: str) -> Response:
    """Keep the answer; the shopper has the word. One that comes after the authority took it is kept as a late one.

    With `start` nothing is kept yet: that beginning is set behind what was typed, and the form comes back.
    """
    form = Form()
    if starter_text(form.body.text("start")):
        return _started(form, merchant_id, complaint_id)

    def act(pen: Pen, typed: Typed, *, is_late: bool) -> None:
        if is_late:
            settling.answer_late(pen, complaint_id=complaint_id, text=typed.text, evidence=typed.photos)
        else:
            settling.answer(pen, complaint_id=complaint_id, text=typed.text, evidence=typed.photos, seen=typed.seen)

    return _sent(merchant_id, complaint_id, act)


@blueprint.get("/<merchant_id>/complaints/<complaint_id>/message")
@access(REPLY)
def message_page(merchant_id: str, complaint_id: str) -> Response:
    """The form of a message beside the answer."""
    with open_reader() as reader:
        unit, one = own_complaint(reader, merchant_id, complaint_id)
        if not is_open(one.state):
            return redirect(_page_path(one), 303)
        return make_response(_form_page(reader, unit, one, "message", Typed()))


@blueprint.post("/<merchant_id>/complaints/<complaint_id>/message")
@access(REPLY)
@limited("30 per hour")
def message(merchant_id: str, complaint_id: str) -> Response:
    """Write to the shopper; it moves nothing."""

    def act(pen: Pen, typed: Typed, **_: bool) -> None:
        settling.tell(pen, complaint_id=complaint_id, text=typed.text, evidence=typed.photos)

    return _sent(merchant_id, complaint_id, act, kind="message")


def _started(form: Form, merchant_id: str, complaint_id: str) -> Response:
    start, typed = form.body.text("start"), _typed(form)
    text = "\n".join(part for part in (form.body.text("text"), starter_text(start)) if part.strip())
    with open_reader() as reader:
        unit, one = own_complaint(reader, merchant_id, complaint_id)
        kind = _kind(reader, one)
        errors = sentences(the_language(), form.faults, civil_day(the_moment()))
        return make_response(_form_page(reader, unit, one, kind, replace(typed, text=text), start=start, errors=errors))


def _sent(merchant_id: str, complaint_id: str, act: Callable[..., None], kind: str = "") -> Response:
    form = Form()
    typed, is_late = _typed(form), form.yes("late")
    try:
        form.check()
        body = {"text": typed.text, "photos": list(typed.photos)}
        with open_pen() as pen:
            once(pen, form, body, lambda: act(pen, typed, is_late=is_late), whose=merchant_id)
    except NotFound:
        raise
    except Refusal as refusal:
        kept = Typed(form.body.text("text"), typed.photos, typed.seen)
        return _refused(merchant_id, complaint_id, kind, kept, refusal)
    return redirect(url_for("desk.complaint_page", merchant_id=merchant_id, complaint_id=complaint_id) + "#said", 303)


def _typed(form: Form) -> Typed:
    text, seen = form.lines("text", most=_TO_CUT, needed=False), form.whole("seen", needed=False)
    return Typed(text, photos_sent(form), seen)


def _refused(merchant_id: str, complaint_id: str, kind: str, typed: Typed, refusal: Refusal) -> Response:
    """The form again with what was typed. Where no answer is taken any more, what was typed can go as a message."""
    with open_reader() as reader:
        unit, one = own_complaint(reader, merchant_id, complaint_id)
        now = kind if kind and is_open(one.state) else _kind(reader, one)
        errors = explained(the_language(), refusal, civil_day(the_moment()))
        return make_response(_form_page(reader, unit, one, now, typed, errors=errors), 422)


def _kind(reader: Reader, one: ComplaintSheet) -> str:
    """What can be written now: `answer`, `late`, `message`, or `over` for nothing."""
    if one.state is State.SETTLING:
        return "answer"
    if owes_answer(reader, one.id):
        return "late"
    return "message" if is_open(one.state) else "over"


def _form_page(
    reader: Reader, unit: MerchantSheet, one: ComplaintSheet, kind: str, typed: Typed, *, start: str = "", **values: Any
) -> str:
    today = civil_day(the_moment())
    due_on = _due(reader, one, today) if kind == "answer" else None
    errors = values.get("errors", [])
    endpoint = "desk.message_page" if kind == "message" else "desk.answer_page"
    return show_form(
        "desk/complaints/answer.html",
        unit,
        called(unit),
        kind=kind,
        about=kind_words(kinds(reader), one.category, one.problem),
        wishes=wish_words(one),
        amount=money(one.amount_fen) if one.amount_fen is not None else "",
        facts=one.facts,
        due=day_weekday(the_language(), due_on, today) if due_on else "",
        left=clock_left(the_language(), due_on, today) if due_on else None,
        starters=starter_choices(one, start) if kind in {"answer", "late"} else (),
        typed=typed,
        most=MOST_PHOTOS,
        seen=one.changes,
        wrong=dict(errors),
        action=url_for(endpoint, merchant_id=one.merchant_id, complaint_id=one.id),
        back=_page_path(one),
        errors=errors,
    )


def _due(reader: Reader, one: ComplaintSheet, today: date) -> date | None:
    clock = clock_of_state(clocks_of(reader, one.id, today), one.state)
    return clock.due_on if clock else None


def _page_path(one: ComplaintSheet) -> str:
    return url_for("desk.complaint_page", merchant_id=one.merchant_id, complaint_id=one.id)
