"""The code of a shop: its prints, their posters in four sizes, one more print, a print withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import Response as FlaskResponse
from flask import make_response, redirect, url_for
from werkzeug.wrappers import Response

from trustcode.codes import actions as codes
from trustcode.codes.actions import SUPERSEDED, WHYS, Press
from trustcode.codes.queries import CodePrint, prints
from trustcode.codes.rules.reasons import CodeRefusal
from trustcode.doors.desk.entrance import PRINT, REVOKE, blueprint
from trustcode.doors.desk.own import Named, is_owner, own_sheet, show_form, show_shop
from trustcode.doors.desk.posters import PIECES, TYPES, Piece, disposition, poster_facts
from trustcode.doors.desk.retrying import once
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import open_pen, open_reader, the_language, the_moment, the_office
from trustcode.doors.wording.filters import short_code
from trustcode.doors.wording.headers import attachment_headers
from trustcode.doors.wording.labels import explained
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.merchants.rules.standing import IN_FORCE
from trustcode.printing.poster import Size, poster

WHY_WORDS = {
    "lost": N_("It was lost or stolen"),
    "damaged": N_("It is damaged and has been thrown away"),
    "wrong_place": N_("It hangs in a place where it does not belong"),
    "copied": N_("Somebody has copied it"),
    SUPERSEDED: N_("A new one took its place"),
}
SIZE_WORDS = {
    Size.A4: (N_("A4 poster"), N_("by the door; scans from 80 cm")),
    Size.A5: (N_("A5 poster"), N_("on a wall or door; scans from 60 cm")),
    Size.CARD: (N_("Table card"), N_("10 × 14 cm, at the till; scans from 50 cm")),
    Size.STICKER: (N_("Sticker"), N_("8 × 8 cm, on the till or a window; scans from 40 cm")),
}


@blueprint.get("/<merchant_id>/code")
@access(PRINT)
def prints_page(merchant_id: str) -> str:
    """All prints, and what can be downloaded of those that hold."""
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
        copies = prints(reader, merchant_id)
    return _page(unit, copies)


@blueprint.get("/<merchant_id>/code/<serial:serial>/<piece>")
@access(PRINT)
def download(merchant_id: str, serial: int, piece: str) -> FlaskResponse:
    """One poster as a file. Raises NotFound for a print that does not hold, Refusal when the promises do not."""
    wanted = PIECES.get(piece)
    if wanted is None:
        raise NotFound(CodeRefusal.NO_SUCH_PRINT)
    unit, one, content = _made(merchant_id, serial, wanted)
    return _file(content, wanted, {"Content-Disposition": disposition(unit, one, wanted)})


@blueprint.get("/<merchant_id>/code/<serial:serial>/preview.svg")
@access(PRINT)
def preview(merchant_id: str, serial: int) -> FlaskResponse:
    """The A4 poster to look at. Raises as `download`."""
    wanted = PIECES["a4.svg"]
    return _file(_made(merchant_id, serial, wanted)[2], wanted, {})


@blueprint.post("/<merchant_id>/code/prints")
@access(PRINT)
@limited("20 per hour")
def reprint(merchant_id: str) -> Response:
    """One more print with a serial of its own."""
    form, office = Form(), the_office()
    form.check()
    press = Press(office.keyring, office.settings.public_url)
    try:
        with open_pen() as pen:
            once(pen, form, {}, lambda: codes.reprint(pen, merchant_id=merchant_id, press=press))
    except NotFound:
        raise
    except Refusal as refusal:
        with open_reader() as reader:
            unit, copies = own_sheet(reader, merchant_id), prints(reader, merchant_id)
        said = explained(the_language(), refusal, civil_day(the_moment()))
        return make_response(_page(unit, copies, errors=said), 422)
    return redirect(url_for("desk.prints_page", merchant_id=merchant_id), 303)


@blueprint.get("/<merchant_id>/code/<serial:serial>/revocation")
@access(REVOKE)
def ask_revocation(merchant_id: str, serial: int) -> str:
    """What withdrawing a print means, before it happens."""
    unit, one = _at_hand(merchant_id, serial)
    return _revocation(unit, one)


@blueprint.post("/<merchant_id>/code/<serial:serial>/revocation")
@access(REVOKE)
def revoke(merchant_id: str, serial: int) -> Response:
    """Void one print for good; the others stay."""
    form = Form()
    why = form.choice("why", [w for w in WHYS if w != SUPERSEDED], needed=False)
    form.check()
    try:
        with open_pen() as pen:
            once(pen, form, {"why": why}, lambda: codes.revoke(pen, merchant_id=merchant_id, serial=serial, why=why))
    except NotFound:
        raise
    except Refusal as refusal:
        with open_reader() as reader:
            unit, one = own_sheet(reader, merchant_id), _valid(prints(reader, merchant_id), serial)
        if one is None:
            raise
        said = explained(the_language(), refusal, civil_day(the_moment()))
        return make_response(_revocation(unit, one, errors=said, wrong=dict(said)), 422)
    return redirect(url_for("desk.prints_page", merchant_id=merchant_id), 303)


@blueprint.get("/<merchant_id>/code/<serial:serial>/replacement")
@access(REVOKE)
def ask_replacement(merchant_id: str, serial: int) -> str:
    """What replacing a lost print means, before it happens."""
    return _replacement(merchant_id, serial)


@blueprint.post("/<merchant_id>/code/<serial:serial>/replacement")
@access(REVOKE)
@limited("20 per hour")
def replace_print(merchant_id: str, serial: int) -> Response:
    """A new print, and the lost one void, at once."""
    form, office = Form(), the_office()
    form.check()
    press = Press(office.keyring, office.settings.public_url)
    try:
        with open_pen() as pen:
            act = partial(codes.replace_lost, pen, merchant_id=merchant_id, serial=serial, press=press)
            once(pen, form, {}, act)
    except NotFound:
        raise
    except Refusal as refusal:
        said = explained(the_language(), refusal, civil_day(the_moment()))
        with open_reader() as reader:
            unit, copies = own_sheet(reader, merchant_id), prints(reader, merchant_id)
        return make_response(_page(unit, copies, errors=said), 422)
    return redirect(url_for("desk.prints_page", merchant_id=merchant_id), 303)


def _made(merchant_id: str, serial: int, piece: Piece) -> tuple[MerchantSheet, CodePrint, bytes]:
    settings = the_office().settings
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
        one = _valid(prints(reader, merchant_id), serial)
        if one is None:
            raise NotFound(CodeRefusal.NO_SUCH_PRINT)
        if unit.standing not in IN_FORCE:
            raise Refusal(CodeRefusal.NOT_IN_FORCE)
        facts = poster_facts(reader, unit, one, civil_day(the_moment()), settings)
    return unit, one, poster(facts, piece.size, piece.form, outline=piece.outline)


def _file(content: bytes, piece: Piece, headers: dict[str, str]) -> FlaskResponse:
    safe = attachment_headers(is_https=the_office().settings.is_https)
    return FlaskResponse(content, content_type=TYPES[piece.form], headers={**safe, **headers})


def _page(unit: MerchantSheet, copies: Sequence[CodePrint], **values: Any) -> str:
    return show_shop(
        "desk/code.html",
        unit,
        _called(unit),
        in_force=unit.standing in IN_FORCE,
        valid=[one for one in copies if one.revoked_on is None],
        void=[(one, translate(WHY_WORDS.get(one.revoked_why, SUPERSEDED))) for one in copies if one.revoked_on],
        sizes=[(size.value, translate(name), translate(note)) for size, (name, note) in SIZE_WORDS.items()],
        may_revoke=is_owner(),
        **values,
    )


def _revocation(unit: MerchantSheet, one: CodePrint, **values: Any) -> str:
    whys = [(why, translate(words), "") for why, words in WHY_WORDS.items() if why != SUPERSEDED]
    return show_form("desk/revocation.html", unit, _called(unit), one=one, whys=whys, **values)


def _replacement(merchant_id: str, serial: int) -> str:
    unit, one = _at_hand(merchant_id, serial)
    with open_reader() as reader:
        others = [copy for copy in prints(reader, merchant_id) if copy.id != one.id and copy.revoked_on is None]
    said = {"serial": serial, "short_code": short_code(one.short_code)}
    return show_form(
        "desk/confirm.html",
        unit,
        _called(unit),
        title=translate(N_("Print %(serial)s is lost")) % said,
        question=translate(N_("Withdraw print %(serial)s and make a new one?")) % said,
        follows=[
            translate(
                N_("Whoever scans the lost one (%(short_code)s) is told that it no longer counts, even if it turns up.")
            )
            % said,
            translate(N_("The new one has a number of its own. Print it and hang it up today.")),
            *([translate(N_("Your other prints go on holding."))] if others else ()),
        ],
        button_label=translate(N_("Withdraw it and make a new one")),
        keep_path=url_for("desk.prints_page", merchant_id=merchant_id),
    )


def _at_hand(merchant_id: str, serial: int) -> tuple[MerchantSheet, CodePrint]:
    """The visitor's own unit and one of its prints that hold. Raises NotFound."""
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
        one = _valid(prints(reader, merchant_id), serial)
    if one is None:
        raise NotFound(CodeRefusal.NO_SUCH_PRINT)
    return unit, one


def _called(unit: MerchantSheet) -> Named:
    return Named(unit.shop_name, unit.branch_name)


def _valid(copies: Sequence[CodePrint], serial: int) -> CodePrint | None:
    found = [one for one in copies if one.serial == serial and one.revoked_on is None]
    return found[0] if found else None
