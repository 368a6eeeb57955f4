"""Append-only tables: the database itself refuses UPDATE, DELETE and TRUNCATE. Used by models and migrations alike."""

from __future__ import annotations

from sqlalchemy import Connection, Table, event


def append_only(table: str, dialect: str) -> list[str]:
    """The statements that make a table append-only on `sqlite` or `postgresql`."""
    if dialect == "sqlite":
        return [
            (
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        (
            f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
        ),
        (
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
        ),
        (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
        ),
    ]


def drop_append_only(table: str, dialect: str) -> list[str]:
    """The reverse, for a migration's way down; the triggers themselves go with the table."""
    return [] if dialect == "sqlite" else [f"DROP FUNCTION IF EXISTS {table}_refuse() CASCADE"]


def guard(table: Table) -> None:
    """Create the triggers whenever SQLAlchemy creates this table."""

    def create(target: Table, connection: Connection, **_: object) -> None:
        for statement in append_only(target.name, connection.dialect.name):
            connection.exec_driver_sql(statement)

    event.listen(table, "after_create", create)
