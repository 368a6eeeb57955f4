"""Two at the same moment, in the one order in which it hurts: the second comes while the first has not committed yet."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from trustcode.record import listeners
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

Work = Callable[[], object]

WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
LONGEST_WAIT = 60
"""Seconds."""


def meanwhile(store: Store, first: Work, second: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second begins when the first has written all it writes, which commits once the second waits for it.

    Only a server can show a real race; SQLite takes one writer at a time, and there the second simply waits.
    """
    failed: list[BaseException] = []

    def run() -> None:
        try:
            second()
        except BaseException as error:  # noqa: BLE001  handed to the test
            failed.append(error)

    thread = threading.Thread(target=run)

    def let_in(*_: Any) -> None:
        if threading.current_thread() is thread or thread.ident is not None:
            return
        thread.start()
        while not store.is_sqlite and thread.is_alive() and not is_waiting(store):
            thread.join(0.01)

    monkeypatch.setattr(listeners, "_listeners", [*listeners._listeners, let_in])
    first()
    thread.join(LONGEST_WAIT)
    assert not failed
    assert not thread.is_alive()


def is_waiting(store: Store) -> bool:
    with reading(store) as reader:
        return bool(reader.scalar(WAITING))
