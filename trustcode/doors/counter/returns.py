"""The shopper confirms or disputes what a shop has logged: by the link in the code on the shop's screen, or by its digits.

No sign-in, no name, no number. A wrong link is an address that is not there; wrong digits tell nothing of others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.doors.counter.claims import claim_of
from trustcode.doors.counter.entrance import ANSWER, TELL, blueprint
from trustcode.doors.counter.filing.draft import draft_of_refusal, keep
from trustcode.doors.counter.filing.steps import Step
from trustcode.doors.counter.pages import private
from trustcode.doors.counter.shops import PublicShop, asked_shop, shop_of
from trustcode.doors.lobby.devices import device_index, give_device, network_index
from trustcode.doors.lobby.errors import waiting_page
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import is_within, limited, may_still
from trustcode.doors.lobby.office import the_frame, translate
from trustcode.doors.lobby.own_devices import note_own_device
from trustcode.doors.lobby.present import open_pen, open_reader, the_actor, the_language, the_moment, the_office
from trustcode.doors.wording.labels import explained, label
from trustcode.doors.wording.msgids import N_
from trustcode.doors.wording.pages import render
from trustcode.kernel.identifiers import is_id, new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.rules.standing import PUBLIC
from trustcode.returns.actions.answering import answer
from trustcode.returns.queries.receipts import ReturnReceipt, found_by_digits, receipt
from trustcode.returns.rules.confirming import LONGEST_ANSWER
from trustcode.returns.rules.refusals import ReturnRefusal
from trustcode.returns.rules.words import Answer, DisputeReason, Outcome
from trustcode.storage.reading import Reader

WRONG_DIGITS = "200 per hour"
"""Wrong digits that one shop's form takes from everybody together; then it takes no right ones either, so that guessing
ends, while the code on the screen works all the same."""

WAIT_SECONDS = 600


@blueprint.get("/returns/<return_id>/<token>")
@access(ANSWER)
def claim(return_id: str, token: str) -> Response:
    """The shop's claim and one question; once it is answered, what was said."""
    try:
        with open_reader() as reader:
            found = _found(reader, return_id, token)
            page = _claim(reader, found, token)
    except NotFound:
        return _no_claim()
    return _quiet(page)


@blueprint.get("/returns/<return_id>/<token>/no")
@access(ANSWER)
def dispute(return_id: str, token: str) -> Response:
    """What is not right, in one choice and, if the shopper likes, one line."""
    with open_reader() as reader:
        found = _found(reader, return_id, token)
        page = _dispute(reader, found, token) if _is_open(found) else _claim(reader, found, token)
    return _quiet(page)


@blueprint.post("/returns/<return_id>/<token>")
@access(ANSWER)
@limited("30 per hour")
def answer_claim(return_id: str, token: str) -> Response:
    """Keep the answer, once, with the kind of device that it came from."""
    form = Form()
    with open_reader() as reader:
        found = _found(reader, return_id, token)
        if not found.entry.is_effective:
            return _quiet(_claim(reader, found, token))
    said = form.choice("answer", list(Answer))
    reason = form.choice("reason", list(DisputeReason), needed=False)
    note = form.text("note", most=LONGEST_ANSWER, needed=False)
    merchant_id = found.entry.merchant_id
    try:
        form.check()
        note_own_device()
        with open_pen(the_actor()) as pen:
            answer(
                pen,
                return_id=return_id,
                token=token,
                answer=Answer(said),
                reason=DisputeReason(reason) if reason else None,
                note=note,
                device_index=device_index(merchant_id),
                network_index=network_index(merchant_id),
                scheme=the_office().settings.rules,
            )
    except NotFound:
        raise
    except Refusal as refusal:
        return _not_kept(refusal, return_id, token, form)
    return redirect(url_for("counter.claim", return_id=return_id, token=token), 303)


@blueprint.post("/returns/<return_id>/<token>/complaint")
@access(TELL)
@limited("30 per hour")
def complain_of_refusal(return_id: str, token: str) -> Response:
    """Begin a complaint that names this refused return, with what the ledger says of the goods filled in."""
    with open_reader() as reader:
        one = _found(reader, return_id, token).entry
    if one.line.outcome is not Outcome.REFUSED:
        raise NotFound(ReturnRefusal.NO_SUCH_RETURN)
    draft = draft_of_refusal(one)
    return private(keep(draft, redirect(url_for("counter.filing_step", step=Step.KIND.value), 303)))


