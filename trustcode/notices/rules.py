"""Which notices there are, and when a reminder is due."""

from __future__ import annotations

from enum import StrEnum


class NoticeKind(StrEnum):
    """What a notice is about."""

    RENEWAL_DUE = "renewal_due"
    SELF_CHECK_DUE = "self_check_due"
    MONTH_DUE = "month_due"
    RETURN_DISPUTED = "return_disputed"
    CORRECTION_WAITING = "correction_waiting"
    PROMISE_CHANGES = "promise_changes"
    RETURNS_PAUSED = "returns_paused"
