"""Sign in, sign out, open an account, come by invitation."""

from __future__ import annotations

from flask import redirect, request
from werkzeug.wrappers import Response

from trustcode.doors.lobby.door import blueprint
from trustcode.doors.lobby.entering import begin, enter, go_on, home_of, prove_password
from trustcode.doors.lobby.errors import refused_form
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import ANYONE, access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.login import forget, the_token, the_visitor
from trustcode.doors.lobby.office import local_path, show
from trustcode.doors.lobby.present import open_jotter, open_pen, open_reader, the_office
from trustcode.kernel.actors import PUBLIC
from trustcode.kernel.refusals import Refusal
from trustcode.people.actions import accounts, sessions
from trustcode.people.queries.accounts import credentials
from trustcode.people.rules.handles import Handle, read_handle, read_name
from trustcode.people.rules.passwords import check_password
from trustcode.people.rules.reasons import PeopleRefusal

LONGEST_NEXT = 400


@blueprint.get("/sign-in")
@access(ANYONE)
def sign_in() -> Response | str:
    """The form; who is signed in already goes on."""
    visitor = the_visitor()
    asked = request.args.get("next", "")
    if visitor is not None and not visitor.owes_code:
        return redirect(local_path(asked, home_of(visitor)), 303)
    return show("lobby/sign-in.html", typed={}, errors=[], wrong={}, next=asked[:LONGEST_NEXT])


@blueprint.post("/sign-in")
@access(ANYONE)
@limited("60 per minute")
def enter_by_password() -> Response:
    """A session, or the form again; an unknown account is answered like a wrong password."""
    form = Form()
    handle, asked = form.text("handle", most=254), form.text("next", most=LONGEST_NEXT, needed=False)
    password = form.secret("password")
    try:
        form.check()
        return go_on(enter(handle, password), asked)
    except Refusal as refusal:
        return refused_form(refusal, "lobby/sign-in.html", typed=form.typed, next=asked)


@blueprint.post("/sign-out")
@access(ANYONE)
def sign_out() -> Response:
    """The session ends here and on the server."""
    Form().check()
    with open_jotter() as jotter:
        sessions.end(jotter, the_token())
    response = redirect(request.script_root + "/sign-in", 303)
    forget(response)
    return response


@blueprint.get("/sign-up")
@access(ANYONE)
def sign_up() -> Response | str:
    """The form for opening an account; who is signed in already goes on."""
    visitor = the_visitor()
    if visitor is not None and not visitor.owes_code:
        return redirect(request.script_root + home_of(visitor), 303)
    return show("lobby/sign-up.html", typed={}, errors=[], wrong={})


@blueprint.post("/sign-up")
@access(ANYONE)
@limited("60 per 10 minutes")
def open_account() -> Response:
    """An account and a session; sent twice, the second time is a sign-in."""
    form = Form()
    name = form.tried(read_name, form.text("name", needed=False))
    handle = form.tried(read_handle, form.text("handle", most=254, needed=False))
    password = form.secret("password", new=True)
    if password:
        form.tried(check_password, password, [form.typed.get("name", ""), form.typed.get("handle", "")])
    try:
        form.check()
        person_id = _opened(str(name), handle, password) if handle else ""
        return go_on(begin(person_id, 0), "/desk")
    except Refusal as refusal:
        if refusal.code is PeopleRefusal.HANDLE_TAKEN and handle and _is_theirs(handle, password):
            return go_on(enter(handle.text, password), "/desk")
        return refused_form(refusal, "lobby/sign-up.html", typed=form.typed)


@blueprint.get("/sign-in/invitation")
@access(ANYONE)
def invitation() -> str:
    """The form for somebody who was given a code."""
    return show("lobby/invitation.html", typed={}, brought="", errors=[], wrong={})


@blueprint.post("/sign-in/invitation")
@access(ANYONE)
@limited("30 per minute")
def accept_invitation() -> Response:
    """A password of one's own; the code is spent."""
    form = Form()
    handle = form.tried(read_handle, form.text("handle", most=254, needed=False))
    code, password = form.text("invitation", most=64), form.secret("password", new=True)
    if password:
        form.tried(check_password, password, [form.typed.get("handle", "")])
    try:
        form.check()
        person_id, epoch = _accepted(handle, code, password)
        return go_on(begin(person_id, epoch), "")
    except Refusal as refusal:
        # Nobody types 32 digits twice because of a short password; the answer is kept by no cache.
        brought = "" if any(fault.where == "invitation" for fault in refusal.faults) else code
        return refused_form(refusal, "lobby/invitation.html", typed=form.typed, brought=brought)


def _opened(name: str, handle: Handle, password: str) -> str:
    password_hash = the_office().hashes.hash(password)
    with open_pen(PUBLIC) as pen:
        return accounts.sign_up(pen, name=name, handle=handle, password_hash=password_hash)


def _is_theirs(handle: Handle, password: str) -> bool:
    with open_reader() as reader:
        known = credentials(reader, handle)
    try:
        prove_password(known, password)
    except Refusal:
        return False
    return True


def _accepted(handle: Handle | None, code: str, password: str) -> tuple[str, int]:
    if handle is None:
        raise Refusal(PeopleRefusal.INVITATION_VOID, "invitation")
    password_hash = the_office().hashes.hash(password)
    with open_pen(PUBLIC) as pen:
        person_id = accounts.accept_invitation(
            pen, handle=handle, code=code.replace(" ", "").lower(), password_hash=password_hash
        )
    with open_reader() as reader:
        return person_id, credentials(reader, handle).epoch
