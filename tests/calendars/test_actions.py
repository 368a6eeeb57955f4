"""Loading and correcting years: versions are kept, nothing is noted when nothing changes."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from sqlalchemy import func, select

from trustcode.calendars import actions, queries
from trustcode.calendars.rules import CalendarRefusal, Notice
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.workdays import Calendar, YearDays
from trustcode.record.models import Entry
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

MAKEUP = {
    2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}
OFFICIAL_2027 = Notice(YearDays(2027, frozenset({date(2027, 1, 1)}), official=True), "通知")


def entries(store: Store) -> list[str]:
    with reading(store) as reader:
        return list(reader.all(select(Entry.kind).where(Entry.subject == "2027").order_by(Entry.id)))


@pytest.mark.parametrize("year", MAKEUP)
def test_the_shipped_years_work_the_weekend_days_of_the_notices(year: int) -> None:
    notice = next(notice for notice in actions.shipped() if notice.year == year)

    assert sorted(notice.days.makeup) == [date.fromisoformat(f"{year}-{day}") for day in MAKEUP[year].split()]
    assert notice.days.official
    assert "国务院办公厅" in notice.source


def test_every_day_of_the_shipped_years_agrees_with_an_independent_table() -> None:
    calendar = Calendar(notice.days for notice in actions.shipped())
    days = [date(2024, 1, 1) + timedelta(days=i) for i in range(366 + 365 + 365)]

    assert [day for day in days if calendar.is_workday(day) != chinese_calendar.is_workday(day)] == []


def test_2027_is_shipped_as_provisional() -> None:
    assert [notice.year for notice in actions.shipped() if not notice.days.official] == [2027]


def test_loading_what_is_shipped_again_leaves_no_entry(store: Store, at: Moment) -> None:
    with reading(store) as reader:
        before = reader.scalar(select(func.count()).select_from(Entry))

    with pen(store, SYSTEM, at) as p:
        assert actions.load_shipped(p) == 0

    with reading(store) as reader:
        assert reader.scalar(select(func.count()).select_from(Entry)) == before


def test_a_notice_takes_the_place_of_the_provisional_year_which_is_kept(store: Store, at: Moment) -> None:
    with pen(store, SYSTEM, at) as p:
        assert actions.load_year(p, notice=OFFICIAL_2027) == 2

    with reading(store) as reader:
        assert [row.official for row in queries.versions(reader, 2027)] == [False, True]
        assert not queries.calendar(reader).is_provisional(date(2027, 1, 1))
    assert entries(store) == ["calendar.year.loaded", "calendar.year.loaded"]


def test_loading_the_same_notice_twice_changes_nothing(store: Store, at: Moment) -> None:
    with pen(store, SYSTEM, at) as p:
        first = actions.load_year(p, notice=OFFICIAL_2027)
        again = actions.load_year(p, notice=OFFICIAL_2027)

    assert (first, again, len(entries(store))) == (2, 2, 2)


def test_another_notice_for_an_official_year_is_a_correction_and_kept_as_one(store: Store, at: Moment) -> None:
    amended = Notice(YearDays(2027, frozenset({date(2027, 1, 1), date(2027, 1, 4)}), official=True), "更正")
    with pen(store, SYSTEM, at) as p:
        actions.load_year(p, notice=OFFICIAL_2027)
        with pytest.raises(Refusal) as caught:
            actions.load_year(p, notice=amended)
        assert actions.replace_year(p, notice=amended) == 3

    assert caught.value.code is CalendarRefusal.ALREADY_LOADED
    assert entries(store)[-1] == "calendar.year.replaced"
    with reading(store) as reader:
        assert not queries.calendar(reader).is_workday(date(2027, 1, 4))


def test_a_correction_without_a_difference_leaves_no_entry(store: Store, at: Moment) -> None:
    with pen(store, SYSTEM, at) as p:
        actions.load_year(p, notice=OFFICIAL_2027)
        assert actions.replace_year(p, notice=OFFICIAL_2027) == 2

    assert len(entries(store)) == 2


def test_what_the_operator_loaded_survives_the_next_start(store: Store, at: Moment) -> None:
    with pen(store, SYSTEM, at) as p:
        actions.load_year(p, notice=OFFICIAL_2027)
    with pen(store, SYSTEM, at) as p:
        assert actions.load_shipped(p) == 0

    with reading(store) as reader:
        assert queries.versions(reader, 2027)[-1].official
