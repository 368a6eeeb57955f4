"""What a shopper tells of a sign: it hangs in another shop, it should be gone, or it is not ours. No name is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.doors.counter.entrance import TELL, blueprint
from trustcode.doors.counter.places import region_groups
from trustcode.doors.counter.shops import PublicShop, asked_shop
from trustcode.doors.lobby.forms import Form, FormFault
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.office import show, translate
from trustcode.doors.lobby.present import open_jotter, open_reader, the_language, the_moment
from trustcode.doors.wording.labels import explained
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Fault, Refusal
from trustcode.merchants.actions import deciding
from trustcode.merchants.rules.standing import PUBLIC
from trustcode.regions.queries import places

LONGEST_NOTE = 500
"""Characters of what a shopper may add."""

PROVINCE = "province"
"""Said in the address of the thanks when no place was named: the province reads it."""


@dataclass(frozen=True)
class Report:
    """One kind of report: its address, what is kept of it, its words."""

    what: str
    kind: str
    title: str
    lead: str
    hint: str


REPORTS = {
    one.what: one
    for one in (
        Report(
            "wrong-shop",
            "wrong_shop",
            N_("This is not the shop before me"),
            N_(
                "The code belongs to the shop below. If it hangs in another one, tell us; the officers of this place will look."
            ),
            N_("Which shop is it? For example its name or street."),
        ),
        Report(
            "sign",
            "sign_still_up",
            N_("The sign still hangs"),
            N_(
                "This sign no longer counts and should be gone. Tell us that it still hangs, and the officers will look."
            ),
            N_("Where does it hang? For example by the door or the till."),
        ),
    )
}


@blueprint.get("/<any('wrong-shop', sign):what>")
@access(TELL)
def report_page(what: str) -> str:
    """The form for a report about the sign of a shop of ours."""
    with open_reader() as reader:
        shop = asked_shop(reader, PUBLIC)
    return _page(REPORTS[what], shop)


@blueprint.post("/<any('wrong-shop', sign):what>")
@access(TELL)
@limited("20 per hour")
def report(what: str) -> Response:
    """Keep the report for the officers of the region."""
    asked, form = REPORTS[what], Form()
    with open_reader() as reader:
        shop = asked_shop(reader, PUBLIC)
    note = form.lines("note", most=LONGEST_NOTE, needed=False)
    try:
        form.check()
    except Refusal as refusal:
        return _refused(refusal, lambda **v: _page(asked, shop, **v), form)
    with open_jotter() as jotter:
        deciding.doubt(
            jotter,
            kind=asked.kind,
            merchant_id=shop.id,
            region_code=shop.region_code,
            serial=shop.serial,
            note=note,
            key=form.retry_key,
        )
    return redirect(url_for("counter.thanks"), 303)


@blueprint.get("/false-code")
@access(TELL)
def false_code_page() -> str:
    """The form for a code that is not ours."""
    return _false_page()


@blueprint.post("/false-code")
@access(TELL)
@limited("20 per hour")
def false_code() -> Response:
    """Keep where somebody saw a code that is not ours."""
    form = Form()
    with open_reader() as reader:
        known = places(reader, civil_day(the_moment()))
    region_code = form.choice("region_code", known, needed=False)
    note = form.lines("note", most=LONGEST_NOTE)
    try:
        form.check()
    except Refusal as refusal:
        return _refused(refusal, _false_page, form)
    with open_jotter() as jotter:
        deciding.doubt(
            jotter,
            kind="not_ours",
            merchant_id="",
            region_code=region_code,
            serial=0,
            note=note,
            key=form.retry_key,
        )
    return redirect(url_for("counter.thanks", read_by=None if region_code else PROVINCE), 303)


@blueprint.get("/thanks")
@access(TELL)
def thanks() -> str:
    """It has been kept; what happens with it."""
    return show("counter/thanks.html", province=request.args.get("read_by") == PROVINCE)


def _page(asked: Report, shop: PublicShop, **values: Any) -> str:
    given: Mapping[str, Any] = {"typed": {}, "errors": [], "wrong": {}, **values}
    words = {"title": translate(asked.title), "lead": translate(asked.lead), "hint": translate(asked.hint)}
    return show("counter/report.html", shop=shop, **words, **given)


def _false_page(**values: Any) -> str:
    given: Mapping[str, Any] = {"typed": {}, "errors": [], "wrong": {}, **values}
    with open_reader() as reader:
        regions = places(reader, civil_day(the_moment()))
    return show("counter/false-code.html", regions=region_groups(regions), **given)


def _refused(refusal: Refusal, page: Any, form: Form) -> Response:
    said = [_asked_for(fault) or told for fault, told in zip(refusal.faults, _told(refusal), strict=True)]
    return make_response(page(typed=form.typed, errors=said, wrong=dict(reversed(said))), 422)


def _told(refusal: Refusal) -> list[tuple[str, str]]:
    return explained(the_language(), refusal, civil_day(the_moment()))


def _asked_for(fault: Fault) -> tuple[str, str] | None:
    """Where a false code was seen is asked for by name when it is missing."""
    if fault.code is FormFault.MISSING and fault.where == "note":
        return fault.where, translate(N_("Write where you saw it."))
    return None
