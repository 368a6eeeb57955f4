"""One select by key gives the whole course of a unit."""

from __future__ import annotations

from sqlalchemy import select

from trustcode.projections.promise_days.course import DaysAlike, unpack
from trustcode.projections.promise_days.models import PromiseDays
from trustcode.storage.reading import Reader


def course_of_unit(reader: Reader, merchant_id: str) -> tuple[DaysAlike, ...]:
    """The days of a unit in their order; none when it was never in force."""
    facts = reader.scalar(select(PromiseDays.facts).where(PromiseDays.merchant_id == merchant_id))
    return unpack(facts) if facts else ()
