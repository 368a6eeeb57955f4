"""The calendar as stored is the calendar as shipped."""

from __future__ import annotations

from datetime import date

from trustcode.calendars import actions, queries
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def test_the_calendar_holds_every_shipped_year_day_by_day(store: Store) -> None:
    with reading(store) as reader:
        calendar = queries.calendar(reader)

    assert calendar.years == tuple(notice.days for notice in actions.shipped())


def test_a_deadline_can_be_reckoned_from_what_is_stored(store: Store) -> None:
    with reading(store) as reader:
        assert queries.calendar(reader).workdays_after(date(2026, 9, 24), 7).due == date(2026, 10, 12)


def test_a_year_never_heard_of_has_no_versions(store: Store) -> None:
    with reading(store) as reader:
        assert queries.versions(reader, 2099) == []
