"""The standing of a commitment unit as one table: twelve states, transitions T1 to T18, and who may do each.

Everything else is made from it: permissions, the diagram in the documents, the buttons on a page, and the test that
walks every state with every act.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trustcode.kernel.actors import Role
from trustcode.kernel.transitions import NotAllowed, TransitionRefusal, Transitions


class Standing(StrEnum):
    """The twelve states of a unit."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CORRECTING = "correcting"
    REVIEWED = "reviewed"
    PUBLICISED = "publicised"
    ACTIVE = "active"
    RECTIFYING = "rectifying"
    SUSPENDED = "suspended"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
    CLOSED = "closed"


class Act(StrEnum):
    """What can be done to a unit."""

    SUBMIT = "submit"
    RESUBMIT = "resubmit"
    RECALL = "recall"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    REFUSE = "refuse"
    CLOSE_UNANSWERED = "close_unanswered"
    PUBLICISE = "publicise"
    ACTIVATE = "activate"
    ORDER_RECTIFICATION = "order_rectification"
    ACCEPT_RECTIFICATION = "accept_rectification"
    SUSPEND_UNMENDED = "suspend_unmended"
    SUSPEND = "suspend"
    RESTORE = "restore"
    REMOVE_UNCURED = "remove_uncured"
    REMOVE = "remove"
    LAPSE = "lapse"
    RENEW = "renew"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    REAPPLY = "reapply"
    REINSTATE_ACTIVE = "reinstate_active"
    REINSTATE_RECTIFYING = "reinstate_rectifying"
    REINSTATE_SUSPENDED = "reinstate_suspended"


@dataclass(frozen=True)
class Arrow:
    """One row: which transition of the scheme, the act, where from, where to, who does or proposes it, who confirms.

    With `confirmed_by` empty one person is enough; else two different people, whatever their roles.
    """

    number: str
    act: Act
    sources: tuple[Standing, ...]
    target: Standing
    by: frozenset[Role]
    confirmed_by: frozenset[Role] = frozenset()

    @property
    def needs_two(self) -> bool:
        """Whether a second person must confirm."""
        return bool(self.confirmed_by)


_S = Standing
_OWNER = frozenset({Role.OWNER})
_COUNTY = frozenset({Role.INSPECTOR, Role.SUPERVISOR})
_ABOVE = frozenset({Role.SUPERVISOR, Role.PROVINCE})
_CALENDAR = frozenset({Role.SYSTEM})

IN_FORCE = frozenset({_S.ACTIVE, _S.RECTIFYING})
"""States in which a purchase has the promises."""

LIVE = (_S.ACTIVE, _S.RECTIFYING, _S.SUSPENDED)
"""States in which the scheme's measures apply."""

PUBLIC = frozenset(_S) - {_S.DRAFT, _S.SUBMITTED, _S.CORRECTING, _S.REVIEWED}
"""States that a shopper may see."""

APPLYING = (_S.DRAFT, _S.SUBMITTED, _S.CORRECTING, _S.REVIEWED, _S.PUBLICISED)
"""States on the way to a first code."""

