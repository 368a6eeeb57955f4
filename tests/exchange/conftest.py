"""An office that exchanges orders with both numbers, and the other side's program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.test import Client

from tests.complaints.builders import a_shop
from tests.conftest import AT
from tests.exchange.peer import KEY, Hotline, open_hotline
from tests.merchants.builders import Shop
from trustcode.codes.rules.keyring import new_signing_key, ring_of
from trustcode.doors.exchange.app import create_exchange_app
from trustcode.doors.lobby.present import Office
from trustcode.kernel.moments import Moment
from trustcode.settings import Peer, from_env
from trustcode.storage.engines import Store


@pytest.fixture
def hotline() -> Iterator[Hotline]:
    """The hotline's own program."""
    with open_hotline() as program:
        yield program


@pytest.fixture
def office(store: Store, hotline: Hotline, tmp_path: Path) -> Office:
    """An office that exchanges orders with both numbers."""
    settings = from_env({}, tmp_path / "var")
    peers = {name: Peer(name, hotline.url if name == "12345" else "", "k1", {"k1": KEY}) for name in ("12345", "12315")}
    keyring = ring_of(new_signing_key(1, b"t" * 32))
    return Office(replace(settings, peers=peers), store, keyring, lambda: AT)


@pytest.fixture
def line(office: Office) -> Client:
    """How the other side reaches us."""
    return Client(create_exchange_app(office))


@pytest.fixture
def shop(store: Store, at: Moment) -> Shop:
    """A shop whose complaints go to the office."""
    return a_shop(store, at, settles=False)
