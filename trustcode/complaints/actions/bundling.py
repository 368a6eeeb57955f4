"""One decision of an officer for several complaints of a bundle: each by itself, all in one transaction.

Each has its own lock, check, step, clock, notice and entry, as if it had been decided alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from trustcode.complaints.actions import handling, marking
from trustcode.complaints.actions.moving import held
from trustcode.complaints.models import Complaint
from trustcode.complaints.rules.bundling import may_assign, require_in_bundle, require_several
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.saying import read_text
from trustcode.complaints.rules.words import RefusalGround
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.record.pen import Pen

Chosen = Mapping[str, int]
"""Ids of complaints, each with how many changes the page had seen of it."""


@dataclass(frozen=True)
class Done:
    """Ids of those to which it was done, and of those left out because they changed meanwhile or are not the officer's."""

    made: tuple[str, ...]
    left: tuple[str, ...]


def refuse_each(
    pen: Pen, *, bundle: str, chosen: Chosen, ground: RefusalGround | None, said: str, scheme: SchemeRules
) -> Done:
    """Refuse each on one ground and with one text (Order 121, article 16; each gets form 6). Raises Refusal."""
    if ground is None:
        raise Refusal(ComplaintRefusal.GROUND_NEEDED, "ground")
    text = read_text(said, "said")

    def refuse(one: str, seen: int) -> None:
        handling.refuse(pen, complaint_id=one, ground=ground, said=text, seen=seen)

    return _each(pen, bundle, chosen, refuse, scheme)


def assign_each(pen: Pen, *, bundle: str, chosen: Chosen, officer_id: str, scheme: SchemeRules) -> Done:
    """Give each to an officer; an empty id is the officer who does it. Raises Refusal."""

    def assign(one: str, seen: int) -> None:
        may_assign(held(pen, one, seen).state)
        handling.take(pen, complaint_id=one, officer_id=officer_id, seen=seen)

    return _each(pen, bundle, chosen, assign, scheme)


def free_each(pen: Pen, *, bundle: str, chosen: Chosen, scheme: SchemeRules) -> Done:
    """Take the mark off each: these are honest. Raises Refusal."""
    return _each(pen, bundle, chosen, lambda one, seen: marking.free(pen, complaint_id=one, seen=seen), scheme)


def _each(pen: Pen, bundle: str, chosen: Chosen, act: Callable[[str, int], object], scheme: SchemeRules) -> Done:
    """Do it to each, the earliest first, as filings lock them; what an act refuses is left as it was, since acts refuse before
    they change anything.
    """
    require_several(chosen, scheme)
    order = select(Complaint.id).where(Complaint.id.in_(chosen)).order_by(Complaint.came_in_at, Complaint.id)
    made: list[str] = []
    for one in pen.all(order):
        try:
            require_in_bundle(held(pen, one, chosen[one]).bundle, bundle)
            act(one, chosen[one])
            made.append(one)
        except Refusal:
            continue
    return Done(tuple(made), tuple(one for one in chosen if one not in set(made)))
