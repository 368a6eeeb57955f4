"""The promises of a shop: what holds and what is announced; take back, end, pause, let hold again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import make_response, request
from werkzeug.wrappers import Response

from trustcode.commitments.actions import amending, pausing
from trustcode.commitments.queries.days import promise_on
from trustcode.commitments.queries.enterprises import shops_of_licence
from trustcode.commitments.queries.pauses import pauses
from trustcode.commitments.queries.promises import lists_on
from trustcode.commitments.queries.promises import promises as signed
from trustcode.commitments.rules.days import first_day_of_weaker
from trustcode.doors.desk.amending import PARTS, Part, to_promises
from trustcode.doors.desk.entrance import LEAVE, PRINT, blueprint
from trustcode.doors.desk.own import Named, own_sheet, show_form, show_shop
from trustcode.doors.desk.promise_done import done_words
from trustcode.doors.desk.promise_rows import Known, PromisePart, parts_of, version_rows
from trustcode.doors.desk.retrying import once
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.limits import limited
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import open_pen, open_reader, the_language, the_moment, the_office
from trustcode.doors.wording.filters import day_weekday
from trustcode.doors.wording.labels import explained
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.queries.sheets import MerchantSheet
from trustcode.record.pen import Pen
from trustcode.storage.reading import Reader

KEEPS = N_("Until the day before, every purchase has today’s promise, and keeps it afterwards.")
SHOWN = N_("Whoever scans your code sees it from now on.")


@dataclass(frozen=True)
class PromiseDeed:
    """Something about a promise that is asked once more: the question, what follows, the act."""

    deed: str
    parts: tuple[str, ...]
    title: str
    question: str
    follows: tuple[str, ...]
    button: str
    do: Callable[[Pen, str, Part], object]


def _take_back(pen: Pen, merchant_id: str, part: Part) -> None:
    amending.take_back(pen, merchant_id=merchant_id, kind=part.kind, reach=part.reach)


def _leave(pen: Pen, merchant_id: str, part: Part) -> None:
    amending.leave(pen, merchant_id=merchant_id, scheme=the_office().settings.rules, reach=part.reach)


def _pause(pen: Pen, merchant_id: str, _part: Part) -> None:
    pausing.pause(pen, merchant_id=merchant_id, scheme=the_office().settings.rules)


def _resume(pen: Pen, merchant_id: str, _part: Part) -> None:
    pausing.resume(pen, merchant_id=merchant_id)


DEEDS = {
    deed.deed: deed
    for deed in (
        PromiseDeed(
            "take-back",
            ("safety", "returns", "everywhere"),
            N_("Take the announced change back"),
            N_("Take the announced change back?"),
            (N_("Today’s promise goes on as it is, without an end."),),
            N_("Take it back"),
            _take_back,
        ),
        PromiseDeed(
            "leaving",
            ("returns", "everywhere"),
            N_("End the return promise"),
            N_("End it from %(day)s on?"),
            (
                KEEPS,
                SHOWN,
                N_("The promise of safe consumption stays."),
                N_("You may promise returns again at any time."),
            ),
            N_("End it"),
            _leave,
        ),
        PromiseDeed(
            "pause",
            ("returns",),
            N_("Pause the return promise"),
            N_("Pause it from %(day)s on?"),
            (KEEPS, SHOWN, N_("The promise of safe consumption stays."), N_("You can let it hold again on any day.")),
            N_("Pause it"),
            _pause,
        ),
        PromiseDeed(
            "resumption",
            ("returns",),
            N_("Let the return promise hold again"),
            N_("Let it hold again from today on?"),
            (N_("Purchases from today on have the promise; those during the pause have none."),),
            N_("Let it hold again"),
            _resume,
        ),
    )
}


@blueprint.get("/<merchant_id>/promises")
@access(PRINT)
def promises_page(merchant_id: str) -> str:
    """What holds, what is announced, what may be done; and every version that was signed, word for word."""
    with open_reader() as reader:
        known = _known(reader, merchant_id)
    return _page(known)


@blueprint.get(
    "/<merchant_id>/promises/<any(safety, returns, everywhere):which>/<any('take-back', leaving, pause, resumption):deed>"
)
@access(LEAVE)
def ask_promise(merchant_id: str, which: str, deed: str) -> str | Response:
    """What will follow, before it happens; back to the promises when it is not possible now."""
    with open_reader() as reader:
        known = _known(reader, merchant_id)
    path_of = {path for part in parts_of(known) for path in _paths(part)}
    if not any(path.endswith(f"/{which}/{deed}") for path in path_of):
        return to_promises(merchant_id)
    return _question(known.unit, DEEDS[deed], which)


@blueprint.post(
    "/<merchant_id>/promises/<any(safety, returns, everywhere):which>/<any('take-back', leaving, pause, resumption):deed>"
)
@access(LEAVE)
@limited("30 per hour")
def carry_promise(merchant_id: str, which: str, deed: str) -> Response:
    """The owner takes back, ends, pauses or resumes."""
    one, form = DEEDS[deed], Form()
    form.check()
    if which not in one.parts:
        return to_promises(merchant_id)
    try:
        with open_pen() as pen:
            once(pen, form, {}, lambda: _done(pen, merchant_id, one, which))
    except NotFound:
        raise
    except Refusal as refusal:
        with open_reader() as reader:
            unit = own_sheet(reader, merchant_id)
        said = explained(the_language(), refusal, civil_day(the_moment()))
        return make_response(_question(unit, one, which, errors=said), 422)
    return to_promises(merchant_id, which, one.deed)


def _done(pen: Pen, merchant_id: str, one: PromiseDeed, which: str) -> str:
    one.do(pen, merchant_id, PARTS[which])
    return one.deed


def _known(reader: Reader, merchant_id: str) -> Known:
    today = civil_day(the_moment())
    return Known(
        unit=own_sheet(reader, merchant_id),
        today=today,
        signed=signed(reader, merchant_id),
        held=promise_on(reader, merchant_id, today),
        pauses=pauses(reader, merchant_id),
        shops=shops_of_licence(reader, merchant_id),
        lists=lists_on(reader, today),
    )


def _page(known: Known) -> str:
    called = Named(known.unit.shop_name, known.unit.branch_name)
    parts = parts_of(known) if known.signed else ()
    done = done_words(known, parts, request.args.get("about", ""), request.args.get("done", ""))
    return show_shop("desk/promises.html", known.unit, called, parts=parts, versions=version_rows(known), done=done)


def _paths(part: PromisePart) -> tuple[str, ...]:
    back = (part.coming.take_back_path,) if part.coming else ()
    return (*(path for _, path in part.actions), *back)


def _question(unit: MerchantSheet, one: PromiseDeed, which: str, errors: list[tuple[str, str]] | None = None) -> str:
    today: date = civil_day(the_moment())
    first = first_day_of_weaker(today, the_office().settings.rules.promise_notice_days)
    for_all = which == "everywhere" and one.deed == "leaving"
    return show_form(
        "desk/confirm.html",
        unit,
        Named(unit.shop_name, unit.branch_name),
        title=translate(N_("End the promise for all shops")) if for_all else translate(one.title),
        question=translate(one.question) % {"day": day_weekday(the_language(), first, today)},
        follows=[translate(sentence) for sentence in one.follows],
        button_label=translate(one.button),
        keep_path=to_promises(unit.id).location,
        errors=errors or [],
    )
