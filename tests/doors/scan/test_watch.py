"""The watch tells each change once, and whether what was read earlier still holds."""

from __future__ import annotations

import pytest

from tests.doors.scan.shops import Clock, office, put_shop
from trustcode.doors.scan.watch import LOOK_SECONDS, Watch
from trustcode.storage.engines import Store
from trustcode.storage.patience import Asker


@pytest.fixture
def watch(store: Store, clock: Clock) -> Watch:
    """A watch that has looked once."""
    put_shop(store, 1)
    watch = Watch(office(store, clock), Asker(store, clock))
    watch.look(clock.at.timestamp())
    return watch


def looked(watch: Watch, clock: Clock) -> set[int]:
    clock.move(seconds=LOOK_SECONDS)
    found = watch.look(clock.at.timestamp())
    return set(found.stamps) if found else set()


def test_a_change_is_told_once(store: Store, watch: Watch, clock: Clock) -> None:
    put_shop(store, 1, standing="suspended")

    assert [looked(watch, clock) for _ in range(3)] == [{1}, set(), set()]


def test_no_look_before_half_a_second_has_passed(store: Store, watch: Watch, clock: Clock) -> None:
    put_shop(store, 1, standing="suspended")

    clock.move(seconds=LOOK_SECONDS - 0.01)

    assert watch.look(clock.at.timestamp()) is None


def test_what_was_read_before_a_change_was_told_does_not_hold(store: Store, watch: Watch, clock: Clock) -> None:
    before = watch.looks
    put_shop(store, 1, standing="suspended")

    looked(watch, clock)

    assert not watch.is_unchanged(1, before)
    assert watch.is_unchanged(1, watch.looks)
    assert watch.is_unchanged(2, before)


def test_the_first_look_makes_everything_new(store: Store, clock: Clock) -> None:
    watch = Watch(office(store, clock), Asker(store, clock))

    found = watch.look(clock.at.timestamp())

    assert found is not None
    assert found.everything


def test_the_calendar_is_at_hand_without_a_look(store: Store, clock: Clock) -> None:
    watch = Watch(office(store, clock), Asker(store, clock))

    assert watch.calendar(clock.at.timestamp()).years
