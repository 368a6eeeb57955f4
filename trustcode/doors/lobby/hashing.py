"""At most two passwords are hashed at a time; a few wait, the rest are asked to come back.

A hash costs 19 MiB and some 50 ms by design, so a flood of sign-ins must not take the machine from the shoppers.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from trustcode.people.rules.hashing import Argon2, Hashing

AT_ONCE = 2
WAITING = 8
RETRY_AFTER_SECONDS = 5


class TooBusy(Exception):
    """More passwords wait to be compared than the machine will take; the same request may succeed in a moment."""


class HashQueue:
    """A hasher behind a short queue. Safe to use from many threads."""

    def __init__(self, hasher: Hashing | None = None) -> None:
        self._hasher = hasher or Argon2()
        self._places = threading.Semaphore(AT_ONCE + WAITING)
        self._benches = threading.Semaphore(AT_ONCE)

    def hash(self, password: str) -> str:
        """The text to keep. Raises TooBusy."""
        with self._place():
            return self._hasher.hash(password)

    def verify(self, kept: str, password: str) -> bool:
        """Whether a password is the one that was kept; an empty text takes as long and is never right. Raises TooBusy."""
        with self._place():
            return self._hasher.verify(kept, password)

    def is_old(self, kept: str) -> bool:
        """Whether the kept text should be made again with newer settings."""
        return self._hasher.is_old(kept)

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise TooBusy
        try:
            with self._benches:
                yield
        finally:
            self._places.release()
