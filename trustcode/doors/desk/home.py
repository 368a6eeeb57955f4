"""The first page of the desk: the visitor's shops, and for each what is to be done now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import redirect, url_for
from werkzeug.wrappers import Response

from trustcode.codes.queries import prints
from trustcode.doors.desk.checking import measures
from trustcode.doors.desk.complaints.errands import complaint_errands, complaint_state, complaints_told
from trustcode.doors.desk.correcting import is_unchanged
from trustcode.doors.desk.drafts import Draft, Step, draft
from trustcode.doors.desk.duties import duties, duty_errands
from trustcode.doors.desk.entrance import APPLY, PRINT, blueprint
from trustcode.doors.desk.follow import last_act, told
from trustcode.doors.desk.owing import ENDED, owed_sentences, what_is_owed
from trustcode.doors.desk.own import (
    EDITABLE,
    Named,
    is_owner,
    own_sheet,
    path_if,
    show_shop,
)
from trustcode.doors.desk.retrying import once
from trustcode.doors.desk.shop_facts import figures, places, promises_returns
from trustcode.doors.desk.steps import Application, application, out_of_hands, step_lines, step_path
from trustcode.doors.desk.todo import errands, in_order, owed_errands
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import SIGNED_IN, access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.office import show
from trustcode.doors.lobby.own_devices import own_actors
from trustcode.doors.lobby.present import open_pen, open_reader, the_actor, the_language, the_moment, the_office
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import civil_day
from trustcode.merchants.actions import applying
from trustcode.merchants.queries.sheets import MerchantSheet, sheet
from trustcode.merchants.rules.standing import APPLYING, IN_FORCE, Standing
from trustcode.people.actions import accounts
from trustcode.record.pen import Pen
from trustcode.storage.reading import Reader

LATEST = 4
"""Events of the history on the first page."""


@dataclass(frozen=True)
class ShopLine:
    """One of several shops in the list."""

    called: Named
    street: str
    standing: Standing
    path: str
    due_on: date | None


@blueprint.get("")
@access(SIGNED_IN)
def home() -> str | Response:
    """The only shop at once; several as a list; with none, how to begin."""
    actors = own_actors()
    if len(actors) == 1:
        return redirect(url_for("desk.shop", merchant_id=actors[0].scope), 303)
    with open_reader() as reader:
        units = [(sheet(reader, actor, actor.scope), actor) for actor in actors]
        lines = [_line(unit, draft(reader, actor, unit)) for unit, actor in units]
    may_begin = not actors or any(actor.role is Role.OWNER for actor in actors)
    return show("desk/shops.html", lines=lines, may_begin=may_begin)


@blueprint.post("/shops")
@access(APPLY)
@limited("20 per hour")
def begin() -> Response:
    """Open an application for one more shop of the visitor."""
    form = Form()
    form.check()
    with open_pen() as pen:
        merchant_id = once(pen, form, {}, lambda: _begun(pen))
    return redirect(step_path(merchant_id, Step.BUSINESS), 303)


@blueprint.get("/<merchant_id>")
@access(PRINT)
def shop(merchant_id: str) -> str:
    """One shop: its standing, what is to be done, its figures, the newest of its history."""
    today = civil_day(the_moment())
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
        one = _application(reader, unit, today)
        events, ground = told(reader, unit)
        valid = [copy for copy in prints(reader, merchant_id) if copy.revoked_on is None]
        left = owed_sentences(what_is_owed(reader, unit)) if unit.standing in ENDED else []
        told_of = duties(reader, unit, today)
        standing = errands(unit, valid, today, the_language(), ground, last_act(reader, unit))
        complained = complaints_told(reader, merchant_id)
        has_places = unit.standing not in APPLYING
        listed = places(reader, unit, valid, told_of, complaint_state(complained)) if has_places else []
        logs = promises_returns(reader, unit, today)
        counted = figures(reader, unit, today) if logs else None
    others = in_order([*standing, *owed_errands(unit, left), *duty_errands(unit, told_of, valid)])
    to_do = [*complaint_errands(merchant_id, complained, today), *others]
    called = one.called if one else Named(unit.shop_name, unit.branch_name)
    return show_shop(
        "desk/shop-home.html",
        unit,
        called,
        errands=[one for one in to_do if not one.is_later],
        later=[one for one in to_do if one.is_later],
        events=events[:LATEST],
        figures=counted,
        places=listed,
        lines=step_lines(one, Step.SIGN)[:-1] if one else (),
        may_begin=is_owner(),
        has_others=len(own_actors()) > 1,
        main=_main(unit, logs=logs),
        log_path=path_if("desk.new_return", merchant_id=unit.id),
    )


@blueprint.get("/<merchant_id>/continue")
@access(APPLY)
def resume(merchant_id: str) -> Response:
    """To the step that the application was sent back for, or the first still open or wrong, else to signing."""
    one = application(merchant_id)
    if one is None:
        return out_of_hands(merchant_id)
    if one.to_change:
        return redirect(step_path(merchant_id, one.to_change), 303)
    for line, step in zip(step_lines(one, Step.SIGN), Step, strict=True):
        if line.state in {"open", "wrong"}:
            return redirect(step_path(merchant_id, step), 303)
    return redirect(step_path(merchant_id, Step.SIGN), 303)


def _application(reader: Reader, unit: MerchantSheet, today: date) -> Application | None:
    """The draft, for the owner while it can be changed."""
    if unit.standing not in EDITABLE or not is_owner():
        return None
    kept = draft(reader, the_actor(), unit)
    by = measures(reader, today, the_office().settings.rules)
    return Application(unit, kept, by, unchanged=is_unchanged(reader, the_actor(), unit, kept))


def _begun(pen: Pen) -> str:
    merchant_id = applying.begin(pen)
    accounts.own_business(pen, merchant_id=merchant_id)
    return merchant_id


def _line(unit: MerchantSheet, kept: Draft) -> ShopLine:
    called = Named(unit.shop_name or kept.first("shop_name"), unit.branch_name or kept.first("branch_name"))
    path = url_for("desk.shop", merchant_id=unit.id)
    return ShopLine(called, unit.street or kept.first("street"), unit.standing, path, unit.due_on)


def _main(unit: MerchantSheet, *, logs: bool) -> str:
    """The one main action of the page: continue, correct, log a return, poster, or none."""
    if unit.standing in EDITABLE and is_owner():
        return "continue" if unit.standing is Standing.DRAFT else "correct"
    if logs and path_if("desk.new_return", merchant_id=unit.id):
        return "log"
    return "poster" if unit.standing in IN_FORCE else ""
