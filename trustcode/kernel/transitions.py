"""A state machine as a table: what is not in it does not happen."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from trustcode.kernel.refusals import Refusal, RefusalCode

State = TypeVar("State", bound=StrEnum)
Act = TypeVar("Act", bound=StrEnum)


class TransitionRefusal(RefusalCode):
    """Why a table says no."""

    NOT_FROM_HERE = "not_from_here"


class NotAllowed(Refusal):
    """The table has no arrow for this act from this state."""


class Transitions(Generic[State, Act]):
    """(state, act) → state. Immutable."""

    def __init__(self, arrows: Mapping[tuple[State, Act], State]) -> None:
        self._arrows = dict(arrows)

    def next(self, state: State, act: Act) -> State:
        """Where the act leads. Raises NotAllowed with the state and the act as facts."""
        try:
            return self._arrows[state, act]
        except KeyError:
            raise NotAllowed(TransitionRefusal.NOT_FROM_HERE, state=state.value, act=act.value) from None

    def allows(self, state: State, act: Act) -> bool:
        """Whether there is such an arrow."""
        return (state, act) in self._arrows

    def acts_from(self, state: State) -> tuple[Act, ...]:
        """What is possible in a state, in the order of the table."""
        return tuple(act for (s, act) in self._arrows if s == state)

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, one line an arrow, in the order of the table."""
        lines = [f"    {s.value} --> {t.value}: {a.value}" for (s, a), t in self._arrows.items()]
        return "\n".join(["stateDiagram-v2", *lines])
