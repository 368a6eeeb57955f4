"""The result of a complaint before an officer: a look at the reply, a correction, an objection, hiding by two."""

from __future__ import annotations

from collections.abc import Mapping

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.complaints.rules.authority import READ
from trustcode.complaints.rules.numbers import spoken
from trustcode.complaints.rules.pressing import pressing
from trustcode.doors.field.complaint_rows import MatterLine, due_words
from trustcode.doors.field.decisions import once
from trustcode.doors.field.photos import photo_answer
from trustcode.doors.field.publication_deeds import ACTS, Deed
from trustcode.doors.field.publication_view import publication_page
from trustcode.doors.field.queue import who
from trustcode.doors.field.refused import told
from trustcode.doors.field.speaker import speaker
from trustcode.doors.lobby.clock_days import clock_days
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.publication.queries.clocks import result_clocks
from trustcode.publication.queries.items import item_for_officer
from trustcode.publication.queries.waiting import Errand, waiting
from trustcode.publication.rules.refusals import PublicationRefusal
from trustcode.record.pen import Pen

_DONE = {
    Deed.PUBLISH: N_("Published."),
    Deed.WITHHOLD: N_("Kept back; the public log says why."),
    Deed.RECONSIDER: N_("To be published after all."),
    Deed.CORRECT: N_("Corrected; the public log says what."),
    Deed.DECIDE: N_("The objection is decided; the shop reads your reason."),
    Deed.PROPOSE: N_("Proposed. It stays on display until a second person of another rank confirms."),
    Deed.CONFIRM: N_("Hidden. A tombstone with the reason stays on the page of the shop."),
    Deed.DECLINE: N_("Declined; it stays on display."),
    Deed.SHOW_AGAIN: N_("On display again."),
}
_WHAT = {
    Errand.LOOK: N_("Look at the shop’s reply: something in it may lead to a person"),
    Errand.OBJECTION: N_("The shop objects to its result"),
    Errand.HIDING: N_("A colleague proposes to hide its result"),
}


@access(READ)
def publications() -> str:
    """What waits for officers of the region: looks at replies, objections, proposals to hide."""
    actor = the_actor()
    with open_reader() as reader:
        rows = waiting(reader, actor)
        say = speaker(reader, the_language(), the_moment())
    lines = [
        MatterLine(
            name=row.respondent_name,
            state=spoken(row.number),
            fact=say.say(_WHAT[row.what]),
            due=due_words(say, row.due_on),
            press=pressing(row.due_on, say.today, say.calendar).value,
            provisional=False,
            marks=(),
            officer="",
            path=url_for("field.publication", complaint_id=row.complaint_id),
        )
        for row in rows
    ]
    return show("field/publications.html", who=who(say, actor), lines=lines, back=url_for("field.complaints"))


@access(READ)
def publication(complaint_id: str) -> Response:
    """The result of one complaint, and what may be done to it."""
    return _page(complaint_id)


@access(READ)
def objection_photo(complaint_id: str, digest: str) -> Response:
    """A photo that came with an objection of the shop. Raises NotFound for any other."""
    with open_reader() as reader:
        own = item_for_officer(reader, the_actor(), complaint_id)
    if digest not in own.objection_photos:
        raise NotFound(PublicationRefusal.NO_SUCH_ITEM)
    return photo_answer(digest)


@access(READ, fresh=True)
def publication_deed(complaint_id: str) -> Response:
    """Do it, once."""
    form = Form()
    chosen = form.choice("deed", [deed.value for deed in Deed])
    seen = form.whole("seen") or 0
    act = ACTS[Deed(chosen)](form) if chosen else None

    def carry_out(pen: Pen) -> str:
        item_for_officer(pen, pen.actor, complaint_id)
        if act is not None:
            act(pen, complaint_id, seen)
        return chosen

    try:
        form.check()
        done = once(form, complaint_id, carry_out)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(complaint_id, refusal, form.typed)
    return redirect(url_for("field.publication", complaint_id=complaint_id, done=done), 303)


def _page(complaint_id: str, refusal: Refusal | None = None, typed: Mapping[str, str] | None = None) -> Response:
    actor = the_actor()
    with open_reader() as reader:
        own = item_for_officer(reader, actor, complaint_id)
        people = {one.proposed_by for one in own.hidings}
        say = speaker(reader, the_language(), the_moment(), people)
        clocks = [
            clock_days(say.language, one, say.today) for one in result_clocks(reader, own.complaint_id, say.today)
        ]
    page = publication_page(say, actor, own, tuple(clocks))
    errors = told(say, refusal)
    done = next((_DONE[deed] for deed in Deed if deed.value == request.args.get("done")), "")
    shown = show(
        "field/publication.html",
        who=who(say, actor),
        view=page,
        done=say.say(done) if done and refusal is None else "",
        errors=errors,
        wrong=dict(errors),
        typed=typed or {},
    )
    return make_response(shown, 422 if refusal else 200)
