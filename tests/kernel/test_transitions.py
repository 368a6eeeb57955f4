"""What is not in the table does not happen."""

from __future__ import annotations

from enum import StrEnum
from itertools import product

import pytest

from trustcode.kernel.transitions import NotAllowed, TransitionRefusal, Transitions


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"


class Deed(StrEnum):
    PULL = "pull"
    PUSH = "push"


ARROWS = {(Door.OPEN, Deed.PUSH): Door.SHUT, (Door.SHUT, Deed.PULL): Door.OPEN, (Door.OPEN, Deed.PULL): Door.OPEN}
TABLE = Transitions(ARROWS)


@pytest.mark.parametrize(("state", "act"), list(product(Door, Deed)))
def test_the_table_answers_for_every_state_and_act(state: Door, act: Deed) -> None:
    if (state, act) in ARROWS:
        assert TABLE.allows(state, act)
        assert TABLE.next(state, act) is ARROWS[state, act]
    else:
        assert not TABLE.allows(state, act)
        with pytest.raises(NotAllowed) as no:
            TABLE.next(state, act)
        assert (no.value.code, no.value.facts) == (
            TransitionRefusal.NOT_FROM_HERE,
            {"state": state.value, "act": act.value},
        )


def test_the_acts_of_a_state_come_in_the_order_of_the_table() -> None:
    assert TABLE.acts_from(Door.OPEN) == (Deed.PUSH, Deed.PULL)


def test_a_table_does_not_follow_later_changes_of_what_it_was_made_from() -> None:
    arrows = dict(ARROWS)
    table = Transitions(arrows)
    arrows.clear()

    assert table.allows(Door.OPEN, Deed.PUSH)


def test_the_table_draws_itself() -> None:
    assert TABLE.diagram().splitlines() == [
        "stateDiagram-v2",
        "    open --> shut: push",
        "    shut --> open: pull",
        "    open --> open: pull",
    ]
