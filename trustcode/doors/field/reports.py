"""What shoppers reported of prints, and withdrawing a print that hangs where it should not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.codes import actions as codes
from trustcode.codes.queries import prints
from trustcode.doors.field.decisions import once
from trustcode.doors.field.queue import who
from trustcode.doors.field.refused import told
from trustcode.doors.field.sheet_view import REVOKED, doubt_words
from trustcode.doors.field.speaker import Speaker, speaker
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import (
    open_jotter,
    open_reader,
    show,
    the_actor,
    the_language,
    the_moment,
)
from trustcode.doors.wording.filters import short_code
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.actions import deciding
from trustcode.merchants.queries.doubts import DoubtCount, doubts
from trustcode.merchants.queries.sheets import sheet
from trustcode.merchants.rules.authority import require_not_own
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.record.pen import Pen

REVOKING = codes.REVOKING
BY_OFFICERS = ("lost", "damaged", "wrong_place", "copied")
COUNT = ("%(num)s shopper: %(said_name)s", "%(num)s shoppers: %(said_name)s")


@dataclass(frozen=True)
class ReportLine:
    """How many shoppers said the same of one print; `notes`: when and what each wrote, where no unit's page tells it."""

    name: str
    standing: str
    said: str
    latest: str
    place: str
    path: str
    unit: str
    serial: int
    kind: str
    until: str
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PrintPage:
    """One print that an officer may withdraw."""

    name: str
    standing: str
    serial: int
    short_code: str
    issued: str
    whys: tuple[tuple[str, str, str], ...]
    back: str
    path: str


@access(REVOKING)
def doubts_list() -> str:
    """Reports that nobody has looked into, the most frequent first."""
    actor = the_actor()
    with open_reader() as reader:
        found = doubts(reader, actor)
        say = speaker(reader, the_language(), the_moment())
    done = say.say(N_("Noted as looked into.")) if request.args.get("done") == "seen" else ""
    lines = tuple(_line(say, one) for one in found)
    return show("field/reports.html", who=who(say, actor), lines=lines, done=done, path=url_for("field.doubts_seen"))


@access(REVOKING)
def doubts_seen() -> Response:
    """The officer has looked into what was said of one print."""
    form = Form()
    unit = form.text("unit", most=16, needed=False)
    serial = form.whole("serial", most=65_535) or 0
    kind = form.text("kind", most=20)
    until = form.text("until", most=40)
    form.check()
    with open_jotter() as jotter:
        deciding.see_doubts(
            jotter,
            actor=the_actor(),
            merchant_id=unit,
            serial=serial,
            kind=kind,
            until=_moment(until),
        )
    return redirect(url_for("field.doubts_list", done="seen"), 303)


@access(REVOKING)
def print_copy(merchant_id: str, serial: int) -> Response:
    """One print, before it is withdrawn."""
    return _print_page(merchant_id, serial)


@access(REVOKING)
def print_revocation(merchant_id: str, serial: int) -> Response:
    """Withdraw one print; the others stay."""
    form = Form()
    why = form.choice("why", BY_OFFICERS)

    def revoke(pen: Pen) -> str:
        codes.revoke(pen, merchant_id=merchant_id, serial=serial, why=why)
        return "revoked"

    try:
        form.check()
        done = once(form, f"{merchant_id}/{serial}", revoke)
    except NotFound:
        raise
    except Refusal as refusal:
        return _print_page(merchant_id, serial, refusal, form.typed)
    return redirect(url_for("field.sheet", merchant_id=merchant_id, done=done), 303)


def _print_page(
    merchant_id: str, serial: int, refusal: Refusal | None = None, typed: Mapping[str, str] | None = None
) -> Response:
    actor = the_actor()
    with open_reader() as reader:
        unit = sheet(reader, actor, merchant_id)
        require_not_own(actor, merchant_id)
        one = next((p for p in prints(reader, merchant_id) if p.serial == serial and p.revoked_on is None), None)
        say = speaker(reader, the_language(), the_moment())
    if one is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    page = PrintPage(
        name=f"{unit.shop_name} {unit.branch_name}".strip(),
        standing=unit.standing.value,
        serial=one.serial,
        short_code=short_code(one.short_code),
        issued=say.day(one.issued_on),
        whys=tuple((why, say.say(REVOKED[why]), "") for why in BY_OFFICERS),
        back=url_for("field.sheet", merchant_id=merchant_id),
        path=url_for("field.print_revocation", merchant_id=merchant_id, serial=serial),
    )
    errors = told(say, refusal)
    shown = show(
        "field/print-copy.html", who=who(say, actor), view=page, errors=errors, wrong=dict(errors), typed=typed or {}
    )
    return make_response(shown, 422 if refusal else 200)


def _moment(text: str) -> Moment:
    """The moment of the latest report that the officer saw, in UTC; the present when it is no moment or yet to come."""
    present = the_moment()
    try:
        found = datetime.fromisoformat(text)
        return min(found.astimezone(UTC), present) if found.tzinfo else present
    except (ValueError, OverflowError):
        return present


def _line(say: Speaker, one: DoubtCount) -> ReportLine:
    ours = one.standing is not None
    return ReportLine(
        name=f"{one.shop_name} {one.branch_name}".strip() if ours else say.say(N_("A code that is not ours")),
        standing=one.standing.value if one.standing is not None else "forged",
        said=say.count(COUNT, one.count, said_name=doubt_words(say, one.kind, one.serial)),
        latest=say.moment(one.latest),
        place=say.place(one.region_code) if one.region_code else "",
        path=url_for("field.sheet", merchant_id=one.merchant_id) if ours else "",
        unit=one.merchant_id,
        serial=one.serial,
        kind=one.kind,
        until=one.latest.isoformat(),
        notes=tuple((say.moment(said.made_at), said.note) for said in one.said if said.note),
    )
