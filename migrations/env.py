"""How a migration reaches the database: the write engine of the app, one transaction, short patience for locks."""

from __future__ import annotations

from typing import Any

from alembic import context
from flask import current_app

from trustcode.projections.scan_card.schema import is_own
from trustcode.storage.base import Base


def include(_thing: Any, name: str | None, _kind: str, *_: Any) -> bool:
    """The index of words is kept by triggers and is no part of the metadata."""
    return not is_own(name)


def run() -> None:
    """Run the migrations on the app's database."""
    engine = current_app.extensions["migrate"].db.engines[None]
    with engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            include_object=include,
            compare_type=True,
            user_module_prefix="base.",
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")


run()
