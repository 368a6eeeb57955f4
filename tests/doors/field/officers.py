"""Officers in front of their pages: signed in, following links, filling in forms as a browser does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from tests.merchants.builders import an_officer
from trustcode.doors.lobby.login import session_cookie
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.people.models import SignIn
from trustcode.people.queries.visitors import token_hash
from trustcode.record.jotting import jotting
from trustcode.settings import Settings
from trustcode.storage.engines import Store


@dataclass
class OfficeApp:
    """The app, its database, and a clock that a test sets."""

    app: Flask
    store: Store
    settings: Settings
    at: Moment

    def clock(self) -> Moment:
        return self.at

    def wrap(self) -> None:
        """Take the language off the front of the path, as the factory does."""
        inner = self.app.wsgi_app

        def choose(environ: dict[str, Any], start_response: Any) -> Any:
            path = environ["PATH_INFO"]
            if path.startswith("/en/"):
                environ["SCRIPT_NAME"], environ["PATH_INFO"] = "/en", path[3:]
                environ["trustcode.language"] = "en"
            return inner(environ, start_response)

        self.app.wsgi_app = choose  # type: ignore[method-assign]

    def officer(self, role: Role = Role.INSPECTOR, scope: str = "430103", name: str = "陈立") -> Officer:
        """A new officer, signed in with both factors."""
        return self.signed_in(an_officer(self.store, self.at, role=role, scope=scope, name=name))

    def signed_in(self, actor: Actor) -> Officer:
        """Somebody who exists, signed in."""
        token = f"token-of-{actor.person_id}"
        with jotting(self.store, self.at) as jotter:
            jotter.add(
                SignIn(
                    token_hash=token_hash(token),
                    person_id=actor.person_id,
                    epoch=0,
                    created_at=self.at,
                    seen_at=self.at,
                    proved_at=self.at,
                    stepped_up_at=self.at,
                )
            )
        client = self.app.test_client()
        client.set_cookie(session_cookie(self.settings), token)
        return Officer(self, actor, client)

    def statements(self, work: Callable[[], object]) -> int:
        """How many statements some work sends, on either engine."""
        seen: list[str] = []

        def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
            seen.append(statement)

        engines = (self.store.read_engine, self.store.write_engine)
        for engine in engines:
            event.listen(engine, "before_cursor_execute", note)
        try:
            work()
        finally:
            for engine in engines:
                event.remove(engine, "before_cursor_execute", note)
        return len(seen)


@dataclass
class Form:
    """A form of a page: where it goes, and what it would send."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._inside = False
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form":
            self.forms.append(Form(said.get("action") or "", said.get("method") or "get"))
            self._inside = True
        if not self._inside or not said.get("name"):
            return
        name = str(said["name"])
        if tag == "textarea":
            self._area = name
            self.forms[-1].fields[name] = ""
        elif tag == "select":
            self.forms[-1].fields[name] = ""
        elif tag == "input" and (said.get("type") not in {"radio", "checkbox"} or "checked" in said):
            self.forms[-1].fields[name] = said.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1].fields[self._area] += data.lstrip("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag == "textarea":
            self._area = ""


@dataclass
class Officer:
    """One officer's browser. `page` is the text of the last page."""

    office: OfficeApp
    actor: Actor
    client: Any
    page: str = ""

    def open(self, path: str) -> TestResponse:
        """Open a page."""
        return self._kept(self.client.get(path))

    def send(self, action: str, *, follow: bool = True, **filled: str) -> TestResponse:
        """Fill in the form of the last page that goes to an address ending so, and send it."""
        form = next(f for f in _forms(self.page) if f.action.endswith(action) and f.method == "post")
        response: TestResponse = self.client.post(form.action, data={**form.fields, **filled})
        if response.status_code == 303 and follow:
            return self.open(response.headers["Location"])
        return self._kept(response)

    def form(self, action: str) -> Form:
        """A form of the last page."""
        return next(f for f in _forms(self.page) if f.action.endswith(action))

    @property
    def words(self) -> str:
        """What the last page says, without its marks, blanks joined."""
        body = re.sub(r"<(script|style)\b.*?</\1>", " ", self.page, flags=re.DOTALL)
        body = re.sub(r'<span class="nb">([^<]*)</span>', r"\1", body)
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))

    def _kept(self, response: TestResponse) -> TestResponse:
        self.page = response.get_data(as_text=True)
        return response


def _forms(page: str) -> list[Form]:
    parser = _Forms()
    parser.feed(page)
    return parser.forms
