"""Numbers that meet by chance: the second draw is another one, for a complaint, a report, and a whole list."""

from __future__ import annotations

from itertools import islice

import pytest

from tests.complaints.builders import a_complaint, a_shop, the_complaint
from trustcode.complaints.actions import numbering
from trustcode.complaints.rules.numbers import new_number
from trustcode.kernel.moments import Moment
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def drawing(monkeypatch: pytest.MonkeyPatch, *first: str) -> None:
    """Let some numbers be drawn first, and random ones after them."""
    waiting = iter(first)
    monkeypatch.setattr(numbering, "new_number", lambda: next(waiting, None) or new_number())


def test_a_number_that_a_matter_has_is_drawn_again(store: Store, at: Moment, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = a_shop(store, at)
    taken, _ = a_complaint(store, at, shop)
    drawing(monkeypatch, taken, taken)

    number, _ = a_complaint(store, at, shop)

    assert number != taken
    assert the_complaint(store, taken).id != the_complaint(store, number).id


def test_many_numbers_are_new_and_each_comes_once(store: Store, at: Moment, monkeypatch: pytest.MonkeyPatch) -> None:
    taken, _ = a_complaint(store, at, a_shop(store, at))
    other = new_number()
    drawing(monkeypatch, taken, other, other, taken, other)

    with reading(store) as reader:
        found = list(islice(numbering.fresh_numbers(reader, at_once=3), 20))

    assert taken not in found
    assert found.count(other) == 1
    assert len(set(found)) == 20
