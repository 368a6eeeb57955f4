"""The short queue before the hasher."""

from __future__ import annotations

import threading

import pytest

from trustcode.doors.lobby.hashing import AT_ONCE, WAITING, HashQueue, TooBusy


class Slow:
    """Hashes that end when a test says so."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.begun = threading.Semaphore(0)
        self.at_work = 0
        self.most = 0
        self._lock = threading.Lock()

    def hash(self, password):
        with self._lock:
            self.at_work += 1
            self.most = max(self.most, self.at_work)
        self.begun.release()
        self.go.wait(60)
        with self._lock:
            self.at_work -= 1
        return password

    def verify(self, kept, password):
        return self.hash(password) == kept

    def is_old(self, kept):
        return False


def test_two_at_a_time_a_few_wait_and_the_rest_come_again():
    slow = Slow()
    queue = HashQueue(slow)
    threads = [threading.Thread(target=queue.hash, args=(str(n),)) for n in range(AT_ONCE + WAITING)]
    for thread in threads:
        thread.start()
    for _ in range(AT_ONCE):
        slow.begun.acquire(timeout=60)
    for _ in range(12_000):
        if queue._places._value == 0:
            break
        threading.Event().wait(0.005)

    with pytest.raises(TooBusy):
        queue.hash("one too many")
    slow.go.set()
    for thread in threads:
        thread.join(60)

    assert slow.most == AT_ONCE
    assert queue.verify("a", "a")


def test_a_hasher_that_fails_leaves_no_place_taken():
    class Broken(Slow):
        def hash(self, password):
            raise RuntimeError

    queue = HashQueue(Broken())
    for _ in range(30):
        with pytest.raises(RuntimeError):
            queue.hash("x")
