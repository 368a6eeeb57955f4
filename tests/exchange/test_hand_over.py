"""How long the hotline took to hand over (C10): a clock like the others, explained day by day."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select
from werkzeug.test import Client

from tests.complaints.builders import the_clocks, the_complaint, the_report
from tests.conftest import AT
from tests.exchange.orders import an_order, sent
from tests.merchants.builders import Shop
from trustcode.clocks.rules import ClockCode
from trustcode.complaints.queries.clocks import clocks_of
from trustcode.complaints.queries.lists import due_of
from trustcode.exchange.queries.deliveries import handed_late
from trustcode.kernel.moments import CHINA, civil_day
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

FRIDAY = datetime(2026, 11, 20, 22, 0, tzinfo=CHINA).isoformat()
THURSDAY = datetime(2026, 11, 19, 9, 0, tzinfo=CHINA).isoformat()


@pytest.mark.parametrize(
    ("received_at", "due_on"),
    [(FRIDAY, date(2026, 11, 23)), (THURSDAY, date(2026, 11, 20))],
    ids=["over the weekend in time", "a weekend late"],
)
def test_it_runs_from_the_hotlines_receipt_to_ours(
    store: Store, line: Client, shop: Shop, received_at: str, due_on: date
) -> None:
    met = received_at == FRIDAY
    number = sent(line, an_order(store, shop, received_at=received_at)).json["complaint"]

    first = the_clocks(store, number)[0]
    assert (first.code, first.due_on, first.stopped_on, first.met) == (ClockCode.HAND_OVER, due_on, civil_day(AT), met)
    with reading(store) as reader:
        explained = clocks_of(reader, the_complaint(store, number).id, civil_day(AT))[0]
        assert handed_late(reader, "12345") == ([] if met else ["CS2026112300017"])
    assert explained.reckoning.due == due_on
    assert explained.reckoning.steps[0].day.isoformat() == received_at[:10]


def test_the_queue_goes_by_the_clocks_that_run_and_not_by_the_hotlines(store: Store, line: Client, shop: Shop) -> None:
    number = sent(line, an_order(store, shop, received_at=THURSDAY)).json["complaint"]

    with reading(store) as reader:
        due = reader.scalar(select(due_of(the_complaint(store, number).id)))
    running = [clock for clock in the_clocks(store, number) if clock.stopped_on is None]
    assert [clock.code for clock in running] == [ClockCode.ACCEPT]
    assert due == running[0].due_on


def test_the_platform_hands_nothing_over(store: Store, line: Client, shop: Shop) -> None:
    number = sent(line, an_order(store, shop), "/exchange/12315/orders").json["complaint"]

    assert ClockCode.HAND_OVER not in [clock.code for clock in the_clocks(store, number)]


def test_each_hand_over_of_one_dispute_has_its_clock(store: Store, line: Client, shop: Shop) -> None:
    number = sent(line, an_order(store, shop, bought_on="2026-11-21", received_at=FRIDAY)).json["complaint"]
    sent(line, an_order(store, shop, "CS-2", bought_on="2026-11-21", received_at=THURSDAY))

    met = [clock.met for clock in the_clocks(store, number) if clock.code is ClockCode.HAND_OVER]
    assert met == [False, True]
    with reading(store) as reader:
        assert handed_late(reader, "12345") == ["CS-2"]


def test_a_report_has_it_too(store: Store, line: Client, shop: Shop) -> None:
    order = an_order(store, shop, kind="report", facts="", wishes=[], clue="价签不一致。", received_at=THURSDAY)
    own = the_report(store, sent(line, order).json["report"]).id

    with reading(store) as reader:
        found = {clock.rule.code: clock.met for clock in clocks_of(reader, own, civil_day(AT))}
    assert found == {ClockCode.HAND_OVER: False, ClockCode.VERIFY: None}
