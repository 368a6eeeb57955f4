"""Signing both promises and handing in is one step; what was shown is what is signed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.merchants.builders import (
    DAY,
    SCHEME,
    Shop,
    a_draft_merchant,
    a_merchant_in,
    a_pledge,
    a_submitted_merchant,
    submit,
)
from trustcode.catalogues import actions as catalogues
from trustcode.catalogues.rules import Catalogue, NewTerm
from trustcode.commitments.actions.signing import Pledge, sign_and_submit, texts_of
from trustcode.commitments.models import Commitment
from trustcode.commitments.queries.promises import current, lists_on, promises
from trustcode.commitments.rules.terms import CommitmentKind, CommitmentRefusal
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import Standing
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

SAFE, RETURNS = CommitmentKind.SAFE, CommitmentKind.RETURNS


def hashes(store: Store, at: Moment, pledge: Pledge) -> dict[CommitmentKind, str]:
    with reading(store) as reader:
        return {kind: text.hash for kind, text in texts_of(pledge, lists_on(reader, civil_day(at))).items()}


def sign(store: Store, at: Moment, shop: Shop, pledge: Pledge, agreed: dict[CommitmentKind, str]) -> None:
    with pen(store, shop.owner, at) as p:
        sign_and_submit(p, merchant_id=shop.id, pledge=pledge, agreed=agreed, scheme=SCHEME)


def test_both_promises_are_kept_word_for_word_and_their_hashes_are_on_the_record(store: Store, at: Moment) -> None:
    shop = a_draft_merchant(store, at)
    pledge = a_pledge(store, at)
    agreed = hashes(store, at, pledge)

    sign(store, at, shop, pledge, agreed)

    with reading(store) as reader:
        kept = {one.kind: one for one in promises(reader, shop.id)}
        told = {
            e.facts["which"]: e.facts["text_hash"] for e in entries_of(reader, shop.id) if e.kind == "commitment.signed"
        }
    assert {kind: one.text.hash for kind, one in kept.items()} == agreed
    assert told == {kind.value: hashed for kind, hashed in agreed.items()}
    assert {one.signed_by for one in kept.values()} == {shop.owner.person_id}


@pytest.mark.parametrize("change", ["other", "missing", "more"])
def test_another_text_than_the_one_shown_is_not_signed(store: Store, at: Moment, change: str) -> None:
    shop = a_draft_merchant(store, at)
    pledge = a_pledge(store, at, returns=change != "more")
    agreed = hashes(store, at, pledge)
    if change == "missing":
        agreed.pop(RETURNS)
    else:
        agreed[RETURNS] = "0" * 64

    with pytest.raises(Refusal) as refused:
        sign(store, at, shop, pledge, agreed)
    assert refused.value.code is CommitmentRefusal.TEXT_CHANGED
    with reading(store) as reader:
        assert reader.all(select(Commitment.id)) == []
        assert reader.get(Merchant, shop.id).standing is Standing.DRAFT


@pytest.mark.parametrize("kind", ["online_shop", "livestream_room", "restaurant", "market"])
def test_only_who_sells_goods_over_a_counter_promises_returns(store: Store, at: Moment, kind: str) -> None:
    shop = a_draft_merchant(store, at)
    pledge = a_pledge(store, at, unit_kind=kind)

    with pytest.raises(Refusal) as refused:
        sign(store, at, shop, pledge, hashes(store, at, pledge))
    assert refused.value.code is CommitmentRefusal.SERVICES_ONLY


def test_a_corrected_pledge_is_a_new_version_and_ends_the_one_before(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at - DAY, Standing.CORRECTING)

    submit(store, at, shop, terms={"window_days": ["15"]})

    with reading(store) as reader:
        versions = [(p.version, p.ended_on) for p in promises(reader, shop.id) if p.kind is RETURNS]
        now = current(reader, shop.id, RETURNS, civil_day(at))
    assert versions == [(1, date(2026, 11, 23)), (2, None)]
    assert now is not None
    assert now.returns is not None
    assert now.returns.window_days == 15


def test_who_promises_returns_no_longer_ends_that_promise(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at - DAY, Standing.CORRECTING)

    submit(store, at, shop, returns=False)

    with reading(store) as reader:
        assert current(reader, shop.id, RETURNS, civil_day(at)) is None
        ended = [e.facts["why"] for e in entries_of(reader, shop.id) if e.kind == "commitment.ended"]
    assert sorted(ended) == ["not_renewed", "replaced"]


def test_the_owner_of_another_shop_signs_nothing_here(store: Store, at: Moment) -> None:
    shop, other = a_draft_merchant(store, at), a_draft_merchant(store, at)
    pledge = a_pledge(store, at)

    with pytest.raises(NotFound), pen(store, other.owner, at) as p:
        sign_and_submit(p, merchant_id=shop.id, pledge=pledge, agreed=hashes(store, at, pledge), scheme=SCHEME)


def test_a_unit_without_returns_has_one_promise(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at, returns=False)

    with reading(store) as reader:
        assert [one.kind for one in promises(reader, shop.id)] == [SAFE]
        assert current(reader, shop.id, RETURNS, civil_day(at)) is None


def test_what_was_signed_stays_when_the_wording_of_a_list_changes(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at)
    with reading(store) as reader:
        before = current(reader, shop.id, SAFE, civil_day(at))
    with pen(store, SYSTEM, at) as p:
        clause = NewTerm(
            Catalogue.CLAUSE,
            "A1.1",
            1,
            "新的写法",
            "New words",
            "新的写法",
            "New words",
            {},
            civil_day(at) + timedelta(days=1),
        )
        catalogues.enact_term(p, term=clause)

    with reading(store) as reader:
        after = current(reader, shop.id, SAFE, civil_day(at))
    assert before == after