ARROWS: tuple[Arrow, ...] = (
    Arrow("T1", Act.SUBMIT, (_S.DRAFT,), _S.SUBMITTED, _OWNER),
    Arrow("T1", Act.RESUBMIT, (_S.CORRECTING,), _S.SUBMITTED, _OWNER),
    Arrow("T1", Act.RECALL, APPLYING[1:], _S.DRAFT, _OWNER),
    Arrow("T2", Act.SEND_BACK, (_S.SUBMITTED,), _S.CORRECTING, _COUNTY),
    Arrow("T2", Act.APPROVE, (_S.SUBMITTED,), _S.REVIEWED, _COUNTY, _COUNTY),
    Arrow("T2", Act.REFUSE, (_S.SUBMITTED, _S.PUBLICISED), _S.DRAFT, _COUNTY, _COUNTY),
    Arrow("T2", Act.CLOSE_UNANSWERED, (_S.CORRECTING,), _S.DRAFT, _CALENDAR),
    Arrow("T3", Act.PUBLICISE, (_S.REVIEWED,), _S.PUBLICISED, _COUNTY),
    Arrow("T4", Act.ACTIVATE, (_S.PUBLICISED,), _S.ACTIVE, _CALENDAR | _COUNTY),
    Arrow("T5", Act.ORDER_RECTIFICATION, (_S.ACTIVE,), _S.RECTIFYING, _COUNTY),
    Arrow("T6", Act.ACCEPT_RECTIFICATION, (_S.RECTIFYING,), _S.ACTIVE, _COUNTY, _COUNTY),
    Arrow("T7", Act.SUSPEND_UNMENDED, (_S.RECTIFYING,), _S.SUSPENDED, _COUNTY, _ABOVE),
    Arrow("T8", Act.SUSPEND, (_S.ACTIVE, _S.RECTIFYING), _S.SUSPENDED, _CALENDAR | _COUNTY, _ABOVE),
    Arrow("T9", Act.RESTORE, (_S.SUSPENDED,), _S.ACTIVE, _COUNTY, _COUNTY),
    Arrow("T10", Act.REMOVE_UNCURED, (_S.SUSPENDED,), _S.REMOVED, _COUNTY, _ABOVE),
    Arrow("T11", Act.REMOVE, LIVE, _S.REMOVED, _COUNTY, _ABOVE),
    Arrow("T12", Act.LAPSE, (_S.ACTIVE,), _S.LAPSED, _CALENDAR),
    Arrow("T13", Act.RENEW, (_S.ACTIVE, _S.LAPSED), _S.ACTIVE, _OWNER, _COUNTY),
    Arrow("T13", Act.REAPPLY, (_S.LAPSED,), _S.DRAFT, _OWNER),
    Arrow("T14", Act.WITHDRAW, (_S.ACTIVE, _S.RECTIFYING), _S.WITHDRAWN, _OWNER),
    Arrow("T15", Act.CLOSE, tuple(s for s in _S if s is not _S.CLOSED), _S.CLOSED, _CALENDAR | _COUNTY, _COUNTY),
    Arrow("T16", Act.REAPPLY, (_S.REMOVED,), _S.DRAFT, _OWNER),
    Arrow("T17", Act.REAPPLY, (_S.WITHDRAWN, _S.CLOSED), _S.DRAFT, _OWNER),
    Arrow("T18", Act.REINSTATE_ACTIVE, (_S.REMOVED, _S.SUSPENDED), _S.ACTIVE, _OWNER | _ABOVE, _ABOVE),
    Arrow("T18", Act.REINSTATE_RECTIFYING, (_S.REMOVED, _S.SUSPENDED), _S.RECTIFYING, _OWNER | _ABOVE, _ABOVE),
    Arrow("T18", Act.REINSTATE_SUSPENDED, (_S.REMOVED,), _S.SUSPENDED, _OWNER | _ABOVE, _ABOVE),
)

_BY_PAIR = {(source, arrow.act): arrow for arrow in ARROWS for source in arrow.sources}

STANDING: Transitions[Standing, Act] = Transitions({pair: arrow.target for pair, arrow in _BY_PAIR.items()})
"""The bare state machine."""

_REINSTATING = {
    Standing.ACTIVE: Act.REINSTATE_ACTIVE,
    Standing.RECTIFYING: Act.REINSTATE_RECTIFYING,
    Standing.SUSPENDED: Act.REINSTATE_SUSPENDED,
}


def arrow_for(standing: Standing, act: Act) -> Arrow:
    """The row for an act in a state. Raises NotAllowed when the table has none."""
    arrow = _BY_PAIR.get((standing, act))
    if arrow is None:
        raise NotAllowed(TransitionRefusal.NOT_FROM_HERE, state=standing.value, act=act.value)
    return arrow


def arrows_from(standing: Standing) -> tuple[Arrow, ...]:
    """Everything that can happen to a unit in this state, in the order of the table."""
    return tuple(arrow for arrow in ARROWS if standing in arrow.sources)


def reinstating(before: Standing) -> Act:
    """The act that gives a unit back the state it had before a measure (T18). Raises NotAllowed for other states."""
    if before not in _REINSTATING:
        raise NotAllowed(TransitionRefusal.NOT_FROM_HERE, state=before.value, act="reinstate")
    return _REINSTATING[before]


def reinstates(act: Act) -> Standing | None:
    """The state that an act of T18 gives back; a unit must have had it before the measure. None for other acts."""
    return next((before for before, one in _REINSTATING.items() if one is act), None)


def table() -> str:
    """The table as Markdown for the documents: one line an arrow."""
    head = ["| # | act | from | to | by | confirmed by |", "|---|---|---|---|---|---|"]
    return "\n".join(head + [_row(arrow) for arrow in ARROWS])


def _row(arrow: Arrow) -> str:
    sources = ", ".join(s.value for s in arrow.sources)
    return (
        f"| {arrow.number} | {arrow.act.value} | {sources} | {arrow.target.value} "
        f"| {_roles(arrow.by)} | {_roles(arrow.confirmed_by) or '–'} |"
    )


def _roles(roles: frozenset[Role]) -> str:
    return ", ".join(role.value for role in Role if role in roles)
