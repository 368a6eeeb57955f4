"""Which heaps an officer's work lies in, and what a role may confirm."""

from __future__ import annotations

from enum import StrEnum

from trustcode.kernel.actors import Role
from trustcode.merchants.rules.standing import ARROWS, Act, Standing


class Heap(StrEnum):
    """The heaps of work. `TO_DO` is everything that has a clock or waits for somebody."""

    TO_DO = "to-do"
    REVIEW = "review"
    CONFIRM = "confirm"
    NOTICE = "notice"
    MEASURES = "measures"


IN_REVIEW = (Standing.SUBMITTED, Standing.CORRECTING, Standing.REVIEWED)
UNDER_MEASURE = (Standing.RECTIFYING, Standing.SUSPENDED)
ON_THE_CLOCK = (*IN_REVIEW, Standing.RECTIFYING)
LISTED = tuple(standing for standing in Standing if standing is not Standing.DRAFT)
"""Standings in which a unit is on the officers' list; a draft is the applicant's own."""


def confirmable(role: Role) -> tuple[Act, ...]:
    """Acts that a role may confirm, whatever the unit."""
    return tuple(dict.fromkeys(arrow.act for arrow in ARROWS if role in arrow.confirmed_by))
