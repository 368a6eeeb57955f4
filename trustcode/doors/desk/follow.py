"""How an application or a unit stands, what has happened, and what its owner may do: take back, leave, renew, apply again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import make_response, redirect, url_for
from werkzeug.wrappers import Response

from trustcode.commitments.queries.promises import lists_on
from trustcode.doors.desk.entrance import APPLY, LEAVE, PRINT, blueprint
from trustcode.doors.desk.history import Event, Teller
from trustcode.doors.desk.owing import ENDED, owed_sentences, sign_down, what_is_owed
from trustcode.doors.desk.own import Named, is_owner, own_sheet, show_form, show_shop
from trustcode.doors.desk.retrying import once
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import open_pen, open_reader, the_actor, the_language, the_moment, the_office
from trustcode.doors.wording.labels import Audience, explained, standing_means
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.actions import applying
from trustcode.merchants.queries.sheets import MerchantSheet, open_proposal, remarks_of, unit_of
from trustcode.merchants.rules.authority import acts_open_to
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.merchants.rules.terms import again_on, renewable_until, renewal_opens_on
from trustcode.record.pen import Pen
from trustcode.record.reading import entries_of
from trustcode.regions.queries import office_name
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class Deed:
    """Something an owner may do about the whole shop: its page, its question, what follows, and the act."""

    what: str
    act: Act
    label: str
    question: str
    follows: tuple[str, ...]
    button: str
    do: Callable[[Pen, str], object]
    then: str


def _recall(pen: Pen, merchant_id: str) -> None:
    applying.recall(pen, merchant_id=merchant_id)


def _withdraw(pen: Pen, merchant_id: str) -> None:
    applying.withdraw(pen, merchant_id=merchant_id)


def _reapply(pen: Pen, merchant_id: str) -> None:
    applying.reapply(pen, merchant_id=merchant_id, scheme=the_office().settings.rules)


DEEDS = {
    deed.what: deed
    for deed in (
        Deed(
            "recall",
            Act.RECALL,
            N_("Take the application back"),
            N_("Take the application back?"),
            (
                N_("It is not reviewed any further, and a public notice ends."),
                N_("All that you filled in stays as a draft; you can hand it in again at any time."),
            ),
            N_("Take it back"),
            _recall,
            "desk.shop",
        ),
        Deed(
            "withdrawal",
            Act.WITHDRAW,
            N_("Leave the scheme"),
            N_("Leave the scheme?"),
            (
                N_("The promises end today. Whoever scans your code is told that the shop has left, and when."),
                N_("What you have sold until today keeps its promise: it must still be taken back."),
                N_("You may apply again at any time; it begins anew with a review."),
            ),
            N_("Leave the scheme"),
            _withdraw,
            "desk.progress",
        ),
        Deed(
            "reapplication",
            Act.REAPPLY,
            N_("Apply again"),
            N_("Apply again for this shop?"),
            (
                N_("What you filled in before is there again; look through it and sign anew."),
                N_("Review and public notice begin from the start."),
            ),
            N_("Begin again"),
            _reapply,
            "desk.shop",
        ),
    )
}


def office_words(reader: Reader, unit: MerchantSheet) -> str:
    """The authority that decides about a unit, by name; empty before its region is known."""
    if not unit.region_code:
        return ""
    office = office_name(reader, unit.region_code, civil_day(the_moment()))
    return office.en if the_language() == "en" else office.zh


def told(reader: Reader, unit: MerchantSheet) -> tuple[list[Event], str]:
    """The history of a unit in words, the newest first, and the ground of its standing."""
    today = civil_day(the_moment())
    office = office_words(reader, unit)
    teller = Teller(the_language(), today, lists_on(reader, today), office, the_actor().person_id)
    entries = entries_of(reader, unit.id)
    events = teller.events(entries, remarks_of(reader, unit.id))
    moves = [Act(entry.facts["act"]) for entry in entries if entry.kind == "merchant.moved"]
    ground = teller.ground(moves[-1], unit.ground) if moves and unit.ground else ""
    return events[::-1], ground


def last_act(reader: Reader, unit: MerchantSheet) -> Act | None:
    """The act that brought a unit into its standing; None before the first."""
    moves = [Act(entry.facts["act"]) for entry in entries_of(reader, unit.id) if entry.kind == "merchant.moved"]
    return moves[-1] if moves else None


def reasons(reader: Reader, unit: MerchantSheet) -> tuple[str, str]:
    """Why a unit is in its standing: the ground in words, and what the officer wrote with it."""
    return told(reader, unit)[1], remark(reader, unit)


def remark(reader: Reader, unit: MerchantSheet) -> str:
    """What the officer wrote when the unit came into its standing; empty for nothing."""
    remarks = remarks_of(reader, unit.id)
    return remarks[-1].text if remarks and remarks[-1].written_at == unit.standing_at else ""


@blueprint.get("/<merchant_id>/progress")
@access(PRINT)
def progress(merchant_id: str) -> str:
    """Where the shop stands, what has happened, and what its owner may do."""
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
        events, ground = told(reader, unit)
        said = remark(reader, unit)
        office = office_words(reader, unit)
        waiting = open_proposal(reader, merchant_id)
        left = owed_sentences(what_is_owed(reader, unit)) if unit.standing in ENDED else []
    called = Named(unit.shop_name, unit.branch_name)
    return show_shop(
        "desk/progress.html",
        unit,
        called,
        events=events,
        ground=ground,
        office=office,
        remark=said,
        means=standing_means(the_language(), unit.standing, Audience.MERCHANT),
        renewal_asked=waiting is not None and waiting.act is Act.RENEW,
        again_on=_again_on(unit),
        owed=left,
        sign_down=sign_down(civil_day(unit.standing_at)) if unit.standing in ENDED else "",
        deeds=_deeds(unit, renewal_asked=waiting is not None and waiting.act is Act.RENEW),
    )


@blueprint.get("/<merchant_id>/<any(recall, reapplication):what>")
@access(APPLY)
def ask(merchant_id: str, what: str) -> str | Response:
    """What will follow, before it happens."""
    return _ask(merchant_id, DEEDS[what])


@blueprint.post("/<merchant_id>/<any(recall, reapplication):what>")
@access(APPLY)
def carry_out(merchant_id: str, what: str) -> Response:
    """The owner takes back, or begins again."""
    return _carried_out(merchant_id, DEEDS[what])


@blueprint.get("/<merchant_id>/withdrawal")
@access(LEAVE)
def ask_withdrawal(merchant_id: str) -> str | Response:
    """What leaving means, before it happens."""
    return _ask(merchant_id, DEEDS["withdrawal"])


@blueprint.post("/<merchant_id>/withdrawal")
@access(LEAVE)
def withdraw(merchant_id: str) -> Response:
    """The unit leaves the scheme at once (T14)."""
    return _carried_out(merchant_id, DEEDS["withdrawal"])


def _ask(merchant_id: str, deed: Deed) -> str | Response:
    with open_reader() as reader:
        unit = own_sheet(reader, merchant_id)
        follows = _follows(reader, unit, deed)
    if deed.act not in acts_open_to(the_actor(), unit_of(unit)):
        return redirect(url_for("desk.progress", merchant_id=merchant_id), 303)
    return _confirm(unit, deed, follows)


def _carried_out(merchant_id: str, deed: Deed) -> Response:
    form = Form()
    form.check()
    try:
        with open_pen() as pen:
            once(pen, form, {}, lambda: deed.do(pen, merchant_id))
    except NotFound:
        raise
    except Refusal as refusal:
        with open_reader() as reader:
            unit = own_sheet(reader, merchant_id)
            follows = _follows(reader, unit, deed)
        said = explained(the_language(), refusal, civil_day(the_moment()))
        return make_response(_confirm(unit, deed, follows, errors=said), 422)
    return redirect(url_for(deed.then, merchant_id=merchant_id), 303)


def _follows(reader: Reader, unit: MerchantSheet, deed: Deed) -> list[str]:
    """What follows from a deed; of leaving also what stays owed, with its days."""
    said = [translate(sentence) for sentence in deed.follows]
    if deed.act is not Act.WITHDRAW:
        return said
    return [*said[:2], *owed_sentences(what_is_owed(reader, unit)), sign_down(civil_day(the_moment())), *said[2:]]


def _confirm(unit: MerchantSheet, deed: Deed, follows: list[str], errors: list[tuple[str, str]] | None = None) -> str:
    return show_form(
        "desk/confirm.html",
        unit,
        Named(unit.shop_name, unit.branch_name),
        title=translate(deed.label),
        question=translate(deed.question),
        follows=follows,
        button_label=translate(deed.button),
        keep_path=url_for("desk.progress", merchant_id=unit.id),
        errors=errors or [],
    )


def _deeds(unit: MerchantSheet, *, renewal_asked: bool) -> list[tuple[str, str]]:
    """(label, path) of what the owner may do now; staff may do none of it."""
    if not is_owner():
        return []
    possible = set(acts_open_to(the_actor(), unit_of(unit))) - _untimely(unit, renewal_asked=renewal_asked)
    found = [(translate(deed.label), _path(unit, deed)) for deed in DEEDS.values() if deed.act in possible]
    renewing = [(translate(N_("Renew")), url_for("desk.renewal_page", merchant_id=unit.id))]
    return [*(renewing if Act.RENEW in possible else []), *found]


def _path(unit: MerchantSheet, deed: Deed) -> str:
    if deed.what == "withdrawal":
        return url_for("desk.ask_withdrawal", merchant_id=unit.id)
    return url_for("desk.ask", merchant_id=unit.id, what=deed.what)


def _untimely(unit: MerchantSheet, *, renewal_asked: bool) -> set[Act]:
    """Acts that would be refused today: renewal has its days, a removed unit waits, an expired one renews first and
    applies anew later.
    """
    today, since = civil_day(the_moment()), civil_day(unit.standing_at)
    if unit.standing is Standing.ACTIVE and unit.valid_to is not None:
        opens = renewal_opens_on(unit.valid_to, the_office().settings.rules)
        return {Act.RENEW} if renewal_asked or today < opens else set()
    if unit.standing is Standing.LAPSED:
        in_time = today <= renewable_until(since, the_office().settings.rules)
        return {Act.REAPPLY, *({Act.RENEW} if renewal_asked else ())} if in_time else {Act.RENEW}
    return {Act.REAPPLY} if _again_on(unit) else set()


def _again_on(unit: MerchantSheet) -> date | None:
    """From which day a removed unit may apply again, while that lies ahead."""
    again = again_on(unit.standing, civil_day(unit.standing_at), unit.ground, the_office().settings.rules)
    return again if again and again > civil_day(the_moment()) else None
