"""Complaints by bots between honest ones: none is lost, each of theirs says why, the honest ones stay plain and count.

The full size (5,000 from 50 phones between 100) is run by `make bench`: this is the same at a twenty-fifth.
"""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.complaints.builders import a_shop, filed, the_complaint
from tests.complaints.flood import APART, Filed, Flood, pour, words_of_their_own
from tests.merchants.builders import COUNTY, DAY, SCHEME, Shop, an_officer
from trustcode.complaints.actions import marking
from trustcode.complaints.models import Complaint
from trustcode.complaints.queries.bundles import bundle_page
from trustcode.complaints.queries.lists import Asked, bundled, bundled_size
from trustcode.complaints.queries.silence import answering_of
from trustcode.complaints.rules.silence import Answering
from trustcode.complaints.rules.words import Hold
from trustcode.kernel.moments import Moment, civil_day
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import Standing
from trustcode.publication.queries.history import facts_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

FLOOD = Flood(bots=200, phones=5, honest=10)


def marks(store: Store) -> dict[str, set[Hold]]:
    """The reasons of every complaint by its number."""
    with reading(store) as reader:
        rows = reader.all(select(Complaint))
    return {row.number: {Hold(why) for why in json.loads(row.holds)} for row in rows}


def counted(store: Store, at: Moment, shop: Shop) -> int:
    """How many complaints the public page of a shop counts."""
    with reading(store) as reader:
        return len(facts_of(reader, shop.id, civil_day(at)))


@pytest.mark.slow  # two hundred filings by the real act
def test_many_by_bots_neither_hide_nor_taint_the_honest_ones(store: Store, at: Moment) -> None:
    shop, other = (a_shop(store, at, settles=False) for _ in range(2))

    made = pour(store, at, shop, other, FLOOD)

    after = at + FLOOD.bots * APART
    found = marks(store)
    assert len(found) == FLOOD.bots + FLOOD.honest
    assert [number for number in made.bots if not found[number]] == []
    assert [number for number in made.honest if found[number]] == []
    assert counted(store, after, shop) == len(made.honest_about_shop)
    with reading(store) as reader:
        unit = reader.get(Merchant, shop.id)
        assert unit is not None
        assert unit.standing is Standing.ACTIVE
        assert answering_of(reader, shop.id, civil_day(after), SCHEME).answering is Answering.NONE
    each_is_shown_once(store, at, made)


def each_is_shown_once(store: Store, at: Moment, made: Filed) -> None:
    """One page of rows holds every honest one by itself and all bots in a few bundles that add up; opened, all are there."""
    officer, asked = an_officer(store, at, scope=COUNTY), Asked()
    with reading(store) as reader:
        rows = bundled(reader, officer, asked)
        assert len(rows) == bundled_size(reader, officer, asked) < 50
        alone = {row.number for row in rows if row.together == 1}
        assert set(made.honest) <= alone
        opened = [bundle_page(reader, officer, row.bundle, limit=10**4) for row in rows if row.together > 1]
        sizes = [row.together for row in rows if row.together > 1]
    assert [len(one) for one in opened] == sizes
    assert all(some.row.holds for one in opened for some in one)
    assert {some.row.number for one in opened for some in one} | alone == {*made.bots, *made.honest}


def test_without_marks_backwards_the_first_of_each_phone_would_count(
    store: Store, at: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check above sees a rule that leaves alone what came before a cap was reached."""
    shop = a_shop(store, at, settles=False)
    monkeypatch.setattr(marking, "spreading", lambda _: ())
    for n in range(5):
        filed(store, at + timedelta(minutes=n), shop, phone="13800000001", facts=words_of_their_own(n))

    assert counted(store, at, shop) == SCHEME.filings_by_phone_a_day


def test_what_one_phone_sends_is_marked_from_the_first_once_it_is_too_much(store: Store, at: Moment) -> None:
    shop, other = (a_shop(store, at, settles=False) for _ in range(2))
    elsewhere = filed(store, at, other, phone="13800000001", facts=words_of_their_own(99))
    for n in range(2):
        filed(store, at + timedelta(minutes=n), shop, phone="13800000001", facts=words_of_their_own(n))
    assert counted(store, at, shop) == 2

    filed(store, at + timedelta(minutes=9), shop, phone="13800000001", facts=words_of_their_own(9))

    found = marks(store)
    assert elsewhere.complaint is not None
    assert found.pop(elsewhere.complaint[0]) == set()
    assert set(map(frozenset, found.values())) == {frozenset({Hold.PHONE_CAP})}
    with reading(store) as reader:
        assert len(set(reader.all(select(Complaint.bundle).where(Complaint.merchant_id == shop.id)))) == 1
    assert counted(store, at, shop) == 0


def test_a_copied_complaint_is_not_marked_for_its_copies(store: Store, at: Moment) -> None:
    """A shop knows the words of a complaint; copying them must not put the honest one in doubt."""
    shop = a_shop(store, at, settles=False)
    honest = filed(store, at, shop, phone="13911112222").complaint
    assert honest is not None
    for n in range(3):
        filed(store, at + timedelta(minutes=n + 1), shop, phone=f"1380000000{n}")

    found = marks(store)
    assert found.pop(honest[0]) == set()
    assert all(Hold.NEAR_COPY in why for why in found.values())
    assert the_complaint(store, honest[0]).bundle == ""
    assert counted(store, at, shop) == 1


def test_a_burst_about_one_shop_marks_the_rest_of_the_hour_and_says_so(store: Store, at: Moment) -> None:
    shop = a_shop(store, at, settles=False)
    for n in range(16):
        filed(store, at + timedelta(minutes=n), shop, phone=f"1380000{n:04d}", facts=words_of_their_own(n))

    with reading(store) as reader:
        holds = [json.loads(row.holds) for row in reader.all(select(Complaint).order_by(Complaint.came_in_at))]

    assert [Hold.SHOP_BURST.value in one for one in holds] == [False] * 15 + [True]
    late = filed(store, at + DAY, shop, phone="13911112222", facts="另外一件完全不同的事情，昨天买的杯子碎了。")
    with reading(store) as reader:
        row = reader.one(select(Complaint).where(Complaint.number == late.complaint[0]))
    assert json.loads(row.holds) == []


def test_who_came_in_a_burst_of_one_sender_is_freed_when_that_is_seen(store: Store, at: Moment) -> None:
    shop = a_shop(store, at, settles=False)
    for n in range(15):
        filed(store, at + timedelta(minutes=n), shop, phone=f"1380000{n % 5:04d}", facts=words_of_their_own(n))
    honest = filed(store, at + timedelta(minutes=20), shop, phone="13911112222").complaint
    assert honest is not None
    assert marks(store)[honest[0]] == {Hold.SHOP_BURST}

    filed(store, at + timedelta(minutes=30), shop, phone="13800000001", facts=words_of_their_own(30))

    assert marks(store)[honest[0]] == set()
    assert counted(store, at, shop) == 13
