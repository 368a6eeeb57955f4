"""Addresses that programs ask: always answered in JSON, in the language of the address or of Accept-Language; and what is
the same for everybody depends on no cookie and sets none.
"""

from __future__ import annotations

import re
from typing import Any

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface

from trustcode.doors.lobby.guards import the_action
from trustcode.people.rules.permissions import PUBLIC_READING

_FOR_PROGRAMS = re.compile(r"/api(?:/|$)|/open-data/.")
"""The API, and every file of the open data; the page that lists them is for people."""


def is_for_programs() -> bool:
    """Whether this address is one that programs ask."""
    return bool(_FOR_PROGRAMS.match(request.path))


def install(app: Flask) -> None:
    """Choose the language of what programs are told before anything can be wrong with what they ask."""
    app.session_interface = _OnlyWhereNeeded()
    app.before_request(_choose_language)
    app.after_request(_say_what_it_depends_on)


def _choose_language() -> None:
    """`/en` in front of an address decides; without it a program may say which language it would rather have."""
    if is_for_programs() and request.accept_languages.best_match(["zh", "en"], "zh") == "en":
        request.environ["trustcode.language"] = "en"


def _say_what_it_depends_on(response: Response) -> Response:
    if is_for_programs() and response.mimetype == "application/problem+json":
        response.vary.add("Accept-Language")
    return response


class _OnlyWhereNeeded(SecureCookieSessionInterface):
    def save_session(self, *given: Any) -> None:
        if the_action() != PUBLIC_READING:
            super().save_session(*given)
