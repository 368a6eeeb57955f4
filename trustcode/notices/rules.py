"""Which notices there are, when a reminder is due, and how often an e-mail is tried.

Facts come as arguments: days and ids. A reminder has a key, so that it is made once however often the day is swept;
days that were not swept lose nothing, since a reminder stays due until its day is long over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

MAIL_TRIES = 5
"""How often the server may refuse one notice before it is left to the desk alone."""

MAIL_WITHIN = timedelta(days=14)
"""An older notice is not mailed any more: the desk has it, and a server set up later floods nobody."""

MAIL_CLAIM = timedelta(hours=1)
"""After this long a claim whose end nobody noted is taken to be lost, and the notice is sent again."""


class NoticeKind(StrEnum):
    """What a notice is about."""

    RENEWAL_DUE = "renewal_due"
    LAPSED = "lapsed"
    SELF_CHECK_DUE = "self_check_due"
    MONTH_DUE = "month_due"
    RETURN_DISPUTED = "return_disputed"
    CORRECTION_WAITING = "correction_waiting"
    PROMISE_CHANGES = "promise_changes"
    RETURNS_PAUSED = "returns_paused"
    COMPLAINT_CAME = "complaint_came"
    COMPLAINT_SAID = "complaint_said"
    COMPLAINT_MOVED = "complaint_moved"
    COMPLAINT_REDATED = "complaint_redated"
    OBJECTION_DECIDED = "objection_decided"
    RESULT_CHANGED = "result_changed"
    RESULT_REDATED = "result_redated"


class Stage(StrEnum):
    """How pressing a reminder is: early, soon, and on or after its last day."""

    EARLY = "early"
    SOON = "soon"
    LAST = "last"


@dataclass(frozen=True)
class Reminder:
    """A notice to be made. `key` is unique within the business; `facts` are plain values for the sentence."""

    merchant_id: str
    kind: NoticeKind
    key: str
    due_on: date | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Ahead:
    """How many days before a last day each stage begins; None where there is none."""

    early: int | None
    soon: int | None
    last: int


def stage_of(due_on: date, today: date, ahead: Ahead) -> Stage | None:
    """The latest stage that a last day has reached; None before the first.

    When several stages passed without a sweep only the latest is told: an earlier one would say nothing more.
    """
    left = (due_on - today).days
    reached = ((Stage.LAST, ahead.last), (Stage.SOON, ahead.soon), (Stage.EARLY, ahead.early))
    return next((stage for stage, days in reached if days is not None and left <= days), None)


def due_reminder(
    merchant_id: str, kind: NoticeKind, due_on: date, today: date, ahead: Ahead, about: str = ""
) -> Reminder | None:
    """The reminder of something with a last day, or None while it is far off. `about` tells one from the next."""
    stage = stage_of(due_on, today, ahead)
    if stage is None:
        return None
    key = f"{kind.value}:{about or due_on.isoformat()}:{stage.value}"
    return Reminder(merchant_id, kind, key, due_on, {"stage": stage.value, "about": about})


def event_reminder(
    merchant_id: str, kind: NoticeKind, about: str, due_on: date | None = None, **facts: str
) -> Reminder:
    """The notice of something that has happened, told once. `about` is its id."""
    return Reminder(merchant_id, kind, f"{kind.value}:{about}", due_on, {"about": about, **facts})


def renewal_ahead(opens_days: int, reminder_days: int, last_reminder_days: int) -> Ahead:
    """Before validity ends: when renewal opens, then twice more."""
    return Ahead(opens_days, reminder_days, last_reminder_days)


def yearly_ahead(reminder_days: int) -> Ahead:
    """Before a self-check is due, and from its last day on."""
    return Ahead(None, reminder_days, 0)


def month_ahead(report_due_days: int) -> Ahead:
    """When a month is over, and once its report is late."""
    return Ahead(None, report_due_days, -1)


def answer_ahead(answer_reminder_days: int) -> Ahead:
    """Before the last day for a shop's answer to a complaint: once, since the complaint itself was told."""
    return Ahead(None, None, answer_reminder_days)
