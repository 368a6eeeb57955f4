"""Owners and staff in front of the desk: signed in, filling in forms as a browser does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

from tests.conftest import VAULT
from tests.merchants.builders import PRESS, a_person, typed_profile, typed_terms
from tests.settings_for_tests import settings_for
from trustcode.commitments.queries.promises import lists_on
from trustcode.doors.counter import door as counter
from trustcode.doors.desk import door
from trustcode.doors.lobby import install as lobby
from trustcode.doors.lobby.login import session_cookie
from trustcode.doors.lobby.office import Office
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.merchants.queries.sheets import MerchantSheet, sheet
from trustcode.people.models import SignIn
from trustcode.people.queries.visitors import token_hash
from trustcode.record.jotting import jotting
from trustcode.settings import Settings
from trustcode.storage.blobs import Blobs
from trustcode.storage.engines import Store, connect
from trustcode.storage.reading import reading

Values = Mapping[str, Any]


@dataclass
class DeskApp:
    """The app, its database, and a clock that a test sets."""

    app: Flask
    store: Store
    settings: Settings
    at: Moment

    def clock(self) -> Moment:
        return self.at

    def owner(self, *, name: str = "周建国") -> Person:
        """Somebody with a new account and no shop."""
        return self.signed_in(a_person(self.store, self.at, role=Role.OWNER, scope="", name=name))

    def staff(self, merchant_id: str) -> Person:
        """An assistant of a shop."""
        return self.signed_in(a_person(self.store, self.at, role=Role.STAFF, scope=merchant_id, name="何小妹"))

    def signed_in(self, actor: Actor) -> Person:
        """Somebody who exists, in a browser of their own."""
        client = self.app.test_client()
        token = f"token-{actor.person_id}-{len(_tokens)}"
        _tokens.append(token)
        with jotting(self.store, self.at) as jotter:
            row = SignIn(
                token_hash=token_hash(token), person_id=actor.person_id, epoch=0, created_at=self.at, seen_at=self.at
            )
            jotter.add(row)
        client.set_cookie(session_cookie(self.settings), token)
        return Person(self, actor, client)

    def guest(self) -> Person:
        """Somebody without an account."""
        return Person(self, Actor("", Role.PUBLIC), self.app.test_client())

    def unit(self, merchant_id: str) -> MerchantSheet:
        """How a unit stands."""
        with reading(self.store) as reader:
            return sheet(reader, Actor("", Role.OWNER, merchant_id), merchant_id)


_tokens: list[str] = []


def open_desk(url: str, folder: Path, at: Moment) -> DeskApp:
    """The office app with desk and counter; `/en` in front of a path means English, as in the factory."""
    app = Flask("trustcode", static_folder=None, template_folder=None, root_path=str(folder))
    store = connect(app, url, VAULT, Blobs(folder / "files"))
    settings = settings_for(url, folder, public_url=PRESS.public_url)
    made = DeskApp(app, store, settings, at)
    lobby.install(app, Office(settings, store, PRESS.keyring, made.clock))
    app.register_blueprint(door.blueprint)
    app.register_blueprint(counter.blueprint)
    app.wsgi_app = _with_language(app.wsgi_app)  # type: ignore[method-assign]
    return made


def _with_language(inner: Any) -> Any:
    def choose(environ: dict[str, Any], start_response: Any) -> Any:
        path = environ["PATH_INFO"]
        environ["trustcode.language"] = "zh"
        if path.startswith("/en/"):
            environ["SCRIPT_NAME"], environ["PATH_INFO"] = "/en", path[3:]
            environ["trustcode.language"] = "en"
        return inner(environ, start_response)

    return choose


@dataclass
class Person:
    """Somebody's browser. `page` is the text of the last page, `path` its address."""

    desk: DeskApp
    actor: Actor
    client: FlaskClient
    page: str = ""
    path: str = ""
    status: int = 0
    shop: str = ""
    last: TestResponse | None = None

    def open(self, path: str) -> Person:
        """Open a page, following redirects as a browser does."""
        response = self.client.get(path)
        self.path = path
        if response.status_code in {302, 303}:
            return self.open(response.headers["Location"])
        return self._kept(response)

    def send(self, filled: Values | None = None, *, to: str = "", without: tuple[str, ...] = ()) -> Person:
        """Fill in the form of this page (or the one that goes to an address ending so) and send it."""
        action, fields = form_of(self.page, to)
        data = {k: v for k, v in {**fields, **(filled or {})}.items() if k not in without}
        boundary, body = encode_multipart(MultiDict(data), boundary=BOUNDARY)
        kind = f"multipart/form-data; boundary={boundary}"
        response = self.client.post(action or self.path, data=body, content_type=kind)
        if response.status_code == 303:
            return self.open(response.headers["Location"])
        return self._kept(response)

    def begin(self) -> Person:
        """Begin an application for a new shop."""
        self.open("/desk").send(to="/desk/shops")
        self.shop = self.path.split("/")[2]
        return self

    def step(self, step: str, filled: Values) -> Person:
        """Fill in one step of the application and send it."""
        return self.open(f"/desk/{self.shop}/{step}").send(filled)

    def fill_in(self, **changes: str) -> Person:
        """All four steps, right in every field unless changed; ends on the page for signing."""
        typed = typed_profile(self.desk.store, self.desk.at, **changes)
        self.step("business", {k: typed[k] for k in BUSINESS})
        self.step("shop", {**{k: typed[k] for k in SHOP}, "photo": a_photo()})
        self.step("safety", {"safe_extra": ""})
        return self.step("returns", {"offers_returns": "yes", **self.terms()})

    def terms(self, **changes: list[str]) -> dict[str, list[str]]:
        """Terms of a return promise, as the form sends them."""
        with reading(self.desk.store) as reader:
            return typed_terms(lists_on(reader, civil_day(self.desk.at)), **changes)

    def sign(self, **changes: Any) -> Person:
        """Tick, write the name, send."""
        return self.open(f"/desk/{self.shop}/sign").send({"authorised": "yes", "signer": "周建国", **changes})

    @property
    def words(self) -> str:
        """What the last page says, without its marks, blanks joined."""
        body = re.sub(r"<(script|style)\b.*?</\1>", " ", self.page, flags=re.DOTALL)
        body = re.sub(r'<span class="nb">([^<]*)</span>', r"\1", body)
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))

    @property
    def faults(self) -> list[str]:
        """The sentences of the summary of errors."""
        summary = re.search(r'id="errors">(.*?)</div>', self.page, re.DOTALL)
        return (
            [unescape(re.sub(r"<[^>]+>", "", one)) for one in re.findall(r"<li>(.*?)</li>", summary[1])]
            if summary
            else []
        )

    def value(self, name: str) -> str:
        """What stands in a field of the last page."""
        return str(form_of(self.page, "")[1].get(name, ""))

    def _kept(self, response: TestResponse) -> Person:
        self.last, self.status = response, response.status_code
        self.page = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
        return self


