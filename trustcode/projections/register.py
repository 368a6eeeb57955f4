"""The list of projections, for the record to tell of every entry."""

from __future__ import annotations

from trustcode.projections.scan_card import building
from trustcode.record import listeners


def attach_projections() -> None:
    """Let every projection hear of every entry. Twice is once."""
    listeners.subscribe(building.listen)
