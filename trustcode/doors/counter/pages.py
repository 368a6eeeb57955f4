"""Pages of the counter: nobody signs in here, nothing of them is kept or found by others, nor told where one goes next."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import make_response, request
from werkzeug.wrappers import Response

from trustcode.doors.lobby.devices import give_device
from trustcode.doors.lobby.office import the_frame
from trustcode.doors.lobby.present import the_language, the_moment
from trustcode.doors.wording.pages import render
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day


def public_page(template: str, *, other_path: str = "", **values: Any) -> str:
    """A page without a way to sign in. `other_path`: the same in the other language, without its prefix; by itself
    it is this address.
    """
    own = other_path or request.full_path.rstrip("?")
    frame = replace(the_frame(), sign_in_path="", other_language_path=own if the_language() == "en" else f"/en{own}")
    given = {
        "errors": [],
        "wrong": {},
        "typed": {},
        "retry_key": new_id(),
        "today": civil_day(the_moment()),
        **values,
    }
    return render(template, the_language(), frame=frame, **given)


def private(page: str | Response, status: int = 200) -> Response:
    """An answer for this visitor alone: not for search engines, not kept, and its address goes along to no other page.

    `strict-origin` tells our own pages the host alone, so that a form is still known as ours.
    """
    response = make_response(page) if isinstance(page, Response) else make_response(page, status)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "strict-origin"
    give_device(response)
    return response
