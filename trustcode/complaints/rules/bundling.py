"""One decision for several complaints of a bundle: which it can be, and why one of them does not take it.

The law knows no decision in bulk: each complaint is judged by itself, as if it were decided alone.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from trustcode.complaints.rules.course import OPEN, Act, State, arrow_for
from trustcode.complaints.rules.grounds import Circumstances, require_refusable
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.words import Hold, RefusalGround
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.scheme import SchemeRules


class BundleDeed(StrEnum):
    """What can be done to several at once; the value stands in the address."""

    REFUSE = "refuse"
    ASSIGN = "assign"
    FREE = "free"


def require_several(chosen: Collection[str], scheme: SchemeRules) -> None:
    """At least one is chosen, and no more than one look takes in. Raises Refusal NONE_CHOSEN or TOO_MANY_CHOSEN."""
    if not chosen:
        raise Refusal(ComplaintRefusal.NONE_CHOSEN)
    if len(chosen) > scheme.bundle_at_once:
        raise Refusal(ComplaintRefusal.TOO_MANY_CHOSEN, most=scheme.bundle_at_once)


def require_in_bundle(bundle: str, chosen_in: str) -> None:
    """It stands where it was chosen still: nobody took its mark off. Raises Refusal LEFT_BUNDLE."""
    if not bundle or bundle != chosen_in:
        raise Refusal(ComplaintRefusal.LEFT_BUNDLE)


def may_refuse(state: State, ground: RefusalGround, now: Circumstances) -> None:
    """It can be refused on this ground today. Raises NotAllowed, or Refusal as `require_refusable` does."""
    arrow_for(state, Act.REFUSE)
    require_refusable(ground, now)


def may_assign(state: State, *, fits: bool = True) -> None:
    """It is open, and the officer is one who may handle it. Raises Refusal ASSIGNED_OPEN or NO_SUCH_OFFICER."""
    if state not in OPEN:
        raise Refusal(ComplaintRefusal.ASSIGNED_OPEN)
    if not fits:
        raise Refusal(ComplaintRefusal.NO_SUCH_OFFICER)


def may_free(state: State, holds: Collection[Hold]) -> None:
    """It has a mark and is open. Raises Refusal NOT_MARKED."""
    if not holds or state not in OPEN:
        raise Refusal(ComplaintRefusal.NOT_MARKED)
