"""A database server that answers nothing and keeps its connections open holds nobody up for long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text
from werkzeug.test import Client

from tests.conftest import ENGINES
from tests.doors.scan.shops import Clock, a_door, client, plate, put_shop, token_of
from trustcode.doors.scan import shelf, watch
from trustcode.doors.scan.door import NAME
from trustcode.storage.engines import Store

SERVERS = [engine for engine in ENGINES if engine != "sqlite"]


@contextmanager
def frozen(store: Store) -> Iterator[None]:
    """Every question about cards waits, as it would for a server that has been stopped."""
    with store.write_engine.begin() as connection:
        connection.execute(text("LOCK TABLE scan_card, scan_change IN ACCESS EXCLUSIVE MODE"))
        yield


@pytest.fixture
def visitor(store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """Somebody at a door that is less patient than usual; when he leaves, no question is open any more."""
    monkeypatch.setattr(watch, "LOOK_PATIENCE", 0.05)
    monkeypatch.setattr(shelf, "READ_PATIENCE", 0.05)
    app = a_door(store, clock)
    yield client(app)
    errands = app.extensions[NAME].asker._errands
    if errands._stuck is not None:
        assert errands._stuck.done.wait(30)
    errands.run(lambda: None, 30)


@pytest.mark.parametrize("store", SERVERS, indirect=True)
def test_while_the_server_is_frozen_copies_go_out_and_new_pages_claim_nothing(
    store: Store, visitor: Client, clock: Clock
) -> None:
    path = put_shop(store)
    visitor.get(path)

    with frozen(store):
        clock.move(seconds=1)
        seen = [plate(visitor.get(p).text) for p in (path, "/" + token_of(55), path, "/" + "9" * 179)]

    assert seen == ["active", "stale", "active", "forged"]


@pytest.mark.parametrize("store", SERVERS, indirect=True)
def test_one_question_waits_for_a_frozen_server_and_no_other(
    store: Store, visitor: Client, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put_shop(store)
    visitor.get(path)

    with frozen(store):
        clock.move(seconds=1)
        visitor.get(path)
        monkeypatch.setattr(watch, "LOOK_PATIENCE", 3_600)
        monkeypatch.setattr(shelf, "READ_PATIENCE", 3_600)
        for _ in range(100):
            clock.move(seconds=1)
            assert visitor.get(path).status_code == 200


@pytest.mark.parametrize("store", SERVERS, indirect=True)
def test_when_the_server_goes_on_the_change_made_meanwhile_is_seen(store: Store, visitor: Client, clock: Clock) -> None:
    path = put_shop(store)
    visitor.get(path)
    with frozen(store):
        clock.move(seconds=1)
        visitor.get(path)

    put_shop(store, standing="suspended", version=4)
    seen = []
    while len(seen) < 500 and "suspended" not in seen:
        clock.move(seconds=1)
        seen.append(plate(visitor.get(path).text))

    assert seen[-1] == "suspended"
