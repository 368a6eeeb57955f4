"""An office with nothing in it but the lobby and a small trial door; a clock that is moved by hand; a visitor's browser."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, abort, redirect
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from tests.settings_for_tests import settings_for
from trustcode.codes.rules.keyring import KeyRing, new_signing_key, ring_of
from trustcode.doors.lobby import install
from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.guards import ANYONE, NavItem, access, guard
from trustcode.doors.lobby.hashing import HashQueue
from trustcode.doors.lobby.office import Office, show, the_actor
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.people.rules.permissions import require
from trustcode.storage.engines import Store

RING: KeyRing = ring_of(new_signing_key(1))


class PlainHashing:
    """Stands for Argon2 at no cost, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def hash(self, password: str) -> str:
        self.asked["hash"] += 1
        return f"plain:{password}"

    def verify(self, kept: str, password: str) -> bool:
        self.asked["verify"] += 1
        return kept in {f"plain:{password}", f"old:{password}"}

    def is_old(self, kept: str) -> bool:
        return kept.startswith("old:")


@dataclass
class Clock:
    """The present, as a test says."""

    at: Moment

    def __call__(self) -> Moment:
        return self.at

    def go(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class Premises:
    """The app with its clock and hasher."""

    app: Flask
    store: Store
    clock: Clock
    hashing: PlainHashing

    def browser(self, **headers: str) -> Browser:
        return Browser(self.app.test_client(use_cookies=True), headers)


@dataclass
class Browser:
    """Somebody's browser: cookies, a language, and forms that carry the token of the page before."""

    client: FlaskClient
    headers: dict[str, str] = field(default_factory=dict)
    environ: dict[str, Any] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, headers={**self.headers, **headers}, environ_overrides=self._environ(path))

    def post(
        self, path: str, fields: dict[str, Any] | None = None, *, token: str | None = None, **more: Any
    ) -> TestResponse:
        proof = self.token() if token is None else token
        data = {**(fields or {}), **({"csrf_token": proof} if proof else {})}
        headers = {**self.headers, **more.pop("headers", {})}
        return self.client.post(path, data=data, headers=headers, environ_overrides=self._environ(path), **more)

    def token(self) -> str:
        """The token of a form that this browser has open."""
        page = self.client.get("/sign-in/invitation", headers=self.headers, environ_overrides=self._environ("")).text
        return re.search(r'name="csrf_token" value="([^"]+)"', page)[1]

    def _environ(self, path: str) -> dict[str, Any]:
        return {"trustcode.language": "zh", "REMOTE_ADDR": "203.0.113.5", **self.environ}


def open_premises(store: Store, folder: Path, at: Moment, **changes: Any) -> Premises:
    """The office app with the lobby and the trial door."""
    app = Flask("tests", static_folder=None, template_folder=None, root_path=str(folder))
    clock, hashing = Clock(at), PlainHashing()
    url = store.write_engine.url.render_as_string(hide_password=False)
    office = Office(settings_for(url, folder, files=folder, **changes), store, RING, clock, HashQueue(hashing))
    install.install(app, office)
    app.register_blueprint(trial_door())
    app.register_blueprint(open_door())
    return Premises(app, store, clock, hashing)


def trial_door() -> Blueprint:
    """A door for officers, where every kind of answer can be had."""
    trial = Blueprint("trial", __name__, url_prefix="/trial")
    officers = {Role.INSPECTOR, Role.SUPERVISOR}
    guard(trial, officers, label="Sign in", home="trial.home", nav=(NavItem("Sign in", "trial.home", "list"),))

    @trial.get("/")
    @access("approve merchant")
    def home() -> str:
        return show("lobby/refusal.html", errors=[("", the_actor().scope)], back="/")

    @trial.route("/shop/<region>/<shop>", methods=["GET", "POST"])
    @access("approve merchant")
    def shop(region: str, shop: str) -> str:
        require(the_actor(), "approve merchant", region=region, merchant_id=shop)
        if shop == "gone":
            raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
        return "the shop"

    @trial.get("/owners")
    @access("manage own staff")
    def owners() -> str:
        return "for owners"

    @trial.get("/forgotten")
    def forgotten() -> str:
        return "nobody declared this"

    @trial.post("/grave")
    @access("approve merchant", fresh=True)
    def grave() -> str:
        return "done"

    return trial


def open_door() -> Blueprint:
    """A door without a guard, where every kind of trouble can be had."""
    open_part = Blueprint("open", __name__, url_prefix="/open")

    @open_part.route("/form", methods=["GET", "POST"])
    @access(ANYONE)
    def form() -> str:
        sent = Form()
        sent.text("shop")
        sent.check()
        return "kept"

    @open_part.get("/breaks")
    @access(ANYONE)
    def breaks() -> str:
        raise RuntimeError("the secret word is canary")

    @open_part.get("/away")
    @access(ANYONE)
    def away() -> str:
        raise OperationalError("SELECT 1", {}, Exception("database is locked"))

    @open_part.get("/refuses")
    @access(ANYONE)
    def refuses() -> str:
        raise Refusal(MerchantRefusal.TOO_LONG, "shop", most=40)

    @open_part.get("/moves")
    @access(ANYONE)
    def moves():
        return redirect("/open/form")

    @open_part.get("/status/<int:status>")
    @access(ANYONE)
    def status(status: int) -> str:
        abort(status)

    return open_part
