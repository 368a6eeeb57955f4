"""Changing a promise: the terms anew, then what that changes in plain words, the exact text, a name under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.commitments.actions import amending
from trustcode.commitments.queries.drafts import changes_of, shortfalls, text_of
from trustcode.commitments.queries.promises import announced, in_force, lists_on, promises, term_choices
from trustcode.commitments.rules.comparing import Change, is_weaker
from trustcode.commitments.rules.days import first_day_of_weaker
from trustcode.commitments.rules.terms import (
    CommitmentKind,
    CommitmentRefusal,
    Reach,
    Terms,
    extra_faults,
    read_return_terms,
    read_safe_terms,
    return_faults,
)
from trustcode.commitments.rules.text import Lists
from trustcode.doors.desk import choices
from trustcode.doors.desk.drafts import Step, Typed
from trustcode.doors.desk.entrance import APPLY, blueprint
from trustcode.doors.desk.fields import fields_of, sent_in
from trustcode.doors.desk.own import Named, own_sheet, show_form
from trustcode.doors.desk.promise_rows import may_change
from trustcode.doors.desk.retrying import once
from trustcode.doors.desk.signing import account_name, shown_text, signer_faults
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import open_pen, open_reader, the_body, the_language, the_moment, the_office
from trustcode.doors.wording.change_words import change_lines
from trustcode.doors.wording.labels import explained, sentences
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Fault, NotFound, Refusal
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.merchants.rules.standing import IN_FORCE
from trustcode.record.pen import Pen
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class Part:
    """What can be changed: which commitment, for whom, and the step of sign-up that asks for the same fields."""

    which: str
    kind: CommitmentKind
    reach: Reach
    step: Step
    title: str


PARTS = {
    part.which: part
    for part in (
        Part("safety", CommitmentKind.SAFE, Reach.UNIT, Step.SAFETY, N_("Change what you promise besides")),
        Part("returns", CommitmentKind.RETURNS, Reach.UNIT, Step.RETURNS, N_("Change the return promise")),
        Part("everywhere", CommitmentKind.RETURNS, Reach.ENTERPRISE, Step.RETURNS, N_("Promise for all your shops")),
    )
}


@dataclass(frozen=True)
class AtHand:
    """A change at hand: the shop, the part, the lists of the day."""

    unit: MerchantSheet
    part: Part
    lists: Lists

    @property
    def called(self) -> Named:
        """What the shop is called."""
        return Named(self.unit.shop_name, self.unit.branch_name)


@blueprint.get("/<merchant_id>/promises/<any(safety, returns, everywhere):which>")
@access(APPLY)
def change_page(merchant_id: str, which: str) -> str | Response:
    """The terms as they are, or as they were typed on the way back from the check, to be changed."""
    with open_reader() as reader:
        one = _change(reader, merchant_id, which)
        typed = _typed_of(one.part, request.args) if one else {}
        typed = typed if any(typed.values()) or one is None else _typed_now(reader, one)
    return to_promises(merchant_id) if one is None else _form(one, typed, [])


@blueprint.post("/<merchant_id>/promises/<any(safety, returns, everywhere):which>")
@access(APPLY)
@limited("120 per 10 minutes")
def change(merchant_id: str, which: str) -> Response:
    """Judge what was typed: on to the check, or the same page with what is wrong (422)."""
    with open_reader() as reader:
        one = _change(reader, merchant_id, which)
        if one is None:
            return to_promises(merchant_id)
        typed = {
            name: values for name, values in sent_in(one.part.step, the_body()).items() if name != "offers_returns"
        }
        faults = _faults(reader, one, typed)
    if faults:
        return make_response(_form(one, typed, faults), 422)
    return redirect(_address("desk.change_check", one, typed), 303)


@blueprint.get("/<merchant_id>/promises/<any(safety, returns, everywhere):which>/check")
@access(APPLY)
def change_check(merchant_id: str, which: str) -> str | Response:
    """What would change, from which day, and the exact text to sign."""
    with open_reader() as reader:
        one = _change(reader, merchant_id, which)
        if one is None:
            return to_promises(merchant_id)
        return _checked(reader, one)


@blueprint.post("/<merchant_id>/promises/<any(safety, returns, everywhere):which>/check")
@access(APPLY)
@limited("30 per hour")
def sign_change(merchant_id: str, which: str) -> Response:
    """Sign what was shown."""
    form, part = Form(), PARTS[which]
    agreed, authorised = form.text("agreed", most=64, needed=False), form.yes("authorised")
    signer = form.text("signer", needed=False)

    def sign(pen: Pen) -> str:
        terms = _terms(pen, part, _typed_of(part, request.args))
        amended = amending.amend(
            pen,
            merchant_id=merchant_id,
            kind=part.kind,
            terms=terms,
            agreed_hash=agreed,
            scheme=the_office().settings.rules,
            reach=part.reach,
        )
        return amended.commitment_id

    try:
        form.faults.extend(signer_faults(authorised=authorised, signer=signer))
        form.check()
        with open_pen() as pen:
            once(pen, form, {"agreed": agreed}, lambda: sign(pen))
    except NotFound:
        raise
    except Refusal as refusal:
        return _refused(merchant_id, which, refusal, {"authorised": authorised, "signer": signer})
    return to_promises(merchant_id, which, "signed")


def to_promises(merchant_id: str, which: str = "", done: str = "") -> Response:
    """To the page of promises, which says what was `done` about which promise."""
    said: dict[str, Any] = {"about": which, "done": done} if done else {}
    return redirect(url_for("desk.promises_page", merchant_id=merchant_id, **said), 303)


def _change(reader: Reader, merchant_id: str, which: str) -> AtHand | None:
    """The change at hand; None when nothing can be changed now. Raises NotFound for another's shop."""
    unit, today = own_sheet(reader, merchant_id), civil_day(the_moment())
    lists, part = lists_on(reader, today), PARTS[which]
    is_announced = announced(promises(reader, merchant_id), part.kind, today, part.reach) is not None
    if unit.standing not in IN_FORCE or is_announced or not may_change(part.kind, unit, lists):
        return None
    return AtHand(unit, part, lists)