@blueprint.get("/returns")
@access(ANSWER)
def digits_page() -> Response:
    """The form for the eight digits, for a shop that shoppers can see."""
    with open_reader() as reader:
        return _quiet(_digits(asked_shop(reader, PUBLIC)))


@blueprint.post("/returns")
@access(ANSWER)
@limited("20 per 10 minutes")
def digits() -> Response:
    """To the claim that the digits belong to; wrong ones are all alike."""
    form, office = Form(), the_office()
    typed = form.text("digits", most=40, needed=False)
    form.check()
    with open_reader() as reader:
        shop = asked_shop(reader, PUBLIC)
        is_closed = not may_still(WRONG_DIGITS, "digits", shop.id)
        found = None if is_closed else found_by_digits(reader, shop.id, typed, the_moment(), office.settings.rules)
    if found is not None:
        return redirect(url_for("counter.claim", return_id=found.return_id, token=found.token), 303)
    if is_closed or not is_within(WRONG_DIGITS, "digits", shop.id):
        return waiting_page(
            WAIT_SECONDS, translate(N_("Too many wrong digits here. Scan the code on the shop’s screen."))
        )
    said = translate(N_("No entry of today has these digits. Look at the shop’s screen once more."))
    return make_response(_digits(shop, typed=typed, errors=[("digits", said)], wrong={"digits": said}), 422)


def _found(reader: Reader, return_id: str, token: str) -> ReturnReceipt:
    if not is_id(return_id) or len(token) > 40:
        raise NotFound(ReturnRefusal.NO_SUCH_RETURN)
    return receipt(reader, return_id, token, the_moment(), the_office().settings.rules)


def _no_claim() -> Response:
    """The same for every address that leads to nothing: what a shopper does who was given a link that was cut off."""
    return make_response(_page("counter/no-claim.html"), 404)


def _is_open(found: ReturnReceipt) -> bool:
    return found.is_open and found.entry.is_effective


def _claim(reader: Reader, found: ReturnReceipt, token: str, **values: Any) -> str:
    shop = shop_of(reader, found.entry.merchant_id, PUBLIC)
    one = claim_of(reader, found, shop)
    template = "counter/claim.html" if _is_open(found) else "counter/answered.html"
    return _page(template, one=one, shop=shop, until=found.code.link_until, paths=_paths(found, token), **values)


def _dispute(reader: Reader, found: ReturnReceipt, token: str, **values: Any) -> str:
    shop = shop_of(reader, found.entry.merchant_id, PUBLIC)
    reasons = [(reason.value, label(the_language(), reason), "") for reason in DisputeReason]
    one = claim_of(reader, found, shop)
    given = {"typed": {}, **values}
    return _page("counter/dispute.html", one=one, shop=shop, reasons=reasons, paths=_paths(found, token), **given)


def _not_kept(refusal: Refusal, return_id: str, token: str, form: Form) -> Response:
    """The question again with what is missing; an answer that came too late shows how it stands now."""
    said = explained(the_language(), refusal, civil_day(the_moment()))
    with open_reader() as reader:
        found = _found(reader, return_id, token)
        if not _is_open(found):
            return _quiet(_claim(reader, found, token))
        page = _dispute(reader, found, token, typed=form.typed, errors=said, wrong=dict(reversed(said)))
    return _quiet(page, 422)


def _digits(shop: PublicShop, **values: Any) -> str:
    return _page("counter/digits.html", shop=shop, **{"typed": "", **values})


def _paths(found: ReturnReceipt, token: str) -> Mapping[str, str]:
    where: dict[str, Any] = {"return_id": found.entry.id, "token": token}
    shop_path = f"{request.script_root}/m/{found.entry.merchant_id}"
    return {
        "claim": url_for("counter.claim", **where),
        "no": url_for("counter.dispute", **where),
        "complain": url_for("counter.complain_of_refusal", **where),
        "shop": shop_path,
    }


def _page(template: str, **values: Any) -> str:
    """A page without a way to sign in: nobody here needs one."""
    other = request.full_path.rstrip("?") if the_language() == "en" else "/en" + request.full_path.rstrip("?")
    frame = replace(the_frame(), sign_in_path="", other_language_path=other)
    given = {"errors": [], "wrong": {}, "retry_key": new_id(), "today": civil_day(the_moment()), **values}
    return render(template, the_language(), frame=frame, **given)


def _quiet(page: str, status: int = 200) -> Response:
    """A page whose address is nobody else's: not for search engines; the device is known from now on, and whose it is."""
    response = make_response(page, status)
    response.headers["X-Robots-Tag"] = "noindex"
    give_device(response)
    note_own_device()
    return response
