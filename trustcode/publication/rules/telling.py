"""What of a result a shop is told; never who complained."""

from __future__ import annotations

from datetime import date

from trustcode.notices.rules import NoticeKind, Reminder


def decided_notice(merchant_id: str, complaint_id: str, number: str, objection_id: str) -> Reminder:
    """Its objection was decided, or is no longer needed; one notice for each objection."""
    return _about(merchant_id, NoticeKind.OBJECTION_DECIDED, complaint_id, number, objection_id)


def changed_notice(merchant_id: str, complaint_id: str, number: str, changes: int) -> Reminder:
    """Officers corrected, hid or showed again what is public; one notice for each change."""
    return _about(merchant_id, NoticeKind.RESULT_CHANGED, complaint_id, number, str(changes))


def redated_notice(merchant_id: str, complaint_id: str, number: str, what: str, due_on: date) -> Reminder:
    """The last day of its publication, or of the decision on its objection, was counted anew. `what` tells which."""
    which = f"{what}:{due_on.isoformat()}"
    return _about(merchant_id, NoticeKind.RESULT_REDATED, complaint_id, number, which, due_on)


def _about(
    merchant_id: str, kind: NoticeKind, complaint_id: str, number: str, which: str, due_on: date | None = None
) -> Reminder:
    key = f"{kind.value}:{complaint_id}:{which}"
    return Reminder(merchant_id, kind, key, due_on, {"about": complaint_id, "number": number})
