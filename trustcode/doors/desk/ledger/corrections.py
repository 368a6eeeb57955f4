"""Correcting an entry: a new one takes its place. The owner does it at once, staff ask for it, the owner decides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import make_response, redirect, url_for
from werkzeug.wrappers import Response

from trustcode.commitments.queries.promises import lists_on
from trustcode.doors.desk.entrance import CORRECT, blueprint
from trustcode.doors.desk.ledger.entry_page import own_entry
from trustcode.doors.desk.ledger.filled import Filled, from_line, sent
from trustcode.doors.desk.ledger.form_page import entry_form, judged_so_far, told
from trustcode.doors.desk.ledger.typed import by_the_page, kept_body, photos_sent, typed_line, typed_why
from trustcode.doors.desk.ledger.unit import called, ledger_unit
from trustcode.doors.desk.own import is_owner, show_form
from trustcode.doors.desk.retrying import once
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import open_pen, open_reader, the_actor, the_language, the_moment, the_office
from trustcode.doors.lobby.return_lines import field_word, field_words
from trustcode.doors.wording.labels import explained
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.people.queries.accounts import name_of
from trustcode.returns.actions import correcting
from trustcode.returns.queries.ledger import LedgerEntry, OpenCorrection, open_correction
from trustcode.storage.reading import Reader


@blueprint.get("/<merchant_id>/ledger/<return_id>/correction")
@access(CORRECT)
def correction_form(merchant_id: str, return_id: str) -> str | Response:
    """The same form, filled in as the entry stands; a corrected entry leads to the one that counts."""
    with open_reader() as reader:
        unit = ledger_unit(reader, merchant_id)
        one = own_entry(reader, return_id, merchant_id)
        if not one.is_effective:
            return redirect(_path(merchant_id, str(one.replaced_by)), 303)
        return _page(reader, unit, one, from_line(one.line, civil_day(the_moment())))


@blueprint.post("/<merchant_id>/ledger/<return_id>/correction")
@access(CORRECT)
@limited("60 per hour")
def correct_entry(merchant_id: str, return_id: str) -> Response:
    """The owner's correction counts at once; that of staff waits for the owner."""
    form = Form()
    typed = sent(form.body)
    with open_reader() as reader:
        unit = ledger_unit(reader, merchant_id)
        one = own_entry(reader, return_id, merchant_id)
        if form.choice("go", ("check",), needed=False):
            judged = judged_so_far(reader, unit, form)
            return make_response(_page(reader, unit, one, typed, judged=judged))
    try:
        now_id = by_the_page(lambda: _corrected(form, one))
    except NotFound:
        raise
    except Refusal as refusal:
        with open_reader() as reader:
            judged = judged_so_far(reader, unit, form)
            page = _page(reader, unit, one, typed, judged=judged, errors=told(refusal, typed))
        return make_response(page, 422)
    return redirect(_path(merchant_id, now_id), 303)


@blueprint.get("/<merchant_id>/ledger/corrections/<correction_id>")
@access(CORRECT)
def entry_correction(merchant_id: str, correction_id: str) -> str:
    """What would change, before the owner decides."""
    with open_reader() as reader:
        return _decision(reader, merchant_id, correction_id)


@blueprint.post("/<merchant_id>/ledger/corrections/<correction_id>/confirm")
@access(CORRECT)
def confirm_correction(merchant_id: str, correction_id: str) -> Response:
    """The owner agrees: the new entry takes the place of the old one."""
    return _decided(merchant_id, correction_id, agree=True)


@blueprint.post("/<merchant_id>/ledger/corrections/<correction_id>/decline")
@access(CORRECT)
def decline_correction(merchant_id: str, correction_id: str) -> Response:
    """The owner says no, or whoever asked takes it back: the entry stays as it is."""
    return _decided(merchant_id, correction_id, agree=False)


def _corrected(form: Form, one: LedgerEntry) -> str:
    """The id of the entry to show afterwards."""
    why = typed_why(form)
    line = typed_line(form, civil_day(the_moment()))
    whole = replace(
        line, evidence=(*line.evidence, *photos_sent(form)), handler=one.line.handler, origin=one.line.origin
    )
    given: dict[str, Any] = {"return_id": one.id, "line": whole, "why": why, "scheme": the_office().settings.rules}

    def write() -> str:
        if is_owner():
            return correcting.correct(pen, **given)
        correcting.propose(pen, **given)
        return one.id

    with open_pen() as pen:
        return str(once(pen, form, [one.id, why, kept_body(whole, one.merchant_id)], write))


def _decided(merchant_id: str, correction_id: str, *, agree: bool) -> Response:
    form = Form()
    form.check()
    with open_reader() as reader:
        ledger_unit(reader, merchant_id)
        return_id = open_correction(reader, correction_id, merchant_id).entry.id

    def decide() -> str:
        if agree:
            return correcting.confirm(pen, proposal_id=correction_id, scheme=the_office().settings.rules)
        correcting.decline(pen, proposal_id=correction_id)
        return return_id

    try:
        with open_pen() as pen:
            now_id = str(once(pen, form, {}, decide))
    except NotFound:
        raise
    except Refusal as refusal:
        said = explained(the_language(), refusal, civil_day(the_moment()))
        with open_reader() as reader:
            return make_response(_decision(reader, merchant_id, correction_id, errors=[("", w) for _, w in said]), 422)
    return redirect(_path(merchant_id, now_id), 303)


def _decision(reader: Reader, merchant_id: str, correction_id: str, **values: Any) -> str:
    unit = ledger_unit(reader, merchant_id)
    waiting = open_correction(reader, correction_id, merchant_id)
    return show_form(
        "desk/ledger/correction.html",
        unit,
        called(unit),
        waiting=waiting,
        changes=_changes(reader, waiting),
        who=name_of(reader, waiting.proposed_by),
        may_confirm=is_owner(),
        may_withdraw=waiting.proposed_by == the_actor().person_id,
        was_confirmed=waiting.entry.answer is not None,
        **values,
    )


def _changes(reader: Reader, waiting: OpenCorrection) -> list[tuple[str, str, str]]:
    """Field, as it is, as it would be."""
    today = civil_day(the_moment())
    lists, nothing = lists_on(reader, today), translate(N_("nothing"))

    def words(name: str, *, after: bool) -> str:
        line = waiting.line if after else waiting.entry.line
        return field_words(line, name, lists, today) or nothing

    rows = [(field_word(n), words(n, after=False), words(n, after=True)) for n in waiting.differs]
    if waiting.receipt_changes:
        rows.append((translate(N_("Receipt number")), translate(N_("as it was")), translate(N_("another"))))
    return rows


def _page(reader: Reader, unit: MerchantSheet, one: LedgerEntry, typed: Filled, **values: Any) -> str:
    action = url_for("desk.correct_entry", merchant_id=unit.id, return_id=one.id)
    return entry_form(reader, "desk/ledger/correct.html", unit, typed, action, one=one, at_once=is_owner(), **values)


def _path(merchant_id: str, return_id: str) -> str:
    return url_for("desk.return_entry", merchant_id=merchant_id, return_id=return_id)
