"""The write session. Only the pen, the jotter and the sequencer may import this file (contract `one-pen`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from trustcode.storage.engines import Store


@contextmanager
def write_session(store: Store) -> Iterator[Session]:
    """A session on the write engine. The caller commits; anything else is rolled back."""
    with Session(store.write_engine, autoflush=False, expire_on_commit=False) as session:
        yield session
