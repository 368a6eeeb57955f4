"""The database itself refuses to change an entry."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from trustcode.storage.engines import Store
from trustcode.storage.triggers import append_only, drop_append_only

GUARDED = ["entry", "entry_body"]


@pytest.mark.parametrize("table", GUARDED)
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_an_entry_is_neither_changed_nor_removed(store: Store, table: str, statement: str) -> None:
    column = "kind" if table == "entry" else "body"
    with store.write_engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.execute(text(statement.format(table, column, "'x'")))


@pytest.mark.parametrize("table", GUARDED)
def test_the_whole_table_is_not_emptied_at_once(store: Store, table: str) -> None:
    statement = f"DELETE FROM {table}" if store.is_sqlite else f"TRUNCATE {table} CASCADE"
    with store.write_engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.execute(text(statement))


@pytest.mark.parametrize("table", GUARDED)
def test_an_entry_is_not_replaced_by_one_of_the_same_number(store: Store, table: str) -> None:
    key = "id" if table == "entry" else "entry_id"
    upsert = (
        f"INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT ({key}) DO UPDATE SET {key} = {table}.{key}"
    )
    statements = [upsert, *([f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"] if store.is_sqlite else [])]

    for statement in statements:
        with store.write_engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text(statement))


def test_a_guard_can_be_put_up_and_taken_down_by_hand(store: Store) -> None:
    dialect = store.write_engine.dialect.name
    with store.write_engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE slate (id INTEGER)")
        for statement in append_only("slate", dialect):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("INSERT INTO slate VALUES (1)")
        point = connection.begin_nested()
        with pytest.raises(DBAPIError, match="append-only"):
            connection.exec_driver_sql("DELETE FROM slate")
        point.rollback()
        connection.exec_driver_sql("DROP TABLE slate")
        for statement in drop_append_only("slate", dialect):
            connection.exec_driver_sql(statement)
        assert "slate" not in inspect(connection).get_table_names()
