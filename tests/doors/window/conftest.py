"""The whole house, and a program that asks it, on each engine at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from werkzeug.test import TestResponse

from tests.conftest import AT, ENGINES, database_url
from tests.settings_for_tests import settings_for
from trustcode.factory import create_app
from trustcode.kernel.moments import Moment
from trustcode.storage.engines import Store


@dataclass
class Program:
    """What asks, and a clock that a test sets."""

    app: Flask
    store: Store
    at: Moment

    def clock(self) -> Moment:
        return self.at

    def ask(self, path: str, **headers: str) -> TestResponse:
        """One question; a header `If-None-Match` is given as `If_None_Match`."""
        return self.app.test_client().get(
            path, headers={name.replace("_", "-"): said for name, said in headers.items()}
        )

    def read(self, path: str) -> Any:
        """The document at an address."""
        answer = self.ask(path)
        assert answer.status_code == 200, answer.text
        return answer.json

    def statements(self) -> list[str]:
        """A list that grows with every statement put to the database from now on."""
        seen: list[str] = []
        event.listen(self.store.read_engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
        return seen


@pytest.fixture(params=ENGINES)
def program(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Program]:
    """The house over a fresh database, as it is served."""
    yield from _opened(database_url(request.param, request, tmp_path), tmp_path)


@pytest.fixture(scope="module", params=ENGINES)
def still(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The same for all questions of a file that change nothing."""
    folder = tmp_path_factory.mktemp("still")
    yield from _opened(database_url(request.param, request, folder), folder)


def _opened(url: str, folder: Path) -> Iterator[Program]:
    settings = settings_for(url, folder)
    app = create_app(settings, clock=lambda: made.at)
    made = Program(app, app.extensions["trustcode"].store, AT)
    yield made
    made.store.close()
