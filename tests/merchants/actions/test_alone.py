"""Every state with every act, by the acts themselves: what the table has happens, everything else changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.merchants.builders import (
    CITY,
    DAY,
    PRESS,
    SCHEME,
    Shop,
    a_ground,
    a_merchant_in,
    an_officer,
    submit,
)
from trustcode.codes import actions as codes
from trustcode.codes.queries import prints
from trustcode.kernel.actors import SYSTEM, Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.transitions import NotAllowed, TransitionRefusal
from trustcode.merchants.actions import moving
from trustcode.merchants.actions.alone import act_by_name
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.standing import STANDING, Act, Standing, arrow_for, reinstates
from trustcode.record.auditing import audit
from trustcode.record.models import Entry
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

NOT_BY_NAME = {Act.SUBMIT, Act.RESUBMIT, Act.ACTIVATE}


def standing_of(store: Store, shop: Shop) -> Standing:
    with reading(store) as reader:
        return reader.one(select(Merchant.standing).where(Merchant.id == shop.id))


def entries(store: Store) -> int:
    with reading(store) as reader:
        return int(reader.scalar(select(func.count(Entry.id))))


def everybody(shop: Shop) -> list[Actor]:
    """One actor of each role that ever moves a unit."""
    return [
        shop.owner,
        Actor("i" * 16, Role.INSPECTOR, "430103"),
        Actor("s" * 16, Role.SUPERVISOR, CITY),
        Actor("p" * 16, Role.PROVINCE, "430000"),
        SYSTEM,
    ]


@pytest.mark.parametrize("standing", list(Standing))
def test_what_the_table_lacks_is_refused_to_everybody_and_leaves_no_trace(
    store: Store, at: Moment, standing: Standing
) -> None:
    shop = a_merchant_in(store, at, standing)
    before = entries(store)

    for act in Act:
        if STANDING.allows(standing, act):
            continue
        for actor in everybody(shop):
            with pytest.raises(Refusal), pen(store, actor, at) as p:
                act_by_name(p, merchant_id=shop.id, act=act, scheme=SCHEME, ground=a_ground(store, at, act))
            with pytest.raises(Refusal), pen(store, actor, at) as p:
                moving.propose(p, merchant_id=shop.id, act=act, ground=a_ground(store, at, act), reason="看过了")

    assert (standing_of(store, shop), entries(store)) == (standing, before)


@pytest.mark.parametrize("act", sorted(NOT_BY_NAME))
def test_submitting_and_putting_in_force_need_more_than_a_name(store: Store, at: Moment, act: Act) -> None:
    shop = a_merchant_in(store, at - 20 * DAY, Standing.PUBLICISED)

    with pytest.raises(NotAllowed), pen(store, SYSTEM, at) as p:
        act_by_name(p, merchant_id=shop.id, act=act, scheme=SCHEME)


@pytest.mark.parametrize(
    ("standing", "act", "role"),
    [
        (Standing.SUBMITTED, Act.SEND_BACK, Role.INSPECTOR),
        (Standing.REVIEWED, Act.PUBLICISE, Role.SUPERVISOR),
        (Standing.ACTIVE, Act.ORDER_RECTIFICATION, Role.INSPECTOR),
    ],
)
def test_an_act_by_name_sets_the_clock_that_belongs_to_it(
    store: Store, at: Moment, standing: Standing, act: Act, role: Role
) -> None:
    shop = a_merchant_in(store, at, standing)
    actor = an_officer(store, at, role=role, scope=CITY if role is Role.SUPERVISOR else "430103")

    with pen(store, actor, at) as p:
        act_by_name(p, merchant_id=shop.id, act=act, scheme=SCHEME, ground=a_ground(store, at, act))

    with reading(store) as reader:
        assert reader.one(select(Merchant.due_on).where(Merchant.id == shop.id)) is not None


@dataclass
class Walk:
    """One unit, walked through random acts at later and later moments."""

    store: Store
    shop: Shop
    at: Moment
    path: list[Standing] = field(default_factory=lambda: [Standing.DRAFT])

    def step(self, act: Act) -> None:
        self.at += timedelta(days=1)
        standing = self.path[-1]
        allowed = STANDING.allows(standing, act)
        try:
            self._perform(act)
        except NotAllowed:
            assert not allowed or reinstates(act) is not None
        except Refusal:
            assert allowed
        else:
            after = STANDING.next(standing, act)
            self.path.append(after)
        now = standing_of(self.store, self.shop)
        if now is Standing.PUBLICISED and self.path[-1] is Standing.REVIEWED:
            self.path.append(now)
        assert now is self.path[-1]

    def _perform(self, act: Act) -> None:
        if act in {Act.SUBMIT, Act.RESUBMIT}:
            if not STANDING.allows(self.path[-1], act):
                raise NotAllowed(TransitionRefusal.NOT_FROM_HERE)
            submit(self.store, self.at, self.shop)
        elif act is Act.ACTIVATE:
            self._pen(SYSTEM, lambda p: codes.activate(p, merchant_id=self.shop.id, press=PRESS, scheme=SCHEME))
        elif STANDING.allows(self.path[-1], act) and arrow_for(self.path[-1], act).needs_two:
            self._by_two(act)
        else:
            actor = self._first(act)
            ground = a_ground(self.store, self.at, act)
            self._pen(actor, lambda p: act_by_name(p, merchant_id=self.shop.id, act=act, scheme=SCHEME, ground=ground))

    def _by_two(self, act: Act) -> None:
        ground = a_ground(self.store, self.at, act)
        proposal = self._pen(
            self._first(act),
            lambda p: moving.propose(
                p, merchant_id=self.shop.id, act=act, ground=ground, reason="看过了", scheme=SCHEME
            ),
        )
        self.at += timedelta(days=10)
        second = Actor("z" * 16, Role.SUPERVISOR, CITY)
        self._pen(second, lambda p: moving.confirm(p, proposal_id=proposal, scheme=SCHEME))

    def _first(self, act: Act) -> Actor:
        roles = arrow_for(self.path[-1], act).by if STANDING.allows(self.path[-1], act) else {Role.SUPERVISOR}
        return next(one for one in everybody(self.shop) if one.role in roles)

    def _pen(self, actor: Actor, work: Any) -> Any:
        with pen(self.store, actor, self.at) as p:
            return work(p)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(list(Act)), min_size=5, max_size=14))
def test_a_walk_at_random_goes_only_where_the_table_leads(store: Store, at: Moment, acts: list[Act]) -> None:
    """After every step the row is where the table says; at the end the record is whole and prints are as they must be."""
    walk = Walk(store, a_merchant_in(store, at, Standing.DRAFT), at)

    for act in [Act.SUBMIT, Act.APPROVE, Act.ACTIVATE, *acts]:
        walk.step(act)

    with reading(store) as reader:
        assert audit(reader).bad_entry is None
        valid = [one for one in prints(reader, walk.shop.id) if one.revoked_on is None]
    assert len(valid) <= 1
    assert Standing.ACTIVE not in walk.path or len(valid) == 1
