"""The migrations and the models say the same, on both engines, up and down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import Migrate
from sqlalchemy import Connection, inspect, text

import trustcode.clocks.models
import trustcode.complaints.models
import trustcode.exchange.models
import trustcode.notices.models
import trustcode.people.models
import trustcode.publication.models
import trustcode.returns.models  # noqa: F401 - its tables belong to the metadata
from tests.conftest import ENGINES, VAULT, empty_database_url
from trustcode.projections.scan_card.schema import is_own
from trustcode.settings import ROOT
from trustcode.storage.base import Base
from trustcode.storage.blobs import Blobs
from trustcode.storage.engines import connect, db

VERSIONS = ROOT / "migrations" / "versions"


@pytest.fixture(params=ENGINES)
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An app on an empty database."""
    app = Flask("ladder", root_path=str(tmp_path))
    store = connect(app, empty_database_url(request.param, request, tmp_path), VAULT, Blobs(tmp_path / "files"))
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    app.extensions["store"] = store
    with app.app_context():
        yield app
    store.close()


def _connection(app: Flask) -> Connection:
    connection: Connection = app.extensions["store"].write_engine.connect()
    return connection


def test_migrations_from_nothing_give_the_schema_of_the_models(app: Flask) -> None:
    flask_migrate.upgrade()

    with _connection(app) as connection:
        options = {"include_object": lambda _o, name, *_: not is_own(name), "compare_type": True}
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
    assert differences == []


def test_migrations_make_the_same_triggers_and_checks_as_the_models(app: Flask) -> None:
    flask_migrate.upgrade()
    with _connection(app) as connection:
        by_ladder = _guards(connection)
    flask_migrate.downgrade(revision="base")
    Base.metadata.create_all(app.extensions["store"].write_engine)

    with _connection(app) as connection:
        assert _guards(connection) == by_ladder
    assert any("entry_no" in name for name, _ in by_ladder)


def test_the_way_down_leaves_nothing_behind(app: Flask) -> None:
    flask_migrate.upgrade()

    flask_migrate.downgrade(revision="base")

    with _connection(app) as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
        assert _guards(connection) == set()


def test_up_down_and_up_again_is_the_same_as_up(app: Flask) -> None:
    flask_migrate.upgrade()
    with _connection(app) as connection:
        first = _guards(connection)
    flask_migrate.downgrade(revision="base")
    flask_migrate.upgrade()

    with _connection(app) as connection:
        assert _guards(connection) == first


def test_the_head_file_names_the_last_migration() -> None:
    names = sorted(path.stem for path in VERSIONS.glob("[0-9]*.py"))

    assert (VERSIONS.parent / ".current-head").read_text().strip() == names[-1]
    assert all(re.fullmatch(r"[0-9]{4}_[a-z_]+", name) for name in names)


def _guards(connection: Connection) -> set[tuple[str, str]]:
    """Triggers and CHECKs by name and text, as the database knows them."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
        checks = [
            (f"{table}.{check['name']}", str(check["sqltext"]))
            for table in inspect(connection).get_table_names()
            for check in inspect(connection).get_check_constraints(table)
        ]
        return {(name, " ".join(sql.split())) for name, sql in rows} | set(checks)
    triggers = text(
        "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal "
        "UNION SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c' "
        "AND connamespace = 'public'::regnamespace"
    )
    return {(name, definition) for name, definition in connection.execute(triggers).all()}
