"""How a filing begins: from a shop's page (its address names shop and print), by the digits of a sign, or without any."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.complaints.rules.words import Source
from trustcode.doors.counter.entrance import TELL, blueprint
from trustcode.doors.counter.filing.draft import Draft, forget, keep, the_draft, the_receipt
from trustcode.doors.counter.filing.forms import step_page
from trustcode.doors.counter.filing.signs import by_digits
from trustcode.doors.counter.filing.steps import Step, read, taken_from
from trustcode.doors.counter.pages import private
from trustcode.doors.counter.shops import PublicShop, asked_shop
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.present import open_reader, the_body
from trustcode.kernel.refusals import Fault
from trustcode.merchants.rules.standing import PUBLIC
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class Begun:
    """What the first page knows: the shop that the address names, and a draft of before about the same or another."""

    shop: PublicShop | None
    draft: Draft | None

    @property
    def is_other(self) -> bool:
        """Whether the draft is about something else than the address."""
        return self.draft is not None and self.shop is not None and self.draft.merchant_id != self.shop.id


@blueprint.get("/complaint")
@access(TELL)
def complaint() -> Response:
    """The first question: which shop, or, where that is known, complaint or report."""
    with open_reader() as reader:
        begun = _begun(reader)
        return private(_page(reader, begun, _fresh(begun), []))


@blueprint.post("/complaint")
@access(TELL)
@limited("120 per 10 minutes")
def begin_complaint() -> Response:
    """Keep the answer to the first question in a draft, a new one unless it is about the same shop as before."""
    with open_reader() as reader:
        begun = _begun(reader)
        step = Step.KIND if begun.shop else Step.SHOP
        draft = _fresh(begun).with_step(step.value, taken_from(step, the_body()))
        faults: list[Fault] = []
        if step is Step.SHOP:
            draft, faults = by_digits(reader, draft)
        open_faults = read(reader, draft).of(step)
        if draft.is_cut():
            faults = faults or open_faults
        page = _page(reader, begun, draft, faults) if faults else ""
    if page:
        return keep(draft, private(page, 422))
    following = step if open_faults else Step.STORY if step is Step.KIND else Step.KIND
    return private(keep(draft, redirect(url_for("counter.filing_step", step=following.value), 303)))


@blueprint.post("/complaint/away")
@access(TELL)
@limited("60 per 10 minutes")
def throw_draft_away() -> Response:
    """The draft is gone, and the device forgets its key."""
    return private(forget(redirect(url_for("counter.complaint", gone="1"), 303)))


def _begun(reader: Reader) -> Begun:
    shop = asked_shop(reader, PUBLIC) if request.args.get("shop") else None
    return Begun(shop, the_draft(reader))


def _fresh(begun: Begun) -> Draft:
    """The draft to go on with; a new one where there is none, or where it is about another shop."""
    if begun.shop is None:
        return begun.draft if begun.draft and not begun.draft.merchant_id else Draft()
    if begun.draft and begun.draft.merchant_id == begun.shop.id:
        return begun.draft
    source = Source.SCAN if begun.shop.serial else Source.SEARCH
    return Draft(merchant_id=begun.shop.id, serial=begun.shop.serial, source=source)


def _page(reader: Reader, begun: Begun, draft: Draft, faults: list[Fault]) -> str:
    step = Step.KIND if begun.shop else Step.SHOP
    other = begun.draft if begun.is_other or (begun.shop is None and begun.draft and begun.draft.merchant_id) else None
    return step_page(reader, draft, step, faults, shop=begun.shop, other=other, was_sent=the_receipt() is not None)
