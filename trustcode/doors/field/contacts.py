"""Reading a sealed contact: first the reason is written down, then it is shown to that officer for ten minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.doors.field.queue import who
from trustcode.doors.field.refused import told
from trustcode.doors.field.speaker import speaker
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_jotter, open_reader, show, the_actor, the_language, the_moment
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.actions import deciding
from trustcode.merchants.actions.deciding import LONGEST_WHY
from trustcode.merchants.queries import sheets
from trustcode.storage.reading import Reader

READING_CONTACT = "read complainant contact (reason, logged)"


@dataclass(frozen=True)
class ContactPage:
    """A contact, masked until its reading is written down. `name` is empty for somebody who objected."""

    shop: str
    standing: str
    masked: str
    name: str
    contact: str
    objection: bool
    back: str
    path: str


@access(READING_CONTACT)
def contact(merchant_id: str) -> Response:
    """Whom to talk to at the business."""
    return _page(merchant_id)


@access(READING_CONTACT)
def contact_reading(merchant_id: str) -> Response:
    """Write the reason down; then the contact is shown."""
    return _written(merchant_id)


@access(READING_CONTACT)
def objection_contact(merchant_id: str, objection_id: str) -> Response:
    """How to reach somebody who objected."""
    return _page(merchant_id, objection_id)


@access(READING_CONTACT)
def objection_contact_reading(merchant_id: str, objection_id: str) -> Response:
    """Write the reason down; then the contact is shown."""
    return _written(merchant_id, objection_id)


def _written(merchant_id: str, objection_id: str = "") -> Response:
    form = Form()
    reason = form.text("reason", most=LONGEST_WHY)
    try:
        form.check()
        with open_jotter() as jotter:
            deciding.read_contact(
                jotter,
                actor=the_actor(),
                merchant_id=merchant_id,
                reason=reason,
                objection_id=objection_id,
                key=form.retry_key,
            )
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(merchant_id, objection_id, refusal, form.typed)
    return redirect(request.script_root + request.path, 303)


def _page(
    merchant_id: str,
    objection_id: str = "",
    refusal: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    actor = the_actor()
    with open_reader() as reader:
        page = _read(reader, merchant_id, objection_id)
        say = speaker(reader, the_language(), the_moment())
    errors = told(say, refusal)
    shown = show(
        "field/contact.html", who=who(say, actor), view=page, errors=errors, wrong=dict(errors), typed=typed or {}
    )
    return make_response(shown, 422 if refusal else 200)


def _read(reader: Reader, merchant_id: str, objection_id: str) -> ContactPage:
    actor, at = the_actor(), the_moment()
    sheet = sheets.sheet(reader, actor, merchant_id)
    sheets.require_contact_reader(actor, merchant_id)
    masked, name, clear = f"{sheet.contact_name} {sheet.contact_phone}".strip(), "", ""
    if objection_id:
        masked = sheets.objection_masked(reader, merchant_id, objection_id)
    if sheets.has_read_lately(reader, actor, merchant_id, objection_id, at):
        if objection_id:
            clear = sheets.objection_contact(reader, actor, merchant_id, objection_id)
        else:
            name, clear = sheets.contact(reader, actor, merchant_id)
    return ContactPage(
        shop=f"{sheet.shop_name} {sheet.branch_name}".strip(),
        standing=sheet.standing.value,
        masked=masked,
        name=name,
        contact=clear,
        objection=bool(objection_id),
        back=url_for("field.sheet", merchant_id=merchant_id),
        path=request.script_root + request.path,
    )
