"""A jotter: a transaction for work in hand (sessions, drafts, counters) that refuses every table of a room.

These rows change often, matter to one person, and prove nothing; an entry for each would drown the record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from sqlalchemy import CursorResult, Delete, Update, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from trustcode.kernel.moments import Moment
from trustcode.record.pen import Unrecorded
from trustcode.storage.base import Working
from trustcode.storage.engines import Store
from trustcode.storage.reading import Reader
from trustcode.storage.vault import Vault
from trustcode.storage.writing import write_session

T = TypeVar("T")


class Jotter(Reader):
    """Reads everything, changes `Working` tables only."""

    def __init__(self, session: Session, vault: Vault, at: Moment) -> None:
        super().__init__(session, vault)
        self.at = at

    def lock(self, model: type[T], key: Any) -> T | None:
        """One row by its primary key, held until the commit; or None. What this jotter changed before is kept."""
        self._refuse_strangers()
        self._session.flush()
        return self._session.get(model, key, with_for_update=True, populate_existing=True)

    def take_turn(self, what: str) -> None:
        """Until the commit nobody else who asks for the same turn goes on: for a count that must be exact.

        SQLite lets one write at a time anyway; PostgreSQL holds an advisory lock.
        """
        if not self.is_sqlite:
            turn = int.from_bytes(hashlib.sha256(what.encode()).digest()[:8], "big", signed=True)
            self._session.execute(select(func.pg_advisory_xact_lock(turn)))

    def add(self, *rows: object) -> None:
        """New working rows. Raises Unrecorded for rows of other tables."""
        self._session.add_all(rows)
        self._refuse_strangers()
        self._session.flush()

    def ensure(self, model: type[Any], **values: Any) -> None:
        """A working row with this key, made unless it is there; of two at once one makes it and none fails."""
        if not issubclass(model, Working):
            raise Unrecorded(model.__name__)
        on_sqlite = self._session.get_bind().dialect.name == "sqlite"
        statement = (sqlite.insert if on_sqlite else postgresql.insert)(model).values(**values)
        self._session.execute(statement.on_conflict_do_nothing())

    def remove(self, row: object) -> None:
        """Forget a working row."""
        self._session.delete(row)

    def change(self, statement: Update | Delete) -> int:
        """An UPDATE or DELETE on a working table; returns the rows touched. Raises Unrecorded for other tables."""
        model = statement.entity_description["entity"]
        if not issubclass(model, Working):
            raise Unrecorded(model.__name__)
        result = cast(CursorResult[Any], self._session.execute(statement))
        return result.rowcount

    def _refuse_strangers(self) -> None:
        """Before each flush: afterwards nobody could tell any more what was written."""
        changed = [*self._session.new, *self._session.dirty, *self._session.deleted]
        strangers = [type(row).__name__ for row in changed if not isinstance(row, Working)]
        if strangers:
            raise Unrecorded(strangers)

    def _finish(self) -> None:
        self._refuse_strangers()
        self._session.commit()


@contextmanager
def jotting(store: Store, at: Moment) -> Iterator[Jotter]:
    """Open a jotter: `with jotting(store, at) as jotter:`. Commits at the end, or keeps nothing."""
    with write_session(store) as session:
        jotter = Jotter(session, store.vault, at)
        yield jotter
        jotter._finish()
