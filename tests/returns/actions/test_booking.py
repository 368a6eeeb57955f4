"""Under which day reports count a line: a month that was reported is locked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.merchants.builders import DAY, SCHEME, Shop
from tests.returns.builders import a_line, a_return, a_shop, the_entry
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import Moment, civil_day
from trustcode.record.pen import pen
from trustcode.returns.actions.correcting import correct
from trustcode.returns.entries import MonthReported
from trustcode.returns.models import MonthReport
from trustcode.returns.rules.words import MonthKind
from trustcode.storage.engines import Store

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))


def a_report(store: Store, at: Moment, shop: Shop, kind: MonthKind = MonthKind.CALENDAR) -> None:
    """October of this shop is reported, with whatever figures."""
    first, last = OCTOBER
    with pen(store, shop.owner, at) as p:
        p.add(
            MonthReport(
                id=new_id(),
                merchant_id=shop.id,
                month_kind=kind,
                period="2026-10",
                from_on=first,
                to_on=last,
                figures="{}",
                figures_hash="",
                is_nil=False,
                reported_by=shop.owner.person_id,
                reported_at=at,
            )
        )
        p.note(MonthReported(subject=shop.id, month_kind=kind.value, period="2026-10", is_nil=False, figures_hash=""))


@pytest.mark.parametrize("kind", MonthKind)
@pytest.mark.parametrize("day", OCTOBER)
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

    for day in (OCTOBER[0] - timedelta(days=1), OCTOBER[1] + timedelta(days=1)):
        found = the_entry(store, a_return(store, at, shop, requested_on=day, bought_on=day))
        assert found.booked_on == day


def test_a_correction_of_a_reported_line_counts_under_its_own_day(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    day = OCTOBER[1]
    first = a_return(store, at, shop, requested_on=day, bought_on=day)
    a_report(store, at, shop)
    line = a_line(at, requested_on=day, bought_on=day, refund_fen=1)

    with pen(store, shop.owner, at + DAY) as p:
        second = correct(p, return_id=first, line=line, why="写错了", scheme=SCHEME)

    assert the_entry(store, first).booked_on == day
    found = the_entry(store, second)
    assert (found.booked_on, found.is_late) == (civil_day(at + DAY), True)
