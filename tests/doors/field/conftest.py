"""An office with the field's door alone, and officers who are signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import VAULT, database_url
from tests.doors.field.officers import OfficeApp
from tests.settings_for_tests import settings_for
from trustcode.codes.rules.keyring import ring_of, signing_key_of
from trustcode.doors.field import door
from trustcode.doors.lobby import install as lobby
from trustcode.doors.lobby.office import Office
from trustcode.kernel.moments import Moment
from trustcode.storage.blobs import Blobs
from trustcode.storage.engines import connect


@pytest.fixture
def office(request: pytest.FixtureRequest, tmp_path: Path, at: Moment) -> Iterator[OfficeApp]:
    """The field's pages over a fresh database (SQLite: engines are the rooms' tests' business)."""
    yield from an_office("sqlite", request, tmp_path, at)


def an_office(engine: str, request: pytest.FixtureRequest, tmp_path: Path, at: Moment) -> Iterator[OfficeApp]:
    """The field's pages over a fresh database of an engine."""
    url = database_url(engine, request, tmp_path)
    app = Flask("trustcode", static_folder=None, template_folder=None, root_path=str(tmp_path))
    store = connect(app, url, VAULT, Blobs(tmp_path / "files"))
    settings = settings_for(url, tmp_path, public_url="http://127.0.0.1:8000")
    made = OfficeApp(app, store, settings, at)
    keyring = ring_of(signing_key_of(1, b"t" * 32))
    lobby.install(app, Office(settings, store, keyring, made.clock))
    app.register_blueprint(door.blueprint)
    made.wrap()
    yield made
    store.close()


@pytest.fixture
def counted(office: OfficeApp) -> Callable[[Callable[[], object]], int]:
    """How many statements a piece of work puts to the database."""
    return office.statements
