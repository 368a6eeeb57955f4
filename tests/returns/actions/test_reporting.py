"""Reporting a month: once, after its end, frozen; what comes later counts elsewhere and changes nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import database_url, open_store
from tests.merchants.builders import DAY, SCHEME, Shop, a_person, an_officer
from tests.returns.builders import a_line, a_member_of_staff, a_return, a_shop, answered
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import Moment, civil_day, start_of
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.returns.actions.correcting import correct
from trustcode.returns.actions.reporting import figures_hash, report_month
from trustcode.returns.queries.counting import figures
from trustcode.returns.queries.reports import ReportSheet, months_of, recount, report
from trustcode.returns.rules.months import MonthState, month_of
from trustcode.returns.rules.report_refusals import ReportRefusal
from trustcode.returns.rules.words import Basis, MonthKind, Outcome, ReturnKind
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

CALENDAR = MonthKind.CALENDAR


def noon(day: date) -> Moment:
    return start_of(day) + timedelta(hours=12)


OCTOBER = noon(date(2026, 10, 12))
NOVEMBER = noon(date(2026, 11, 3))


def report_it(store: Store, at: Moment, shop: Shop, period: str, scheme: SchemeRules = SCHEME, **how: Any) -> str:
    with pen(store, how.pop("actor", shop.owner), at) as p:
        return report_month(p, merchant_id=shop.id, period=period, scheme=scheme, **how)


def reported(store: Store, shop: Shop, period: str, kind: MonthKind = CALENDAR) -> ReportSheet:
    with reading(store) as reader:
        found = report(reader, shop.id, kind, period)
    assert found is not None
    return found


def counted_again(store: Store, shop: Shop, period: str) -> dict[str, Any]:
    with reading(store) as reader:
        return json.loads(json.dumps(recount(reader, shop.id, CALENDAR, period), default=date.isoformat))


def corrected(store: Store, at: Moment, shop: Shop, return_id: str, **changes: Any) -> str:
    with pen(store, shop.owner, at) as p:
        return correct(p, return_id=return_id, line=a_line(at, **changes), why="抄错了", scheme=SCHEME)


def refused(act: Callable[[], Any]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value


def test_a_month_is_frozen_with_its_figures(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    first = a_return(store, OCTOBER, shop, quantity=2)
    a_return(store, OCTOBER, shop, kind=ReturnKind.EXCHANGE, refund_fen=0)
    answered(store, OCTOBER, first)

    report_it(store, NOVEMBER, shop, "2026-10")

    found = reported(store, shop, "2026-10")
    group = found.figures["groups"]["no_reason.return"]
    assert (group["requests"], group["items"], group["refund_fen"]) == (1, 2, 15_900)
    assert (group["confirmed"], group["self_reported"]) == (1, 0)
    assert found.figures["groups"]["no_reason.exchange"]["refund_fen"] == 0
    assert not found.is_nil
    assert found.figures_hash == figures_hash(dict(found.figures))
    with reading(store) as reader:
        noted = [line for line in entries_of(reader, shop.id) if line.kind == "return.month.reported"]
    assert [(n.facts["period"], n.facts["figures_hash"]) for n in noted] == [("2026-10", found.figures_hash)]


def test_nothing_is_reported_as_nothing(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)

    report_it(store, NOVEMBER, shop, "2026-10")

    assert reported(store, shop, "2026-10").is_nil
    with reading(store) as reader:
        states = {one.month.period: one.state for one in months_of(reader, shop.id, civil_day(at), SCHEME)}
    assert states == {
        "2026-09": MonthState.OVERDUE,
        "2026-10": MonthState.NIL,
        "2026-11": MonthState.RUNNING,
    }


@pytest.mark.parametrize(
    ("when", "period", "code"),
    [
        (noon(date(2026, 10, 31)), "2026-10", ReportRefusal.NOT_OVER),
        (NOVEMBER, "2026-08", ReportRefusal.NOT_OWED),
        (NOVEMBER, "2026-13", ReportRefusal.NO_SUCH_MONTH),
        (NOVEMBER, "2027-10", ReportRefusal.NOT_OVER),
    ],
)
def test_what_cannot_be_reported(store: Store, at: Moment, when: datetime, period: str, code: ReportRefusal) -> None:
    shop = a_shop(store, at)

    assert refused(lambda: report_it(store, when, shop, period)).code is code


def test_a_month_is_reported_once_and_staff_may_do_it(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    report_it(store, NOVEMBER, shop, "2026-10", actor=a_member_of_staff(store, at, shop))

    assert refused(lambda: report_it(store, NOVEMBER, shop, "2026-10")).code is ReportRefusal.ALREADY_REPORTED


def test_strangers_and_officers_report_nothing(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)

    for other in (a_person(store, at, role=Role.OWNER, scope="0" * 16), an_officer(store, at)):
        with pytest.raises(NotFound):
            report_it(store, NOVEMBER, shop, "2026-10", actor=other)


def test_figures_that_changed_since_they_were_shown_are_shown_again(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    with reading(store) as reader:
        shown = figures_hash(figures(reader, shop.id, month_of(CALENDAR, date(2026, 10, 1))))
    a_return(store, OCTOBER, shop)

    assert refused(lambda: report_it(store, NOVEMBER, shop, "2026-10", agreed=shown)).code is (
        ReportRefusal.FIGURES_CHANGED
    )


def test_the_month_from_the_25th_is_reported_from_the_25th_on(store: Store, at: Moment) -> None:
    shop, scheme = a_shop(store, at), SchemeRules(report_month_starts_on=25)
    a_return(store, noon(date(2026, 10, 26)), shop)
    a_return(store, OCTOBER, shop)

    report_it(store, noon(date(2026, 11, 25)), shop, "2026-11", scheme)

    found = reported(store, shop, "2026-11", MonthKind.FROM_25TH)
    assert (found.month.from_on, found.month.to_on) == (date(2026, 10, 25), date(2026, 11, 24))
    assert found.figures["groups"]["no_reason.return"]["requests"] == 1


def test_what_comes_after_the_report_counts_in_its_own_month(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    first = a_return(store, OCTOBER, shop)
    report_it(store, NOVEMBER, shop, "2026-10")
    frozen = reported(store, shop, "2026-10").figures

    a_return(store, NOVEMBER + DAY, shop, requested_on=date(2026, 10, 20), bought_on=date(2026, 10, 18))
    corrected(
        store,
        NOVEMBER + DAY,
        shop,
        first,
        refund_fen=10_000,
        requested_on=civil_day(OCTOBER),
        bought_on=date(2026, 10, 10),
    )
    answered(store, NOVEMBER + DAY, first)
    report_it(store, noon(date(2026, 12, 2)), shop, "2026-11")

    assert counted_again(store, shop, "2026-10") == frozen
    november = reported(store, shop, "2026-11").figures
    assert november["groups"]["no_reason.return"]["requests"] == 1
    assert november["groups"]["no_reason.return"]["late"] == 1
    assert november["corrected_lines"] == 1
    change = november["corrections"]["no_reason.return"]
    assert (change["requests"], change["refund_fen"], change["self_reported"]) == (0, -5_900, 0)


def test_a_correction_within_an_open_month_counts_once(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    first = a_return(store, OCTOBER, shop)
    second = corrected(store, OCTOBER + DAY, shop, first, refund_fen=10_000)
    corrected(store, OCTOBER + 2 * DAY, shop, second, refund_fen=9_000)

    report_it(store, NOVEMBER, shop, "2026-10")

    found = reported(store, shop, "2026-10").figures
    assert found["corrected_lines"] == 0
    assert found["groups"]["no_reason.return"]["refund_fen"] == 9_000


def test_corrections_of_corrections_add_up_over_the_months(store: Store, at: Moment) -> None:
    shop, days = a_shop(store, at), {"requested_on": civil_day(OCTOBER), "bought_on": date(2026, 10, 10)}
    first = a_return(store, OCTOBER, shop)
    report_it(store, NOVEMBER, shop, "2026-10")
    second = corrected(store, NOVEMBER + DAY, shop, first, refund_fen=10_000, **days)
    third = corrected(store, NOVEMBER + 2 * DAY, shop, second, refund_fen=9_000, **days)
    report_it(store, noon(date(2026, 12, 2)), shop, "2026-11")
    corrected(store, noon(date(2026, 12, 3)), shop, third, refund_fen=8_000, **days)
    report_it(store, noon(date(2027, 1, 2)), shop, "2026-12")

    refunds = [
        sum(one["refund_fen"] for part in ("groups", "corrections") for one in figures_of[part].values())
        for figures_of in (reported(store, shop, f"2026-{month}").figures for month in (10, 11, 12))
    ]
    assert refunds == [15_900, -6_900, -1_000]


def test_two_at_once_make_one_report_and_one_plain_refusal(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    ends: list[str] = []

    def attempt() -> None:
        try:
            report_it(store, NOVEMBER, shop, "2026-10")
            ends.append("done")
        except Refusal as refusal:
            ends.append(refusal.code.name)

    threads = [threading.Thread(target=attempt) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(ends) == ["ALREADY_REPORTED"] * 5 + ["done"]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["log", "log late", "correct", "answer", "report"]),
        st.integers(0, 9),
        st.sampled_from([Basis.NO_REASON, Basis.QUALITY]),
        st.integers(1, 15_900),
        st.sampled_from([Outcome.ACCEPTED, Outcome.WITHDRAWN]),
    ),
    min_size=3,
    max_size=14,
)


@pytest.mark.slow
@settings(
    max_examples=8, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(steps=STEPS)
def test_counting_a_closed_month_again_gives_the_frozen_figures(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, at: Moment, steps: list[Any]
) -> None:
    """Slow because every example has a database of its own and months of acts."""
    folder: Path = tmp_path_factory.mktemp("months")
    store = open_store(database_url("sqlite", request, folder), folder / "files")
    shop = a_shop(store, noon(date(2026, 11, 1)))
    lines: list[str] = []
    now = noon(date(2026, 9, 10))
    for what, number, basis, fen, outcome in [*steps, ("report", 9, Basis.QUALITY, 1, Outcome.ACCEPTED)]:
        now += timedelta(days=1 + number)
        facts = {"basis": basis, "refund_fen": fen if outcome is Outcome.ACCEPTED else 0, "outcome": outcome}
        lines = _step(store, now, shop, lines, what, number, facts)

    with reading(store) as reader:
        done = [one.month.period for one in months_of(reader, shop.id, civil_day(now), SCHEME) if one.reported_at]
    assert {period: counted_again(store, shop, period) for period in done} == {
        period: reported(store, shop, period).figures for period in done
    }
    store.close()


def _step(
    store: Store, now: Moment, shop: Shop, lines: list[str], what: str, number: int, facts: dict[str, Any]
) -> list[str]:
    """One act of a story, or nothing where the ledger says no; returns the lines that count."""
    today = civil_day(now)
    days = {"requested_on": today - timedelta(days=25), "bought_on": today - timedelta(days=26)}
    chosen = lines[number % len(lines)] if lines else ""
    with suppress(Refusal):
        if what == "report":
            report_it(store, now, shop, month_of(CALENDAR, today.replace(day=1) - timedelta(days=1)).period)
        elif what == "log" or not chosen:
            return [*lines, a_return(store, now, shop, **facts)]
        elif what == "log late":
            return [*lines, a_return(store, now, shop, **facts, **days)]
        elif what == "correct":
            new = corrected(store, now, shop, chosen, **facts)
            return [*(one for one in lines if one != chosen), new]
        else:
            answered(store, now, chosen, device_index=bytes([number]) * 32)
    return lines
