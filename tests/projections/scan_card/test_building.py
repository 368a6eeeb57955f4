"""The card follows every act on a unit, within the same transaction, and keeps applications to itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.commitments.acts import change
from tests.merchants.builders import (
    DAY,
    PRESS,
    SCHEME,
    THUMB,
    Shop,
    a_merchant_in,
    a_pledge,
    an_active_merchant,
    submit,
)
from trustcode.codes.rules.seal import open_seal
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import Moment, civil_day
from trustcode.merchants.actions import applying
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import PUBLIC, Standing
from trustcode.projections.rebuilding import turn_cards
from trustcode.projections.scan_card.building import rebuild_all
from trustcode.projections.scan_card.card import Card
from trustcode.projections.scan_card.reading import card_of_merchant, has_photo, print_by_short_code
from trustcode.projections.scan_card.searching import SearchQuery, find_cards
from trustcode.projections.scan_card.texts import from_text, to_text
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

ISSUED_IN = PUBLIC - {Standing.PUBLICISED}


def card_of(store: Store, shop: Shop) -> Card | None:
    with reading(store) as reader:
        return card_of_merchant(reader, shop.id)


@pytest.mark.parametrize("standing", sorted(PUBLIC))
def test_a_unit_in_a_public_standing_has_a_card_that_says_so(store: Store, at: Moment, standing: Standing) -> None:
    card = card_of(store, a_merchant_in(store, at, standing))

    assert card is not None
    assert (card.standing, card.standing_on) == (standing, civil_day(at))
    assert len(card.prints) == (standing in ISSUED_IN)


@pytest.mark.parametrize("standing", sorted(set(Standing) - PUBLIC))
def test_an_application_has_no_card(store: Store, at: Moment, standing: Standing) -> None:
    assert card_of(store, a_merchant_in(store, at, standing)) is None


def test_a_card_is_found_by_what_is_printed_and_by_what_is_known_of_it(store: Store, at: Moment) -> None:
    card = card_of(store, an_active_merchant(store, at))
    assert card is not None

    one = card.prints[0]
    with reading(store) as reader:
        by_name = find_cards(reader, SearchQuery(text=card.shop_name)).cards
        assert print_by_short_code(reader, one.short_code) == (card.merchant_id, one.serial)
        assert has_photo(reader, THUMB)
    assert [c.merchant_id for c in by_name] == [card.merchant_id]
    assert open_seal(one.token, PRESS.keyring).merchant_number == card.number


def test_a_card_names_county_and_city_and_the_words_that_were_signed(store: Store, at: Moment) -> None:
    pledge = a_pledge(store, at)
    card = card_of(store, an_active_merchant(store, at))
    assert card is not None
    assert card.returns is not None
    assert card.safe is not None

    assert (card.region.zh, card.region.en) == ("长沙市天心区", "Tianxin District, Changsha")
    assert pledge.returns is not None
    assert card.returns.window_days == pledge.returns.window_days
    assert card.returns.freight.code == pledge.returns.freight
    assert all(one.line.zh and one.line.en for one in card.safe.assurances)


def test_a_card_written_as_text_is_the_same_card(store: Store, at: Moment) -> None:
    card = card_of(store, an_active_merchant(store, at))
    assert card is not None

    assert from_text(to_text(card)) == card


def begin_again(store: Store, at: Moment, shop: Shop) -> None:
    with pen(store, shop.owner, at) as p:
        applying.reapply(p, merchant_id=shop.id, scheme=SCHEME)


def test_while_a_unit_applies_anew_its_old_code_says_what_it_last_said(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at, Standing.WITHDRAWN)
    before = card_of(store, shop)
    later = at + timedelta(days=3)

    begin_again(store, later, shop)
    begun = card_of(store, shop)
    submit(store, later, shop)

    assert before is not None
    assert begun is not None
    assert replace(begun, version=before.version) == before
    assert card_of(store, shop) == begun


@pytest.mark.parametrize("standing", [Standing.WITHDRAWN, Standing.CLOSED])
def test_the_old_code_of_a_unit_that_applies_anew_shows_the_old_terms(
    store: Store, at: Moment, standing: Standing
) -> None:
    shop = a_merchant_in(store, at, standing)
    before = card_of(store, shop)
    later = at + timedelta(days=3)

    begin_again(store, later, shop)
    submit(store, later, shop, terms={"window_days": ["60"]})
    with Session(store.write_engine) as session:
        rebuild_all(session, later)
        session.commit()

    after = card_of(store, shop)
    assert before is not None
    assert after is not None
    assert (after.standing, after.standing_on, after.returns) == (standing, civil_day(at), before.returns)


def test_cards_made_anew_from_the_rooms_are_the_cards_that_were(store: Store, at: Moment) -> None:
    shops = [a_merchant_in(store, at, standing) for standing in (Standing.ACTIVE, Standing.SUSPENDED, Standing.DRAFT)]
    before = [card_of(store, shop) for shop in shops]

    with Session(store.write_engine) as session:
        rebuild_all(session, at)
        session.commit()

    after = [card_of(store, shop) for shop in shops]
    assert [c and replace(c, version=0) for c in after] == [c and replace(c, version=0) for c in before]


def test_a_change_that_is_given_up_leaves_no_card(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at, Standing.PUBLICISED)
    before = card_of(store, shop)

    class GivenUp(Exception):
        pass

    with pytest.raises(GivenUp), pen(store, SYSTEM, at) as p:
        row = p.lock(Merchant, shop.id)
        assert row is not None
        row.standing = Standing.ACTIVE
        raise GivenUp

    assert card_of(store, shop) == before


def test_a_sweep_shows_a_change_that_begins_by_the_calendar(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at, terms={"window_days": ["30"]})
    change(store, at, shop, window_days=7)

    turned = [turn_cards(store, at + days * DAY) for days in (7, 8)]

    card = card_of(store, shop)
    assert turned == [0, 1]
    assert card is not None
    assert card.returns is not None
    assert (card.returns.version, card.returns.window_days) == (2, 7)
