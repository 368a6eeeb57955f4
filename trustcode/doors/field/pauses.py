"""Pausing the return promise of a unit: one officer proposes, another confirms; and the same to lift a pause."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import make_response, redirect, url_for
from werkzeug.wrappers import Response

from trustcode.catalogues.rules import Catalogue
from trustcode.commitments.actions import pausing
from trustcode.commitments.queries.days import promise_on
from trustcode.commitments.queries.pauses import PauseSheet, pauses
from trustcode.doors.field.decisions import LONGEST_GROUND, once
from trustcode.doors.field.pause_view import running_lines, state_of, what_of
from trustcode.doors.field.queue import READING, who
from trustcode.doors.field.refused import told
from trustcode.doors.field.speaker import Speaker, speaker
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.queries.sheets import MerchantSheet, sheet
from trustcode.merchants.rules.authority import is_own
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import IN_FORCE
from trustcode.merchants.rules.terms import LONGEST_REASON
from trustcode.people.rules.permissions import TABLE
from trustcode.record.pen import Pen
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class PauseRow:
    """One pause or proposal in words. `path` values are empty where this officer cannot do it."""

    what: str
    person: str
    when: str
    ground: str
    reason: str
    state: str
    confirm_path: str
    decline_path: str
    may_take_back: bool


@dataclass(frozen=True)
class PausePage:
    """The page: what runs or is announced, what waits for a second person, what may be proposed (heading, grounds), and all there was."""

    name: str
    standing: str
    back: str
    running: tuple[str, ...]
    waiting: PauseRow | None
    follows: str
    offered: str
    lead: str
    grounds: tuple[tuple[str, str, str], ...]
    path: str
    rows: tuple[PauseRow, ...]


@access(READING)
def pauses_page(merchant_id: str) -> Response:
    """All pauses of a unit, and the next step."""
    return _page(merchant_id)


@access(READING)
def pause_proposal(merchant_id: str) -> Response:
    """Propose to pause returns, or to lift the pause of the authority."""
    form = Form()
    ground = form.text("ground", most=LONGEST_GROUND, needed=False)
    reason = form.lines("reason", most=LONGEST_REASON, needed=False)
    lifts = form.choice("lifts", ["yes"], needed=False) == "yes"

    def propose(pen: Pen) -> str:
        act = pausing.propose_lift if lifts else pausing.propose_pause
        act(pen, merchant_id=merchant_id, ground=ground, reason=reason)
        return "proposed"

    return _answered(form, merchant_id, merchant_id, propose)


@access(READING, fresh=True)
def pause_confirmation(merchant_id: str, pause_id: str) -> Response:
    """Yes: returns are paused, or hold again."""

    def confirm(pen: Pen) -> str:
        _require_of(pen, merchant_id, pause_id)
        pausing.confirm(pen, pause_id=pause_id)
        return "confirmed"

    return _answered(Form(), merchant_id, pause_id, confirm)


@access(READING)
def pause_rejection(merchant_id: str, pause_id: str) -> Response:
    """No, with a reason; or the proposer takes it back."""
    form = Form()
    reason = form.lines("reason", most=LONGEST_REASON, needed=False)

    def decline(pen: Pen) -> str:
        _require_of(pen, merchant_id, pause_id)
        pausing.decline(pen, pause_id=pause_id, reason=reason)
        return "declined"

    return _answered(form, merchant_id, pause_id, decline)


def _answered(form: Form, merchant_id: str, about: str, act: Callable[[Pen], str]) -> Response:
    try:
        form.check()
        once(form, about, act)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(merchant_id, refusal, form.typed)
    return redirect(url_for("field.pauses_page", merchant_id=merchant_id), 303)


def _require_of(pen: Pen, merchant_id: str, pause_id: str) -> None:
    """The proposal is about this unit and the officer may see it. Raises NotFound."""
    sheet(pen, pen.actor, merchant_id)
    if pause_id not in {one.id for one in pauses(pen, merchant_id)}:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)


def _page(merchant_id: str, refusal: Refusal | None = None, typed: Mapping[str, str] | None = None) -> Response:
    actor = the_actor()
    with open_reader() as reader:
        unit = sheet(reader, actor, merchant_id)
        found = tuple(pauses(reader, merchant_id))
        people = {one.proposed_by for one in found} | {one.closed_by for one in found} | {actor.person_id}
        say = speaker(reader, the_language(), the_moment(), people)
        offered = _offered(reader, actor, unit, found)
    waiting = next((one for one in found if one.closed_at is None), None)
    page = PausePage(
        name=f"{unit.shop_name} {unit.branch_name}".strip(),
        standing=unit.standing.value,
        back=url_for("field.sheet", merchant_id=merchant_id),
        running=running_lines(say, found),
        waiting=_row(say, actor, waiting) if waiting else None,
        follows=_follows(say, waiting),
        offered=offered,
        lead=say.say(_LEADS[offered]) if offered else "",
        grounds=_grounds(say, offered),
        path=url_for("field.pause_proposal", merchant_id=merchant_id),
        rows=tuple(_row(say, actor, one) for one in reversed(found) if one.closed_at is not None),
    )
    errors = told(say, refusal)
    shown = show(
        "field/pauses.html", who=who(say, actor), view=page, errors=errors, wrong=dict(errors), typed=typed or {}
    )
    return make_response(shown, 422 if refusal else 200)


_LEADS = {
    "pause": N_("Safe consumption stays. Purchases until the day of the confirmation keep their return promise."),
    "lift": N_("Returns hold again from the day of the confirmation on."),
}


def _follows(say: Speaker, waiting: PauseSheet | None) -> str:
    """What a confirmation today begins, with its day."""
    if waiting is None:
        return ""
    said = N_("Returns hold again from %(day)s on.") if waiting.lifts else N_("Returns are paused from %(day)s on.")
    return say.say(said, day=say.today if waiting.lifts else say.today + timedelta(days=1))


def _offered(reader: Reader, actor: Actor, unit: MerchantSheet, found: tuple[PauseSheet, ...]) -> str:
    """`pause`, `lift` or nothing: what this officer may propose now."""
    today = civil_day(the_moment())
    if is_own(actor, unit.id) or any(one.closed_at is None for one in found):
        return ""
    if any(one.is_open(today) and not one.by_owner for one in found):
        return "lift"
    promised = unit.standing in IN_FORCE and promise_on(reader, unit.id, today).offered is not None
    return "pause" if promised else ""


def _grounds(say: Speaker, offered: str) -> tuple[tuple[str, str, str], ...]:
    which = Catalogue.RESTORE_GROUND if offered == "lift" else Catalogue.SUSPEND_GROUND
    return tuple((code, term.words(say.language), "") for code, term in say.lists[which].items()) if offered else ()


def _row(say: Speaker, actor: Actor, one: PauseSheet) -> PauseRow:
    address: dict[str, Any] = {"merchant_id": one.merchant_id, "pause_id": one.id}
    is_open, mine = one.closed_at is None, one.proposed_by == actor.person_id
    may = is_open and not mine and not is_own(actor, one.merchant_id) and _confirms(actor)
    which = Catalogue.RESTORE_GROUND if one.lifts else Catalogue.SUSPEND_GROUND
    return PauseRow(
        what=what_of(say, one),
        person=say.say(N_("the shop")) if one.by_owner else say.person(one.proposed_by),
        when=say.moment(one.proposed_at),
        ground=say.term(which, one.ground) if one.ground else "",
        reason=one.reason,
        state=state_of(say, one),
        confirm_path=url_for("field.pause_confirmation", **address) if may else "",
        decline_path=url_for("field.pause_rejection", **address) if may or (is_open and mine) else "",
        may_take_back=is_open and mine,
    )


def _confirms(actor: Actor) -> bool:
    """Whether the table lets this role do the whole act, not only propose it."""
    return not TABLE.cell(READING, actor.role).proposes_only
