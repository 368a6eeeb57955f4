"""The review sheet: the list beside it, the unit in the middle, the decision at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import make_response, request, url_for
from werkzeug.wrappers import Response

from trustcode.doors.field.clock_view import ClockSteps, clock_steps
from trustcode.doors.field.decision_view import DecisionView, decision_view
from trustcode.doors.field.facts import facts_and_speaker
from trustcode.doors.field.history import Event, moves_since
from trustcode.doors.field.queue import READING, who
from trustcode.doors.field.queue_view import Line, line_of
from trustcode.doors.field.refused import told
from trustcode.doors.field.sheet_view import SheetView, sheet_view
from trustcode.doors.field.speaker import Speaker, speaker
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment, the_office
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.refusals import Refusal
from trustcode.merchants.queries.lists import queue as queue_rows
from trustcode.merchants.queries.sheets import sheet as unit_sheet
from trustcode.merchants.rules.refusals import MerchantRefusal

BESIDE = 8
"""Units that the list beside a sheet shows."""

DONE: dict[str, str] = {
    "proposed": N_("Proposed. It happens when another person confirms."),
    "confirmed": N_("Confirmed. It is done and on the record."),
    "declined": N_("Declined. The standing has not changed."),
    "taken-back": N_("Taken back. The standing has not changed."),
    "moved": N_("Done, and on the record."),
    "extended": N_("The shop has more time now."),
    "objection": N_("The objection is decided."),
    "revoked": N_("The print is withdrawn; scans of it say so at once."),
}
"""What was just done, by the word in the address."""


@dataclass(frozen=True)
class SheetPage:
    """The whole page. `between` is what others did meanwhile; `done` what was just done."""

    sheet: SheetView
    decision: DecisionView
    beside: tuple[Line, ...]
    queue_path: str
    seen: int
    done: str
    between: tuple[Event, ...]


@dataclass(frozen=True)
class ClockPage:
    """How the last day of a unit was counted."""

    name: str
    standing: str
    back: str
    clocks: tuple[ClockSteps, ...]


@access(READING)
def sheet(merchant_id: str) -> Response:
    """One unit of the officer's region."""
    return sheet_page(merchant_id)


@access(READING)
def clock(merchant_id: str) -> str:
    """The clock of one unit, day by day."""
    actor, scheme = the_actor(), the_office().settings.rules
    with open_reader() as reader:
        unit = unit_sheet(reader, actor, merchant_id)
        say = speaker(reader, the_language(), the_moment())
    page = ClockPage(
        name=f"{unit.shop_name} {unit.branch_name}".strip(),
        standing=unit.standing.value,
        back=url_for("field.sheet", merchant_id=merchant_id),
        clocks=clock_steps(say, unit, scheme),
    )
    return show("field/clock.html", who=who(say, actor), view=page)


def sheet_page(merchant_id: str, refusal: Refusal | None = None, typed: Mapping[str, str] | None = None) -> Response:
    """The sheet, or the sheet again with why a decision was refused (422) and with all that was typed."""
    actor, scheme = the_actor(), the_office().settings.rules
    with open_reader() as reader:
        facts, say = facts_and_speaker(reader, actor, merchant_id, the_language(), the_moment(), scheme)
        rows = queue_rows(reader, actor)[:BESIDE]
    page = SheetPage(
        sheet=sheet_view(say, actor, facts),
        decision=decision_view(say, actor, facts, scheme),
        beside=tuple(line_of(say, actor, row) for row in rows),
        queue_path=url_for("field.queue"),
        seen=facts.sheet.changes,
        done=_done(say),
        between=moves_since(say, facts, _moves(refusal)),
    )
    errors = told(say, refusal)
    shown = show(
        "field/sheet.html", who=who(say, actor), view=page, errors=errors, wrong=dict(errors), typed=typed or {}
    )
    return make_response(shown, 422 if refusal else 200)


def _done(say: Speaker) -> str:
    message = DONE.get(request.args.get("done", "")) if request.method == "GET" else None
    return say.say(message) if message else ""


def _moves(refusal: Refusal | None) -> int:
    if refusal is None or refusal.code is not MerchantRefusal.CHANGED_MEANWHILE:
        return 0
    return int(refusal.facts["moves"])
