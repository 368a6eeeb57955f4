"""The course of a complaint as one table: its states, what can happen in each, and who does it.

The shopper has the last word on a settlement; the shop cannot end a complaint, and nothing makes one vanish.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trustcode.kernel.actors import Role
from trustcode.kernel.transitions import NotAllowed, TransitionRefusal, Transitions


class State(StrEnum):
    """Where a complaint stands."""

    SETTLING = "settling"
    ANSWERED = "answered"
    RECEIVED = "received"
    PROVING = "proving"
    MEDIATING = "mediating"
    SETTLED = "settled"
    SILENT = "silent"
    REFUSED = "refused"
    AGREED = "agreed"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    REFERRED = "referred"


class Act(StrEnum):
    """What can be done to a complaint."""

    ANSWER = "answer"
    PASS_ON = "pass_on"  # noqa: S105 - an act, not a secret
    SAY_SOLVED = "say_solved"
    SAY_UNSOLVED = "say_unsolved"
    CLOSE_UNHEARD = "close_unheard"
    ASK_IDENTITY = "ask_identity"
    PROVE_IDENTITY = "prove_identity"
    ACCEPT = "accept"
    REFUSE = "refuse"
    REFER = "refer"
    RECORD_AGREEMENT = "record_agreement"
    END_MEDIATION = "end_mediation"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    SEND = "send"


@dataclass(frozen=True)
class Arrow:
    """One row: the act, where from, where to, and who may do it."""

    act: Act
    sources: tuple[State, ...]
    target: State
    by: frozenset[Role]


_S = State
_SHOP = frozenset({Role.OWNER, Role.STAFF})
_SHOPPER = frozenset({Role.PUBLIC})
_OFFICE = frozenset({Role.INSPECTOR, Role.SUPERVISOR})
_ABOVE = frozenset({Role.SUPERVISOR, Role.PROVINCE})
_CALENDAR = frozenset({Role.SYSTEM})

WITH_SHOP = (_S.SETTLING, _S.ANSWERED)
"""The shop and the shopper are to settle it among themselves."""

WITH_OFFICE = (_S.RECEIVED, _S.PROVING, _S.MEDIATING)
"""The office has it."""

OPEN = WITH_SHOP + WITH_OFFICE
"""Not ended: the time still runs and is counted as running."""

ENDED = tuple(state for state in _S if state not in OPEN)
"""Ended, one way or another."""

SOLVED = (_S.SETTLED, _S.AGREED)
"""Ended by the shopper's own word, or by an agreement made before the office."""

ACCEPTED = (_S.MEDIATING, _S.AGREED, _S.ENDED)
"""The office took it on as a complaint of its own."""

ARROWS: tuple[Arrow, ...] = (
    Arrow(Act.ANSWER, (_S.SETTLING,), _S.ANSWERED, _SHOP),
    Arrow(Act.PASS_ON, (_S.SETTLING,), _S.RECEIVED, _CALENDAR),
    Arrow(Act.SAY_SOLVED, WITH_SHOP, _S.SETTLED, _SHOPPER),
    Arrow(Act.SAY_UNSOLVED, (_S.ANSWERED, _S.SILENT, _S.WITHDRAWN), _S.RECEIVED, _SHOPPER),
    Arrow(Act.CLOSE_UNHEARD, (_S.ANSWERED,), _S.SILENT, _CALENDAR),
    Arrow(Act.ASK_IDENTITY, (_S.RECEIVED,), _S.PROVING, _OFFICE),
    Arrow(Act.PROVE_IDENTITY, (_S.PROVING,), _S.RECEIVED, _SHOPPER),
    Arrow(Act.ACCEPT, (_S.RECEIVED, _S.PROVING), _S.MEDIATING, _OFFICE),
    Arrow(Act.REFUSE, (_S.RECEIVED, _S.PROVING), _S.REFUSED, _OFFICE),
    Arrow(Act.REFER, (_S.RECEIVED, _S.PROVING), _S.REFERRED, _OFFICE),
    Arrow(Act.SEND, (_S.RECEIVED, _S.PROVING), _S.RECEIVED, _ABOVE),
    Arrow(Act.RECORD_AGREEMENT, (_S.MEDIATING,), _S.AGREED, _OFFICE),
    Arrow(Act.END_MEDIATION, (_S.MEDIATING,), _S.ENDED, _OFFICE),
    Arrow(Act.WITHDRAW, (_S.SETTLING, _S.ANSWERED, _S.RECEIVED, _S.PROVING, _S.MEDIATING), _S.WITHDRAWN, _SHOPPER),
    Arrow(Act.REOPEN, (_S.SETTLED, _S.REFUSED, _S.WITHDRAWN, _S.REFERRED), _S.RECEIVED, _ABOVE),
    Arrow(Act.REOPEN, (_S.AGREED, _S.ENDED), _S.MEDIATING, _ABOVE),
)

_BY_PAIR = {(source, arrow.act): arrow for arrow in ARROWS for source in arrow.sources}

COURSE: Transitions[State, Act] = Transitions({pair: arrow.target for pair, arrow in _BY_PAIR.items()})
"""The bare state machine."""


def arrow_for(state: State, act: Act) -> Arrow:
    """The row for an act in a state. Raises NotAllowed when the table has none."""
    arrow = _BY_PAIR.get((state, act))
    if arrow is None:
        raise NotAllowed(TransitionRefusal.NOT_FROM_HERE, state=state.value, act=act.value)
    return arrow


def acts_open_to(role: Role, state: State) -> tuple[Act, ...]:
    """What a role may do in a state, in the order of the table; the buttons of a page."""
    return tuple(arrow.act for arrow in ARROWS if state in arrow.sources and role in arrow.by)


def table() -> str:
    """The table as Markdown for the documents: one line an arrow."""
    head = ["| act | from | to | by |", "|---|---|---|---|"]
    rows = [
        f"| {a.act.value} | {', '.join(s.value for s in a.sources)} | {a.target.value} | {_roles(a.by)} |"
        for a in ARROWS
    ]
    return "\n".join(head + rows)


def _roles(roles: frozenset[Role]) -> str:
    return ", ".join(role.value for role in Role if role in roles)
