"""One process at a time: a turn that nobody else holds, given back when its holder ends, however it ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from sqlalchemy import func, select

from trustcode.storage.engines import Store


@contextmanager
def turn(store: Store, name: str) -> Iterator[bool]:
    """Whether this process has the turn of a name now; it has it until the block ends, and waits for nobody.

    PostgreSQL keeps it with a connection, SQLite with a file beside the database: both let go of it when the process
    is killed.
    """
    with _beside(store, name) if store.is_sqlite else _connected(store, name) as is_mine:
        yield is_mine


@contextmanager
def _connected(store: Store, name: str) -> Iterator[bool]:
    key = int.from_bytes(sha256(f"turn:{name}".encode()).digest()[:8], "big", signed=True)
    with store.write_engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        is_mine = bool(connection.execute(select(func.pg_try_advisory_lock(key))).scalar())
        try:
            yield is_mine
        finally:
            if is_mine:
                connection.execute(select(func.pg_advisory_unlock(key)))


@contextmanager
def _beside(store: Store, name: str) -> Iterator[bool]:
    short = sha256(name.encode()).hexdigest()[:12]
    path = Path(f"{store.write_engine.url.database}.{short}.turn")
    with path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
