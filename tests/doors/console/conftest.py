"""A terminal in front of a fresh database, and a clock that the test turns."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from tests.conftest import AT, ENGINES, create_database, database_url, drop_database, url_of
from tests.doors.console.small_house import small_house
from trustcode.doors.console.demo import make_ready
from trustcode.doors.console.demo_names import CLUSTERS
from trustcode.doors.console.demo_plan import Shares
from trustcode.doors.lobby.present import EXTENSION, Office
from trustcode.kernel.moments import Moment
from trustcode.merchants.rules.standing import Standing
from trustcode.storage.engines import Store


@dataclass
class Terminal:
    """Somebody who types `flask trustcode …`."""

    app: Flask
    at: Moment = AT
    said: list[Result] = field(default_factory=list)

    def clock(self) -> Moment:
        """The time in the house."""
        return self.at

    def turn(self, **span: float) -> None:
        """Let time pass; keywords as for timedelta."""
        self.at += timedelta(**span)

    @property
    def office(self) -> Office:
        """What the commands work with."""
        office: Office = self.app.extensions[EXTENSION]
        return office

    @property
    def store(self) -> Store:
        """The database behind it."""
        return self.office.store

    def types(self, *words: object) -> Result:
        """Run one command; its answer with exit code. A trace is a failure of the test."""
        result = self.app.test_cli_runner().invoke(args=["trustcode", *map(str, words)])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        self.said.append(result)
        return result

    def asks(self, *words: object) -> dict[str, Any]:
        """Run one command with `--json`; the object it prints, with the exit code as `exit`."""
        result = self.types(*words, "--json")
        told: dict[str, Any] = json.loads(result.stdout)
        return {**told, "exit": result.exit_code}


FEW = Shares(
    home={Standing.SUBMITTED: 1},
    elsewhere={s: 1 for s in Standing if s not in (Standing.REVIEWED, Standing.SUBMITTED)},
    clusters={"430103": CLUSTERS["430103"]},
)
"""One unit in each standing, and the owner's own."""

FEWEST = Shares(home={Standing.SUBMITTED: 1}, elsewhere={Standing.PUBLICISED: 1}, clusters={})
"""Two units and the owner's own: for what does not ask who is in a demonstration."""

OpenTerminal = Callable[..., Terminal]


@pytest.fixture
def open_terminal(tmp_path: Path) -> Iterator[OpenTerminal]:
    """Opens terminals on databases: `open_terminal(url, mode="production")`."""
    opened: list[Terminal] = []

    def open_one(url: str, **how: Any) -> Terminal:
        terminal = Terminal(Flask("none"))
        terminal.app = small_house(url, tmp_path, clock=terminal.clock, **how)
        opened.append(terminal)
        return terminal

    yield open_one
    for terminal in opened:
        terminal.store.close()


@pytest.fixture(params=ENGINES)
def terminal(request: pytest.FixtureRequest, tmp_path: Path, open_terminal: OpenTerminal) -> Terminal:
    """A terminal of a demonstration on a fresh, filled database, on each engine at hand."""
    return open_terminal(database_url(request.param, request, tmp_path))


def _make(url: str, folder: Path) -> Office:
    app = small_house(url, folder)
    office: Office = app.extensions[EXTENSION]
    with app.app_context():
        make_ready(office, FEW)
    return office


@pytest.fixture(scope="session")
def small_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small demonstration on SQLite: database, photos, keys and notes."""
    folder = tmp_path_factory.mktemp("demo")
    office = _make(f"sqlite:///{folder / 'trustcode.db'}", folder)
    with office.store.write_engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    office.store.close()
    return folder


@pytest.fixture(scope="session")
def small_demo_on_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The same on PostgreSQL: the folder, and the name of the database."""
    folder, name = tmp_path_factory.mktemp("demo-on-postgres"), f"tc_{uuid.uuid4().hex[:8]}_demo"
    create_database(name, "template0")
    _make(url_of(name), folder).store.close()
    yield folder, name
    drop_database(name)
