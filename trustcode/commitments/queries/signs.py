"""Reads: when the sign on the door no longer says what is promised."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from trustcode.commitments.queries.days import spans
from trustcode.commitments.rules.days import Span
from trustcode.storage.reading import Reader


def sign_changes_on(reader: Reader, merchant_id: str, today: date) -> date | None:
    """The first day after today from which a sign must say something else, as far as is announced; None for none.

    A sign says the window and what cannot come back, or that returns are not promised.
    """
    course = spans(reader, merchant_id)
    now = next((_printed(span) for span in course if span.holds(today)), None)
    return next((s.from_on for s in course if s.from_on > today and _printed(s) != now), None)


def sign_changed_on(reader: Reader, merchant_id: str, today: date) -> date | None:
    """The last day up to today on which the words of a sign became others; None where they never did."""
    course = [span for span in spans(reader, merchant_id) if span.from_on <= today]
    changes = (after.from_on for before, after in pairwise(course) if _printed(before) != _printed(after))
    return max(changes, default=None)


def _printed(span: Span) -> tuple[object, ...] | None:
    return None if span.offered is None else (span.offered.window_days, span.offered.exclusions)
