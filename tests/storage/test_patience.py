"""Nobody waits for a database longer than was agreed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NoReturn

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from trustcode.kernel.moments import Moment
from trustcode.storage.engines import Store
from trustcode.storage.patience import REST_SECONDS, Asker, Away, _Errands
from trustcode.storage.reading import Reader


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, at: Moment) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def clock(at: Moment) -> Clock:
    return Clock(at)


def broken(_reader: Reader) -> NoReturn:
    raise OperationalError("SELECT 1", {}, Exception("gone"))


def one(reader: Reader) -> int:
    return int(reader.scalar(text("SELECT 1")))


def test_an_answer_comes_back(store: Store, clock: Clock) -> None:
    assert Asker(store, clock).ask(one, patience=5) == 1


def test_a_broken_database_is_away(store: Store, clock: Clock) -> None:
    with pytest.raises(Away):
        Asker(store, clock).ask(broken, patience=5)


def test_after_a_failure_nobody_asks_for_a_second(store: Store, clock: Clock) -> None:
    asker, asked = Asker(store, clock), []
    with pytest.raises(Away):
        asker.ask(broken, patience=5)

    with pytest.raises(Away):
        asker.ask(lambda reader: asked.append(one(reader)), patience=5)

    assert asked == []


@pytest.mark.parametrize("seconds", [REST_SECONDS, -60])
def test_after_the_rest_or_when_the_clock_was_set_back_it_asks_again(
    store: Store, clock: Clock, seconds: float
) -> None:
    asker = Asker(store, clock)
    with pytest.raises(Away):
        asker.ask(broken, patience=5)

    clock.move(seconds)

    assert asker.ask(one, patience=5) == 1


def test_a_fault_of_the_program_is_not_taken_for_an_absent_database(store: Store, clock: Clock) -> None:
    def mistaken(_reader: Reader) -> NoReturn:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Asker(store, clock).ask(mistaken, patience=5)


@pytest.fixture
def stuck() -> Callable[[], bool]:
    """An errand that hangs until the test ends it."""
    release = threading.Event()
    yield lambda: release.wait(30)
    release.set()


def test_a_stuck_errand_is_given_up_and_the_next_one_does_not_wait(stuck: Callable[[], bool]) -> None:
    errands = _Errands()
    with pytest.raises(TimeoutError, match="no answer"):
        errands.run(stuck, 0.01)

    with pytest.raises(TimeoutError, match="stuck"):
        errands.run(lambda: 1, 30)


def test_when_the_stuck_errand_ends_others_are_answered_again() -> None:
    errands, release = _Errands(), threading.Event()

    def slow() -> None:
        release.wait(30)

    with pytest.raises(TimeoutError):
        errands.run(slow, 0.01)
    release.set()
    job = errands._stuck
    assert job is not None
    assert job.done.wait(30)

    assert errands.run(lambda: 7, 30) == 7


def test_an_errand_that_nobody_waits_for_any_more_is_not_done() -> None:
    errands, release, done = _Errands(), threading.Event(), []
    first = threading.Thread(target=lambda: errands.run(lambda: release.wait(30), 30))
    first.start()
    with pytest.raises(TimeoutError):
        errands.run(lambda: done.append(1), 0.01)
    release.set()
    first.join()

    assert errands.run(lambda: 7, 30) == 7
    assert done == []


def test_errors_reach_the_one_who_asked() -> None:
    def wrong() -> NoReturn:
        raise KeyError("x")

    with pytest.raises(KeyError):
        _Errands().run(wrong, 30)
