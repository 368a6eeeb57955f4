"""What of a complaint a shop is told; never who complains."""

from __future__ import annotations

from datetime import date

from trustcode.notices.rules import NoticeKind, Reminder, event_reminder


def came_notice(merchant_id: str, complaint_id: str, number: str, due_on: date | None) -> Reminder:
    """A complaint came; with `due_on` the shop is to settle it first until then."""
    kind = NoticeKind.COMPLAINT_CAME if due_on else NoticeKind.COMPLAINT_MOVED
    return event_reminder(merchant_id, kind, complaint_id, due_on, number=number)


def said_notice(merchant_id: str, complaint_id: str, number: str, message_id: str) -> Reminder:
    """The shopper or the office wrote; one notice for each message."""
    return _about(merchant_id, NoticeKind.COMPLAINT_SAID, complaint_id, number, message_id)


def moved_notice(merchant_id: str, complaint_id: str, number: str, changes: int) -> Reminder:
    """It has moved on without the shop; one notice for each step."""
    return _about(merchant_id, NoticeKind.COMPLAINT_MOVED, complaint_id, number, str(changes))


def redated_notice(merchant_id: str, complaint_id: str, number: str, due_on: date) -> Reminder:
    """Its last day was counted anew."""
    return _about(merchant_id, NoticeKind.COMPLAINT_REDATED, complaint_id, number, due_on.isoformat(), due_on)


def _about(
    merchant_id: str, kind: NoticeKind, complaint_id: str, number: str, which: str, due_on: date | None = None
) -> Reminder:
    key = f"{kind.value}:{complaint_id}:{which}"
    return Reminder(merchant_id, kind, key, due_on, {"about": complaint_id, "number": number})
