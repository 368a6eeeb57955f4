"""One complaint for an officer: its sheet, its clocks day by day, its photos, and taking it in hand."""

from __future__ import annotations

from dataclasses import dataclass

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.complaints.actions import handling
from trustcode.complaints.queries.clocks import clocks_of
from trustcode.complaints.queries.sheets import messages_of
from trustcode.complaints.queries.sheets import sheet as complaint_sheet
from trustcode.complaints.rules.authority import HANDLE, READ
from trustcode.complaints.rules.numbers import spoken
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.doors.field.complaint_view import complaint_facts, complaint_view
from trustcode.doors.field.decisions import once
from trustcode.doors.field.photos import photo_answer
from trustcode.doors.field.queue import who
from trustcode.doors.field.refused import told
from trustcode.doors.field.speaker import speaker
from trustcode.doors.lobby.clock_days import ClockDays, clock_days
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment, the_office
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.record.pen import Pen

DONE: dict[str, str] = {
    "taken": N_("You have it in hand now."),
    "assigned": N_("Given to the officer."),
    "ask-identity": N_("Asked for. Print the notice or let the shopper read it at the receipt page."),
    "accept": N_("Accepted. The clock of mediation runs."),
    "refuse": N_("Not accepted. Print the notice; it names the other ways."),
    "refer": N_("Referred back. The office that took it in is told why."),
    "agree": N_("The agreement is recorded."),
    "end": N_("Mediation has ended. Tell both sides, then note it here."),
    "told": N_("Noted: both sides were told."),
    "write": N_("Sent. Both sides can read it."),
    "pause": N_("The clock stands still from tomorrow on."),
    "resume": N_("The clock runs on from tomorrow."),
    "clue": N_("Noted as a clue of its own, with a clock of its own."),
    "send": N_("Sent to the other region; its clock starts there today."),
    "reopen": N_("Open again; its clock starts today."),
}
"""What was just done, by the word in the address."""


@dataclass(frozen=True)
class ClocksPage:
    """Every clock of a matter, day by day."""

    name: str
    number: str
    back: str
    clocks: tuple[ClockDays, ...]


@access(READ)
def complaint(complaint_id: str) -> Response:
    """One complaint of the officer's region."""
    return complaint_page(complaint_id)


def complaint_page(complaint_id: str, refusal: Refusal | None = None) -> Response:
    """The sheet, or again with why something was refused (422)."""
    actor = the_actor()
    with open_reader() as reader:
        facts, say = complaint_facts(
            reader, actor, complaint_id, the_language(), the_moment(), the_office().settings.rules
        )
    view = complaint_view(say, actor, facts)
    said = DONE.get(request.args.get("done", ""))
    shown = show(
        "field/complaint.html",
        who=who(say, actor),
        view=view,
        done=say.say(said) if said and refusal is None else "",
        errors=told(say, refusal),
    )
    return make_response(shown, 422 if refusal else 200)


@access(READ)
def complaint_clocks(complaint_id: str) -> str:
    """How its last days are counted, day by day."""
    actor = the_actor()
    with open_reader() as reader:
        own = complaint_sheet(reader, actor, complaint_id)
        say = speaker(reader, the_language(), the_moment())
        clocks = clocks_of(reader, own.id, say.today)
    back = url_for("field.complaint", complaint_id=own.id)
    shown = tuple(clock_days(say.language, one, say.today) for one in reversed(clocks))
    page = ClocksPage(own.respondent_name, spoken(own.number), back, shown)
    return show("field/complaint-clocks.html", who=who(say, actor), view=page)


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

    try:
        form.check()
        done = once(form, complaint_id, take)
    except NotFound:
        raise
    except Refusal as refusal:
        return complaint_page(complaint_id, refusal)
    return redirect(url_for("field.complaint", complaint_id=complaint_id, done=done), 303)
