"""Answers of the app behind the shelf: pages made on demand, compressed, never kept by anyone without asking again."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.wrappers import Response as AnyResponse

from trustcode.doors.scan.door import public_frame, the_language
from trustcode.doors.scan.finished import IDENTITY, compressed, encoding_for
from trustcode.doors.wording.msgids import N_, say
from trustcode.doors.wording.pages import render
from trustcode.storage.patience import Away

RETRY_SECONDS = 10
_LEAST_WORTH = 600
"""Bytes below which compressing gains nothing."""

_log = logging.getLogger("trustcode.scan")

_TITLES: dict[int, tuple[str, str]] = {
    404: (N_("There is no such page"), N_("Nothing is here. Check the address, or look the shop up.")),
    405: (N_("This address cannot do that"), N_("Open the page and use its buttons.")),
    500: (
        N_("Something broke here"),
        N_("It is not your doing. Try again; if it stays, tell us the number below."),
    ),
    503: (N_("We cannot answer just now"), N_("Try again in a moment.")),
}
_ANY = (N_("This could not be read"), N_("Open the page and use its buttons."))


def page(html: str, status: int = 200, *, headers: Mapping[str, str] | None = None) -> Response:
    """HTML as an answer, in the best encoding that the visitor takes."""
    return sent(html.encode(), "text/html; charset=utf-8", status, headers=headers)


def sent(content: bytes, kind: str, status: int = 200, *, headers: Mapping[str, str] | None = None) -> Response:
    """Bytes as an answer. Kept by nobody without asking again, unless the headers say otherwise."""
    encoding = encoding_for(request.headers.get("Accept-Encoding", "")) if len(content) >= _LEAST_WORTH else IDENTITY
    response = Response(compressed(content, encoding), status, content_type=kind)
    if encoding != IDENTITY:
        response.headers["Content-Encoding"] = encoding
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = "no-cache" if status < 400 else "no-store"
    response.headers.update(headers or {})
    return response


def problem(status: int, *, number: str = "", headers: Mapping[str, str] | None = None) -> Response:
    """A page of trouble in the visitor's language."""
    language = the_language()
    title, sentence = _TITLES.get(status, _ANY)
    html = render(
        "lobby/error.html",
        language,
        account_path="",
        back="",
        frame=public_frame("/"),
        heading=say(language, title),
        sentence=say(language, sentence),
        number=number,
    )
    return page(html, status, headers=headers)


def install(app: Flask) -> None:
    """Take over every error page of the app."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Away, _away)
    app.register_error_handler(Exception, _fault)


def nothing_here() -> NotFound:
    """To be raised where there is no such page."""
    return NotFound()


def _http(error: HTTPException) -> AnyResponse:
    code = error.code or 500
    if code < 400:
        return _redirected(error)
    headers: dict[str, Any] = {}
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return problem(code, headers=headers)


def _redirected(error: HTTPException) -> AnyResponse:
    """An answer that werkzeug raises as if it were an error, such as a redirect."""
    return error.get_response(request.environ)


def _away(_: Away) -> Response:
    return problem(503, headers={"Retry-After": str(RETRY_SECONDS)})


def _fault(error: Exception) -> Response:
    number = secrets.token_hex(6)
    _log.error("fault %s", number, exc_info=error)
    return problem(500, number=number)
