"""An office with the desk and the counter alone, and owners who are signed in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import database_url
from tests.doors.desk.owners import DeskApp, open_desk
from trustcode.kernel.moments import Moment


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path, at: Moment) -> Iterator[DeskApp]:
    """The pages over a fresh database (SQLite: engines are the rooms' tests' business)."""
    made = open_desk(database_url("sqlite", request, tmp_path), tmp_path, at)
    yield made
    made.store.close()
