"""A card holds what is announced and by which window recent purchases are judged, and search asks of the day."""

from __future__ import annotations

import json
from datetime import date, timedelta

from tests.commitments.acts import change, officers_pause, pause, two_officers
from tests.merchants.builders import DAY, Shop, an_active_merchant
from tests.projections.scan_card.cards import a_card
from trustcode.kernel.moments import Moment, civil_day
from trustcode.projections.scan_card.card import Card, Window
from trustcode.projections.scan_card.reading import card_of_merchant
from trustcode.projections.scan_card.searching import SearchQuery, find_cards
from trustcode.projections.scan_card.texts import from_text, to_text
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def card(store: Store, shop: Shop) -> Card:
    with reading(store) as reader:
        found = card_of_merchant(reader, shop.id)
    assert found is not None
    return found


def offering(store: Store, day: date) -> list[str]:
    with reading(store) as reader:
        return [c.merchant_id for c in find_cards(reader, SearchQuery(offers_returns=True, on=day)).cards]


def test_a_weaker_promise_is_on_the_card_beside_the_one_that_holds(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at - 30 * DAY, terms={"window_days": ["30"]})
    begins = civil_day(at) + timedelta(days=8)

    change(store, at, shop, window_days=10)

    found = card(store, shop)
    days = [promise.window_days if promise else 0 for promise in (found.returns, found.returns_on(begins))]
    assert days == [30, 10]
    assert [(one.from_on, one.days) for one in found.windows or ()][1:] == [(begins, 10)]
    assert (found.window_on(begins - DAY), found.window_on(begins)) == (30, 10)
    assert offering(store, begins) == [shop.id]


def test_a_stronger_promise_holds_at_once_and_the_days_before_keep_theirs(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at - 30 * DAY)

    change(store, at, shop, window_days=30)

    found = card(store, shop)
    assert found.later == ()
    assert (found.window_on(civil_day(at) - DAY), found.window_on(civil_day(at))) == (7, 30)


def test_a_pause_leaves_search_on_its_day_and_not_before(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at - 30 * DAY)
    begins = civil_day(at) + timedelta(days=8)

    pause(store, at, shop)

    found = card(store, shop)
    coming = found.returns_on(begins)
    assert coming is not None
    assert (coming.paused, coming.paused_on, found.returns and found.returns.paused) == (True, begins, False)
    assert (offering(store, begins - DAY), offering(store, begins)) == ([shop.id], [])


def test_a_pause_of_officers_keeps_its_first_day_whatever_changes_meanwhile(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at - 60 * DAY)
    officers_pause(store, at - 20 * DAY, shop, two_officers(store, at - 30 * DAY))

    change(store, at, shop, window_days=30)

    found = card(store, shop).returns
    assert found is not None
    assert (found.paused, found.paused_on) == (True, civil_day(at) - timedelta(days=19))


def test_a_card_from_before_these_fields_still_opens() -> None:
    raw = json.loads(to_text(a_card(1)))
    for name in ("later", "safe_later", "windows", "record", "refusals"):
        del raw[name]
    del raw["returns"]["paused_on"]

    found = from_text(json.dumps(raw))

    assert (found.later, found.windows, found.record) == ((), None, ())
    assert found.window_on(date(2026, 11, 20)) == 7


def test_a_window_ends_where_the_next_one_begins() -> None:
    one = Window(date(2026, 3, 9), date(2026, 11, 20), 7)

    assert (one.holds(date(2026, 11, 19)), one.holds(date(2026, 11, 20))) == (True, False)
