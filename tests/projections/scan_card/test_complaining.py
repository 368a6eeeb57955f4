"""The complaints on a card: a recount by hand after random courses, and nothing that moves for what does not count."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.complaints.builders import a_complaint, a_shop, filed, the_complaint
from tests.merchants.builders import DAY, SCHEME, Shop
from tests.publication.builders import REPLY, a_shop_that_settles, settled, settled_and_published
from trustcode.complaints.actions import settling
from trustcode.complaints.models import Complaint
from trustcode.complaints.rules import numbers
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.silence import Case
from trustcode.kernel.actors import PUBLIC, SYSTEM
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.scheme import SchemeRules
from trustcode.projections.rebuilding import rebuild_projections
from trustcode.projections.scan_card.card import Card
from trustcode.projections.scan_card.models import ScanCard
from trustcode.projections.scan_card.reading import card_of_merchant
from trustcode.projections.scan_card.texts import from_text, to_text
from trustcode.publication.actions import publishing
from trustcode.publication.rules.figures import Way, figures
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

WAY_OF = {
    "settling": "open", "answered": "open", "received": "open", "proving": "open", "mediating": "open",
    "settled": "settled", "agreed": "agreed", "ended": "no_agreement", "withdrawn": "withdrawn", "silent": "unheard",
}  # fmt: skip
"""By hand, once more."""


def the_card(store: Store, shop: Shop) -> Card:
    with reading(store) as reader:
        found = card_of_merchant(reader, shop.id)
    assert found is not None
    return found


def recounted(store: Store, shop: Shop) -> dict[str, int]:
    """How many complaints of the shop went which way, straight from the table."""
    with reading(store) as reader:
        rows = reader.all(select(Complaint).where(Complaint.merchant_id == shop.id))
    counted: dict[str, int] = {}
    for row in rows:
        if row.state.value in WAY_OF and (row.holds == "[]" or row.accepted_at is not None):
            way = WAY_OF[row.state.value]
            counted[way] = counted.get(way, 0) + 1
    return counted


def walk(store: Store, at: Moment, shop: Shop, step: str, which: int) -> None:
    """One thing that may happen: a new complaint, or something to an open one."""
    if step == "file":
        a_complaint(store, at, shop, facts=f"第 {which} 件，{at:%H%M}", phone=f"139{which:08d}")
        return
    state = State.SETTLING if step in {"answer", "withdraw"} else State.ANSWERED
    with reading(store) as reader:
        found = reader.all(select(Complaint.number).where(Complaint.merchant_id == shop.id, Complaint.state == state))
    if not found:
        return
    number = sorted(found)[which % len(found)]
    secret = secret_of(store, number)
    actor = shop.owner if step == "answer" else PUBLIC
    with pen(store, actor, at) as p:
        if step == "answer":
            settling.answer(p, complaint_id=the_complaint(store, number).id, text="可以退")
        elif step == "solve":
            settling.say_solved(p, number=number, secret=secret)
        elif step == "not":
            settling.say_unsolved(p, number=number, secret=secret, scheme=SchemeRules())
        else:
            settling.withdraw(p, number=number, secret=secret, why="不要了")


def secret_of(store: Store, number: str) -> str:
    return numbers.secret_of(store.vault.index(numbers.SECRET_PURPOSE, number))


@pytest.mark.slow
def test_the_card_says_what_a_recount_finds_after_any_course(store: Store, at: Moment) -> None:
    """Slow because each course is walked by the real acts."""
    steps = st.lists(
        st.tuples(st.sampled_from(["file", "file", "answer", "solve", "not", "withdraw"]), st.integers(0, 9)),
        max_size=14,
    )

    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps)
    def any_course(course: list[tuple[str, int]]) -> None:
        shop = a_shop(store, at)
        for n, (step, which) in enumerate(course):
            walk(store, at + n * timedelta(minutes=7), shop, step, which)
        card = the_card(store, shop)
        found = figures(card.complaints or (), civil_day(at))
        assert {way.value: count for way, count in found.ways.items()} == recounted(store, shop)
        rebuilt = from_text(to_text(card))
        assert rebuilt == card

    any_course()
    before = {shop: to_text(replace(card, version=0)) for shop, card in all_cards(store).items()}
    rebuild_projections(store, at + timedelta(hours=5))
    assert {shop: to_text(replace(card, version=0)) for shop, card in all_cards(store).items()} == before


def all_cards(store: Store) -> dict[str, Card]:
    with reading(store) as reader:
        return {row.merchant_id: from_text(row.facts) for row in reader.all(select(ScanCard))}


def test_what_counts_for_nothing_leaves_the_card_as_it_is(store: Store, at: Moment) -> None:
    shop = a_shop_that_settles(store, at)
    filed(store, at, shop, phone="13900002222")
    for n in range(SCHEME.filings_by_phone_a_day + 1):
        assert len(the_card(store, shop).complaints or ()) == n + 1
        filed(store, at, shop, phone="13900001111", facts=f"第 {n} 件很不一样的投诉，说的是别的东西 {n * 7919}")
    version, counted = the_card(store, shop).version, len(the_card(store, shop).complaints or ())
    assert counted == 1

    filed(store, at, shop, phone="13900001111", facts="再来一件")

    assert (the_card(store, shop).version, len(the_card(store, shop).complaints or ())) == (version, counted)


def test_a_published_result_comes_on_the_card_in_words_and_goes_when_it_expires(store: Store, at: Moment) -> None:
    shop = a_shop_that_settles(store, at)
    one = settled_and_published(store, at, shop)
    card = the_card(store, shop)

    assert [(r.came_on, r.category.code, r.problem.code, r.result, r.reply) for r in card.results] == [
        (date(2026, 11, 21), "clothing", "quality", "settled", REPLY)
    ]
    assert (card.results[0].category.zh, card.on_display) == ("服装", 1)
    with pen(store, SYSTEM, at + 366 * DAY) as p:
        publishing.expire(p, complaint_id=one)
    assert (the_card(store, shop).results, the_card(store, shop).on_display) == ((), 0)


def test_satisfaction_comes_on_the_card(store: Store, at: Moment) -> None:
    shop = a_shop_that_settles(store, at)
    one = settled(store, at, shop)
    with reading(store) as reader:
        row = reader.get(Complaint, one)
    assert row is not None
    with pen(store, PUBLIC, at) as p:
        settling.rate(p, number=row.number, secret=secret_of(store, row.number), satisfaction=4)

    assert [(f.way, f.satisfaction, f.in_time) for f in the_card(store, shop).complaints or ()] == [
        (Way.SETTLED, 4, True)
    ]


def test_an_older_card_knows_of_no_complaints_until_it_is_made_again(store: Store, at: Moment) -> None:
    shop = a_shop_that_settles(store, at)
    old = json.loads(to_text(the_card(store, shop)))
    for name in ("complaints", "results", "stones", "on_display"):
        del old[name]

    card = from_text(json.dumps(old))

    assert (card.complaints, card.results, card.stones, card.on_display) == (None, (), (), 0)


def test_a_shop_that_stays_silent_is_said_to_and_a_late_answer_changes_it_at_once(store: Store, at: Moment) -> None:
    shop = a_shop(store, at)
    number, _ = a_complaint(store, at, shop)
    with pen(store, SYSTEM, at + 15 * DAY) as p:
        settling.pass_on(p, complaint_id=the_complaint(store, number).id)
    due_on = date(2026, 12, 7)
    assert the_card(store, shop).cases == (Case(due_on, None),)

    with pen(store, shop.owner, at + 16 * DAY) as p:
        settling.answer_late(p, complaint_id=the_complaint(store, number).id, text="来晚了，同意退款")

    assert the_card(store, shop).cases == (Case(due_on, date(2026, 12, 9)),)
