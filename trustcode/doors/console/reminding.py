"""The day's reminders: each kind asks its room once for all businesses, and the notices room keeps what is new."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from trustcode.commitments.queries.begins import announced_beginning, pauses_beginning
from trustcode.commitments.queries.checks import checks_due
from trustcode.complaints.queries.lists import answers_due
from trustcode.doors.lobby.present import Office
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.queries.ends import ending, lapsed_since
from trustcode.notices import actions as notices
from trustcode.notices.rules import (
    NoticeKind,
    Reminder,
    answer_ahead,
    due_reminder,
    event_reminder,
    month_ahead,
    renewal_ahead,
    yearly_ahead,
)
from trustcode.record.jotting import jotting
from trustcode.returns.queries.waiting import corrections_waiting, disputes_since, reports_missing
from trustcode.returns.rules.months import due_on, kind_of, month_of, previous_month
from trustcode.returns.rules.telling import correction_notice, dispute_notice
from trustcode.storage.reading import Reader, reading

LOOKED_BACK = timedelta(days=60)
"""How long after it happened an event is still told, so that days without a sweep lose nothing."""


def remind(office: Office, at: Moment) -> int:
    """Make the reminders that are due on the civil day of a moment; returns how many are new. Safe to repeat."""
    with reading(office.store) as reader:
        found = list(due_reminders(reader, at, office.settings.rules))
    with jotting(office.store, at) as jotter:
        return notices.make(jotter, found)


def due_reminders(reader: Reader, at: Moment, scheme: SchemeRules) -> Iterator[Reminder]:
    """Everything that is due or has happened lately, told before or not."""
    today = civil_day(at)
    yield from _renewals(reader, at, today, scheme)
    yield from _self_checks(reader, today, scheme)
    yield from _promises(reader, today)
    yield from _ledgers(reader, at)
    yield from _months(reader, today, scheme)
    yield from _complaints(reader, today, scheme)


def _complaints(reader: Reader, today: date, scheme: SchemeRules) -> Iterator[Reminder]:
    """A complaint that still waits for the shop's answer when its last day is near."""
    ahead = answer_ahead(scheme.answer_reminder_days)
    for merchant_id, complaint, due in answers_due(reader, today + timedelta(days=scheme.answer_reminder_days)):
        near = due_reminder(merchant_id, NoticeKind.COMPLAINT_CAME, due, today, ahead, complaint)
        if near is not None:
            yield near


def _renewals(reader: Reader, at: Moment, today: date, scheme: SchemeRules) -> Iterator[Reminder]:
    ahead = renewal_ahead(scheme.renewal_opens_days, scheme.reminder_days, scheme.last_reminder_days)
    for merchant_id, valid_to in ending(reader, today + timedelta(days=scheme.renewal_opens_days)):
        due = due_reminder(merchant_id, NoticeKind.RENEWAL_DUE, valid_to, today, ahead)
        if due is not None:
            yield due
    for merchant_id, lapsed_at in lapsed_since(reader, at - LOOKED_BACK):
        yield event_reminder(merchant_id, NoticeKind.LAPSED, civil_day(lapsed_at).isoformat())


def _self_checks(reader: Reader, today: date, scheme: SchemeRules) -> Iterator[Reminder]:
    for merchant_id, last_on in checks_due(reader, today, scheme.reminder_days, scheme):
        ahead = yearly_ahead(scheme.reminder_days)
        due = due_reminder(merchant_id, NoticeKind.SELF_CHECK_DUE, last_on, today, ahead)
        if due is not None:
            yield due


def _promises(reader: Reader, today: date) -> Iterator[Reminder]:
    since = today - LOOKED_BACK
    for merchant_id, commitment, begins_on in announced_beginning(reader, since, today):
        yield event_reminder(merchant_id, NoticeKind.PROMISE_CHANGES, commitment, begins_on)
    for merchant_id, pause, begins_on in pauses_beginning(reader, since, today):
        yield event_reminder(merchant_id, NoticeKind.RETURNS_PAUSED, pause, begins_on)


def _ledgers(reader: Reader, at: Moment) -> Iterator[Reminder]:
    for one in disputes_since(reader, at - LOOKED_BACK):
        yield dispute_notice(one.merchant_id, one.return_id, one.number)
    for waits in corrections_waiting(reader):
        yield correction_notice(waits.merchant_id, waits.proposal_id, waits.number)


def _months(reader: Reader, today: date, scheme: SchemeRules) -> Iterator[Reminder]:
    """The month that was over last; an older one that is missing stands on the desk and on the officers' list."""
    month = previous_month(month_of(kind_of(scheme), today))
    ahead = month_ahead(scheme.report_due_days)
    for merchant_id in reports_missing(reader, month):
        due = due_reminder(merchant_id, NoticeKind.MONTH_DUE, due_on(month, scheme), today, ahead, month.period)
        if due is not None:
            yield due
