"""Whether an order of one number is the same dispute as a complaint that came by another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from trustcode.complaints.rules.holding import likeness

WITHIN = timedelta(days=30)
ALIKE = 0.4
"""Share of a text that two tellings of one story have in common, at least."""


@dataclass(frozen=True)
class Dispute:
    """What tells one dispute from another; indexes are keyed hashes, so nothing personal is compared."""

    id: str
    shop: str
    phone_index: bytes
    receipt_index: bytes
    sketch: bytes
    category: str
    problem: str
    bought_on: date | None
    came_in_at: datetime


def is_same(one: Dispute, other: Dispute) -> bool:
    """The same phone about the same shop within thirty days, and one of: the same receipt, the same day and class, alike
    words. Two purchases told alike but with different receipts are two disputes.
    """
    if not one.shop or one.shop != other.shop or one.phone_index != other.phone_index:
        return False
    if abs(one.came_in_at - other.came_in_at) > WITHIN:
        return False
    if one.receipt_index and other.receipt_index:
        return one.receipt_index == other.receipt_index
    same_purchase = one.bought_on is not None and (one.bought_on, one.category) == (other.bought_on, other.category)
    return same_purchase or likeness(one.sketch, other.sketch) >= ALIKE


def the_same(one: Dispute, others: Iterable[Dispute]) -> str:
    """The id of the dispute that this one is, the latest if several; empty for none."""
    same = [other for other in others if is_same(one, other)]
    return max(same, key=lambda other: (other.came_in_at, other.id)).id if same else ""
