"""Objections during public notice: what was said, and the officer's decision with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import make_response, redirect, url_for
from werkzeug.wrappers import Response

from trustcode.doors.field.decisions import once
from trustcode.doors.field.facts import facts_and_speaker
from trustcode.doors.field.queue import who
from trustcode.doors.field.refused import told
from trustcode.doors.field.sheet_view import ObjectionView, objection_view
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment, the_office
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.actions import deciding
from trustcode.merchants.queries.sheets import objections_to, sheet
from trustcode.merchants.rules.authority import is_own
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.terms import LONGEST_REASON
from trustcode.record.pen import Pen

UPHELD, DISMISSED = "upheld", "dismissed"
DECIDING = "approve merchant"


@dataclass(frozen=True)
class ObjectionPage:
    """One objection before an officer."""

    name: str
    standing: str
    objection: ObjectionView
    back: str
    path: str


@access(DECIDING)
def objection(merchant_id: str, objection_id: str) -> Response:
    """What somebody said against the unit."""
    return _page(merchant_id, objection_id)


@access(DECIDING)
def objection_decision(merchant_id: str, objection_id: str) -> Response:
    """Upheld or dismissed, with a reason, once."""
    form = Form()
    verdict = form.choice("verdict", [UPHELD, DISMISSED])
    reason = form.lines("reason", most=LONGEST_REASON)

    def decide(pen: Pen) -> str:
        _require_of(pen, merchant_id, objection_id)
        deciding.decide_objection(pen, objection_id=objection_id, upheld=verdict == UPHELD, reason=reason)
        return "objection"

    try:
        form.check()
        done = once(form, objection_id, decide)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(merchant_id, objection_id, refusal, form.typed)
    return redirect(url_for("field.sheet", merchant_id=merchant_id, done=done), 303)


def _require_of(pen: Pen, merchant_id: str, objection_id: str) -> None:
    sheet(pen, pen.actor, merchant_id)
    if is_own(pen.actor, merchant_id) or objection_id not in {o.id for o in objections_to(pen, merchant_id)}:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)


def _page(
    merchant_id: str, objection_id: str, refusal: Refusal | None = None, typed: Mapping[str, str] | None = None
) -> Response:
    actor, scheme = the_actor(), the_office().settings.rules
    with open_reader() as reader:
        facts, say = facts_and_speaker(reader, actor, merchant_id, the_language(), the_moment(), scheme)
    page = ObjectionPage(
        name=f"{facts.sheet.shop_name} {facts.sheet.branch_name}".strip(),
        standing=facts.sheet.standing.value,
        objection=objection_view(say, facts, facts.objection(objection_id)),
        back=url_for("field.sheet", merchant_id=merchant_id),
        path=url_for("field.objection_decision", merchant_id=merchant_id, objection_id=objection_id),
    )
    errors = told(say, refusal)
    shown = show(
        "field/objection.html", who=who(say, actor), view=page, errors=errors, wrong=dict(errors), typed=typed or {}
    )
    return make_response(shown, 422 if refusal else 200)
