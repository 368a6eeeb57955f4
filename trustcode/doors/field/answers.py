"""The office's own texts: to take over into a form, to keep a new one, to put one away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import make_response, redirect, url_for
from werkzeug.wrappers import Response

from trustcode.complaints.actions import saving
from trustcode.complaints.queries.saved import saved_answers
from trustcode.complaints.rules.authority import HANDLE
from trustcode.complaints.rules.saying import LONGEST_MESSAGE
from trustcode.doors.field.queue import who
from trustcode.doors.field.refused import told
from trustcode.doors.field.speaker import speaker
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import open_jotter, open_reader, show, the_actor, the_language, the_moment
from trustcode.kernel.refusals import NotFound, Refusal


@dataclass(frozen=True)
class AnswerLine:
    """One text; `path` puts it away, and is empty for one of an office above."""

    title: str
    lines: tuple[str, ...]
    place: str
    path: str


@access(HANDLE)
def answers() -> Response:
    """The texts of the office and of those above it."""
    return _page()


@access(HANDLE)
def answer_keeping() -> Response:
    """Keep a text."""
    form = Form()
    title = form.text("title", most=saving.LONGEST_TITLE)
    text = form.lines("text", most=LONGEST_MESSAGE)
    try:
        form.check()
        with open_jotter() as jotter:
            saving.keep(jotter, actor=the_actor(), title=title, text=text)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(refusal, form.typed)
    return redirect(url_for("field.answers"), 303)


@access(HANDLE)
def answer_putting_away(answer_id: str) -> Response:
    """Put a text away."""
    Form().check()
    with open_jotter() as jotter:
        saving.put_away(jotter, actor=the_actor(), answer_id=answer_id)
    return redirect(url_for("field.answers"), 303)


def _page(refusal: Refusal | None = None, typed: Mapping[str, str] | None = None) -> Response:
    actor = the_actor()
    with open_reader() as reader:
        found = saved_answers(reader, actor.scope)
        say = speaker(reader, the_language(), the_moment())
    shown = tuple(
        AnswerLine(
            one.title,
            tuple(one.text.split("\n")),
            say.place(one.region_code),
            url_for("field.answer_putting_away", answer_id=one.id) if one.region_code == actor.scope else "",
        )
        for one in found
    )
    errors = told(say, refusal)
    page = show(
        "field/answers.html",
        who=who(say, actor),
        lines=shown,
        path=url_for("field.answer_keeping"),
        back=url_for("field.complaints"),
        errors=errors,
        wrong=dict(errors),
        typed=typed or {},
    )
    return make_response(page, 422 if refusal else 200)
