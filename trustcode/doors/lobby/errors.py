"""Every no and every fault as a page in the visitor's language, or as problem+json (RFC 9457) where that is asked for.

Never a trace. A page that must not tell anything (not found, denied) is the same byte for byte for whoever asks.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, current_app, make_response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from trustcode.doors.lobby import words as _words  # noqa: F401 - registers the words of refusals
from trustcode.doors.lobby.bodies import BadBody
from trustcode.doors.lobby.crossing import FromElsewhere, StaleForm, is_surely_ours
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.hashing import RETRY_AFTER_SECONDS, TooBusy
from trustcode.doors.lobby.limits import RateLimitExceeded, seconds_to_wait
from trustcode.doors.lobby.login import the_visitor
from trustcode.doors.lobby.logs import note_fault, request_id
from trustcode.doors.lobby.office import bare_frame, open_jotter, show, the_actor, the_language, translate
from trustcode.doors.lobby.programs import is_for_programs
from trustcode.doors.wording.labels import N_, explained, label
from trustcode.doors.wording.pages import render
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.people.actions import sessions
from trustcode.people.rules.reasons import PeopleRefusal
from trustcode.record.pen import KeyReused
from trustcode.storage.outages import OUTAGES, is_outage
from trustcode.storage.patience import Away

AWAY_SECONDS = 10

_TITLES: dict[int, tuple[str, str]] = {
    400: (N_("This could not be read"), N_("What was sent is not a form of ours. Go back and send it again.")),
    401: (N_("A secret is needed here"), ""),
    403: (N_("This form was not sent from here"), N_("Open the page here and send the form again.")),
    404: (N_("There is no such page"), N_("Nothing is here, or it is not for this account. Check the address.")),
    405: (N_("This address cannot do that"), N_("Open the page and use its buttons.")),
    411: (N_("This could not be read"), N_("What was sent is not a form of ours. Go back and send it again.")),
    413: (N_("This is too large"), N_("Make the file or the text smaller and send it again.")),
    415: (N_("This kind of file cannot be taken"), N_("Send the form of the page.")),
    422: (N_("This cannot be done"), ""),
    429: (N_("Too many tries"), N_("Wait a little, then try again.")),
    500: (
        N_("Something broke here"),
        N_("It is not your doing. Nothing was saved. Try again; if it stays, tell us the number below."),
    ),
    503: (N_("We cannot answer just now"), N_("Nothing was saved. Try again in a moment.")),
}


def install(app: Flask) -> None:
    """Take over every error page of an app."""
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(BadBody, _bad_body)
    app.register_error_handler(FromElsewhere, _from_elsewhere)
    app.register_error_handler(StaleForm, _stale)
    app.register_error_handler(RateLimitExceeded, _too_often)
    app.register_error_handler(KeyReused, _key_reused)
    app.register_error_handler(TooBusy, _too_busy)
    app.register_error_handler(Away, _away)
    for outage in OUTAGES:
        app.register_error_handler(outage, _away)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def wants_json() -> bool:
    """Whether the one who asks would rather have JSON than a page, as every program does."""
    if is_for_programs():
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/problem+json", "application/json"])
    return best is not None and best != "text/html"


def waiting_page(seconds: int, sentence: str) -> Response:
    """429 with the seconds to wait; a sentence in the visitor's language says the same."""
    return _answer(429, sentence=sentence, headers={"Retry-After": str(max(seconds, 1))})


def refused_form(refusal: Refusal, template: str, **values: Any) -> Response:
    """The same form again with what is wrong (422), or 429 when there is a time to wait. JSON where that is asked for.

    The template gets `errors` (name of the field, sentence), `wrong` (the same by field) and the values.
    """
    if wants_json():
        return _refused(refusal)
    if isinstance(refusal, NotFound):
        return _not_found(refusal)
    said = explained(the_language(), refusal)
    response = make_response(show(template, errors=said, wrong=dict(said), **values), 422)
    if refusal.code is PeopleRefusal.WAIT:
        response.status_code = 429
        response.headers["Retry-After"] = str(refusal.facts["seconds"])
    return response


def _not_found(_: NotFound) -> Response:
    visitor = the_visitor()
    if visitor is not None:
        _keep_denial(visitor.person_id)
    return _nothing_here()


