"""The last step: everything at a glance, the exact text of both promises, a name under it. Then the receipt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import make_response, redirect, url_for
from werkzeug.wrappers import Response

from trustcode.commitments.actions.signing import Pledge, sign_and_submit, texts_of
from trustcode.commitments.rules.terms import CommitmentKind, CommitmentRefusal
from trustcode.commitments.rules.text import PromiseText
from trustcode.doors.desk.checking import is_asked, pledge_of, wrong_steps
from trustcode.doors.desk.drafts import Step
from trustcode.doors.desk.entrance import APPLY, blueprint
from trustcode.doors.desk.follow import office_words
from trustcode.doors.desk.own import Named, own_sheet, show_form, show_shop
from trustcode.doors.desk.retrying import once
from trustcode.doors.desk.steps import ORDER, Application, application, out_of_hands, saved_words, step_lines, step_path
from trustcode.doors.desk.summary import Chapter, chapters
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.login import the_visitor
from trustcode.doors.lobby.present import open_pen, open_reader, the_language, the_moment, the_office
from trustcode.doors.wording.labels import explained
from trustcode.kernel.identifiers import tidy
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Fault, NotFound, Refusal
from trustcode.merchants.rules.standing import Standing
from trustcode.record.pen import Pen


@dataclass(frozen=True)
class ShownText:
    """One promise as it is signed: which, its exact text in both languages by paragraphs, and its hash."""

    which: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    hash: str


@blueprint.get("/<merchant_id>/sign")
@access(APPLY)
def sign_page(merchant_id: str) -> str | Response:
    """Check everything and sign; while something is missing, where it is."""
    one = application(merchant_id)
    return out_of_hands(merchant_id) if one is None else _page(one)


@blueprint.post("/<merchant_id>/sign")
@access(APPLY)
def sign(merchant_id: str) -> Response:
    """Sign what was shown and hand the application in."""
    one, form = application(merchant_id), Form()
    if one is None:
        return redirect(url_for("desk.receipt", merchant_id=merchant_id), 303)
    agreed = {kind: form.text(f"agreed_{kind.value}", most=64, needed=False) for kind in CommitmentKind}
    authorised, signer = form.yes("authorised"), form.text("signer", needed=False)
    try:
        form.faults.extend(signer_faults(authorised=authorised, signer=signer))
        form.check()
        with open_pen() as pen:
            once(pen, form, {"agreed": agreed}, lambda: _submit(pen, one, agreed))
    except NotFound:
        raise
    except Refusal as refusal:
        said = explained(the_language(), refusal, civil_day(the_moment()))
        typed = {"authorised": authorised, "signer": signer}
        return make_response(_page(one, errors=said, wrong=dict(reversed(said)), typed=typed), 422)
    return redirect(url_for("desk.receipt", merchant_id=merchant_id), 303)


@blueprint.get("/<merchant_id>/receipt")
@access(APPLY)
def receipt(merchant_id: str) -> str | Response:
    """What happens next, by which day, and who decides."""
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
        office = office_words(reader, unit)
    if unit.standing is not Standing.SUBMITTED:
        return redirect(url_for("desk.progress", merchant_id=merchant_id), 303)
    notice_days = the_office().settings.rules.notice_workdays
    called = Named(unit.shop_name, unit.branch_name)
    return show_shop("desk/receipt.html", unit, called, office=office, notice_days=notice_days)


def shown_text(kind: CommitmentKind, text: PromiseText) -> ShownText:
    """A promise by its paragraphs."""
    return ShownText(kind.value, tuple(text.zh.split("\n")), tuple(text.en.split("\n")), text.hash)


def _submit(pen: Pen, one: Application, agreed: Mapping[CommitmentKind, str]) -> None:
    given = {kind: text_hash for kind, text_hash in agreed.items() if text_hash}
    pledge = pledge_of(one.draft, one.by)
    sign_and_submit(pen, merchant_id=one.unit.id, pledge=pledge, agreed=given, scheme=one.by.scheme)


def signer_faults(*, authorised: bool, signer: str) -> list[Fault]:
    """What is missing under a signature: the box ticked, the name as on the account."""
    faults = [] if authorised else [Fault(CommitmentRefusal.NOT_AGREED, "authorised")]
    if _bare(signer) != _bare(account_name()):
        faults.append(Fault(CommitmentRefusal.NOT_AGREED, "signer", {"name": account_name()}))
    return faults


def _bare(name: str) -> str:
    return tidy(name).replace(" ", "").casefold()


def account_name() -> str:
    """The name of the visitor, as on their account."""
    visitor = the_visitor()
    return visitor.name if visitor else ""


def _page(one: Application, **values: Any) -> str:
    missing = [(ORDER.index(step) + 1, step_path(one.unit.id, step), step) for step in wrong_steps(one.draft, one.by)]
    pledge = None if missing else pledge_of(one.draft, one.by)
    lines = step_lines(one, Step.SIGN)
    before = next(s for s in reversed(ORDER[:-1]) if is_asked(s, one.draft, one.by))
    given = {"typed": {"authorised": False, "signer": ""}, **values}
    return show_form(
        "desk/sign.html",
        one.unit,
        one.called,
        lines=lines,
        number=len(lines),
        back_path=step_path(one.unit.id, before),
        saved=saved_words(one.draft),
        sent_back=one.sent_back,
        unchanged=one.unchanged,
        to_change=lines[ORDER.index(one.to_change)] if one.to_change else None,
        missing=tuple(line for line in lines if line.number in {number for number, _, _ in missing}),
        chapters=_chapters(one, pledge),
        texts=_texts(one, pledge),
        thumb=one.draft.first("thumb") or one.unit.thumb,
        account_name=account_name(),
        **given,
    )


def _chapters(one: Application, pledge: Pledge | None) -> tuple[Chapter, ...]:
    return () if pledge is None else chapters(one.unit.id, pledge, one.by, the_language())


def _texts(one: Application, pledge: Pledge | None) -> tuple[ShownText, ...]:
    if pledge is None:
        return ()
    return tuple(shown_text(kind, text) for kind, text in texts_of(pledge, one.by.lists).items())
