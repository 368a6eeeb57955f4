"""Fixtures for every test: a moment, a fresh database with the facts of the scheme, and nothing that reads a clock.

SQLite by default; PostgreSQL where TRUSTCODE_TEST_DATABASE names a server (one that may create databases).
"""

from __future__ import annotations

import logging
import os
import shutil
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import settings
from sqlalchemy import create_engine, make_url, text

import trustcode.clocks.models
import trustcode.complaints.models
import trustcode.exchange.models
import trustcode.notices.models
import trustcode.publication.models  # its tables belong to the metadata
import trustcode.returns.models  # noqa: F401 - as above
from trustcode.calendars import actions as calendars
from trustcode.catalogues import actions as catalogues
from trustcode.clocks import actions as clocks
from trustcode.doors.lobby import logs
from trustcode.doors.scan import door, shelf, watch
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import Moment
from trustcode.projections.register import attach_projections
from trustcode.record.pen import pen
from trustcode.regions import actions as regions
from trustcode.storage import sqlite
from trustcode.storage.base import Base
from trustcode.storage.blobs import Blobs
from trustcode.storage.engines import Store, connect
from trustcode.storage.vault import Vault

pytest_plugins = ["tests.nothing_skipped", "tests.parts"]
settings.load_profile(os.environ.get("TRUSTCODE_TEST_EXAMPLES", "ci"))
"""The same examples every time, and no clock on them; TRUSTCODE_TEST_EXAMPLES=default looks for new ones."""

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

AT = datetime(2026, 11, 23, 1, 42, tzinfo=UTC)
VAULT = Vault({1: b"k" * 32}, 1, b"i" * 32)
POSTGRES = os.environ.get("TRUSTCODE_TEST_DATABASE", "")
ENGINES = ["sqlite", "postgresql"] if POSTGRES else ["sqlite"]
SET_UP_SQLITE = sqlite.set_up
"""As the product does it: every commit is on the disk before it is answered."""


def _set_up_sqlite(connection: Any, *, may_write: bool) -> None:
    """Without waiting for the disk: no power is cut in a test, and a process that is killed loses nothing by it."""
    SET_UP_SQLITE(connection, may_write=may_write)
    if may_write:
        connection.execute("PRAGMA synchronous = OFF").close()


sqlite.set_up = _set_up_sqlite


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is not a server that is gone: the tests of impatience set their own."""
    for module, name in (
        (door, "PATIENCE"),
        (watch, "FIRST_PATIENCE"),
        (watch, "LOOK_PATIENCE"),
        (shelf, "READ_PATIENCE"),
    ):
        monkeypatch.setattr(module, name, 120.0)


def _levels() -> dict[str, int]:
    """How much each log of the product says."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "trustcode"]
    return {name: level for name in names if (level := logging.getLogger(name).level)}


@pytest.fixture(autouse=True)
def _left_as_found() -> Iterator[None]:
    """A log that a test has silenced, or a setting it has left, is seen by whatever test comes next in this process."""
    logs.set_up()  # whoever builds the first app does this, and it stays
    levels, environ = _levels(), {**os.environ, "PYTEST_CURRENT_TEST": ""}
    yield
    assert _levels() == levels, "levels of logs that this test left changed"
    assert {**os.environ, "PYTEST_CURRENT_TEST": ""} == environ, "environment that this test left changed"


@pytest.fixture
def at() -> Moment:
    """Monday 23 November 2026, 09:42 in China."""
    return AT


def open_store(url: str, files: Path) -> Store:
    """A store on a database, outside any web request."""
    return connect(Flask("trustcode"), url, VAULT, Blobs(files))


def fill(store: Store) -> None:
    """All tables, and the facts that every part of the scheme presupposes."""
    attach_projections()
    Base.metadata.create_all(store.write_engine)
    with pen(store, SYSTEM, AT) as p:
        regions.load_shipped(p)
        calendars.load_shipped(p)
        catalogues.load_shipped(p)
        clocks.load_shipped(p)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One filled database file; each test gets a copy."""
    folder = tmp_path_factory.mktemp("template")
    path = folder / "template.db"
    store = open_store(f"sqlite:///{path}", folder / "files")
    fill(store)
    with store.write_engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    store.close()
    return path


@pytest.fixture(scope="session")
def postgres_template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One filled PostgreSQL database; each test gets a copy."""
    name = f"tc_{uuid.uuid4().hex[:8]}_template"
    create_database(name, "template0")
    store = open_store(url_of(name), tmp_path_factory.mktemp("pgfiles"))
    fill(store)
    store.close()
    yield name
    drop_database(name)


def database_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh, filled database on an engine; gone after the test."""
    if engine == "sqlite":
        path = tmp_path / "trustcode.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    name = f"tc_{uuid.uuid4().hex[:12]}"
    create_database(name, request.getfixturevalue("postgres_template"))
    request.addfinalizer(lambda: drop_database(name))
    return url_of(name)


def empty_database_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables; gone after the test."""
    if engine == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    name = f"tc_{uuid.uuid4().hex[:12]}"
    create_database(name, "template0")
    request.addfinalizer(lambda: drop_database(name))
    return url_of(name)


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A fresh, filled database, on each engine at hand."""
    store = open_store(database_url(request.param, request, tmp_path), tmp_path / "files")
    yield store
    store.close()


def _server() -> str:
    return make_url(POSTGRES).set(database="postgres").render_as_string(hide_password=False)


def url_of(name: str) -> str:
    """The address of a database on the server at hand."""
    return make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)


def _run(statement: str) -> None:
    engine = create_engine(_server(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def create_database(name: str, template: str) -> None:
    """A copy of a database, made by copying files and not by the log of writing them: half the work (PostgreSQL 15)."""
    how = "ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'" if template == "template0" else ""
    _run(f"CREATE DATABASE {name} TEMPLATE {template} {how} STRATEGY FILE_COPY")


def drop_database(name: str) -> None:
    """Gone, whoever still talks to it."""
    _run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
