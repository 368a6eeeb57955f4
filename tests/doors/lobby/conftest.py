"""The lobby with a trial door behind it."""

from __future__ import annotations

import pytest

from tests.doors.lobby.premises import Browser, Premises, open_premises


@pytest.fixture
def premises(store, tmp_path, at) -> Premises:
    """A demo on http."""
    return open_premises(store, tmp_path, at)


@pytest.fixture
def guest(premises) -> Browser:
    """A browser that has never been here."""
    return premises.browser()
