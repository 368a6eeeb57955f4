"""One-time codes: asked for after the password of every official, set up at their first sign-in."""

from __future__ import annotations

import io
from typing import Any

import qrcode
from flask import redirect, request
from markupsafe import Markup
from qrcode.image.svg import SvgPathFillImage
from werkzeug.wrappers import Response

from trustcode.doors.lobby.door import blueprint
from trustcode.doors.lobby.entering import home_of
from trustcode.doors.lobby.errors import refused_form
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import ANYONE, access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.login import remember, the_token, the_visitor
from trustcode.doors.lobby.office import local_path, show
from trustcode.doors.lobby.present import open_jotter, open_pen, open_reader, the_moment, the_office
from trustcode.doors.lobby.signin import LONGEST_NEXT
from trustcode.kernel.refusals import Refusal
from trustcode.people.actions import accounts, sessions
from trustcode.people.queries.visitors import Visitor, account_label, code_check, offered_secret
from trustcode.people.rules import one_time


@blueprint.get("/sign-in/code")
@access(ANYONE)
def ask_code() -> Response | str:
    """The form for the six digits; also asked again before acts that need two people."""
    visitor = the_visitor()
    if visitor is None or not visitor.is_enrolled:
        return _elsewhere(visitor)
    asked = request.args.get("next", "")[:LONGEST_NEXT]
    return show("lobby/code.html", errors=[], wrong={}, next=asked, demo_code=_demo_code(visitor))


@blueprint.post("/sign-in/code")
@access(ANYONE)
@limited("30 per minute")
def give_code() -> Response:
    """The session goes on under a new token with its second factor given."""
    visitor = the_visitor()
    if visitor is None or not visitor.is_enrolled:
        return _elsewhere(visitor)
    form = Form()
    code, asked = form.text("code", most=20), form.text("next", most=LONGEST_NEXT, needed=False)
    try:
        form.check()
        with open_reader() as reader:
            known = code_check(reader, visitor.person_id)
        return _proved(visitor, known.secret if known else "", code, asked)
    except Refusal as refusal:
        return refused_form(refusal, "lobby/code.html", next=asked, demo_code=_demo_code(visitor))


@blueprint.get("/sign-in/enrol")
@access(ANYONE)
def enrol() -> Response | str:
    """A symbol for the authenticator app, and the same secret in letters."""
    visitor = the_visitor()
    if visitor is None or visitor.is_enrolled or not visitor.is_official:
        return _elsewhere(visitor)
    with open_jotter() as jotter:
        secret = sessions.offer_secret(jotter, the_token())
    return show("lobby/enrol.html", errors=[], wrong={}, **_enrolling(visitor, secret))


@blueprint.post("/sign-in/enrol")
@access(ANYONE)
@limited("30 per minute")
def enrol_by_code() -> Response:
    """The first right code proves that the app has the secret; from now on it is asked for."""
    visitor = the_visitor()
    if visitor is None or visitor.is_enrolled or not visitor.is_official:
        return _elsewhere(visitor)
    form = Form()
    code = form.text("code", most=20)
    with open_reader() as reader:
        secret = offered_secret(reader, the_token())
    if not secret:
        return redirect(request.script_root + "/sign-in/enrol", 303)
    try:
        form.check()
        one_time.used_step(secret, code, the_moment(), last_step=-1)
        with open_pen(accounts.as_person(visitor.person_id)) as pen:
            accounts.enrol_codes(pen, secret=secret)
        return _proved(visitor, secret, code, "")
    except Refusal as refusal:
        return refused_form(refusal, "lobby/enrol.html", **_enrolling(visitor, secret))


def _proved(visitor: Visitor, secret: str, code: str, asked: str) -> Response:
    with open_jotter() as jotter:
        sessions.reserve_code(jotter, visitor.person_id)
    token = sessions.new_token()
    with open_jotter() as jotter:
        sessions.prove(jotter, token=the_token(), fresh_token=token, secret=secret, code=code)
        sessions.forgive_code(jotter, visitor.person_id)
    response = redirect(local_path(asked, home_of(visitor)), 303)
    remember(response, token, lasting=not visitor.is_official)
    return response


def _elsewhere(visitor: Visitor | None) -> Response:
    if visitor is None:
        return redirect(request.script_root + "/sign-in", 303)
    if visitor.owes_code:
        step = "/sign-in/code" if visitor.is_enrolled else "/sign-in/enrol"
        return redirect(request.script_root + step, 303)
    return redirect(request.script_root + home_of(visitor), 303)


def _enrolling(visitor: Visitor, secret: str) -> dict[str, Any]:
    with open_reader() as reader:
        label = account_label(reader, visitor.person_id)
    letters = " ".join(secret[n : n + 4] for n in range(0, len(secret), 4))
    symbol_and_letters = {"symbol": symbol(one_time.address(secret, label)), "letters": letters}
    return {**symbol_and_letters, "demo_code": _code_shown(secret, -1)}


def _demo_code(visitor: Visitor) -> str:
    with open_reader() as reader:
        known = code_check(reader, visitor.person_id)
    return _code_shown(known.secret, known.last_step) if known else ""


def _code_shown(secret: str, last_step: int) -> str:
    """In a demonstration nobody has an authenticator: the page shows the code, and says so. Elsewhere nothing."""
    if not the_office().settings.is_demo:
        return ""
    return one_time.fresh_code(secret, the_moment(), last_step)


def symbol(address: str) -> Markup:
    """A QR symbol as SVG to stand in a page: black on white with its quiet zone, no style, no script."""
    image = qrcode.make(address, image_factory=SvgPathFillImage, border=4)
    out = io.BytesIO()
    image.save(out)
    svg = out.getvalue().decode()
    return Markup(svg[svg.index("<svg") :])  # noqa: S704 - drawn here from nothing but a grid
