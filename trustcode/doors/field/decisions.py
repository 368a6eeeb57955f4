"""What an officer decides about a unit alone, or proposes to a second person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.codes import actions as codes
from trustcode.doors.field.decision_view import MEASURE_ACTS, REVIEW_ACTS
from trustcode.doors.field.queue import READING
from trustcode.doors.field.refused import OTHER_ACT
from trustcode.doors.field.sheet import sheet_page
from trustcode.doors.lobby.forms import Form, FormFault
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_pen, the_actor, the_office
from trustcode.kernel.refusals import Fault, NotFound, Refusal
from trustcode.merchants.actions import deciding, moving
from trustcode.merchants.actions.alone import act_by_name
from trustcode.merchants.queries.sheets import sheet as sheet_of
from trustcode.merchants.rules.standing import Act, arrow_for
from trustcode.merchants.rules.terms import LONGEST_REASON
from trustcode.record.pen import Pen

LONGEST_GROUND = 80


@access("approve merchant")
def review(merchant_id: str) -> Response:
    """Send back, approve, refuse, begin the notice, put in force (T2 to T4)."""
    return _decide(merchant_id, REVIEW_ACTS)


@access(READING)
def measure(merchant_id: str) -> Response:
    """Order to correct, accept, suspend, restore (T5 to T9)."""
    return _decide(merchant_id, MEASURE_ACTS)


@access(READING)
def extension(merchant_id: str) -> Response:
    """More working days to correct, once for each order."""
    form = Form()
    seen = form.whole("seen") or 0

    def extend(pen: Pen) -> str:
        moving.require_unchanged(pen, merchant_id=merchant_id, seen=seen)
        deciding.extend_rectification(pen, merchant_id=merchant_id, scheme=the_office().settings.rules)
        return "extended"

    return answered(form, merchant_id, extend)


def answered(
    form: Form,
    merchant_id: str,
    act: Callable[[Pen], str],
    *,
    page: Callable[[str, Refusal, Mapping[str, str]], Response] = sheet_page,
    endpoint: str = "field.sheet",
) -> Response:
    """Check the form and do the act once; a second sending of the same form gets the same answer.

    Answers with the sheet, or another page of the unit: by a redirect when it was done, again with the reasons when it
    was refused.
    """
    try:
        form.check()
        done = once(form, merchant_id, act)
    except NotFound:
        raise
    except Refusal as refusal:
        return page(merchant_id, refusal, form.typed)
    return redirect(url_for(endpoint, merchant_id=merchant_id, done=done), 303)


def once(form: Form, about: str, act: Callable[[Pen], str]) -> str:
    """Do the act and keep its answer under the address, the person and the form's retry key, in the same transaction."""
    key = f"{request.endpoint}:{the_actor().person_id}:{form.retry_key}" if form.retry_key else ""
    body = {"sent": form.sent, "about": about}
    with open_pen() as pen:
        earlier = pen.answered(key, body) if key else None
        if earlier is not None:
            return str(earlier)
        done = act(pen)
        if key:
            pen.answer(key, body, done)
        return done


def _decide(merchant_id: str, acts: Sequence[Act]) -> Response:
    form = Form()
    chosen = form.choice("act", [act.value for act in acts])
    named, ground = _ground_of(form, chosen, acts)
    reason = form.lines("reason", most=LONGEST_REASON, needed=False)
    seen = form.whole("seen") or 0

    def decide(pen: Pen) -> str:
        moving.require_unchanged(pen, merchant_id=merchant_id, seen=seen)
        return _carry_out(pen, merchant_id, Act(chosen), ground if named == chosen else "", reason)

    return answered(form, merchant_id, decide)


def _ground_of(form: Form, chosen: str, acts: Sequence[Act]) -> tuple[str, str]:
    """The act that a ground belongs to, and the ground; one that belongs to another act is a fault of the form."""
    named, _, ground = form.text("ground", most=LONGEST_GROUND, needed=False).partition(":")
    if chosen and ground and named != chosen and named in {act.value for act in acts}:
        form.faults.append(Fault(FormFault.NOT_OFFERED, "ground", {OTHER_ACT: named}))
    return named, ground


def _carry_out(pen: Pen, merchant_id: str, act: Act, ground: str, reason: str) -> str:
    """Propose, or do what one person may do alone; says which it was."""
    office = the_office()
    scheme = office.settings.rules
    if act is Act.ACTIVATE:
        press = codes.Press(office.keyring, office.settings.public_url)
        codes.activate(pen, merchant_id=merchant_id, press=press, scheme=scheme)
        return "moved"
    if arrow_for(sheet_of(pen, pen.actor, merchant_id).standing, act).needs_two:
        moving.propose(pen, merchant_id=merchant_id, act=act, ground=ground, reason=reason, scheme=scheme)
        return "proposed"
    act_by_name(pen, merchant_id=merchant_id, act=act, ground=ground, remark=reason, scheme=scheme)
    return "moved"
