"""What the tables say of any day is what the record says, replayed; and the spans say the same of every day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.commitments.acts import (
    RETURNS,
    change,
    officers_lift,
    officers_pause,
    pause,
    resume,
    sign_terms,
    two_officers,
)
from tests.merchants.builders import COUNTY, DAY, SCHEME, Shop, a_pledge, an_active_merchant, by_two
from trustcode.commitments import entries
from trustcode.commitments.actions import amending
from trustcode.commitments.queries import days as queries
from trustcode.commitments.queries.days import promise_on, spans
from trustcode.commitments.rules import replaying
from trustcode.commitments.rules.days import Course, Holding, Stretch, holding
from trustcode.commitments.rules.replaying import Told, replay
from trustcode.commitments.rules.terms import Reach
from trustcode.kernel.actors import Actor
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.merchants.actions import applying
from trustcode.merchants.entries import MerchantMoved
from trustcode.merchants.rules.credit_code import synthetic_credit_code
from trustcode.merchants.rules.standing import Act
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import Reader, reading

Officers = tuple[Actor, Actor]


def _leave(store: Store, at: Moment, shop: Shop, reach: Reach = Reach.UNIT) -> None:
    with pen(store, shop.owner, at) as p:
        amending.leave(p, merchant_id=shop.id, scheme=SCHEME, reach=reach)


def _take_back(store: Store, at: Moment, shop: Shop, reach: Reach = Reach.UNIT) -> None:
    with pen(store, shop.owner, at) as p:
        amending.take_back(p, merchant_id=shop.id, kind=RETURNS, reach=reach)


def _withdraw(store: Store, at: Moment, shop: Shop) -> None:
    with pen(store, shop.owner, at) as p:
        applying.withdraw(p, merchant_id=shop.id)


def _sign_anew(store: Store, at: Moment, shop: Shop) -> None:
    terms = a_pledge(store, at).returns
    assert terms is not None
    sign_terms(store, at, shop, terms)


ACTS: Mapping[str, Callable[[Store, Moment, Shop, Officers], Any]] = {
    "longer": lambda s, t, shop, _: change(s, t, shop, window_days=30),
    "shorter": lambda s, t, shop, _: change(s, t, shop, window_days=10),
    "slower": lambda s, t, shop, _: change(s, t, shop, refund_days=7),
    "anew": lambda s, t, shop, _: _sign_anew(s, t, shop),
    "take back": lambda s, t, shop, _: _take_back(s, t, shop),
    "leave": lambda s, t, shop, _: _leave(s, t, shop),
    "pause": lambda s, t, shop, _: pause(s, t, shop),
    "resume": lambda s, t, shop, _: resume(s, t, shop),
    "officers pause": officers_pause,
    "officers lift": officers_lift,
    "suspend": lambda s, t, shop, _: by_two(s, t, shop, Act.SUSPEND),
    "restore": lambda s, t, shop, _: by_two(s, t, shop, Act.RESTORE),
    "for all": lambda s, t, shop, _: change(s, t, shop, reach=Reach.ENTERPRISE, window_days=20),
    "less for all": lambda s, t, shop, _: change(s, t, shop, reach=Reach.ENTERPRISE, refund_days=5),
    "none for all": lambda s, t, shop, _: _leave(s, t, shop, Reach.ENTERPRISE),
    "back for all": lambda s, t, shop, _: _take_back(s, t, shop, Reach.ENTERPRISE),
    "withdraw": lambda s, t, shop, _: _withdraw(s, t, shop),
}

story = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 1), st.sampled_from(sorted(ACTS))), min_size=8, max_size=25
)


def told(reader: Reader, merchant_id: str) -> list[Told]:
    return [Told(line.kind, civil_day(line.at), line.facts) for line in entries_of(reader, merchant_id)]


def replayed(reader: Reader, shop: Shop, others: list[Shop]) -> Course:
    return replay(shop.id, told(reader, shop.id), {other.id: told(reader, other.id) for other in others})


def ids(now: Holding) -> tuple[Any, ...]:
    versions = (now.safe, now.returns, *now.enterprise)
    return (*((v.id, v.text_hash) if v else None for v in versions), now.why_not)


def two_shops(store: Store, at: Moment) -> list[Shop]:
    """Two shops of one licence."""
    code = synthetic_credit_code(int.from_bytes(new_id().encode(), "big") % 900_000, COUNTY)
    return [an_active_merchant(store, at, credit_code=code, street=f"{n} 号", branch_name=f"店{n}") for n in range(2)]


@pytest.mark.slow  # months of acts by several people, each in a transaction of its own
@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=story, probes=st.lists(st.integers(-40, 200), min_size=12, max_size=12))
def test_tables_and_record_say_the_same_of_any_day(
    store: Store, at: Moment, story: list[tuple[int, int, str]], probes: list[int]
) -> None:
    shops = two_shops(store, at)
    officers = two_officers(store, at - DAY)
    now = at
    for days, which, act in story:
        now += timedelta(days=days, minutes=7)
        try:
            ACTS[act](store, now, shops[which], officers)
        except (Refusal, AssertionError):
            continue

    assert_said_alike(store, shops, sorted({civil_day(at) + timedelta(days=n) for n in (*probes, 0, (now - at).days)}))


def assert_said_alike(store: Store, shops: list[Shop], days: Iterable[date]) -> None:
    """Of each of two shops, tables, record and spans say the same of each day."""
    with reading(store) as reader:
        for shop, other in (shops, shops[::-1]):
            course = replayed(reader, shop, [other])
            stretches = spans(reader, shop.id)
            for day in days:
                _same(reader, shop, course, day)
            first, last = stretches[0].from_on, stretches[-1].from_on
            for n in range((last - first).days + 2):
                day = first + timedelta(days=n)
                span = next(s for s in stretches if s.holds(day))
                assert ids(Holding(span.safe, span.returns, span.enterprise, None, None, span.why_not)) == ids(
                    holding(course, day)
                )


def _same(reader: Reader, shop: Shop, course: Course, day: date) -> None:
    by_tables, by_record = promise_on(reader, shop.id, day), holding(course, day)
    signed = (
        (by_tables.safe, by_record.safe),
        (by_tables.returns, by_record.returns or next(iter(by_record.enterprise), None)),
    )
    for table, record in (*signed, *zip(by_tables.enterprise, by_record.enterprise, strict=True)):
        assert (table and (table.id, table.text.hash)) == (record and (record.id, record.text_hash))
    assert by_tables.why_not == by_record.why_not
    assert (by_tables.terms is None) is (by_record.why_not is not None)
    span = next((s for s in spans(reader, shop.id) if s.holds(day)), None)
    assert by_tables.terms == (span.terms if span else None)


SEASON = (("shorter", 0), ("pause", 10), ("resume", 30), ("suspend", 5), ("restore", 5), ("leave", 20))
"""Acts of one shop, and the days that pass before each."""


@pytest.mark.parametrize(
    ("where", "name", "weaker"),
    [
        (queries, "_paused", lambda *_: ()),
        (queries, "_in_force", lambda _, ids: dict.fromkeys(ids, (Stretch(date(2000, 1, 1), None),))),
        (replaying, "PAUSED", "not known"),
        (replaying, "END_SET", "not known"),
        (queries, "standings", None),
    ],
    ids=["tables without pauses", "always in force", "record without pauses", "record without ends", "as built"],
)
def test_a_build_whose_tables_or_replay_forget_something_is_noticed(
    store: Store, at: Moment, monkeypatch: pytest.MonkeyPatch, where: Any, name: str, weaker: Any
) -> None:
    shops, officers, now = two_shops(store, at), two_officers(store, at - DAY), at
    for act, days in SEASON:
        now += timedelta(days=days, minutes=7)
        ACTS[act](store, now, shops[0], officers)
    if weaker is not None:
        monkeypatch.setattr(where, name, weaker)

    with nullcontext() if weaker is None else pytest.raises((AssertionError, KeyError)):
        assert_said_alike(store, shops, (civil_day(at) + timedelta(days=n) for n in range(120)))


def test_the_replay_knows_the_kinds_of_the_entries_by_name() -> None:
    kinds = {
        entries.CommitmentSigned.kind, entries.CommitmentEnded.kind, entries.CommitmentAmended.kind,
        entries.CommitmentEndSet.kind, entries.PromisePaused.kind, entries.PromiseResumed.kind, MerchantMoved.kind,
    }  # fmt: skip

    assert set(replaying.KINDS) == kinds
