"""Who acts for the shop: the owner adds, hands over a code, resets and removes; an assistant may leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.doors.desk.entrance import PRINT, STAFF, blueprint
from trustcode.doors.desk.own import Named, is_owner, own_sheet, show_form, show_shop
from trustcode.doors.desk.retrying import once
from trustcode.doors.lobby.codes import symbol
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import open_pen, open_reader, the_actor, the_language, the_moment, the_office
from trustcode.doors.wording.labels import explained, label
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.people.actions import accounts
from trustcode.people.queries.accounts import Account, staff_of
from trustcode.people.rules.handles import LONGEST_EMAIL, Handle, read_handle, read_name
from trustcode.people.rules.reasons import PeopleRefusal
from trustcode.people.rules.sessions import INVITATION
from trustcode.record.pen import Pen

SHOWN_ONCE = "people.invitation_shown"
"""Purpose under which a code is sealed in the answer kept for a form that is sent twice."""


@dataclass(frozen=True)
class PersonLine:
    """Somebody of the shop. `path` is empty for those whom the visitor does not manage."""

    person_id: str
    name: str
    handle: str
    role: str
    is_invited: bool
    path: str


@dataclass(frozen=True)
class Measure:
    """What an owner may do about one assistant: its question, what follows, the act."""

    title: str
    question: str
    follows: tuple[str, ...]
    button: str
    do: Callable[[Pen, str, str], str]


def _remove(pen: Pen, merchant_id: str, person_id: str) -> str:
    accounts.end_staff(pen, merchant_id=merchant_id, person_id=person_id)
    return ""


def _sign_out(pen: Pen, merchant_id: str, person_id: str) -> str:
    accounts.end_sessions(pen, merchant_id=merchant_id, person_id=person_id)
    return ""


def _reset(pen: Pen, merchant_id: str, person_id: str) -> str:
    return _sealed(pen, accounts.reset_account(pen, merchant_id=merchant_id, person_id=person_id))


MEASURES = {
    "removal": Measure(
        N_("Remove %(name)s"),
        N_("Remove %(name)s from this shop?"),
        (
            N_("From now on they see and do nothing here any more, on no device, even in the middle of a form."),
            N_("What they logged stays in the ledger under their name."),
        ),
        N_("Remove"),
        _remove,
    ),
    "reset": Measure(
        N_("New code for %(name)s"),
        N_("Has %(name)s forgotten the password, or not used the code in time?"),
        (
            N_("The present password stops working at once, and every device is signed out."),
            N_("You get a new code to hand over; it holds three days."),
        ),
        N_("Make a new code"),
        _reset,
    ),
    "sign-out": Measure(
        N_("Sign %(name)s out"),
        N_("Sign %(name)s out on every device?"),
        (N_("For example after a phone was lost. They can sign in again with their password."),),
        N_("Sign out everywhere"),
        _sign_out,
    ),
}


@blueprint.get("/<merchant_id>/people")
@access(STAFF)
def people_page(merchant_id: str) -> str:
    """Everybody who acts for the shop, and the form for one more."""
    return _page(merchant_id)


@blueprint.post("/<merchant_id>/people")
@access(STAFF)
@limited("20 per hour")
def add_person(merchant_id: str) -> Response:
    """An account for an assistant; the code is shown in the answer, and again when the same form comes again."""
    form = Form()
    name = form.tried(read_name, form.text("name", needed=False))
    handle = form.tried(read_handle, form.text("handle", most=LONGEST_EMAIL, needed=False))
    try:
        form.check()
        with open_pen() as pen:
            body = {"name": form.typed.get("name", ""), "handle": form.typed.get("handle", "")}
            sealed = once(pen, form, body, lambda: _added(pen, merchant_id, name, handle))
            code = _opened(pen, sealed)
    except NotFound:
        raise
    except Refusal as refusal:
        said = explained(the_language(), refusal, civil_day(the_moment()))
        return make_response(_page(merchant_id, typed=form.typed, errors=said, wrong=dict(said)), 422)
    return make_response(_handover(merchant_id, str(name), form.typed.get("handle", ""), code))


@blueprint.get("/<merchant_id>/people/<person_id>/<any(removal, reset, 'sign-out'):measure>")
@access(STAFF)
def ask_measure(merchant_id: str, person_id: str, measure: str) -> str:
    """What will follow, before it happens."""
    return _question(merchant_id, person_id, measure)


@blueprint.post("/<merchant_id>/people/<person_id>/<any(removal, reset, 'sign-out'):measure>")
@access(STAFF)
@limited("60 per hour")
def take_measure(merchant_id: str, person_id: str, measure: str) -> Response:
    """Remove, reset, sign out."""
    form, what = Form(), MEASURES[measure]
    form.check()
    one = _assistant(merchant_id, person_id, form.retry_key)
    try:
        with open_pen() as pen:
            sealed = once(pen, form, {}, lambda: what.do(pen, merchant_id, person_id))
            code = _opened(pen, sealed) if sealed else ""
    except NotFound:
        raise
    except Refusal as refusal:
        said = explained(the_language(), refusal, civil_day(the_moment()))
        return make_response(_question(merchant_id, person_id, measure, errors=said), 422)
    if code and one is not None:
        return make_response(_handover(merchant_id, one.name, one.handle, code))
    return redirect(url_for("desk.people_page", merchant_id=merchant_id), 303)


@blueprint.get("/<merchant_id>/leaving")
@access(PRINT)
def ask_leaving(merchant_id: str) -> str | Response:
    """An assistant wants to leave; the owner goes by withdrawing the shop."""
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
    if is_owner():
        return redirect(url_for("desk.people_page", merchant_id=merchant_id), 303)
    return _leaving(unit)


@blueprint.post("/<merchant_id>/leaving")
@access(PRINT)
def leave(merchant_id: str) -> Response:
    """The assistant acts for this shop no longer."""
    form = Form()
    form.check()
    with open_pen() as pen:
        accounts.leave_staff(pen, merchant_id=merchant_id)
    return redirect(url_for("lobby.own_account"), 303)


def _added(pen: Pen, merchant_id: str, name: str | None, handle: Handle | None) -> str:
    if name is None or handle is None:
        raise NotFound(PeopleRefusal.NO_SUCH_PERSON)
    return _sealed(pen, accounts.add_staff(pen, merchant_id=merchant_id, name=name, handle=handle)[1])


def _sealed(pen: Pen, code: str) -> str:
    return pen.vault.seal(SHOWN_ONCE, code).hex()


def _opened(pen: Pen, sealed: str) -> str:
    return pen.vault.open(SHOWN_ONCE, bytes.fromhex(sealed))


def _page(merchant_id: str, **values: Any) -> str:
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
        people = staff_of(reader, merchant_id)
    given = {"typed": {}, **values}
    return show_shop("desk/people.html", unit, _called(unit), people=[_line(unit.id, one) for one in people], **given)


def _line(merchant_id: str, one: Account) -> PersonLine:
    role = next(post.role for post in one.posts if post.scope == merchant_id)
    is_staff = role is Role.STAFF
    path = url_for("desk.people_page", merchant_id=merchant_id) + f"/{one.person_id}" if is_staff else ""
    named = label(the_language(), role)
    return PersonLine(one.person_id, one.name, one.handle, named, is_staff and one.is_invited, path)


def _assistant(merchant_id: str, person_id: str, retry_key: str = "") -> Account | None:
    """The assistant of this shop. Raises NotFound, unless a form that came before may have removed them."""
    with open_reader() as reader:
        people = staff_of(reader, merchant_id)
    found = next((one for one in people if one.person_id == person_id), None)
    is_staff = found is not None and any(p.role is Role.STAFF and p.scope == merchant_id for p in found.posts)
    if not is_staff and not retry_key:
        raise NotFound(PeopleRefusal.NO_SUCH_PERSON)
    return found if is_staff else None


def _question(merchant_id: str, person_id: str, measure: str, **values: Any) -> str:
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
    one, what = _assistant(merchant_id, person_id), MEASURES[measure]
    said = {"name": one.name if one else ""}
    given = {"errors": [], **values}
    return show_form(
        "desk/confirm.html",
        unit,
        _called(unit),
        title=translate(what.title) % said,
        question=translate(what.question) % said,
        follows=[translate(sentence) for sentence in what.follows],
        button_label=translate(what.button),
        keep_path=url_for("desk.people_page", merchant_id=unit.id),
        **given,
    )


def _leaving(unit: MerchantSheet) -> str:
    return show_form(
        "desk/confirm.html",
        unit,
        _called(unit),
        title=translate(N_("Leave this shop")),
        question=translate(N_("Do you no longer work here?")),
        follows=[
            translate(N_("You see and do nothing for this shop any more. What you logged stays.")),
            translate(N_("Only the owner can take you in again.")),
        ],
        button_label=translate(N_("Leave this shop")),
        keep_path=url_for("desk.shop", merchant_id=unit.id),
    )


def _handover(merchant_id: str, name: str, handle: str, code: str) -> str:
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
    address = the_office().settings.public_url + request.script_root + "/sign-in/invitation"
    # The code stands behind `#`: a browser keeps that part to itself, so no log of ours or of a proxy can have it. A small
    # script of the page writes it into the field and takes it off the address; without scripts it is typed.
    scanned = f"{address}#{code}"
    return show_form(
        "desk/handover.html",
        unit,
        _called(unit),
        name=name,
        handle=handle,
        code=" ".join(code[i : i + 4] for i in range(0, len(code), 4)),
        address=address,
        symbol=symbol(scanned),
        until=the_moment() + INVITATION,
        by_owner=the_actor().role is Role.OWNER,
    )


def _called(unit: MerchantSheet) -> Named:
    return Named(unit.shop_name, unit.branch_name)
