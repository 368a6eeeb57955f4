"""A shop is told in time when its sign will no longer be true."""

from __future__ import annotations

from datetime import timedelta

from tests.commitments.acts import change
from tests.merchants.builders import DAY, SCHEME, Shop, an_active_merchant
from trustcode.commitments.actions import amending
from trustcode.commitments.queries.signs import sign_changed_on, sign_changes_on
from trustcode.kernel.moments import Moment, civil_day
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def changes_on(store: Store, at: Moment, shop: Shop) -> object:
    with reading(store) as reader:
        return sign_changes_on(reader, shop.id, civil_day(at))


def test_a_sign_stays_true_while_nothing_printed_on_it_changes(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    change(store, at, shop, refund_days=7)

    assert changes_on(store, at, shop) is None


def test_an_announced_window_needs_a_new_sign_on_its_first_day(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at, terms={"window_days": ["30"]})
    change(store, at, shop, window_days=7)

    assert changes_on(store, at, shop) == civil_day(at) + timedelta(days=8)
    assert changes_on(store, at + 8 * DAY, shop) is None


def test_a_better_window_changes_the_sign_on_the_day_it_is_signed(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at, terms={"window_days": ["7"]})
    with reading(store) as reader:
        before = sign_changed_on(reader, shop.id, civil_day(at))

    change(store, at, shop, window_days=15)

    with reading(store) as reader:
        assert sign_changed_on(reader, shop.id, civil_day(at)) == civil_day(at) != before


def test_a_promise_that_ends_needs_a_sign_without_it(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)
    with pen(store, shop.owner, at) as p:
        amending.leave(p, merchant_id=shop.id, scheme=SCHEME)

    assert changes_on(store, at, shop) == civil_day(at) + timedelta(days=8)
