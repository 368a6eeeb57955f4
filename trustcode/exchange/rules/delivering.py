"""What is told to the other side, and when a delivery that failed is tried again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

MATTERS = {"complaint.moved": "complaint", "illegality_report.moved": "report"}
"""The kinds of entries that the other side is told, and which matter each is about."""

_PAUSES = (1, 5, 15, 60, 240, 720)
"""Minutes until the next try, the last one again and again."""

MOST_TRIES = 40
"""About three weeks; afterwards it stands in the list of what did not go out."""


def next_try(tries: int, at: datetime) -> datetime:
    """When a delivery that has failed so many times is tried again."""
    return at + timedelta(minutes=_PAUSES[min(max(tries, 1), len(_PAUSES)) - 1])


def message(
    *, delivery: str, external_no: str, number: str, kind: str, at: datetime, facts: Mapping[str, Any]
) -> dict[str, Any]:
    """What goes out: both numbers, which matter, what happened and when.

    Nothing of who complained or reported, and nothing of what was written.
    """
    return {
        "id": delivery,
        "external_no": external_no,
        "number": number,
        "matter": MATTERS[kind],
        "act": facts["act"],
        "state": facts["now"],
        "ground": facts["ground"],
        "at": at.isoformat(),
    }
