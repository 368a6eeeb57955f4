"""Logging a return or exchange: the form, what is due before the amount is final, and keeping the line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import jsonify, make_response, redirect, request, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from trustcode.doors.desk.entrance import LOG, blueprint
from trustcode.doors.desk.keeping import latest_terms
from trustcode.doors.desk.ledger.filled import Filled, sent, usual
from trustcode.doors.desk.ledger.form_page import entry_form, front_goods, judged_so_far, told
from trustcode.doors.desk.ledger.judgement import codes_of
from trustcode.doors.desk.ledger.typed import by_the_page, kept_body, photos_sent, typed_line
from trustcode.doors.desk.ledger.unit import ledger_unit
from trustcode.doors.desk.retrying import once
from trustcode.doors.lobby.bodies import Body, read_query
from trustcode.doors.lobby.errors import wants_json
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import SIGNED_IN, access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import open_pen, open_reader, the_language, the_moment, the_office
from trustcode.doors.wording.msgids import N_
from trustcode.doors.wording.pages import render
from trustcode.doors.wording.styles import STATIC
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.returns.actions.logging import log
from trustcode.returns.queries.ledger import entry
from trustcode.storage.reading import Reader

KEEPING = {
    "one": N_("1 entry is kept on this phone and sent when the network is back."),
    "many": N_("%n entries are kept on this phone and sent when the network is back."),
    "photos": N_("Photos are not kept; add them later by a correction."),
    "done": N_("What was kept on this phone is logged now."),
    "wrong": N_("One entry that was kept was not taken:"),
    "mend": N_("Put it right"),
    "enter": N_("Sign in again, then it is sent."),
    "failed": N_("The network is away and nothing can be kept on this phone. Stay on this page and try again."),
}
"""What the script says that keeps entries while the network is away."""


@blueprint.get("/<merchant_id>/ledger/new")
@access(LOG)
def new_return(merchant_id: str) -> str:
    """The empty form, with the usual answers."""
    with open_reader() as reader:
        unit = ledger_unit(reader, merchant_id)
        return _page(reader, unit, _usual(reader, unit))


@blueprint.post("/<merchant_id>/ledger")
@access(LOG)
@limited("120 per minute")
def log_return(merchant_id: str) -> Response:
    """Keep the line; or show first what is due, with everything that was typed."""
    form = Form()
    typed = sent(form.body)
    with open_reader() as reader:
        unit = ledger_unit(reader, merchant_id)
        if form.choice("go", ("check",), needed=False):
            judged = judged_so_far(reader, unit, form)
            return make_response(_page(reader, unit, typed, judged=judged, retry_key=form.retry_key))
    try:
        return_id, is_first = by_the_page(lambda: _kept(form, merchant_id))
    except NotFound:
        raise
    except Refusal as refusal:
        if wants_json():
            raise
        return make_response(_refused(unit, form, typed, refusal), 422)
    return _answer(merchant_id, return_id, is_first=is_first)


@blueprint.get("/<merchant_id>/ledger/verdict")
@access(LOG)
def return_verdict(merchant_id: str) -> Response:
    """What is due for what stands in the form so far, as sentences and as finished pieces of the page."""
    form = Form(Body(fields=read_query(request)))
    typed = sent(form.body)
    with open_reader() as reader:
        judged = judged_so_far(reader, ledger_unit(reader, merchant_id), form)
    if judged is None:
        return make_response(jsonify(verdict=None))
    values: dict[str, Any] = {"judged": judged, "typed": typed, "wrong": {}}
    found = jsonify(
        verdict=judged.kind,
        title=judged.title,
        sentences=[*judged.sentences, *judged.more],
        last_on=judged.last_on.isoformat() if judged.last_on else None,
        may_refuse=codes_of(judged.reasons),
        panel=render("desk/ledger/verdict.html", the_language(), **values),
        reasons=render("desk/ledger/reasons.html", the_language(), **values),
    )
    return make_response(found)


@blueprint.get("/<merchant_id>/ledger/token")
@access(LOG)
def form_token(merchant_id: str) -> Response:
    """A fresh token for entries that a phone kept while the network was away."""
    with open_reader() as reader:
        ledger_unit(reader, merchant_id)
    return make_response(jsonify(token=generate_csrf()))


@blueprint.get("/worker.js")
@access(SIGNED_IN)
def worker() -> Response:
    """The script that opens the page of a new entry while the network is away; here, so that it serves the desk alone."""
    response = make_response((STATIC / "js" / "worker.js").read_bytes())
    response.content_type = "text/javascript; charset=utf-8"
    response.headers["Cache-Control"] = "no-cache"
    return response


def _kept(form: Form, merchant_id: str) -> tuple[str, bool]:
    """Id of the line, and whether it was new. The same form again is the same line, from whomever of the shop."""
    line = typed_line(form, civil_day(the_moment()))
    photos = photos_sent(form)
    whole = replace(line, evidence=(*line.evidence, *photos))
    done: list[str] = []

    def write() -> str:
        done.append(log(pen, merchant_id=merchant_id, line=whole, scheme=the_office().settings.rules))
        return done[0]

    with open_pen() as pen:
        return_id = once(pen, form, kept_body(whole, merchant_id), write, whose=merchant_id)
    return str(return_id), bool(done)


def _answer(merchant_id: str, return_id: str, *, is_first: bool) -> Response:
    path = url_for("desk.return_entry", merchant_id=merchant_id, return_id=return_id)
    if not wants_json():
        return redirect(path, 303)
    with open_reader() as reader:
        number = entry(reader, return_id).number
    return make_response(jsonify(id=return_id, number=number, path=path), 201 if is_first else 200)


def _usual(reader: Reader, unit: MerchantSheet) -> Filled:
    front, terms = front_goods(reader, unit), latest_terms(reader, unit.id)
    only = front[0] if len(front) == 1 else ""
    return usual(civil_day(the_moment()), only, terms.refund_method if terms else "")


def _refused(unit: MerchantSheet, form: Form, typed: Filled, refusal: Refusal) -> str:
    with open_reader() as reader:
        judged = judged_so_far(reader, unit, form)
        return _page(reader, unit, typed, judged=judged, errors=told(refusal, typed), retry_key=form.retry_key)


def _page(reader: Reader, unit: MerchantSheet, typed: Filled, **values: Any) -> str:
    action = url_for("desk.log_return", merchant_id=unit.id)
    keep = [(name, translate(words)) for name, words in KEEPING.items()]
    given = {name: value for name, value in values.items() if value or name != "retry_key"}
    return entry_form(reader, "desk/ledger/new.html", unit, typed, action, keep=keep, **given)
