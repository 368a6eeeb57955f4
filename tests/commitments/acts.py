"""Acts on promises as a shop and its officers do them, each in a pen of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.merchants.builders import CITY, COUNTY, SCHEME, Shop, an_officer
from trustcode.commitments.actions import amending, pausing
from trustcode.commitments.actions.amending import Amended
from trustcode.commitments.queries.days import PromiseOn, promise_on
from trustcode.commitments.queries.drafts import text_of
from trustcode.commitments.queries.promises import lists_on
from trustcode.commitments.rules.terms import CommitmentKind, Reach, ReturnTerms, Terms
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

SAFE, RETURNS = CommitmentKind.SAFE, CommitmentKind.RETURNS


def terms_now(store: Store, at: Moment, shop: Shop) -> ReturnTerms:
    """The terms of returns that a shop offers on the day."""
    offered = held(store, at, shop).offered
    assert offered is not None
    return offered


def held(store: Store, at: Moment, shop: Shop) -> PromiseOn:
    """What a purchase on the day has."""
    with reading(store) as reader:
        return promise_on(reader, shop.id, civil_day(at))


def sign_terms(
    store: Store, at: Moment, shop: Shop, terms: Terms, *, kind: CommitmentKind = RETURNS, reach: Reach = Reach.UNIT
) -> Amended:
    """The owner signs terms."""
    with pen(store, shop.owner, at) as p:
        text = text_of(p, shop.id, terms, lists_on(p, civil_day(at)))
        return amending.amend(
            p, merchant_id=shop.id, kind=kind, terms=terms, agreed_hash=text.hash, scheme=SCHEME, reach=reach
        )


def change(store: Store, at: Moment, shop: Shop, *, reach: Reach = Reach.UNIT, **changes: Any) -> Amended:
    """The owner signs what is offered today with some fields changed."""
    return sign_terms(store, at, shop, replace(terms_now(store, at, shop), **changes), reach=reach)


def take_back(store: Store, at: Moment, shop: Shop) -> None:
    """The owner takes back a change of the return promise that was announced."""
    with pen(store, shop.owner, at) as p:
        amending.take_back(p, merchant_id=shop.id, kind=RETURNS)


def pause(store: Store, at: Moment, shop: Shop) -> None:
    """The owner pauses returns."""
    with pen(store, shop.owner, at) as p:
        pausing.pause(p, merchant_id=shop.id, scheme=SCHEME)


def resume(store: Store, at: Moment, shop: Shop) -> None:
    """The owner resumes returns."""
    with pen(store, shop.owner, at) as p:
        pausing.resume(p, merchant_id=shop.id)


def two_officers(store: Store, at: Moment) -> tuple[Actor, Actor]:
    """An inspector of the county and a supervisor of its city."""
    return an_officer(store, at, scope=COUNTY), an_officer(store, at, role=Role.SUPERVISOR, scope=CITY, name="李卫")


def officers_pause(store: Store, at: Moment, shop: Shop, officers: tuple[Actor, Actor]) -> str:
    """Two officers pause returns."""
    with pen(store, officers[0], at) as p:
        pause_id = pausing.propose_pause(p, merchant_id=shop.id, ground="safety_risk", reason="退货多次被拒")
    with pen(store, officers[1], at) as p:
        pausing.confirm(p, pause_id=pause_id)
    return pause_id


def officers_lift(store: Store, at: Moment, shop: Shop, officers: tuple[Actor, Actor]) -> None:
    """Two officers lift their pause."""
    with pen(store, officers[0], at) as p:
        pause_id = pausing.propose_lift(p, merchant_id=shop.id, ground="cured", reason="已经改好")
    with pen(store, officers[1], at) as p:
        pausing.confirm(p, pause_id=pause_id)
