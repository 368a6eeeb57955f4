"""One clue for an officer: its sheet, its clocks day by day, its photos, taking it in hand, more time and another office by two."""

from __future__ import annotations

from collections.abc import Mapping

from flask import make_response, request
from werkzeug.wrappers import Response

from trustcode.complaints.actions import reporting
from trustcode.complaints.queries.persons import masked
from trustcode.complaints.queries.reports import additions_of, report_sheet
from trustcode.complaints.rules.authority import HANDLE, MOVE, READ
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.doors.field.clue_deeds import CLUES
from trustcode.doors.field.clue_view import clue_facts, clue_view
from trustcode.doors.field.doing import carried_out
from trustcode.doors.field.matter_view import clocks_page, person_rows
from trustcode.doors.field.passings import answer_passing
from trustcode.doors.field.photos import photo_answer
from trustcode.doors.field.queue import who
from trustcode.doors.field.refused import told
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.record.pen import Pen

DONE: dict[str, str] = {
    "taken": N_("You have it in hand now."),
    "granted": N_("Granted. The last day has moved."),
    "declined": N_("Declined. The last day stays."),
    "passed": N_("Passed on; its check starts there today."),
    "kept": N_("The proposal is closed; the clue stays here."),
    **{deed.value: row.done for deed, row in CLUES.rows.items()},
}
"""What was just done, by the word in the address."""


@access(READ)
def clue(report_id: str) -> Response:
    """One clue of the officer's region."""
    return clue_page(report_id)


@access(READ)
def clue_clocks(report_id: str) -> str:
    """How its last days are counted, day by day."""
    with open_reader() as reader:
        return clocks_page(reader, report_sheet(reader, the_actor(), report_id), CLUES.path("", report_id))


@access(READ)
def clue_photo(report_id: str, digest: str) -> Response:
    """A photo that came with the clue or was added to it."""
    with open_reader() as reader:
        own = report_sheet(reader, the_actor(), report_id)
        known = {*own.evidence, *(photo for one in additions_of(reader, own.id) for photo in one.evidence)}
    if digest not in known:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    return photo_answer(digest)


@access(HANDLE)
def clue_taking(report_id: str) -> Response:
    """The officer takes it in hand."""
    form = Form()
    seen = form.whole("seen") or 0

    def take(pen: Pen) -> str:
        reporting.take(pen, report_id=report_id, seen=seen)
        return "taken"

    return carried_out(form, report_id, take, lambda no: clue_page(report_id, no), CLUES.path("", report_id))


@access(HANDLE)
def clue_more_time(report_id: str, extension_id: str) -> Response:
    """A second person grants more time or declines it."""
    form = Form()
    answer = form.choice("answer", ("granted", "declined"))

    def decide(pen: Pen) -> str:
        reporting.decide_extension(pen, report_id=report_id, extension_id=extension_id, granted=answer == "granted")
        return answer

    return carried_out(form, extension_id, decide, lambda no: clue_page(report_id, no), CLUES.path("", report_id))


@access(MOVE)
def clue_passing(report_id: str, proposal_id: str) -> Response:
    """A second person passes it on or not; or whoever proposed it takes that back."""
    return answer_passing(report_id, proposal_id, clue_page, CLUES.path("", report_id))


def clue_page(report_id: str, refusal: Refusal | None = None, typed: Mapping[str, str] | None = None) -> Response:
    """The sheet of a clue, or again with why something was refused (422)."""
    actor = the_actor()
    with open_reader() as reader:
        facts, say = clue_facts(reader, actor, report_id, the_language(), the_moment())
        person = person_rows(say, masked(reader, report_id)) if facts.sheet.has_reporter else ()
    said = DONE.get(request.args.get("done", ""))
    shown = show(
        "field/clue.html",
        who=who(say, actor),
        view=clue_view(say, actor, facts, person, CLUES.links(say, actor, facts)),
        done=say.say(said) if said and refusal is None else "",
        errors=told(say, refusal),
        wrong=dict(told(say, refusal)),
        typed=typed or {},
    )
    return make_response(shown, 422 if refusal else 200)
