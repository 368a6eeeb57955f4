"""One complaint for an officer: its sheet, its clocks day by day, its photos, taking it in hand, passing it on by two."""

from __future__ import annotations

from collections.abc import Mapping

from flask import make_response, request
from werkzeug.wrappers import Response

from trustcode.complaints.actions import handling
from trustcode.complaints.queries.sheets import messages_of
from trustcode.complaints.queries.sheets import sheet as complaint_sheet
from trustcode.complaints.rules.authority import HANDLE, MOVE, READ
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.doors.field.complaint_deeds import COMPLAINTS
from trustcode.doors.field.complaint_view import complaint_facts, complaint_view
from trustcode.doors.field.doing import carried_out
from trustcode.doors.field.matter_view import clocks_page
from trustcode.doors.field.passings import answer_passing
from trustcode.doors.field.photos import photo_answer
from trustcode.doors.field.queue import who
from trustcode.doors.field.refused import told
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment, the_office
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.record.pen import Pen

DONE: dict[str, str] = {
    "taken": N_("You have it in hand now."),
    "passed": N_("Passed on; its clock of acceptance starts there today."),
    "kept": N_("It is not passed on, and stays here."),
    **{deed.value: row.done for deed, row in COMPLAINTS.rows.items()},
}
"""What was just done, by the word in the address."""


@access(READ)
def complaint(complaint_id: str) -> Response:
    """One complaint of the officer's region."""
    return complaint_page(complaint_id)


def complaint_page(
    complaint_id: str, refusal: Refusal | None = None, typed: Mapping[str, str] | None = None
) -> Response:
    """The sheet, or again with why something was refused (422)."""
    actor, scheme = the_actor(), the_office().settings.rules
    with open_reader() as reader:
        facts, say = complaint_facts(reader, actor, complaint_id, the_language(), the_moment(), scheme)
    said, errors = DONE.get(request.args.get("done", "")), told(say, refusal)
    shown = show(
        "field/complaint.html",
        who=who(say, actor),
        view=complaint_view(say, actor, facts, COMPLAINTS.links(say, actor, facts)),
        done=say.say(said) if said and refusal is None else "",
        errors=errors,
        wrong=dict(errors),
        typed=typed or {},
    )
    return make_response(shown, 422 if refusal else 200)


@access(READ)
def complaint_clocks(complaint_id: str) -> str:
    """How its last days are counted, day by day."""
    with open_reader() as reader:
        own = complaint_sheet(reader, the_actor(), complaint_id)
        return clocks_page(reader, own, COMPLAINTS.path("", own.id))


@access(READ)
def complaint_photo(complaint_id: str, digest: str) -> Response:
    """A photo that came with the complaint or with a message in it."""
    with open_reader() as reader:
        own = complaint_sheet(reader, the_actor(), complaint_id)
        known = {*own.evidence, *(one for message in messages_of(reader, own.id) for one in message.evidence)}
    if digest not in known:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    return photo_answer(digest)


@access(HANDLE)
def complaint_taking(complaint_id: str) -> Response:
    """The officer takes it in hand."""
    form = Form()
    seen = form.whole("seen") or 0

    def take(pen: Pen) -> str:
        handling.take(pen, complaint_id=complaint_id, seen=seen)
        return "taken"

    again, to = lambda no: complaint_page(complaint_id, no), COMPLAINTS.path("", complaint_id)
    return carried_out(form, complaint_id, take, again, to)


@access(MOVE)
def complaint_passing(complaint_id: str, proposal_id: str) -> Response:
    """A second person passes it on or not; or whoever proposed it takes that back."""
    return answer_passing(complaint_id, proposal_id, complaint_page, COMPLAINTS.path("", complaint_id))
