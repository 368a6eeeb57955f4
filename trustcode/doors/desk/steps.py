"""The first four steps of an application: each is kept as it was sent, right or wrong, before anything is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.doors.desk import choices
from trustcode.doors.desk.checking import Measures, faults_in, is_asked, knows_trade, measures
from trustcode.doors.desk.correcting import is_unchanged, step_to_change
from trustcode.doors.desk.drafts import Draft, Step, draft
from trustcode.doors.desk.entrance import APPLY, blueprint
from trustcode.doors.desk.fields import fields_of, sent_in
from trustcode.doors.desk.follow import reasons
from trustcode.doors.desk.own import EDITABLE, Named, own_sheet, show_form
from trustcode.doors.desk.photos import refused_photo, taken
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import (
    open_jotter,
    open_reader,
    the_actor,
    the_body,
    the_language,
    the_moment,
    the_office,
)
from trustcode.doors.wording.filters import hour
from trustcode.doors.wording.labels import sentences
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Fault
from trustcode.merchants.actions import applying
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.merchants.rules.standing import Standing

LABELS = {
    Step.BUSINESS: N_("Your business"),
    Step.SHOP: N_("Your shop"),
    Step.SAFETY: N_("The five assurances"),
    Step.RETURNS: N_("Returns without a reason"),
    Step.SIGN: N_("Check and sign"),
}
ORDER = tuple(Step)


@dataclass(frozen=True)
class StepLine:
    """One line of the list of steps. `state`: now, right, wrong, left (not needed) or open."""

    number: int
    label: str
    path: str
    name: str
    state: str


@dataclass(frozen=True)
class Application:
    """A unit whose application can be changed, with its draft and what that is held against.

    `sent_back` is why the officer wants it corrected: the ground and what was written, in words. `unchanged`: it was
    sent back and still says what it said then.
    """

    unit: MerchantSheet
    draft: Draft
    by: Measures
    sent_back: tuple[str, str] = ("", "")
    unchanged: bool = False

    @property
    def to_change(self) -> Step | None:
        """The step that the ground is about, while nothing was changed."""
        return step_to_change(self.unit, unchanged=self.unchanged)

    @property
    def called(self) -> Named:
        """The names typed so far."""
        return Named(self.draft.first("shop_name"), self.draft.first("branch_name"))


def application(merchant_id: str) -> Application | None:
    """The visitor's application, or None when it is out of their hands at present. Raises NotFound."""
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
        if unit.standing not in EDITABLE:
            return None
        by = measures(reader, civil_day(the_moment()), the_office().settings.rules)
        sent_back = reasons(reader, unit) if unit.standing is Standing.CORRECTING else ("", "")
        kept = draft(reader, the_actor(), unit)
        return Application(unit, kept, by, sent_back, is_unchanged(reader, the_actor(), unit, kept))


def step_lines(one: Application, now: Step) -> tuple[StepLine, ...]:
    """All five steps, for jumping between them."""
    return tuple(
        StepLine(n, translate(LABELS[step]), step_path(one.unit.id, step), step.value, _state(one, step, now))
        for n, step in enumerate(ORDER, start=1)
    )


def step_path(merchant_id: str, step: Step) -> str:
    """Where a step is filled in."""
    if step is Step.SIGN:
        return url_for("desk.sign_page", merchant_id=merchant_id)
    return url_for("desk.step_page", merchant_id=merchant_id, step=step.value)


def out_of_hands(merchant_id: str) -> Response:
    """To the progress of an application that cannot be changed now."""
    return redirect(url_for("desk.progress", merchant_id=merchant_id), 303)


@blueprint.get("/<merchant_id>/<any(business, shop, safety, returns):step>")
@access(APPLY)
def step_page(merchant_id: str, step: str) -> str | Response:
    """One step, with what was typed so far; faults are shown once it has been sent."""
    one, which = application(merchant_id), Step(step)
    if one is None:
        return out_of_hands(merchant_id)
    faults = _faults(which, one.draft, one.by) if which in one.draft.seen else []
    return _page(one, which, faults)


@blueprint.post("/<merchant_id>/<any(business, shop, safety, returns):step>")
@access(APPLY)
@limited("120 per 10 minutes")
def save_step(merchant_id: str, step: str) -> Response:
    """Keep the step, then judge it: on to the next one, or to the same again, which shows what is wrong.

    Always by a redirect, so that going back in the browser never asks to send a form again.
    """
    one, which, body = application(merchant_id), Step(step), the_body()
    if one is None:
        return out_of_hands(merchant_id)
    photo = taken(body) if which is Step.SHOP else {}
    if which is Step.RETURNS and not knows_trade(one.draft, one.by):
        return redirect(_elsewhere(one, which, body.text("go")) or step_path(merchant_id, Step.BUSINESS), 303)
    kept = one.draft.with_step(which, {**sent_in(which, body), **photo})
    with open_jotter() as jotter:
        applying.save_draft(jotter, merchant_id=merchant_id, typed=kept.plain())
    elsewhere = _elsewhere(one, which, body.text("go"))
    if elsewhere:
        return redirect(elsewhere, 303)
    if _faults(which, kept, one.by):
        return redirect(_again_path(one, which), 303)
    return redirect(_next_path(replace(one, draft=kept), which), 303)


