"""The steps after the first: each is kept as it was sent, right or wrong, before anything is judged."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from flask import redirect, url_for
from werkzeug.wrappers import Response

from trustcode.complaints.actions import phones
from trustcode.complaints.actions.filing import About, file
from trustcode.complaints.rules.filing import MOST_PHOTOS
from trustcode.complaints.rules.identity import read_mobile
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.doors.counter.entrance import TELL, blueprint
from trustcode.doors.counter.filing.draft import Draft, hand_over, keep, the_draft, the_files, the_receipt
from trustcode.doors.counter.filing.forms import step_page
from trustcode.doors.counter.filing.signs import by_digits
from trustcode.doors.counter.filing.steps import (
    Read,
    Step,
    asked,
    first_open,
    is_anonymous,
    is_proved,
    read,
    taken_from,
)
from trustcode.doors.counter.filing.summary import parts
from trustcode.doors.counter.pages import private
from trustcode.doors.counter.shops import shop_of
from trustcode.doors.lobby.bodies import Body
from trustcode.doors.lobby.devices import device_index
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import is_within, limited
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import (
    open_jotter,
    open_pen,
    open_reader,
    the_actor,
    the_body,
    the_moment,
    the_office,
    the_source,
)
from trustcode.doors.wording.msgids import N_
from trustcode.imaging.photos import clean_photo
from trustcode.kernel.refusals import Fault, NotFound, Refusal
from trustcode.merchants.rules.standing import PUBLIC
from trustcode.posting.phones import NotSent
from trustcode.storage.reading import Reader

STEPS = "any(shop, kind, story, details, photos, person, phone, check)"

DEVICE = "complaint"
"""What the hash of a device is bound to here: the same for every shop, since a bot goes from shop to shop."""

CODES_FROM_A_SOURCE = "60 per hour"
"""So that one source alone cannot use up what all may be sent in a day."""

MESSAGE = N_("TrustCode: your code is %(digits)s. It holds for %(minutes)s minutes. Give it to nobody.")

_log = logging.getLogger("trustcode.phones")


@blueprint.get(f"/complaint/<{STEPS}:step>")
@access(TELL)
def filing_step(step: str) -> Response:
    """One step with what was typed so far; faults are shown once it was sent. After sending it is the receipt; else back to the beginning."""
    with open_reader() as reader:
        draft = the_draft(reader)
        if draft is None or Step(step) not in asked(draft):
            return _to_the_beginning(draft)
        by = read(reader, draft)
        open_step = first_open(draft, by)
        which = Step(step)
        if which in {Step.PHONE, Step.CHECK} and open_step not in {None, Step.PHONE, Step.CHECK}:
            return private(redirect(_path(open_step), 303))
        if which is Step.CHECK and open_step is Step.PHONE:
            return private(redirect(_path(Step.PERSON), 303))
        faults = _faults(reader, draft, which, by) if step in draft.seen else []
        return private(_page(reader, draft, which, faults, by))


@blueprint.post(f"/complaint/<{STEPS}:step>")
@access(TELL)
@limited("120 per 10 minutes")
def keep_filing_step(step: str) -> Response:
    """Keep the step, then judge it: on to the next one, or the same again, opened anew, with what is wrong.

    A page that answers a form stands in the way of the phone's own way back: only what is too long to keep gets one.
    """
    which, body, draft = Step(step), the_body(), the_draft()
    if draft is None or which not in asked(draft):
        return _to_the_beginning(draft)
    draft = draft.with_step(step, taken_from(which, body))
    if body.text("go") == "back":
        return private(keep(draft, redirect(_before(draft, which), 303)))
    if which is Step.SHOP and draft.first("short_code").strip():
        return _sign(draft)
    if which is Step.PHOTOS:
        return _photos(draft, body)
    by = _read(draft)
    if which is Step.PHONE:
        return _phone(draft, by, body)
    if faults := by.of(which):
        return _again(draft, which, faults) if draft.is_cut() else private(keep(draft, redirect(_path(which), 303)))
    if which is Step.PERSON and not is_anonymous(draft) and not is_proved(draft):
        return _with_code(draft, which)
    return _send(draft, by) if which is Step.CHECK else _on(draft, which)


def _faults(reader: Reader, draft: Draft, step: Step, by: Read) -> list[Fault]:
    """What is wrong in a step; digits of a sign that lead nowhere come before the name that they spare."""
    of_sign = by_digits(reader, draft)[1] if step is Step.SHOP else []
    return of_sign or by.of(step)


def _sign(draft: Draft) -> Response:
    """On with the shop whose digits were typed; digits that lead nowhere are told on the page they were typed on."""
    with open_reader() as reader:
        draft, faults = by_digits(reader, draft)
    return private(keep(draft, redirect(_path(Step.SHOP if faults else Step.KIND), 303)))


def _photos(draft: Draft, body: Body) -> Response:
    draft, faults = _with_photo(draft, body)
    if faults:
        return _again(draft, Step.PHOTOS, faults)
    return private(keep(draft, redirect(_path(Step.PHOTOS), 303))) if body.text("go") else _on(draft, Step.PHOTOS)


def _with_photo(draft: Draft, body: Body) -> tuple[Draft, list[Fault]]:
    """The photo that came along, cleaned; or one taken out (`go` is `out-2` for the second)."""
    go = body.text("go")
    if go.startswith("out-") and go[4:].isascii() and go[4:].isdigit():
        place = int(go[4:][:2])
        return replace(draft, photos=[one for n, one in enumerate(draft.photos, 1) if n != place]), []
    sent = body.file("photo")
    if sent is None or not sent.content:
        return draft, []
    if len(draft.photos) >= MOST_PHOTOS:
        return draft, [Fault(ComplaintRefusal.TOO_MANY_FILES, "photo", {"most": MOST_PHOTOS})]
    try:
        clean = clean_photo(sent.content)
    except Refusal as refusal:
        return draft, list(refusal.faults)
    files = the_files()
    kept = (files.keep(clean.full), files.keep(clean.thumb))
    return replace(draft, photos=[*draft.photos, kept]), []


def _phone(draft: Draft, by: Read, body: Body) -> Response:
    """The digits that were sent are right, or they are sent once more."""
    if is_proved(draft):
        return _on(draft, Step.PHONE)
    open_step = first_open(draft, by)
    if open_step is not Step.PHONE:
        return private(keep(draft, redirect(_path(open_step or Step.PERSON), 303)))
    if body.text("go") == "again":
        return _with_code(draft, Step.PHONE)
    phone, rules = read_mobile(draft.first("phone")), the_office().settings.rules
    with open_jotter() as jotter:
        fault = phones.try_code(jotter, phone=phone, typed=body.text("digits"), scheme=rules)
    if fault is not None:
        is_over = fault.code is ComplaintRefusal.PHONE_CODE_OVER
        return _again(replace(draft, shown="" if is_over else draft.shown), Step.PHONE, [fault])
    return _on(replace(draft, proved=phone, shown=""), Step.PHONE)


def _with_code(draft: Draft, shown_on: Step) -> Response:
    """Send digits to the phone that was typed, once; then the page that asks for them."""
    phone, rules = read_mobile(draft.first("phone")), the_office().settings.rules
    where = "digits" if shown_on is Step.PHONE else "phone"
    if not is_within(CODES_FROM_A_SOURCE, "phone-codes", the_source()):
        return _again(draft, shown_on, [Fault(ComplaintRefusal.PHONE_CODES_HERE, where)], status=429)
    try:
        with open_jotter() as jotter:
            digits = phones.make_code(jotter, phone=phone, scheme=rules)
        text = translate(MESSAGE) % {"digits": digits, "minutes": rules.phone_code_minutes}
        the_office().phones.send(phone, text)
    except Refusal as refusal:
        return _again(draft, shown_on, [Fault(fault.code, where, dict(fault.facts)) for fault in refusal.faults])
    except NotSent:
        _log.warning("a message to a phone could not be handed over")
        return _again(draft, shown_on, [Fault(ComplaintRefusal.PHONE_AWAY, where)], status=503)
    draft = replace(draft, shown=digits if the_office().settings.is_demo else "")
    return private(keep(draft, redirect(_path(Step.PHONE), 303)))


def _send(draft: Draft, by: Read) -> Response:
    """File it. A step that is not right any more is shown instead; sent twice it is the same matter."""
    open_step = first_open(draft, by)
    if open_step is not None:
        return private(keep(draft, redirect(_path(Step.PERSON if open_step is Step.PHONE else open_step), 303)))
    about = About(
        merchant_id=draft.merchant_id,
        region_code="" if draft.merchant_id else draft.first("region_code"),
        source=draft.source,
        print_serial=draft.serial,
        return_id=draft.return_id,
        device_index=device_index(DEVICE),
        proved=is_proved(draft) and not is_anonymous(draft),
    )
    try:
        with open_pen(the_actor()) as pen:
            file(pen, filing=by.filing, about=about, scheme=the_office().settings.rules, key=draft.key)
            hand_over(draft)
    except NotFound:
        raise
    except Refusal as refusal:
        return _again(draft, Step.CHECK, refusal.faults)
    return private(keep(draft.as_receipt(the_moment()), redirect(url_for("counter.filing_receipt"), 303)))


def _read(draft: Draft) -> Read:
    with open_reader() as reader:
        return read(reader, draft)


def _again(draft: Draft, step: Step, faults: Sequence[Fault], status: int = 422) -> Response:
    with open_reader() as reader:
        page = _page(reader, draft, step, faults, read(reader, draft))
    return keep(draft, private(page, status))


def _on(draft: Draft, step: Step) -> Response:
    return private(keep(draft, redirect(_next(draft, step), 303)))


def _page(reader: Reader, draft: Draft, step: Step, faults: Sequence[Fault], by: Read) -> str:
    if step is not Step.CHECK:
        return step_page(reader, draft, step, faults)
    shop = shop_of(reader, draft.merchant_id, PUBLIC).whole if draft.merchant_id else ""
    return step_page(reader, draft, step, faults, parts=parts(reader, draft, by.filing, shop))


def _to_the_beginning(draft: Draft | None) -> Response:
    """Where a step is none of this filing: its first step; without one the receipt of the last, or a new one."""
    if draft is None and the_receipt() is not None:
        return private(redirect(url_for("counter.filing_receipt"), 303))
    return private(redirect(_path(asked(draft)[0]) if draft else url_for("counter.complaint"), 303))


def _next(draft: Draft, step: Step) -> str:
    steps = asked(draft)
    after = [one for one in steps[steps.index(step) + 1 :] if one is not Step.PHONE or not is_proved(draft)]
    return _path(after[0] if after else Step.CHECK)


def _before(draft: Draft, step: Step) -> str:
    steps = asked(draft)
    before = [one for one in steps[: steps.index(step)] if one is not Step.PHONE]
    return _path(before[-1]) if before else _path(steps[0])


def _path(step: Step) -> str:
    return url_for("counter.filing_step", step=step.value)
