"""Which matters stand together: the same receipt, the same phone, nearly the same words. Nothing is dropped for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from trustcode.complaints.rules.holding import likeness
from trustcode.kernel.scheme import SchemeRules


class Alike(StrEnum):
    """What two matters have in common."""

    SAME_RECEIPT = "same_receipt"
    SAME_PHONE = "same_phone"
    NEAR_WORDS = "near_words"


@dataclass(frozen=True)
class Traits:
    """What is compared of a matter: keyed hashes and a sketch, nothing in clear. `shop` is the id of the business."""

    id: str
    shop: str
    came_in_at: datetime
    receipt_index: bytes
    phone_index: bytes
    sketch: bytes


def alike(one: Traits, other: Traits, scheme: SchemeRules) -> tuple[Alike, ...]:
    """What two matters have in common, in the order of the list; nearly the same words count about one shop alone."""
    near_in_time = abs(one.came_in_at - other.came_in_at) <= timedelta(days=scheme.near_copy_days)
    same_shop = bool(one.shop) and one.shop == other.shop
    found = {
        Alike.SAME_RECEIPT: bool(one.receipt_index) and one.receipt_index == other.receipt_index,
        Alike.SAME_PHONE: bool(one.phone_index) and one.phone_index == other.phone_index,
        Alike.NEAR_WORDS: same_shop
        and near_in_time
        and likeness(one.sketch, other.sketch) * 100 >= scheme.near_copy_percent,
    }
    return tuple(why for why, is_so in found.items() if is_so)
