"""What of a ledger its owner is told: the same notice, whether the act makes it at once or the sweep finds it missing."""

from __future__ import annotations

from trustcode.notices.rules import NoticeKind, Reminder, event_reminder


def dispute_notice(merchant_id: str, return_id: str, number: int) -> Reminder:
    """A shopper does not agree with a line; `number` is the line's in the ledger."""
    return event_reminder(merchant_id, NoticeKind.RETURN_DISPUTED, return_id, number=str(number))


def correction_notice(merchant_id: str, proposal_id: str, number: int) -> Reminder:
    """A correction of a line waits for the owner."""
    return event_reminder(merchant_id, NoticeKind.CORRECTION_WAITING, proposal_id, number=str(number))
