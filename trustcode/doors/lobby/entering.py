"""The way from a right password to a session: wrong tries are counted first, the hash is compared outside any transaction."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, request, session
from werkzeug.wrappers import Response

from trustcode.doors.lobby.hashing import TooBusy
from trustcode.doors.lobby.login import remember, the_device, the_token
from trustcode.doors.lobby.office import local_path
from trustcode.doors.lobby.present import open_jotter, open_pen, open_reader, the_moment, the_office, the_source
from trustcode.kernel.actors import Role
from trustcode.kernel.refusals import Refusal
from trustcode.people.actions import accounts, sessions
from trustcode.people.queries.accounts import Credentials, credentials
from trustcode.people.queries.visitors import Visitor, visitor
from trustcode.people.rules.handles import Handle, read_handle
from trustcode.people.rules.reasons import PeopleRefusal

_HOMES = {
    Role.OWNER: "/desk",
    Role.STAFF: "/desk",
    Role.INSPECTOR: "/field",
    Role.SUPERVISOR: "/field",
    Role.PROVINCE: "/field",
}
OWN_ACCOUNT = "/sign-in/account"


@dataclass(frozen=True)
class Entered:
    """A session that has just begun."""

    token: str
    device: str
    visitor: Visitor


def enter(typed_handle: str, password: str) -> Entered:
    """A session for the one whose sign-in name and password these are.

    Raises Refusal: WAIT after too many wrong tries, WRONG_SIGN_IN for everything else, whether or not there is such an
    account. Raises TooBusy.
    """
    handle = _handle(typed_handle)
    with open_reader() as reader:
        known = credentials(reader, handle)
    prove_password(known, password)
    return begin(known.person_id, known.epoch)


def prove_password(known: Credentials, password: str) -> None:
    """Count a try, compare, and take the count back when it was right or nobody compared. Raises Refusal or TooBusy."""
    device, source = the_device(), the_source()
    with open_jotter() as jotter:
        tries = sessions.reserve(jotter, known, source=source, device=device)
    try:
        is_right = the_office().hashes.verify(known.password_hash, password)
    except TooBusy:
        with open_jotter() as jotter:
            sessions.give_back(jotter, tries)
        raise
    if not is_right:
        raise Refusal(PeopleRefusal.WRONG_SIGN_IN)
    with open_jotter() as jotter:
        sessions.forgive(jotter, known, source=source, device=device)
    _strengthen(known, password)


def begin(person_id: str, epoch: int) -> Entered:
    """A new session under a new token; a former one in this browser ends. Raises Refusal(WRONG_SIGN_IN) if it cannot be."""
    token, device = sessions.new_token(), the_device() or sessions.new_token()
    with open_jotter() as jotter:
        sessions.end(jotter, the_token())
        sessions.begin(jotter, person_id=person_id, epoch=epoch, token=token, device=device)
    with open_reader() as reader:
        found = visitor(reader, token, the_moment())
    if found is None:
        raise Refusal(PeopleRefusal.WRONG_SIGN_IN)
    session.clear()
    return Entered(token, device, found)


def go_on(entered: Entered, asked: str) -> Response:
    """To the page that was asked for, or home; by way of the one-time code where one is owed."""
    if entered.visitor.owes_code:
        step = "/sign-in/code" if entered.visitor.is_enrolled else "/sign-in/enrol"
        target = f"{request.script_root}{step}"
    else:
        target = local_path(asked, home_of(entered.visitor))
    response = redirect(target, 303)
    remember(response, entered.token, entered.device, lasting=not entered.visitor.is_official)
    return response


def home_of(visitor: Visitor) -> str:
    """The path of the door that a person works behind; their own account where there is none."""
    return next((_HOMES[post.role] for post in visitor.posts if post.role in _HOMES), OWN_ACCOUNT)


def _handle(typed: str) -> Handle:
    try:
        return read_handle(typed)
    except Refusal:
        raise Refusal(PeopleRefusal.WRONG_SIGN_IN) from None


def _strengthen(known: Credentials, password: str) -> None:
    hashes = the_office().hashes
    if not hashes.is_old(known.password_hash):
        return
    fresh = hashes.hash(password)
    with open_pen(accounts.as_person(known.person_id)) as pen:
        accounts.strengthen(pen, person_id=known.person_id, before=known.password_hash, password_hash=fresh)
