"""Who filed a complaint or a clue: masked, until an officer writes down why; then in clear for ten minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.complaints.actions.reading import read_person
from trustcode.complaints.queries.persons import has_read_lately, in_clear, masked, readings_today
from trustcode.complaints.queries.reports import report_sheet
from trustcode.complaints.queries.sheets import sheet
from trustcode.complaints.rules.authority import READ_PERSON
from trustcode.complaints.rules.numbers import spoken
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.saying import LONGEST_WHY
from trustcode.doors.field.decisions import once
from trustcode.doors.field.matter_view import person_rows
from trustcode.doors.field.queue import who
from trustcode.doors.field.refused import told
from trustcode.doors.field.speaker import speaker
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_reader, show, the_actor, the_language, the_moment, the_office
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.record.pen import Pen
from trustcode.storage.reading import Reader


@dataclass(frozen=True)
class PersonPage:
    """Who filed. `clear` while a reading that was written down lasts; `left` readings of today's cap remain."""

    name: str
    number: str
    rows: tuple[tuple[str, str], ...]
    clear: bool
    left: int
    back: str
    path: str


@access(READ_PERSON)
def complaint_person(complaint_id: str) -> Response:
    """Who complains."""
    return _page(complaint_id, is_clue=False)


@access(READ_PERSON)
def complaint_person_reading(complaint_id: str) -> Response:
    """Write the reason down, once for a form however often it is sent; then it is shown."""
    return _written(complaint_id, is_clue=False)


@access(READ_PERSON)
def clue_person(report_id: str) -> Response:
    """Who reported."""
    return _page(report_id, is_clue=True)


@access(READ_PERSON)
def clue_person_reading(report_id: str) -> Response:
    """Write the reason down, once for a form however often it is sent; then it is shown."""
    return _written(report_id, is_clue=True)


def _written(matter_id: str, *, is_clue: bool) -> Response:
    form = Form()
    why = form.text("reason", most=LONGEST_WHY)

    def read(pen: Pen) -> str:
        _require_matter(pen, matter_id, is_clue=is_clue)
        read_person(pen, matter_id=matter_id, why=why, scheme=the_office().settings.rules)
        return "read"

    try:
        form.check()
        once(form, matter_id, read)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(matter_id, refusal, form.typed, is_clue=is_clue)
    return redirect(request.script_root + request.path, 303)


def _page(
    matter_id: str, refusal: Refusal | None = None, typed: Mapping[str, str] | None = None, *, is_clue: bool
) -> Response:
    actor, at = the_actor(), the_moment()
    with open_reader() as reader:
        name, number = _require_matter(reader, matter_id, is_clue=is_clue)
        clear = has_read_lately(reader, actor, matter_id, at)
        person = in_clear(reader, actor, matter_id, at) if clear else masked(reader, matter_id)
        left = the_office().settings.rules.contact_reads_a_day - readings_today(reader, actor.person_id, at)
        say = speaker(reader, the_language(), at)
    if not person.name:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    back = url_for("field.clue", report_id=matter_id) if is_clue else url_for("field.complaint", complaint_id=matter_id)
    page = PersonPage(
        name, spoken(number), person_rows(say, person), clear, max(left, 0), back, request.script_root + request.path
    )
    errors = told(say, refusal)
    shown = show(
        "field/person.html", who=who(say, actor), view=page, errors=errors, wrong=dict(errors), typed=typed or {}
    )
    return make_response(shown, 422 if refusal else 200)


def _require_matter(reader: Reader, matter_id: str, *, is_clue: bool) -> tuple[str, str]:
    """Name of the shop and number. Raises NotFound for whoever may not see the matter."""
    own = report_sheet(reader, the_actor(), matter_id) if is_clue else sheet(reader, the_actor(), matter_id)
    return own.respondent_name, own.number
