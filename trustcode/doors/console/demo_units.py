"""Brings invented units into every standing by the real acts, on days in the past."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import timedelta

from trustcode.catalogues.rules import Catalogue
from trustcode.codes import actions as codes
from trustcode.commitments.actions.signing import Pledge, may_promise_returns, sign_and_submit, texts_of
from trustcode.commitments.rules.terms import ReturnTerms, SafeTerms
from trustcode.commitments.rules.text import Lists
from trustcode.doors.console.demo_complaints import Told, complain
from trustcode.doors.console.demo_names import Invented, cluster_in, invent
from trustcode.doors.console.demo_people import HOME, Officers, owner_account
from trustcode.doors.console.demo_photos import door_picture
from trustcode.doors.console.demo_plan import Planned
from trustcode.doors.console.demo_returns import Unit, keep_ledger
from trustcode.doors.console.demo_turns import LONG, Turning
from trustcode.doors.lobby.present import Office
from trustcode.kernel.actors import SYSTEM, Actor, Role
from trustcode.kernel.moments import Moment, civil_day, start_of
from trustcode.merchants.actions import applying, deciding, moving
from trustcode.merchants.rules.credit_code import read_credit_code, synthetic_credit_code
from trustcode.merchants.rules.profile import Profile
from trustcode.merchants.rules.standing import IN_FORCE, Act, Standing
from trustcode.merchants.rules.terms import GROUNDS
from trustcode.people.actions import accounts
from trustcode.record.pen import pen
from trustcode.regions.rules import Place

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

_BEGUN: Mapping[Standing, tuple[int, int]] = {
    Standing.DRAFT: (1, 6),
    Standing.SUBMITTED: (1, 12),
    Standing.CORRECTING: (3, 9),
    Standing.PUBLICISED: (4, 6),
    Standing.REVIEWED: (3, 6),
    Standing.LAPSED: (1165, 1200),
}
"""How many days ago a unit applied, so that its standing fits the present; 60 to 700 for all others."""


_WAS_IN_FORCE = IN_FORCE | {Standing.SUSPENDED, Standing.WITHDRAWN, Standing.REMOVED, Standing.CLOSED}
"""Standings whose units kept a ledger. One that has lapsed began years ago and is left alone."""


class Maker:
    """Makes units, each the same for a number and a moment whatever was made before."""

    def __init__(
        self,
        office: Office,
        at: Moment,
        officers: Callable[[str], Officers],
        *,
        places: Mapping[str, Place],
        lists: Lists,
    ) -> None:
        self.office = office
        self.at = at
        self.officers = officers
        self.places = places
        self.lists = lists
        self.scheme = office.settings.rules
        self.press = codes.Press(office.keyring, office.settings.public_url)
        self.follow = ""
        """Where a shopper follows a complaint, once one was filed."""

    def unit(self, number: int, planned: Planned, owner: Actor | None = None) -> str:
        """Make the n-th unit as planned; returns its id."""
        return _Unit(self, number, planned).make(owner)


class _Unit:
    """One unit on its way."""

    def __init__(self, maker: Maker, number: int, planned: Planned) -> None:
        self._maker = maker
        self._store = maker.office.store
        self._number = number
        self._planned = planned
        self._rng = random.Random(number)
        self._begun = self._day_of_application()
        places = maker.places
        shop = invent(self._rng, places[f"{planned.county[:4]}00"], places[planned.county], number)
        self._shop: Invented = cluster_in(shop, planned.cluster) if planned.cluster else shop
        self._id = ""

    def make(self, owner: Actor | None) -> str:
        """All acts from the first to the last."""
        begun = self._begun
        person = owner or owner_account(self._maker.office, begun - 2 * DAY, self._shop.owner, self._number)
        with pen(self._store, person, begun - DAY) as p:
            self._id = applying.begin(p, origin="demo")
            accounts.own_business(p, merchant_id=self._id)
        if self._planned.standing is not Standing.DRAFT:
            acting = Actor(person.person_id, Role.OWNER, self._id, frozenset({self._id}))
            pledge = self._submit(acting)
            self._lead_on(acting)
            if pledge.returns is not None:
                self._keep_ledger(acting, pledge.returns)
                self._take_turn(acting, pledge.returns)
            self._complain(acting, pledge.returns)
        return self._id

    def _day_of_application(self) -> Moment:
        """A moment in office hours, on a working day of the week where that does not matter."""
        fewest, most = _BEGUN.get(self._planned.standing, (60, 700))
        day = civil_day(self._maker.at - self._rng.randint(fewest, most) * DAY)
        if most > 12:
            day -= max(0, day.weekday() - 4) * DAY
        return start_of(day) + 9 * HOUR + timedelta(minutes=self._rng.randint(0, 480))

    def _keep_ledger(self, owner: Actor, terms: ReturnTerms) -> None:
        """The ledger of a unit that came into force, up to today or to when it may have left."""
        standing, planned = self._planned.standing, self._planned
        if standing not in _WAS_IN_FORCE:
            return
        today = civil_day(self._maker.at)
        end_on = today if standing in IN_FORCE else today - 14 * DAY
        from_on = civil_day(self._begun + 25 * DAY)
        own, home = bool(planned.owner), planned.county == HOME
        unit = Unit(self._id, self._number, owner, terms, from_on, end_on, is_own=own, is_home=home)
        keep_ledger(self._maker.office, unit, self._maker.at)

    def _complain(self, owner: Actor, terms: ReturnTerms | None) -> None:
        """Complaints about a unit in force; the address at which one of them is followed is kept."""
        maker, planned = self._maker, self._planned
        if planned.standing not in IN_FORCE:
            return
        told = Told(
            maker.office,
            self._id,
            self._number,
            owner,
            maker.officers(planned.county),
            terms.categories if terms else (),
            civil_day(self._begun + 25 * DAY),
            maker.at,
            is_own=bool(planned.owner),
            is_home=planned.county == HOME,
            is_flooded=planned.is_flooded,
            region_code=planned.county,
        )
        address = complain(told)
        maker.follow = maker.follow or address

    def _take_turn(self, owner: Actor, terms: ReturnTerms) -> None:
        maker, turn = self._maker, self._planned.turn
        if turn is not None:
            officers = maker.officers(self._planned.county)
            Turning(maker.office, self._id, owner, officers, terms, maker.lists, maker.at).take(turn)

    def _submit(self, owner: Actor) -> Pledge:
        pledge = self._pledge()
        agreed = {which: text.hash for which, text in texts_of(pledge, self._maker.lists).items()}
        with pen(self._store, owner, self._begun) as p:
            sign_and_submit(p, merchant_id=self._id, pledge=pledge, agreed=agreed, scheme=self._maker.scheme)
        return pledge

    def _pledge(self) -> Pledge:
        shop, kind, blobs = self._shop, self._unit_kind(), self._store.blobs
        full, thumb = door_picture(shop.shop_name, self._rng)
        code = synthetic_credit_code(self._number, self._planned.county, "2" if shop.individual else "1")
        profile = Profile(
            credit_code=read_credit_code(code),
            licence_name=shop.licence_name,
            shop_name=shop.shop_name,
            branch_name=shop.branch_name,
            unit_kind=kind,
            industry=shop.trade.industry,
            region_code=self._planned.county,
            street=shop.street,
            established_on=civil_day(self._maker.at - self._rng.randint(1300, 6000) * DAY),
            contact_name=shop.owner,
            contact_phone=f"1380000{self._number:04d}",
            returns_phone=shop.phone,
            position=None,
            photo=blobs.keep(full),
            thumb=blobs.keep(thumb),
        )
        offers = may_promise_returns(self._maker.lists, kind, shop.trade.industry) and self._rng.random() < 0.75
        offers = offers or bool(self._planned.owner or self._planned.turn)
        return Pledge(profile, SafeTerms(), self._returns() if offers else None)

    def _unit_kind(self) -> str:
        if self._planned.cluster:
            return "market" if self._planned.cluster.endswith("市场") else "circle"
        return self._shop.trade.unit_kind

    def _returns(self) -> ReturnTerms:
        lists, rng = self._maker.lists, self._rng

        def first(which: Catalogue) -> str:
            return next(iter(lists[which]))

        return ReturnTerms(
            window_days=LONG if self._planned.turn else rng.choice([7, 7, 7, 7, 7, 10, 15, 15, 30, 60]),
            categories=self._shop.trade.categories,
            exclusions=tuple(sorted(rng.sample(["E01", "E05", "E07", "E13"], k=rng.randint(1, 3)))),
            conditions=tuple(list(lists[Catalogue.GOODS_CONDITION])[:2]),
            bring=tuple(list(lists[Catalogue.BRING_ITEM])[:3]),
            gift=first(Catalogue.GIFT),
            freight=first(Catalogue.FREIGHT),
            refund_method=first(Catalogue.REFUND_METHOD),
            refund_days=rng.choice([0, 0, 1, 3, 7]),
            cross_store=rng.choice(list(lists[Catalogue.CROSS_STORE])),
        )

    def _lead_on(self, owner: Actor) -> None:
        standing, officers = self._planned.standing, self._maker.officers(self._planned.county)
        if standing is Standing.SUBMITTED:
            if self._number % 3 == 0:
                self._propose(officers.first, Act.APPROVE, min(self._begun + DAY, self._maker.at))
        elif standing is Standing.CORRECTING:
            self._send_back(officers.first, self._begun + DAY)
        else:
            self._by_two(officers.first, officers.second, Act.APPROVE, self._begun + 2 * DAY)
            if standing not in (Standing.PUBLICISED, Standing.REVIEWED):
                self._put_in_force(self._begun + 25 * DAY)
                self._measure(owner, officers)

    def _put_in_force(self, at: Moment) -> None:
        with pen(self._store, SYSTEM, at) as p:
            codes.activate(p, merchant_id=self._id, press=self._maker.press, scheme=self._maker.scheme)

    def _measure(self, owner: Actor, officers: Officers) -> None:
        recently = self._maker.at - self._rng.randint(2, 12) * DAY
        first, second, above = officers.first, officers.second, officers.above
        steps: dict[Standing, Callable[[], None]] = {
            Standing.RECTIFYING: lambda: self._order(first, recently),
            Standing.SUSPENDED: lambda: self._by_two(first, above, Act.SUSPEND, recently),
            Standing.REMOVED: lambda: self._by_two(first, above, Act.REMOVE, recently),
            Standing.CLOSED: lambda: self._by_two(first, second, Act.CLOSE, recently),
            Standing.WITHDRAWN: lambda: self._withdraw(owner, recently),
            Standing.LAPSED: lambda: self._lapse(recently),
        }
        step = steps.get(self._planned.standing)
        if step is not None:
            step()

    def _send_back(self, officer: Actor, at: Moment) -> None:
        with pen(self._store, officer, at) as p:
            deciding.send_back(p, merchant_id=self._id, ground=self._ground(Act.SEND_BACK), scheme=self._maker.scheme)

    def _order(self, officer: Actor, at: Moment) -> None:
        ground = self._ground(Act.ORDER_RECTIFICATION)
        with pen(self._store, officer, at) as p:
            deciding.order_rectification(p, merchant_id=self._id, ground=ground, scheme=self._maker.scheme)

    def _withdraw(self, owner: Actor, at: Moment) -> None:
        with pen(self._store, owner, at) as p:
            applying.withdraw(p, merchant_id=self._id)

    def _lapse(self, at: Moment) -> None:
        with pen(self._store, SYSTEM, at) as p:
            deciding.lapse(p, merchant_id=self._id)

    def _propose(self, officer: Actor, act: Act, at: Moment) -> str:
        ground = self._ground(act) if act in GROUNDS else ""
        with pen(self._store, officer, at) as p:
            return moving.propose(
                p,
                merchant_id=self._id,
                act=act,
                ground=ground,
                reason="资料齐全，现场看过。",
                scheme=self._maker.scheme,
            )

    def _by_two(self, first: Actor, second: Actor, act: Act, at: Moment) -> None:
        proposal = self._propose(first, act, at)
        with pen(self._store, second, at + 2 * HOUR) as p:
            moving.confirm(p, proposal_id=proposal, scheme=self._maker.scheme)

    def _ground(self, act: Act) -> str:
        return self._rng.choice(list(self._maker.lists[GROUNDS[act]]))
