"""What may be proposed about an official account, and how a proposal ends."""

from __future__ import annotations

from enum import StrEnum


class Proposed(StrEnum):
    """What shall be done."""

    OPEN = "open"
    DISABLE = "disable"
    MOVE = "move"


class Verdict(StrEnum):
    """What the second person said."""

    CONFIRMED = "confirmed"
    DECLINED = "declined"


ACTION = {
    Proposed.OPEN: "create, disable official accounts",
    Proposed.DISABLE: "create, disable official accounts",
    Proposed.MOVE: "change role or region",
}
"""The row of the permission table for each."""
