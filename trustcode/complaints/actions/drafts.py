"""Acts, with a jotter: what somebody has typed and not sent yet. Sealed; who holds its key holds the draft."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete

from trustcode.complaints.models import FilingDraft
from trustcode.complaints.queries.drafts import key_hash
from trustcode.complaints.rules.purposes import DRAFT
from trustcode.kernel.scheme import SchemeRules
from trustcode.record.jotting import Jotter


def keep_draft(jotter: Jotter, *, key: str, content: Mapping[str, Any], scheme: SchemeRules) -> None:
    """Keep a draft under its key in place of what was kept before; drafts that are too old are forgotten."""
    forget_drafts(jotter, scheme)
    sealed = jotter.vault.seal(DRAFT, json.dumps(content, ensure_ascii=False))
    jotter.ensure(FilingDraft, key_hash=key_hash(key), content=sealed, touched_at=jotter.at)
    row = jotter.lock(FilingDraft, key_hash(key))
    if row is not None:
        row.content, row.touched_at = sealed, jotter.at


def throw_away(jotter: Jotter, *, key: str) -> None:
    """Forget a draft now; nothing when there is none."""
    jotter.change(delete(FilingDraft).where(FilingDraft.key_hash == key_hash(key)))


def forget_drafts(jotter: Jotter, scheme: SchemeRules) -> int:
    """Forget drafts that nobody has touched for the days of the scheme; returns how many."""
    oldest = jotter.at - timedelta(days=scheme.complaint_draft_days)
    return jotter.change(delete(FilingDraft).where(FilingDraft.touched_at <= oldest))
