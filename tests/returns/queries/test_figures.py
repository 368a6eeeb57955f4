"""The public figures are a recount of the ledger: on the card after every act, whatever the acts, on both engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.merchants.builders import SCHEME, Shop
from tests.returns.builders import a_line, a_return, a_shop, answered
from tests.returns.ledger_files import a_row, good
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.projections.rebuilding import rebuild_projections
from trustcode.projections.scan_card.card import Card
from trustcode.projections.scan_card.reading import card_of_merchant
from trustcode.record.pen import pen
from trustcode.returns.actions.correcting import correct
from trustcode.returns.actions.taking_in import take_in
from trustcode.returns.models import Return, ReturnAnswer
from trustcode.returns.queries.figures import figures
from trustcode.returns.rules.figures import MonthFigures, summed
from trustcode.returns.rules.words import Answer, AnswerMark, Basis, DisputeReason, Outcome, ReturnKind
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

FACTS = [
    {},
    {"kind": ReturnKind.EXCHANGE, "refund_fen": 0},
    {"quantity": 3},
    {"outcome": Outcome.REFUSED, "refusal_code": "E01"},
    {"outcome": Outcome.WITHDRAWN},
    {"basis": Basis.QUALITY},
    {"basis": Basis.GOODWILL},
]
ROWS = [
    {},
    {"kind": "换货", "refund_fen": "0"},
    {"quantity": "2"},
    {"outcome": "顾客撤回", "refund_fen": "0"},
    {"basis": "质量问题"},
]
FILES = 3
"""So few that the same file comes again and again, which is the same import."""

SHOP_ACTS = (
    st.tuples(st.just("log"), st.integers(0, len(FACTS) - 1), st.integers(0, 40))
    | st.tuples(st.just("correct"), st.integers(0, len(FACTS) - 1), st.integers(0, 9))
    | st.tuples(st.just("import"), st.integers(0, FILES - 1), st.integers(0, 40))
)
ANSWERS = st.tuples(st.sampled_from(["confirm", "confirm_at_the_desk", "dispute"]), st.just(0), st.integers(0, 9))
SLOW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def card(store: Store, shop: Shop) -> Card:
    with reading(store) as reader:
        found = card_of_merchant(reader, shop.id)
    assert found is not None
    return found


def recount(store: Store, shop: Shop) -> dict[str, tuple[int, ...]]:
    """By month: requests, accepted, confirmed, refused, withdrawn, returns, exchanges, items; one line after another."""
    with reading(store) as reader:
        lines = reader.all(select(Return).where(Return.merchant_id == shop.id))
        answers = {a.return_id: a for a in reader.all(select(ReturnAnswer).where(ReturnAnswer.merchant_id == shop.id))}
    corrected = {line.corrects for line in lines}
    months: dict[str, Counter[str]] = {}
    for line in lines:
        if line.id in corrected or line.basis is not Basis.NO_REASON:
            continue
        count = months.setdefault(line.requested_on.isoformat()[:7], Counter())
        said = answers.get(line.id)
        done = line.outcome is Outcome.ACCEPTED
        fresh = said is not None and said.answer is Answer.CONFIRMED and said.mark is AnswerMark.FRESH
        count["requests"] += 1
        count[line.outcome.value] += 1
        count["confirmed"] += done and fresh
        count["returns"] += done and line.kind is ReturnKind.RETURN
        count["exchanges"] += done and line.kind is ReturnKind.EXCHANGE
        count["items"] += line.quantity if done else 0
    names = ("requests", "accepted", "confirmed", "refused", "withdrawn", "returns", "exchanges", "items")
    return {month: tuple(count[name] for name in names) for month, count in months.items()}


def told(months: tuple[MonthFigures, ...]) -> dict[str, tuple[int, ...]]:
    return {
        m.month: (m.requests, m.accepted, m.confirmed, m.refused, m.withdrawn, m.returns, m.exchanges, m.items)
        for m in months
        if m.requests
    }


def do(store: Store, at: Moment, shop: Shop, ids: list[str], act: tuple[str, int, int], n: int) -> None:
    """One act; what the ledger refuses is refused."""
    what, facts, which = act
    given: Mapping[str, object] = FACTS[facts] if what != "import" else {}
    try:
        if what == "import":
            take_a_file(store, at, shop, facts, which)
        elif what == "log":
            day = civil_day(at) - timedelta(days=which)
            ids.append(a_return(store, at, shop, requested_on=day, bought_on=day, **given))
        elif ids and what == "correct":
            with pen(store, shop.owner, at) as p:
                line = a_line(at, **given)
                ids.append(correct(p, return_id=ids[which % len(ids)], line=line, why="改", scheme=SCHEME))
        elif ids:
            mark = b"%032d" % n if what != "confirm_at_the_desk" else b"d" * 32
            said = Answer.DISPUTED if what == "dispute" else Answer.CONFIRMED
            reason = DisputeReason.OTHER if said is Answer.DISPUTED else None
            answered(store, at, ids[which % len(ids)], said, reason, device_index=mark)
    except Refusal:
        pass


def take_a_file(store: Store, at: Moment, shop: Shop, name: int, days: int) -> bool:
    """A file of a few rows is taken in; returns whether its lines are new."""
    day = civil_day(at) - timedelta(days=days)
    days_of_it = {"bought_on": day.isoformat(), "requested_on": day.isoformat()}
    lines = good(store, at, shop.id, [a_row(at, **days_of_it, **row) for row in ROWS[name:]])
    with pen(store, shop.owner, at) as p:
        return take_in(p, merchant_id=shop.id, rows=lines, source_hash=f"{name:064d}").is_new


@SLOW
@given(acts=st.lists(SHOP_ACTS | ANSWERS, max_size=9))
def test_after_every_act_the_card_says_what_a_recount_of_the_lines_says(
    store: Store, at: Moment, acts: list[tuple[str, int, int]]
) -> None:
    shop, ids = a_shop(store, at), list[str]()
    for n, act in enumerate(acts):
        do(store, at + timedelta(minutes=n), shop, ids, act, n)
        assert told(card(store, shop).record) == recount(store, shop)
    before = card(store, shop)

    rebuild_projections(store, at + timedelta(hours=1))

    assert replace(card(store, shop), version=0) == replace(before, version=0)


@SLOW
@given(acts=st.lists(SHOP_ACTS, min_size=1, max_size=9))
def test_acts_of_the_shop_alone_never_raise_what_counts_as_confirmed(
    store: Store, at: Moment, acts: list[tuple[str, int, int]]
) -> None:
    shop, ids = a_shop(store, at), [""]
    ids[0] = a_return(store, at, shop)
    answered(store, at, ids[0])
    confirmed = [summed(card(store, shop).record).confirmed]
    for n, act in enumerate(acts):
        do(store, at + timedelta(minutes=n), shop, ids, act, n)
        confirmed.append(summed(card(store, shop).record).confirmed)

    assert confirmed[0] == 1
    assert all(later <= earlier for earlier, later in pairwise(confirmed))


def test_a_file_is_in_the_figures_at_once_and_the_same_file_again_changes_none(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    answered(store, at, a_return(store, at, shop))

    first = take_a_file(store, at, shop, 0, 2)
    found = card(store, shop).record
    second = take_a_file(store, at + timedelta(hours=1), shop, 0, 2)

    assert (first, second) == (True, False)
    assert told(found) == told(card(store, shop).record) == recount(store, shop)
    assert (summed(found).requests, summed(found).confirmed) == (5, 1)


@pytest.mark.parametrize("reason", ["E01"])
def test_other_bases_and_reasons_are_counted_apart(store: Store, at: Moment, reason: str) -> None:
    shop = a_shop(store, at)
    a_return(store, at, shop, basis=Basis.QUALITY)
    a_return(store, at, shop, outcome=Outcome.REFUSED, refusal_code=reason)
    a_return(store, at, shop, refunded_on=civil_day(at))

    found = card(store, shop)

    assert [(m.requests, m.others, m.refused_by, m.refund_days) for m in found.record] == [
        (2, {"quality": 1}, {reason: 1}, {0: 1})
    ]
    assert [one.code for one in found.refusals] == [reason]


def test_the_figures_of_a_unit_cost_one_question_and_leave_out_other_units(store: Store, at: Moment) -> None:
    shop, other = a_shop(store, at), a_shop(store, at)
    a_return(store, at, shop)
    a_return(store, at, other)
    today = civil_day(at)

    with reading(store) as reader:
        found = figures(reader, shop.id, today - timedelta(days=30), today)

    assert [m.requests for m in found] == [1]
