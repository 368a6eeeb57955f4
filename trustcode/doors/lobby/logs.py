"""One line a request, as JSON on stderr, without anything personal: the rule of the address, never its values."""

from __future__ import annotations

import json
import logging
import secrets
import sys

from flask import Flask, Response, g, request

from trustcode.doors.lobby.present import the_language, the_moment, the_office

_requests = logging.getLogger("trustcode.requests")
_faults = logging.getLogger("trustcode.faults")


class JsonLine(logging.Formatter):
    """A log record as one line of JSON; line breaks and control characters in it are escaped."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {"level": record.levelname.lower(), "log": record.name, "message": record.getMessage()}
        line.update(getattr(record, "fields", {}))
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True)


def set_up() -> None:
    """Let the product's logs go to stderr as JSON, unless somebody has said otherwise."""
    top = logging.getLogger("trustcode")
    if not top.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLine())
        top.addHandler(handler)
        top.setLevel(logging.INFO)


def install(app: Flask) -> None:
    """Write the line when the answer is ready."""
    app.after_request(_note)


def request_id() -> str:
    """A random number for this request; it stands on the page of a fault and in the log, and leads from one to the other."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(4)
    found: str = g.request_id
    return found


def note_fault(error: BaseException) -> None:
    """Keep what went wrong, with the trace, under the request's number."""
    _faults.error("fault %s", request_id(), exc_info=error, extra={"fields": {"request": request_id()}})


def _note(response: Response) -> Response:
    began = the_moment()
    took = the_office().clock() - began
    fields = {
        "at": began.isoformat(timespec="milliseconds"),
        "request": request_id(),
        "method": request.method,
        "rule": request.url_rule.rule if request.url_rule else "",
        "status": response.status_code,
        "language": the_language(),
        "ms": round(took.total_seconds() * 1000),
    }
    _requests.info("request", extra={"fields": fields})
    return response
