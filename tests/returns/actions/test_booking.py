"""Under which day reports count a line: a month that was reported is locked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.merchants.builders import DAY, SCHEME, Shop
from tests.returns.builders import a_line, a_return, a_shop, the_entry
from trustcode.kernel.moments import Moment, civil_day
from trustcode.record.pen import pen
from trustcode.returns.actions.correcting import correct
from trustcode.returns.actions.reporting import report_month
from trustcode.returns.rules.months import STARTS
from trustcode.returns.rules.words import MonthKind
from trustcode.storage.engines import Store

OCTOBER = {
    MonthKind.CALENDAR: (date(2026, 10, 1), date(2026, 10, 31)),
    MonthKind.FROM_25TH: (date(2026, 9, 25), date(2026, 10, 24)),
}
SCHEMES = {kind: replace(SCHEME, report_month_starts_on=starts_on) for starts_on, kind in STARTS.items()}


def a_report(store: Store, at: Moment, shop: Shop, kind: MonthKind = MonthKind.CALENDAR) -> None:
    """October of this shop is reported, by either month."""
    with pen(store, shop.owner, at) as p:
        report_month(p, merchant_id=shop.id, period="2026-10", scheme=SCHEMES[kind])


@pytest.mark.parametrize(("kind", "day"), [(kind, day) for kind, days in OCTOBER.items() for day in days])
def test_a_line_for_a_reported_day_counts_under_today_and_is_late(
    store: Store, at: Moment, kind: MonthKind, day: date
) -> None:
    shop, other = a_shop(store, at), a_shop(store, at)
    a_report(store, at, shop, kind)
    facts = {"requested_on": day, "bought_on": day}

    locked = the_entry(store, a_return(store, at, shop, **facts))
    free = the_entry(store, a_return(store, at, other, **facts))

    assert (locked.booked_on, locked.is_late) == (civil_day(at), True)
    assert free.booked_on == day


def test_the_days_around_a_reported_month_are_free(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    a_report(store, at, shop)

    first, last = OCTOBER[MonthKind.CALENDAR]
    for day in (first - timedelta(days=1), last + timedelta(days=1)):
        found = the_entry(store, a_return(store, at, shop, requested_on=day, bought_on=day))
        assert found.booked_on == day


def test_a_correction_of_a_reported_line_counts_under_its_own_day(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    day = OCTOBER[MonthKind.CALENDAR][1]
    first = a_return(store, at, shop, requested_on=day, bought_on=day)
    a_report(store, at, shop)
    line = a_line(at, requested_on=day, bought_on=day, refund_fen=1)

    with pen(store, shop.owner, at + DAY) as p:
        second = correct(p, return_id=first, line=line, why="写错了", scheme=SCHEME)

    assert the_entry(store, first).booked_on == day
    found = the_entry(store, second)
    assert (found.booked_on, found.is_late) == (civil_day(at + DAY), True)