def _faults(step: Step, kept: Draft, by: Measures) -> list[Fault]:
    """What is wrong in a step, with the photo that could not be taken; then none is asked for in the same breath."""
    refused = refused_photo(kept.typed) if step is Step.SHOP else []
    return [*refused, *(f for f in faults_in(step, kept, by) if not (refused and f.where == "photo"))]


def _again_path(one: Application, step: Step) -> str:
    return step_path(one.unit.id, step) + (f"?then={Step.SIGN}" if _then() else "")


def _elsewhere(one: Application, step: Step, go: str) -> str:
    """Where somebody goes who does not want the next step: back, home, or to another step; empty for nobody."""
    if go == "home":
        return url_for("desk.shop", merchant_id=one.unit.id)
    if go == "back":
        return _back_path(one, step)
    return step_path(one.unit.id, Step(go)) if go in set(Step) else ""


def _next_path(one: Application, step: Step) -> str:
    if the_body().text("then") == Step.SIGN:
        return step_path(one.unit.id, Step.SIGN)
    following = (s for s in ORDER[ORDER.index(step) + 1 :] if is_asked(s, one.draft, one.by))
    return step_path(one.unit.id, next(following))


def _page(one: Application, step: Step, faults: Sequence[Fault]) -> str:
    order = fields_of(step)
    ordered = sorted(faults, key=lambda fault: order.index(fault.where))
    said = sentences(the_language(), ordered, civil_day(the_moment()))
    return show_form(
        f"desk/{step.value}.html",
        one.unit,
        one.called,
        lines=step_lines(one, step),
        number=ORDER.index(step) + 1,
        back_path=_back_path(one, step),
        saved=saved_words(one.draft),
        sent_back=one.sent_back,
        then=_then(),
        typed=_typed(one, step),
        errors=said,
        wrong=dict(reversed(said)),
        offered=_offered(one, step),
    )


def _typed(one: Application, step: Step) -> Mapping[str, Sequence[str]]:
    """What was typed; before the terms of returns are first sent, the usual answers stand there."""
    usual = choices.USUAL if step is Step.RETURNS and step not in one.draft.seen else {}
    return {**usual, **{name: tuple(values) for name, values in one.draft.typed.items()}}


def saved_words(kept: Draft) -> str:
    """When the draft was last kept, in words; nothing before the first time."""
    if kept.saved_at is None:
        return ""
    return translate(N_("Draft saved %(hour)s")) % {"hour": hour(kept.saved_at)}


def _back_path(one: Application, step: Step) -> str:
    place = ORDER.index(step)
    return step_path(one.unit.id, ORDER[place - 1]) if place else ""


def _then() -> str:
    """`sign` for somebody who came from the last page to change one thing and goes back there."""
    asked = the_body().text("then") if request.method == "POST" else request.args.get("then", "")
    return asked if asked == Step.SIGN else ""


def _state(one: Application, step: Step, now: Step) -> str:
    if step is now:
        return "now"
    if not is_asked(step, one.draft, one.by) and Step.BUSINESS in one.draft.seen:
        return "left"
    if step is one.to_change:
        return "wrong"
    if step not in one.draft.seen:
        return "open"
    return "wrong" if faults_in(step, one.draft, one.by) else "right"


def _offered(one: Application, step: Step) -> Mapping[str, Any]:
    lists, language = one.by.lists, the_language()
    if step is Step.BUSINESS:
        return {"kinds": choices.kinds(lists, language), "industries": choices.industries(lists, language)}
    if step is Step.SHOP:
        return {"counties": choices.counties(one.by.regions, language)}
    if step is Step.SAFETY:
        return {"assurances": choices.assurances(lists, language)}
    asked = is_asked(step, one.draft, one.by)
    refund_days = range(one.by.scheme.longest_refund_days + 1)
    return {
        "asked": asked,
        "knows_trade": knows_trade(one.draft, one.by),
        "business_path": step_path(one.unit.id, Step.BUSINESS),
        "first_time": Step.RETURNS not in one.draft.seen,
        "likely": choices.likely_goods(one.draft.first("industry")),
        "terms": choices.terms(lists, language),
        "refund_days": tuple(refund_days),
        "scheme": one.by.scheme,
    }
