"""One's own account: who I am here, another password, which of my posts I act in, sign out everywhere."""

from __future__ import annotations

from typing import Any

from flask import redirect, request
from werkzeug.wrappers import Response

from trustcode.doors.lobby.door import blueprint
from trustcode.doors.lobby.entering import OWN_ACCOUNT, begin, home_of, prove_password
from trustcode.doors.lobby.errors import refused_form
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import SIGNED_IN, access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.login import remember, the_token, the_visitor
from trustcode.doors.lobby.office import show, translate
from trustcode.doors.lobby.present import (
    open_jotter,
    open_pen,
    open_reader,
    the_language,
    the_moment,
    the_office,
)
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.queries.sheets import sheet
from trustcode.people.actions import accounts, sessions
from trustcode.people.queries.accounts import Credentials, Post, credentials
from trustcode.people.queries.visitors import Visitor, account_label
from trustcode.people.rules.handles import read_handle
from trustcode.people.rules.passwords import check_password
from trustcode.people.rules.reasons import PeopleRefusal
from trustcode.regions.queries import office_name
from trustcode.storage.reading import Reader


@blueprint.get(OWN_ACCOUNT)
@access(SIGNED_IN)
def own_account() -> str:
    """Who I am here, and the form for another password."""
    return show("lobby/account.html", errors=[], wrong={}, **_facts(_me()))


@blueprint.post(f"{OWN_ACCOUNT}/password")
@access(SIGNED_IN)
@limited("30 per minute")
def change_password() -> Response:
    """Another password; every session ends but this one, which goes on under a new token."""
    me, form = _me(), Form()
    present, password = form.secret("password_now"), form.secret("password", new=True)
    with open_reader() as reader:
        handle = read_handle(account_label(reader, me.person_id))
        known = credentials(reader, handle)
    if password:
        form.tried(check_password, password, [me.name, handle.text])
    try:
        form.check()
        _prove_present(known, present)
        return _changed(me, password)
    except Refusal as refusal:
        return refused_form(refusal, "lobby/account.html", **_facts(me))


@blueprint.post(f"{OWN_ACCOUNT}/post")
@access(SIGNED_IN)
def choose_post() -> Response:
    """In this session I act in another of my posts."""
    me, form = _me(), Form()
    chosen = form.choice("post", [post.grant_id for post in me.posts])
    form.check()
    with open_jotter() as jotter:
        sessions.choose(jotter, the_token(), chosen)
    return redirect(request.script_root + home_of(me), 303)


def _prove_present(known: Credentials, present: str) -> None:
    try:
        prove_password(known, present)
    except Refusal as refusal:
        if refusal.code is PeopleRefusal.WRONG_SIGN_IN:
            raise Refusal(PeopleRefusal.WRONG_PASSWORD, "password_now") from None
        raise


def _changed(me: Visitor, password: str) -> Response:
    password_hash = the_office().hashes.hash(password)
    with open_pen(accounts.as_person(me.person_id)) as pen:
        epoch = accounts.change_password(pen, person_id=me.person_id, password_hash=password_hash)
    entered = begin(me.person_id, epoch)
    target = "/sign-in/code" if entered.visitor.owes_code else OWN_ACCOUNT
    response = redirect(request.script_root + target, 303)
    remember(response, entered.token, entered.device, lasting=not me.is_official)
    return response


def _me() -> Visitor:
    visitor = the_visitor()
    if visitor is None:
        raise NotFound(PeopleRefusal.DENIED)
    return visitor


def _facts(me: Visitor) -> dict[str, Any]:
    with open_reader() as reader:
        roles = [(post.grant_id, label(the_language(), post.role), _place(reader, me, post)) for post in _shown(me)]
    home = home_of(me)
    return {
        "name": me.name,
        "handle": me.handle,
        "posts": roles,
        "home": "" if home == OWN_ACCOUNT else request.script_root + home,
    }


def _shown(me: Visitor) -> list[Post]:
    """The posts worth a line: that of an owner without a shop only while there is no shop."""
    with_scope = [post for post in me.posts if post.scope]
    return [post for post in me.posts if post.scope or post.role is not Role.OWNER or not with_scope]


def _place(reader: Reader, me: Visitor, post: Post) -> str:
    """Where somebody has a post: the shop or the authority, by name; empty for none."""
    if not post.scope:
        return ""
    if post.role in {Role.OWNER, Role.STAFF}:
        actor = Actor(me.person_id, post.role, post.scope, me.own_merchants)
        try:
            unit = sheet(reader, actor, post.scope)
        except NotFound:
            return ""
        return f"{unit.shop_name} {unit.branch_name}".strip() or translate(N_("a shop without a name yet"))
    try:
        office = office_name(reader, post.scope, civil_day(the_moment()))
    except NotFound:
        return post.scope
    return office.en if the_language() == "en" else office.zh
