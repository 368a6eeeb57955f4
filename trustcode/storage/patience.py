"""Reading with a limit to one's patience: a database that is gone, hung or refusing is `Away` within a set time.

A server that is frozen keeps its sockets open and answers nothing, and a client in the middle of a query would wait
for ever. So questions to a server are put by one helper thread, and the asker stops waiting; while the thread is stuck
nobody else waits at all. A file database is asked directly.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from trustcode.kernel.moments import Moment
from trustcode.storage.engines import Store
from trustcode.storage.outages import is_outage
from trustcode.storage.reading import Reader, reading

T = TypeVar("T")
Question = Callable[[Reader], T]

REST_SECONDS = 1.0
"""After a failure nobody asks for so long."""

_log = logging.getLogger("trustcode.storage")


class Away(Exception):
    """The database gave no answer in time."""


class Asker:
    """Puts questions to a store. Safe to use from many threads."""

    def __init__(self, store: Store, clock: Callable[[], Moment]) -> None:
        self._store = store
        self._clock = clock
        self._failed_at: float | None = None
        self._errands = None if store.is_sqlite else _Errands()

    def ask(self, question: Question[T], *, patience: float) -> T:
        """The answer to a question. `patience` in seconds holds for servers. Raises Away, at once after a failure."""
        if self._is_resting():
            raise Away
        try:
            answer = self._put(question, patience)
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            if isinstance(error, SQLAlchemyError) and not is_outage(error):
                raise
            self._failed_at = self._clock().timestamp()
            _log.warning("the database does not answer: %s", type(error).__name__)
            raise Away from error
        self._failed_at = None
        return answer

    def _is_resting(self) -> bool:
        if self._failed_at is None:
            return False
        return 0 <= self._clock().timestamp() - self._failed_at < REST_SECONDS

    def _put(self, question: Question[T], patience: float) -> T:
        def errand() -> T:
            with reading(self._store) as reader:
                return question(reader)

        return errand() if self._errands is None else self._errands.run(errand, patience)


class _Job:
    """One errand: what to do, and how it went."""

    def __init__(self, errand: Callable[[], Any]) -> None:
        self.errand: Callable[[], Any] | None = errand
        self.done = threading.Event()
        self.answer: Any = None
        self.error: BaseException | None = None

    def work(self) -> None:
        errand = self.errand
        try:
            self.answer = errand() if errand is not None else None  # None: nobody waits for it any more
        except BaseException as error:  # noqa: BLE001  handed to the thread that asked
            self.error = error
        finally:
            self.done.set()


class _Errands:
    """One daemon thread that runs errands in turn, started when first needed (and again after a fork)."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[_Job] = SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stuck: _Job | None = None

    def run(self, errand: Callable[[], T], patience: float) -> T:
        """Do it and wait at most `patience` seconds. Raises TimeoutError, at once while an earlier one is stuck."""
        if self._stuck is not None and not self._stuck.done.is_set():
            raise TimeoutError("stuck")
        job = _Job(errand)
        self._start()
        self._queue.put(job)
        if not job.done.wait(patience):
            job.errand = None
            self._stuck = job if self._stuck is None or self._stuck.done.is_set() else self._stuck
            raise TimeoutError("no answer")
        if job.error is not None:
            raise job.error
        answer: T = job.answer
        return answer

    def _start(self) -> None:
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._stuck = None
                self._thread = threading.Thread(target=self._loop, name="questions", daemon=True)
                self._thread.start()

    def _loop(self) -> None:
        while True:
            self._queue.get().work()
