"""Reads: which shops settle complaints first."""

from __future__ import annotations

from datetime import date

from trustcode.complaints.models import SettlingMember
from trustcode.storage.reading import Reader


def member_since(reader: Reader, merchant_id: str) -> date | None:
    """Since when a shop settles first; None for one that does not."""
    member = reader.get(SettlingMember, merchant_id)
    return member.joined_on if member is not None and member.left_on is None else None
