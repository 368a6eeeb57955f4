"""A served house, a clock that the test turns, and phones: Debian's Chromium, with a WeChat agent string."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright
from werkzeug.serving import make_server

from tests.conftest import AT, database_url
from tests.merchants.builders import a_person
from trustcode.factory import create_app
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.people.actions import accounts
from trustcode.people.models import HANDLE, Person
from trustcode.people.rules.hashing import Argon2
from trustcode.record.pen import pen
from trustcode.settings import from_env
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

PATIENCE = 30_000
"""Milliseconds until what must come about is given up: long, since two browsers may share one slow machine."""

expect.set_options(timeout=PATIENCE)

CHROMIUM = shutil.which("chromium") or ""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
WECHAT = (
    "Mozilla/5.0 (Linux; Android 12; V2166A Build/SP1A.210812.003; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160117 MMWEBSDK/20240301 MicroMessenger/8.0.48"
)
PASSWORD = "竹青 纸白 湖蓝 赭黄 青石板"

if not CHROMIUM:
    if os.environ.get("TRUSTCODE_NOTHING_SKIPPED"):
        raise RuntimeError("Chromium is missing: apt-get install chromium")
    collect_ignore_glob = ["test_*"]


@dataclass
class Clock:
    """What time it is, until the test says otherwise."""

    at: Moment = AT

    def __call__(self) -> Moment:
        return self.at

    def turn(self, **span: float) -> None:
        """Let time pass; keywords as for timedelta."""
        self.at += timedelta(**span)


@dataclass(frozen=True)
class House:
    """The product as it is served: its address, its clock, and what it keeps."""

    url: str
    clock: Clock
    store: Store
    app: Flask

    def officer(self, name: str, role: Role = Role.INSPECTOR, scope: str = "430103") -> str:
        """An official who can sign in with PASSWORD; returns the sign-in name."""
        return self._sign_in_name(name, role, scope)

    def newcomer(self, name: str = "周建国") -> str:
        """Somebody with an account and no shop yet; returns the sign-in name."""
        return self._sign_in_name(name, Role.OWNER, "")

    def _sign_in_name(self, name: str, role: Role, scope: str) -> str:
        handle = f"{role.value}.{os.urandom(4).hex()}@example.com"
        person = a_person(self.store, self.clock.at, role=role, scope=scope, name=name, handle=handle)
        self.give_password(person)
        return handle

    def handle_of(self, person: Actor) -> str:
        """The sign-in name of somebody who was made by a builder."""
        with reading(self.store) as reader:
            row = reader.get(Person, person.person_id)
            assert row is not None
            return self.store.vault.open(HANDLE, row.handle)

    def give_password(self, person: Actor) -> None:
        """Let somebody who was made by a builder sign in with PASSWORD."""
        with pen(self.store, person, self.clock.at) as p:
            accounts.change_password(p, person_id=person.person_id, password_hash=Argon2().hash(PASSWORD))


@pytest.fixture
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """The whole product on a port of 127.0.0.1, on SQLite, for one test."""
    clock = Clock()
    server = make_server("127.0.0.1", 0, _not_yet, threaded=True)
    url = f"http://127.0.0.1:{server.server_port}"
    environ = {
        "TRUSTCODE_DATABASE_URL": database_url("sqlite", request, tmp_path),
        "TRUSTCODE_PUBLIC_URL": url,
    }
    app = create_app(from_env(environ, tmp_path / "var"), clock)
    server.app = app.wsgi_app
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    house = House(url, clock, app.extensions["trustcode"].store, app)
    yield house
    server.shutdown()
    thread.join()
    server.server_close()
    house.store.close()


def _not_yet(_environ: object, start_response: object) -> list[bytes]:
    raise RuntimeError("the house is not open yet")


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(_playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    browser = _playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


def phone(chromium: Browser, *, scripts: bool = True, wechat: bool = True) -> BrowserContext:
    """A phone of 390 by 844 points, inside WeChat or not, with scripts or without."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
        locale="zh-CN",
        java_script_enabled=scripts,
        user_agent=WECHAT if wechat else None,
    )
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def hand(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """A page on a phone in WeChat, with scripts and without."""
    context = phone(chromium, scripts=request.param)
    yield context.new_page()
    context.close()
