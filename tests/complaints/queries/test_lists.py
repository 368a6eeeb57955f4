"""The officer's list stays quick however many complaints are open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import database_url, open_store
from tests.merchants.builders import an_officer
from trustcode.complaints.models import Complaint
from trustcode.complaints.queries.lists import Asked, asked_for, due_of
from trustcode.kernel.moments import Moment
from trustcode.storage.engines import Store


@pytest.fixture
def file_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """SQLite, which plans without looking at what is in the tables; PostgreSQL looks, and there is nothing here."""
    store = open_store(database_url("sqlite", request, tmp_path), tmp_path / "files")
    yield store
    store.close()


def test_the_last_day_of_each_is_found_by_the_matter_and_not_among_all_that_run(file_store: Store, at: Moment) -> None:
    asked = select(Complaint.id).where(asked_for(an_officer(file_store, at), Asked())).order_by(due_of(Complaint.id))
    with file_store.read_engine.connect() as connection:
        question = asked.compile(file_store.read_engine, compile_kwargs={"literal_binds": True})
        steps = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}")]

    assert (
        "SEARCH complaint_clock USING COVERING INDEX ix_complaint_clock_running (matter_id=? AND stopped_on=?)" in steps
    )
