"""A door on a fresh database, and a visitor in front of it."""

from __future__ import annotations

import pytest
from werkzeug.test import Client

from tests.doors.scan.shops import Clock, a_door, client
from trustcode.kernel.moments import Moment
from trustcode.storage.engines import Store


@pytest.fixture
def clock(at: Moment) -> Clock:
    """Monday 23 November 2026, 09:42 in China, until it is moved."""
    return Clock(at)


@pytest.fixture
def visitor(store: Store, clock: Clock) -> Client:
    """Somebody at the shopper's door."""
    return client(a_door(store, clock))
