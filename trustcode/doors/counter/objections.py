"""Objecting to a shop while its public notice runs."""

from __future__ import annotations

from typing import Any

from flask import make_response, redirect, url_for
from werkzeug.wrappers import Response

from trustcode.doors.counter.entrance import TELL, blueprint
from trustcode.doors.counter.shops import PublicShop, asked_shop
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.office import show
from trustcode.doors.lobby.present import open_pen, open_reader, the_actor, the_language, the_moment
from trustcode.doors.wording.labels import explained
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.actions import deciding
from trustcode.merchants.rules.standing import Standing

LONGEST_CONTACT = 100
"""Characters of how to reach somebody."""

NOTICE = (Standing.PUBLICISED,)


@blueprint.get("/objection")
@access(TELL)
def objection_page() -> str:
    """The form, for a shop in public notice alone."""
    with open_reader() as reader:
        shop = asked_shop(reader, NOTICE)
    return _page(shop)


@blueprint.post("/objection")
@access(TELL)
@limited("10 per hour")
def objection() -> Response:
    """Keep the objection, sealed; it must be decided before the shop can be in force."""
    form = Form()
    with open_reader() as reader:
        shop = asked_shop(reader, NOTICE)
    text = form.lines("text", most=deciding.LONGEST_OBJECTION, needed=False)
    contact = form.text("contact", most=LONGEST_CONTACT, needed=False)
    try:
        form.check()
        with open_pen(the_actor()) as pen:
            deciding.object_to(pen, merchant_id=shop.id, text=text, contact=contact, key=form.retry_key)
    except NotFound:
        raise
    except Refusal as refusal:
        said = explained(the_language(), refusal, civil_day(the_moment()))
        return make_response(_page(shop, typed=form.typed, errors=said, wrong=dict(reversed(said))), 422)
    return redirect(url_for("counter.objected"), 303)


@blueprint.get("/objected")
@access(TELL)
def objected() -> str:
    """It has been kept; what happens with it."""
    return show("counter/objected.html")


def _page(shop: PublicShop, **values: Any) -> str:
    return show("counter/objection.html", shop=shop, **{"typed": {}, "errors": [], "wrong": {}, **values})