def _typed_of(part: Part, args: Any) -> Typed:
    """The terms in an address."""
    names = [name for name in fields_of(part.step) if name != "offers_returns"]
    return {name: [value[:2_000] for value in args.getlist(name)[:100]] for name in names}


def _typed_now(reader: Reader, one: AtHand) -> Typed:
    """The terms that count today; for all shops, or where there are none yet, the shop's own or the usual ones."""
    signed, today = promises(reader, one.unit.id), civil_day(the_moment())
    if one.part.kind is CommitmentKind.SAFE:
        safe = in_force(signed, CommitmentKind.SAFE, today)
        return {"safe_extra": [safe.safe.extra if safe and safe.safe else ""]}
    known = in_force(signed, CommitmentKind.RETURNS, today, one.part.reach) or in_force(
        signed, CommitmentKind.RETURNS, today
    )
    if known is None or known.returns is None:
        return {name: list(values) for name, values in choices.USUAL.items()}
    return {
        name: [str(v) for v in value] if isinstance(value, (list, tuple)) else [str(value)]
        for name, value in known.returns.plain().items()
    }


def _terms(reader: Reader, part: Part, typed: Typed) -> Terms:
    if part.kind is CommitmentKind.SAFE:
        return read_safe_terms(typed)
    lists = lists_on(reader, civil_day(the_moment()))
    return read_return_terms(typed, term_choices(lists), the_office().settings.rules)


def _faults(reader: Reader, one: AtHand, typed: Typed) -> Sequence[Fault]:
    """What is wrong, also against what counts now: less than the enterprise promised, or nothing new."""
    if one.part.kind is CommitmentKind.SAFE:
        found = extra_faults((*typed["safe_extra"], "")[0].strip(), "safe_extra")
    else:
        found = return_faults(typed, term_choices(one.lists), the_office().settings.rules)
    if found:
        return found
    terms, today = _terms(reader, one.part, typed), civil_day(the_moment())
    if one.part.reach is Reach.UNIT and one.part.kind is CommitmentKind.RETURNS:
        short = shortfalls(reader, one.unit.id, terms, today)
        if short:
            return short
    is_first = in_force(promises(reader, one.unit.id), one.part.kind, today, one.part.reach) is None
    if not is_first and not _changes(reader, one, terms):
        return [Fault(CommitmentRefusal.NOTHING_CHANGED)]
    return []


def _changes(reader: Reader, one: AtHand, terms: Terms) -> tuple[Change, ...]:
    return changes_of(reader, one.unit.id, one.part.kind, terms, civil_day(the_moment()), one.part.reach)


def _address(endpoint: str, one: AtHand, typed: Typed) -> str:
    values: dict[str, Any] = {name: list(several) for name, several in typed.items()}
    return url_for(endpoint, merchant_id=one.unit.id, which=one.part.which, **values)


def _form(one: AtHand, typed: Typed, faults: Sequence[Fault]) -> str:
    order = fields_of(one.part.step)
    ordered = sorted(faults, key=lambda f: order.index(f.where) if f.where in order else -1)
    said = sentences(the_language(), ordered, civil_day(the_moment()))
    scheme = the_office().settings.rules
    return show_form(
        "desk/change.html",
        one.unit,
        one.called,
        which=one.part.which,
        title=translate(one.part.title),
        notice_days=scheme.promise_notice_days,
        typed=typed,
        errors=said,
        wrong=dict(reversed(said)),
        back_path=url_for("desk.promises_page", merchant_id=one.unit.id),
        offered={
            "first_time": False,
            "likely": choices.likely_goods(one.unit.industry),
            "terms": choices.terms(one.lists, the_language()),
            "refund_days": tuple(range(scheme.longest_refund_days + 1)),
            "scheme": scheme,
        },
    )


def _checked(reader: Reader, one: AtHand, **values: Any) -> str | Response:
    typed = _typed_of(one.part, request.args)
    if _faults(reader, one, typed):
        return redirect(_address("desk.change_page", one, typed), 303)
    terms, today = _terms(reader, one.part, typed), civil_day(the_moment())
    changes = _changes(reader, one, terms)
    notice_days = the_office().settings.rules.promise_notice_days
    weaker = is_weaker(changes)
    given: Mapping[str, Any] = {"typed": {"authorised": False, "signer": ""}, **values}
    return show_form(
        "desk/change-check.html",
        one.unit,
        one.called,
        which=one.part.which,
        title=translate(one.part.title),
        lines=change_lines(the_language(), changes, one.lists),
        is_weaker=weaker,
        from_on=first_day_of_weaker(today, notice_days) if weaker else today,
        notice_days=notice_days,
        text=shown_text(one.part.kind, text_of(reader, one.unit.id, terms, one.lists)),
        account_name=account_name(),
        back_path=_address("desk.change_page", one, typed),
        **given,
    )


def _refused(merchant_id: str, which: str, refusal: Refusal, typed: Mapping[str, Any]) -> Response:
    said = explained(the_language(), refusal, civil_day(the_moment()))
    with open_reader() as reader:
        one = _change(reader, merchant_id, which)
        if one is None:
            return to_promises(merchant_id)
        shown = _checked(reader, one, errors=said, wrong=dict(reversed(said)), typed=typed)
    return make_response(shown, 422) if isinstance(shown, str) else shown
