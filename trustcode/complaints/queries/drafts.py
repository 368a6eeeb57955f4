"""Reads: the draft of a filing by its key, which is kept nowhere but on the device of whoever typed."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from trustcode.complaints.models import FilingDraft
from trustcode.complaints.rules.purposes import DRAFT
from trustcode.kernel.moments import Moment
from trustcode.kernel.scheme import SchemeRules
from trustcode.storage.reading import Reader


def key_hash(key: str) -> str:
    """What is kept of a key. It has 128 random bits, so that a plain hash gives nothing away."""
    return hashlib.sha256(key.encode()).hexdigest()


def live_drafts(reader: Reader) -> frozenset[str]:
    """What is kept of the keys of all drafts that are still there."""
    return frozenset(reader.all(select(FilingDraft.key_hash)))


def draft_of(reader: Reader, key: str, at: Moment, scheme: SchemeRules) -> dict[str, Any] | None:
    """What was kept under a key, or None: there is nothing, or it is too old."""
    row = reader.get(FilingDraft, key_hash(key)) if key else None
    if row is None or at - row.touched_at >= timedelta(days=scheme.complaint_draft_days):
        return None
    found: dict[str, Any] = json.loads(reader.vault.open(DRAFT, row.content))
    return found
