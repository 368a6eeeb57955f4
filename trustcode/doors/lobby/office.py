"""What every office page uses: the office, the moment, pens and readers, and `show`, which makes a page of a template."""

from __future__ import annotations

import re
from typing import Any

from flask import current_app, request, url_for
from flask_wtf.csrf import generate_csrf

from trustcode.doors.lobby.guards import DoorSign, the_sign
from trustcode.doors.lobby.login import the_visitor
from trustcode.doors.lobby.present import (
    Office,
    open_jotter,
    open_pen,
    open_reader,
    the_actor,
    the_body,
    the_language,
    the_moment,
    the_office,
    the_source,
)
from trustcode.doors.wording.catalog import translations
from trustcode.doors.wording.frames import Frame, Link
from trustcode.doors.wording.pages import render
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.people.rules.permissions import TABLE, may_ever

__all__ = [
    "Office",
    "bare_frame",
    "local_path",
    "open_jotter",
    "open_pen",
    "open_reader",
    "show",
    "the_actor",
    "the_body",
    "the_language",
    "the_moment",
    "the_office",
    "the_source",
    "translate",
]


def translate(message: str) -> str:
    """A message in the visitor's language."""
    return translations(the_language()).gettext(message)


def show(template: str, *, who: str = "", **values: Any) -> str:
    """A page in the visitor's language, in the frame of its door.

    The template gets `frame`, `today` (the civil day), a fresh `retry_key`, and the values. `who` stands for the
    person's name in the head, for example with the shop.
    """
    values.setdefault("today", civil_day(the_moment()))
    values.setdefault("retry_key", new_id())
    return render(template, the_language(), frame=the_frame(who), **values)


def the_frame(who: str = "") -> Frame:
    """The frame around the page of this request."""
    visitor, sign = the_visitor(), the_sign()
    return Frame(
        door=translate(sign.label) if sign.label else "",
        home_path=url_for(sign.home) if sign.home else request.script_root + "/",
        nav=_nav(sign) if visitor and not visitor.owes_code else (),
        tabs=sign.tabs,
        who=who or (visitor.name if visitor else ""),
        account_path=url_for("lobby.own_account") if visitor and not visitor.owes_code else "",
        sign_in_path="" if visitor or request.endpoint == "lobby.sign_in" else url_for("lobby.sign_in"),
        sign_out_path=url_for("lobby.sign_out") if visitor else "",
        csrf_token=generate_csrf(),
        demo=the_office().settings.is_demo,
        other_language_path=_other_language(),
    )


def bare_frame() -> Frame:
    """A frame that is the same for everybody: no name, no form, no address of the page."""
    return Frame(home_path=request.script_root + "/", demo=the_office().settings.is_demo)


_LOCAL = re.compile(r"/(?![/\\])[A-Za-z0-9\-._~%/?=&+,:]{0,400}")


def local_path(text: str, otherwise: str = "") -> str:
    """A path of ours to go on to, with the language prefix; `otherwise` for anything that might lead elsewhere."""
    path = text if _LOCAL.fullmatch(text) else otherwise
    return request.script_root + path if path else ""


def _nav(sign: DoorSign) -> tuple[Link, ...]:
    return tuple(
        Link(
            label=translate(item.label),
            path=url_for(item.endpoint),
            icon=item.icon,
            current=request.endpoint == item.endpoint,
        )
        for item in sign.nav
        if _is_open(item.endpoint)
    )


def _is_open(endpoint: str) -> bool:
    action = getattr(current_app.view_functions.get(endpoint), "access", "")
    return action not in TABLE.actions or may_ever(the_actor().role, action)


def _other_language() -> str:
    """The same page in the other language; the home page where this address only takes what is sent."""
    path = request.full_path.rstrip("?") if request.method == "GET" else "/"
    if the_language() == "en":
        return path
    return "/en" + path
