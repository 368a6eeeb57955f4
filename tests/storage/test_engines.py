"""Two engines: one that writes, durably and one at a time; and one that cannot write."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import bindparam, select, text
from sqlalchemy.exc import DBAPIError

from tests.conftest import ENGINES, SET_UP_SQLITE, database_url, open_store
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import Moment
from trustcode.record.models import Entry, Retry
from trustcode.record.pen import pen
from trustcode.regions.models import Region
from trustcode.storage import sqlite
from trustcode.storage.engines import Store, fault_of
from trustcode.storage.reading import reading


def pragma(store: Store, name: str, *, write: bool) -> object:
    engine = store.write_engine if write else store.read_engine
    with engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.fixture
def file_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A database in a file, whatever other engines are at hand."""
    store = open_store(database_url("sqlite", request, tmp_path), tmp_path / "files")
    yield store
    store.close()


@pytest.mark.parametrize(("name", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)])
def test_a_writing_connection_is_durable_and_strict(
    file_store: Store, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    monkeypatch.setattr(sqlite, "set_up", SET_UP_SQLITE)
    assert pragma(file_store, name, write=True) == value


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO retry (key, body_hash, answer, at) VALUES ('k', '1', 'a', '2026-01-01')",
        "UPDATE region SET name_zh = 'x'",
        "DELETE FROM entry_body",
        "CREATE TABLE mine (id INTEGER)",
    ],
)
def test_the_reading_engine_cannot_write(store: Store, statement: str) -> None:
    with store.read_engine.connect() as connection, pytest.raises(DBAPIError, match=r"(readonly|read-only)"):
        connection.execute(text(statement))


def test_a_raw_row_of_a_room_without_an_entry_is_refused_by_the_database(store: Store) -> None:
    with store.write_engine.connect() as connection, pytest.raises(DBAPIError, match=r"(?i)(not.null)"):
        connection.execute(
            text(
                "INSERT INTO region (code, valid_from, name_zh, name_en, kind, successor) "
                "VALUES ('430199', '2026-01-01', 'x', 'x', 'district', '')"
            )
        )


def test_an_entry_that_does_not_exist_cannot_be_named(store: Store) -> None:
    with store.write_engine.connect() as connection, pytest.raises(DBAPIError, match=r"(?i)foreign key"):
        connection.execute(text("UPDATE region SET entry_id = 999999999 WHERE code = '430000'"))


def test_no_update_is_lost_between_writers(store: Store, at: Moment) -> None:
    with pen(store, SYSTEM, at) as p:
        p.answer("count", "", 0)

    def count_up() -> None:
        for _ in range(10):
            with pen(store, SYSTEM, at) as p:
                row = p.lock(Retry, "count")
                assert row is not None
                row.answer = str(int(row.answer) + 1)

    writers = [threading.Thread(target=count_up) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    with reading(store) as reader:
        assert reader.scalar(select(Retry.answer)) == "40"


def test_a_reader_sees_one_moment_of_the_database(store: Store, at: Moment) -> None:
    with reading(store) as reader:
        before = reader.scalar(select(Retry.answer))
        if store.is_sqlite:  # PostgreSQL gives each statement its own moment
            with pen(store, SYSTEM, at) as p:
                p.answer("k", "", 1)
        assert reader.scalar(select(Retry.answer)) == before


def test_a_reader_finds_rows_and_streams_them(store: Store) -> None:
    with reading(store) as reader:
        hunan = reader.one(select(Region).where(Region.code == "430000"))
        assert hunan is not None
        assert reader.one(select(Region).where(Region.code == "999999")) is None
        codes = [row.code for row in reader.stream(select(Region.code), size=10)]
        assert sorted(codes) == sorted(region.code for region in reader.all(select(Region)))
        assert reader.is_sqlite is store.is_sqlite


@pytest.mark.parametrize(("may_idle", "limit"), [(False, "1min"), (True, "0")])
def test_only_who_reads_a_long_file_meanwhile_may_idle_in_a_transaction(
    store: Store, *, may_idle: bool, limit: str
) -> None:
    with reading(store, may_idle=True):
        pass
    with reading(store, may_idle=may_idle) as reader:
        found = None if reader.is_sqlite else reader.scalar(text("SHOW idle_in_transaction_session_timeout"))
    assert found == (None if store.is_sqlite else limit)


@pytest.mark.parametrize("store", [one for one in ENGINES if one != "sqlite"], indirect=True)
def test_who_writes_has_every_question_planned_for_what_it_asks(store: Store) -> None:
    """A plan kept for any list compares each row of a table that grows with each of five hundred numbers."""
    look = text("SELECT n FROM numbers WHERE n IN :some").bindparams(bindparam("some", expanding=True))
    grow = text("INSERT INTO numbers SELECT n, repeat('x', 600) FROM generate_series(CAST(:first AS int), :last) AS n")
    with store.write_engine.begin() as connection:
        connection.execute(text("CREATE TEMPORARY TABLE numbers (n varchar(12) PRIMARY KEY, filled text)"))
        for turn in range(30):
            connection.execute(look, {"some": [str(n) for n in range(500)]})
            connection.execute(grow, {"first": turn * 2_000 + 1, "last": (turn + 1) * 2_000})
        asked = "statement LIKE 'SELECT n FROM%'"
        plans = text(f"SELECT sum(generic_plans), sum(custom_plans) > 0 FROM pg_prepared_statements WHERE {asked}")
        assert connection.execute(plans).one() == (0, True)


def test_the_store_at_hand_is_fit_for_several_processes(store: Store) -> None:
    assert fault_of(store, processes=4) is None


def test_an_unsound_library_is_refused_for_several_processes(
    file_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "version_of", lambda _module: (3, 40, 1))

    assert "3.40.1" in (fault_of(file_store, processes=2) or "")
    assert fault_of(file_store, processes=1) is None


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_it_is_known_which_releases_are_sound(version: tuple[int, int, int], sound: bool) -> None:  # noqa: FBT001 a column
    assert sqlite.wal_is_sound(version) is sound


def test_the_shipped_library_is_sound() -> None:
    assert sqlite.wal_is_sound(sqlite.version_of(sqlite.driver()))


def test_entries_are_numbered_upwards(store: Store) -> None:
    with reading(store) as reader:
        numbers = list(reader.all(select(Entry.id).order_by(Entry.at, Entry.id)))
    assert numbers == sorted(numbers)


def test_a_store_shows_no_key(store: Store) -> None:
    assert "kkkk" not in repr(store)
    assert "postgres:" not in repr(store)


def test_what_was_asked_for_is_not_in_the_error(store: Store) -> None:
    for engine in (store.write_engine, store.read_engine):
        with pytest.raises(DBAPIError) as caught, engine.connect() as connection:
            connection.execute(text("SELECT :asked FROM no_such_table"), {"asked": "canary"})
        assert "canary" not in str(caught.value)
