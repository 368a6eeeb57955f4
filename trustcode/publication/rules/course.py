"""The course of an item of publication as one table: candidate, withheld, published, corrected, hidden, expired.

Nothing is deleted: what is hidden leaves a tombstone with its reason, and its complaint stays in every count.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trustcode.kernel.actors import Role
from trustcode.kernel.transitions import NotAllowed, TransitionRefusal, Transitions


class Stage(StrEnum):
    """Where an item stands."""

    CANDIDATE = "candidate"
    WITHHELD = "withheld"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    HIDDEN = "hidden"
    EXPIRED = "expired"


class Act(StrEnum):
    """What can be done to an item."""

    PUBLISH = "publish"
    WITHHOLD = "withhold"
    RECONSIDER = "reconsider"
    CORRECT = "correct"
    HIDE = "hide"
    SHOW_AGAIN = "show_again"
    EXPIRE = "expire"
    RECALL = "recall"


class Withhold(StrEnum):
    """Why an item is not published (W1 to W8)."""

    NO_CONSENT = "W1"
    NOT_ACCEPTED = "W2"
    IDENTITY_UNVERIFIED = "W3"
    SUSPECTED_ABUSE = "W4"
    SECRET_OR_PRIVACY = "W5"  # noqa: S105 - a reason, not a secret
    RESPONDENT_UNCLEAR = "W6"
    LITIGATION = "W7"
    DUPLICATE = "W8"


class HideGround(StrEnum):
    """Why a published item is taken out of sight; shown on its tombstone."""

    FACTS_WRONG = "facts_wrong"
    NOT_THIS_SHOP = "not_this_shop"
    PRIVACY = "privacy"
    COURT = "court"


@dataclass(frozen=True)
class Arrow:
    """One row: the act, where from, where to, who does or proposes it, and who confirms (nobody: one is enough)."""

    act: Act
    sources: tuple[Stage, ...]
    target: Stage
    by: frozenset[Role]
    confirmed_by: frozenset[Role] = frozenset()


_S = Stage
_CALENDAR = frozenset({Role.SYSTEM})
_OFFICE = frozenset({Role.INSPECTOR, Role.SUPERVISOR})
_ABOVE = frozenset({Role.SUPERVISOR, Role.PROVINCE})

SHOWN = (_S.PUBLISHED, _S.CORRECTED)
"""Seen by everybody, with its allowed fields."""

MODERATED = (Act.WITHHOLD, Act.RECONSIDER, Act.CORRECT, Act.HIDE, Act.SHOW_AGAIN)
"""What officers do to a result by their own judgement: each is a line of the public log."""

ARROWS: tuple[Arrow, ...] = (
    Arrow(Act.PUBLISH, (_S.CANDIDATE,), _S.PUBLISHED, _CALENDAR | _OFFICE),
    Arrow(Act.WITHHOLD, (_S.CANDIDATE,), _S.WITHHELD, _CALENDAR | _OFFICE),
    Arrow(Act.RECONSIDER, (_S.WITHHELD,), _S.CANDIDATE, _OFFICE),
    Arrow(Act.CORRECT, SHOWN, _S.CORRECTED, _OFFICE),
    Arrow(Act.HIDE, SHOWN, _S.HIDDEN, _OFFICE | _ABOVE, _ABOVE),
    Arrow(Act.SHOW_AGAIN, (_S.HIDDEN,), _S.CORRECTED, _ABOVE),
    Arrow(Act.EXPIRE, SHOWN, _S.EXPIRED, _CALENDAR),
    Arrow(Act.RECALL, (*SHOWN, _S.WITHHELD), _S.CANDIDATE, _CALENDAR | _OFFICE | _ABOVE),
)

_BY_PAIR = {(source, arrow.act): arrow for arrow in ARROWS for source in arrow.sources}

PUBLICATION: Transitions[Stage, Act] = Transitions({pair: arrow.target for pair, arrow in _BY_PAIR.items()})
"""The bare state machine."""


def arrow_for(stage: Stage, act: Act) -> Arrow:
    """The row for an act at a stage. Raises NotAllowed when the table has none."""
    arrow = _BY_PAIR.get((stage, act))
    if arrow is None:
        raise NotAllowed(TransitionRefusal.NOT_FROM_HERE, state=stage.value, act=act.value)
    return arrow


def table() -> str:
    """The table as Markdown for the documents: one line an arrow."""
    head = ["| act | from | to | by | confirmed by |", "|---|---|---|---|---|"]
    rows = [
        f"| {a.act.value} | {', '.join(s.value for s in a.sources)} | {a.target.value} | {_roles(a.by)} | "
        f"{_roles(a.confirmed_by) or '–'} |"
        for a in ARROWS
    ]
    return "\n".join(head + rows)


def _roles(roles: frozenset[Role]) -> str:
    return ", ".join(role.value for role in Role if role in roles)
