"""The write engine and the read engine; the only file that imports Flask-SQLAlchemy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, event, text

from trustcode.storage import sqlite
from trustcode.storage.base import Base
from trustcode.storage.blobs import Blobs
from trustcode.storage.vault import Vault

READ = "read"

db = SQLAlchemy(metadata=Base.metadata)

_LIVELY = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""A server that fell off the network is given up after some ten seconds, not after the two hours of the system."""


_DISCREET = {"hide_parameters": True}
"""What is written or asked for stays out of error messages, and so out of the log."""


@dataclass(frozen=True)
class Store:
    """All that is kept: two engines, the vault for personal data, the files."""

    write_engine: Engine = field(repr=False)
    read_engine: Engine = field(repr=False)
    vault: Vault = field(repr=False)
    blobs: Blobs = field(repr=False)

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is one SQLite file, with one writer at a time."""
        return self.write_engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Let go of all connections."""
        self.write_engine.dispose()
        self.read_engine.dispose()


def connect(app: Flask, url: str, vault: Vault, blobs: Blobs) -> Store:
    """Give a Flask app its engines. `url` is `sqlite:////path` or `postgresql://…`."""
    is_sqlite = url.startswith("sqlite")
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _options(is_sqlite=is_sqlite, may_write=True)
    app.config["SQLALCHEMY_BINDS"] = {READ: {"url": url, **_options(is_sqlite=is_sqlite, may_write=False)}}
    if "sqlalchemy" not in app.extensions:
        db.init_app(app)
    with app.app_context():
        write, read = db.engines[None], db.engines[READ]
    if is_sqlite:
        _set_up_sqlite(write, may_write=True)
        _set_up_sqlite(read, may_write=False)
    return Store(write, read, vault, blobs)


def _options(*, is_sqlite: bool, may_write: bool) -> dict[str, Any]:
    if is_sqlite:
        return {"module": sqlite.driver(), **_DISCREET}
    wish = "-c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"
    if may_write:
        # A plan made while a table was empty would be kept for the hundred thousand rows that one transaction adds.
        wish += " -c plan_cache_mode=force_custom_plan"
    else:
        wish += " -c default_transaction_read_only=on -c statement_timeout=30s"
    return {"connect_args": {"options": wish, **_LIVELY}, "pool_pre_ping": True, **_DISCREET}


def _set_up_sqlite(engine: Engine, *, may_write: bool) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        sqlite.set_up(connection, may_write=may_write)

    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if may_write else "BEGIN")


def fault_of(store: Store, *, processes: int) -> str | None:
    """Why this database must not be used as asked, as a sentence for the operator; None when all is well."""
    if store.is_sqlite:
        version = sqlite.version_of(sqlite.driver())
        if processes > 1 and not sqlite.wal_is_sound(version):
            found = ".".join(map(str, version))
            return (
                f"SQLite {found} can lose writes when several processes share a database (fixed in 3.51.3): "
                "install the pysqlite3 of requirements.txt, or start one process."
            )
        return None
    with store.read_engine.connect() as connection:
        locale = connection.execute(
            text("SELECT datctype FROM pg_database WHERE datname = current_database()")
        ).scalar_one()
    if str(locale).upper() in {"C", "POSIX"}:
        return "This PostgreSQL database has locale C and cannot search Chinese: create it with LC_CTYPE C.UTF-8."
    return None
