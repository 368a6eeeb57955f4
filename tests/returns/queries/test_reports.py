"""Who has not reported: own region, owed months only, how many in a row, and the same questions however long the list."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from tests.merchants.builders import DAY, SCHEME, a_merchant_in, an_active_merchant, an_officer, by_two
from tests.returns.actions.test_reporting import noon, report_it
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.returns.queries.reports import MissingRow, not_reported
from trustcode.returns.rules.months import Month, month_of
from trustcode.returns.rules.words import MonthKind
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

OCTOBER = month_of(MonthKind.CALENDAR, date(2026, 10, 1))


def missing(store: Store, at: Moment, actor: Actor, month: Month = OCTOBER, within: str = "") -> list[MissingRow]:
    with reading(store) as reader:
        found = not_reported(reader, actor, month, civil_day(at), SCHEME, within=within)
    assert found.total == len(found.rows)
    return list(found.rows)


def test_who_owes_and_has_not_reported_is_listed_with_the_months_in_a_row(store: Store, at: Moment) -> None:
    silent = an_active_merchant(store, at - 80 * DAY)
    just_one = an_active_merchant(store, at - 80 * DAY)
    done = an_active_merchant(store, at - 40 * DAY)
    for shop, period in ((just_one, "2026-09"), (done, "2026-10")):
        report_it(store, noon(date(2026, 11, 2)), shop, period)

    rows = missing(store, at, an_officer(store, at))

    assert {row.merchant_id: row.missed for row in rows} == {silent.id: 2, just_one.id: 1}


def test_who_owes_nothing_is_not_listed(store: Store, at: Moment) -> None:
    an_active_merchant(store, at)
    an_active_merchant(store, at - 80 * DAY, returns=False)
    a_merchant_in(store, at, Standing.SUBMITTED)

    assert missing(store, at, an_officer(store, at)) == []


def test_a_unit_that_left_owes_the_month_in_which_it_left_and_none_after(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, noon(date(2026, 10, 5)), Standing.WITHDRAWN)
    november = month_of(MonthKind.CALENDAR, date(2026, 11, 1))

    officer = an_officer(store, at)

    assert [row.merchant_id for row in missing(store, at, officer)] == [shop.id]
    assert missing(store, at, officer, november) == []


def test_a_unit_that_was_suspended_all_the_month_is_neither_listed_nor_counted(store: Store, at: Moment) -> None:
    """Restored or removed since, it looks as if it owed."""
    shops = [a_merchant_in(store, noon(date(2026, 9, 20)), Standing.SUSPENDED) for _ in range(2)]
    listed = an_active_merchant(store, at - 80 * DAY)
    by_two(store, noon(date(2026, 11, 10)), shops[0], Act.RESTORE)
    by_two(store, noon(date(2026, 11, 10)), shops[1], Act.REMOVE)

    assert [row.merchant_id for row in missing(store, at, an_officer(store, at))] == [listed.id]


def test_only_the_own_region_is_listed(store: Store, at: Moment) -> None:
    here = an_active_merchant(store, at - 80 * DAY)
    there = an_active_merchant(store, at - 80 * DAY, region_code="430202")
    province = an_officer(store, at, role=Role.PROVINCE, scope="430000")

    assert [row.merchant_id for row in missing(store, at, an_officer(store, at))] == [here.id]
    assert {row.merchant_id for row in missing(store, at, province)} == {here.id, there.id}
    assert [row.merchant_id for row in missing(store, at, province, within="430200")] == [there.id]
    with pytest.raises(NotFound):
        missing(store, at, an_officer(store, at), within="430202")


def test_more_units_ask_no_more_questions(store: Store, at: Moment) -> None:
    officer = an_officer(store, at)
    an_active_merchant(store, at - 80 * DAY)
    few = _statements(store, at, officer)
    for _ in range(4):
        an_active_merchant(store, at - 80 * DAY)

    assert _statements(store, at, officer) == few <= 7


def _statements(store: Store, at: Moment, officer: Actor) -> int:
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(store.read_engine, "before_cursor_execute", note)
    try:
        with reading(store) as reader:
            assert not_reported(reader, officer, OCTOBER, civil_day(at) + timedelta(days=0), SCHEME).rows
    finally:
        event.remove(store.read_engine, "before_cursor_execute", note)
    return len([one for one in seen if one.lstrip().upper().startswith("SELECT")])