def _nothing_here() -> Response:
    """404. An account that has no task any more is told so, at whatever address, so that nothing is told of the address."""
    visitor = the_visitor()
    if visitor is None or visitor.posts or wants_json():
        return _answer(404)
    account = request.script_root + "/sign-in/account"
    page = render("lobby/no-post.html", the_language(), frame=bare_frame(), account_path=account)
    return make_response(page, 404)


def _keep_denial(person_id: str) -> None:
    with open_jotter() as jotter:
        role = the_actor().role.value
        sessions.deny(jotter, person_id=person_id, role=role, endpoint=request.endpoint or "")


def _refused(refusal: Refusal) -> Response:
    if refusal.code is PeopleRefusal.WAIT:
        sentence = label(the_language(), refusal.code, **refusal.facts)
        return waiting_page(int(refusal.facts["seconds"]), sentence)
    if wants_json():
        return problem(422, refusal=refusal)
    page = show("lobby/refusal.html", errors=explained(the_language(), refusal), back=_back())
    return make_response(page, 422)


def _bad_body(error: BadBody) -> Response:
    return _answer(error.status, sentence=label(the_language(), error.fault), back=_page_of_form())


def _from_elsewhere(_: FromElsewhere) -> Response:
    return _answer(403)


def _stale(_: StaleForm) -> Response:
    """Ask to send the form again, with all that was typed; but only when it surely stood on a page of ours."""
    if wants_json() or not is_surely_ours():
        return _answer(403)
    form = Form()
    fields = [(name, value) for name in form.typed for value in form.body.texts(name)]
    return make_response(show("lobby/send-again.html", fields=fields, path=request.script_root + request.path), 403)


def _too_often(error: RateLimitExceeded) -> Response:
    return _answer(429, headers={"Retry-After": str(seconds_to_wait(error))})


def _key_reused(_: KeyReused) -> Response:
    return _answer(422, sentence=translate("This form was sent before with something else in it. Open the page again."))


def _too_busy(_: TooBusy) -> Response:
    return _answer(503, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})


def _away(_: Exception) -> Response:
    return _answer(503, headers={"Retry-After": str(AWAY_SECONDS)})


def _http(error: HTTPException) -> Response:
    code = error.code or 500
    if code < 400:
        return make_response(error.get_response(request.environ))
    if code == 404:
        return _nothing_here()
    headers = {}
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return _answer(code if code in _TITLES else (400 if code < 500 else 500), headers=headers)


def _fault(error: Exception) -> Response:
    if is_outage(error):
        return _away(error)
    note_fault(error)
    return _answer(500, number=request_id())


def _answer(
    status: int, *, sentence: str = "", number: str = "", headers: dict[str, str] | None = None, back: str = ""
) -> Response:
    if wants_json():
        response = problem(status, sentence=sentence, number=number)
    else:
        title, text = _TITLES[status]
        page = render(
            "lobby/error.html",
            the_language(),
            frame=bare_frame(),
            heading=translate(title),
            sentence=sentence or (translate(text) if text else ""),
            number=number,
            back=back,
        )
        response = make_response(page, status)
    response.headers.update(headers or {})
    return response


def problem(
    status: int,
    *,
    sentence: str = "",
    number: str = "",
    refusal: Refusal | None = None,
) -> Response:
    """The answer to a program (RFC 9457): status and title in its language, and every fault with its code."""
    said_of_it: dict[str, Any] = {"type": "about:blank", "status": status, "title": translate(_TITLES[status][0])}
    if sentence:
        said_of_it["detail"] = sentence
    if number:
        said_of_it["instance"] = number
    if refusal is not None:
        said = explained(the_language(), refusal)
        said_of_it["errors"] = [
            {"field": fault.where, "code": str(fault.code), "detail": text}
            for fault, (_, text) in zip(refusal.faults, said, strict=True)
        ]
    response = make_response(said_of_it, status)
    response.content_type = "application/problem+json; charset=utf-8"
    return response


def _back() -> str:
    """The page that the form stood on, else home."""
    return _page_of_form() or f"{request.script_root}/"


def _page_of_form() -> str:
    """The same address where it can be opened as a page, with what it asked; empty where it cannot."""
    known = current_app.create_url_adapter(request)
    if known is None or not known.test(request.path, method="GET"):
        return ""
    asked = request.query_string.decode("ascii", "ignore")
    return f"{request.script_root}{request.path}" + (f"?{asked}" if asked else "")