BOUNDARY = "a-boundary-of-a-browser"
"""Werkzeug's own is sometimes longer than the 70 characters that RFC 2046 allows, and is then rightly refused."""

BUSINESS = ("credit_code", "licence_name", "unit_kind", "industry", "established_on")
SHOP = ("shop_name", "branch_name", "region_code", "street", "contact_name", "contact_phone", "returns_phone")


def a_photo(name: str = "door.jpg", content: bytes = b"") -> FileStorage:
    """A file as a form sends it; without content a small real JPEG."""
    if content:
        return FileStorage(BytesIO(content), name)
    made = BytesIO()
    Image.new("RGB", (640, 480), "#8a7b60").save(made, "JPEG")
    made.seek(0)
    return FileStorage(made, name)


class _Forms(HTMLParser):
    """Every form of a page with what a browser would send of it. Fields outside are tied by `form=`."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, str, dict[str, Any]]] = []
        self._inside = False
        self._area = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form":
            self.forms.append((said.get("action") or "", said.get("method") or "get", {}))
            self._inside = True
        if not self._inside:
            return
        fields = self.forms[-1][2]
        name = str(said.get("name") or self._select)
        if tag == "textarea":
            self._area = name
            fields[name] = ""
        elif tag == "select":
            self._select = name
            fields[name] = ""
        elif tag == "option" and "selected" in said:
            fields[self._select] = said.get("value") or ""
        elif tag == "input" and said.get("type") == "checkbox" and "checked" in said:
            fields.setdefault(name, []).append(said.get("value") or "")
        elif tag == "input" and (said.get("type") not in {"file", "checkbox", "radio"} or _is_chosen(said)):
            fields[name] = said.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1][2][self._area] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""


def _is_chosen(said: Mapping[str, str | None]) -> bool:
    return said.get("type") == "radio" and "checked" in said


def form_of(page: str, ending: str) -> tuple[str, dict[str, Any]]:
    """Address and fields of the form of a page that goes to an address ending so; the first one, if any will do."""
    parser = _Forms()
    parser.feed(page)
    fitting = [
        (action, fields) for action, method, fields in parser.forms if method == "post" and action.endswith(ending)
    ]
    ours = [one for one in fitting if not one[0].endswith("/sign-out")]
    return ours[0]
