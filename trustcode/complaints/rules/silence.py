"""When a shop that settles first is said in public to leave complaints unanswered, and how it gets out of that again.

A published rule, counted over the complaints whose last day for an answer lay in the window (`silence_days`). Time alone
never makes a silent shop good: what was never answered counts until it is answered, however long ago it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from trustcode.kernel.scheme import SchemeRules


class Answering(StrEnum):
    """What is said of a shop: nothing was due, it answers, it was late or owes an answer, it leaves them unanswered."""

    NONE = "none"
    ANSWERS = "answers"
    LATE = "late"
    SILENT = "silent"


@dataclass(frozen=True)
class Case:
    """One complaint that went to the shop first: its last day for an answer, and the day of the answer."""

    due_on: date
    answered_on: date | None = None

    @property
    def is_missed(self) -> bool:
        """Whether no answer came by the last day."""
        return self.answered_on is None or self.answered_on > self.due_on


@dataclass(frozen=True)
class AnsweringNote:
    """What is said, with its numbers: how many were due, answered in time, missed, and never answered to this day.

    `to_cure`: how many more answers in time, one after the other, end it sooner than the calendar does.
    """

    answering: Answering
    due: int
    in_time: int
    missed: int
    unanswered: int
    to_cure: int


def answering(cases: Iterable[Case], today: date, scheme: SchemeRules) -> AnsweringNote:
    """What is said of a shop on a day. A complaint counts once it was answered or its last day is over."""
    since = today - timedelta(days=scheme.silence_days)
    known = [case for case in cases if _is_over(case, today)]
    counted = [case for case in known if case.due_on >= since or _is_owed(case, today)]
    missed = [case for case in counted if case.is_missed]
    unanswered = sum(_is_owed(case, today) for case in missed)
    since_then = _in_time_since(counted, missed)
    left = 0 if not missed else max(scheme.silence_cure - since_then, 0)
    return AnsweringNote(
        answering=_said(len(counted), len(missed), unanswered, left, scheme),
        due=len(counted),
        in_time=len(counted) - len(missed),
        missed=len(missed),
        unanswered=unanswered,
        to_cure=left,
    )


def _said(due: int, missed: int, unanswered: int, left: int, scheme: SchemeRules) -> Answering:
    if not due:
        return Answering.NONE
    if not missed or not (unanswered or left):
        return Answering.ANSWERS
    is_often = missed >= scheme.silence_missed and missed * 100 >= scheme.silence_percent * due
    return Answering.SILENT if is_often and unanswered else Answering.LATE


def _is_over(case: Case, today: date) -> bool:
    return case.due_on < today or (case.answered_on is not None and case.answered_on <= today)


def _is_owed(case: Case, today: date) -> bool:
    """Missed and not answered to this day."""
    return case.due_on < today and (case.answered_on is None or case.answered_on > today)


def _in_time_since(counted: list[Case], missed: list[Case]) -> int:
    """How many were answered in time after the last one that was missed."""
    last = max((case.due_on for case in missed), default=date.min)
    return sum(not case.is_missed and case.due_on > last for case in counted)
