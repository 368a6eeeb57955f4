"""The list of projections, for the record to tell of every entry."""

from __future__ import annotations

from trustcode.projections.promise_days import building as promise_days
from trustcode.projections.scan_card import building as scan_card
from trustcode.record import listeners


def attach_projections() -> None:
    """Let every projection hear of every entry. Twice is once."""
    listeners.subscribe(scan_card.listen)
    listeners.subscribe(promise_days.listen)
