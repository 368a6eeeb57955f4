"""Brings invented units into every standing by the real acts, on days in the past."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from trustcode.catalogues.queries import catalogue
from trustcode.catalogues.rules import Catalogue
from trustcode.codes import actions as codes
from trustcode.commitments.actions import Pledge, sign_and_submit, texts_of
from trustcode.commitments.queries import lists_on
from trustcode.commitments.rules.terms import ReturnTerms, SafeTerms
from trustcode.commitments.rules.text import Lists
from trustcode.doors.console.demo_names import CLUSTERS, Invented, invent
from trustcode.doors.console.demo_photos import door_picture
from trustcode.doors.lobby.office import Office
from trustcode.kernel.actors import SYSTEM, Actor, Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.merchants.actions import applying, deciding, moving
from trustcode.merchants.rules.credit_code import read_credit_code, synthetic_credit_code
from trustcode.merchants.rules.profile import Profile
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.merchants.rules.terms import GROUNDS
from trustcode.people.actions import accounts
from trustcode.people.rules.handles import read_handle
from trustcode.record.pen import pen
from trustcode.regions.queries import places
from trustcode.regions.rules import Place
from trustcode.storage.reading import reading

DAY = timedelta(days=1)

SHARES: Mapping[Standing, int] = {
    Standing.ACTIVE: 138,
    Standing.PUBLICISED: 9,
    Standing.SUBMITTED: 14,
    Standing.CORRECTING: 5,
    Standing.RECTIFYING: 8,
    Standing.SUSPENDED: 6,
    Standing.LAPSED: 5,
    Standing.WITHDRAWN: 4,
    Standing.REMOVED: 3,
    Standing.CLOSED: 2,
    Standing.DRAFT: 4,
}
"""How many units stand where; with six clusters about two hundred."""


@dataclass(frozen=True)
class Officers:
    """Two inspectors of a county and the supervisor of its city."""

    first: Actor
    second: Actor
    above: Actor


class Maker:
    """Makes units one after another; deterministic for a seed and a moment."""

    def __init__(self, office: Office, at: Moment, officers: Callable[[str], Officers], seed: int = 1) -> None:
        self._office = office
        self._at = at
        self._officers = officers
        self._rng = random.Random(seed)
        self._number = 0
        with reading(office.store) as reader:
            self._places = places(reader, civil_day(at))
            self._lists: Lists = lists_on(reader, civil_day(at))

    def unit(self, county: str, standing: Standing, owner: Actor | None = None, kind: str = "") -> str:
        """One unit in a county, in a standing; returns its id."""
        self._number += 1
        shop = invent(self._rng, self._name(f"{county[:4]}00"), self._name(county), self._number)
        if kind:
            shop = _as_cluster(shop, CLUSTERS[county])
        begun = self._begun(standing)
        person = owner or self._person(shop.owner, begun - 2 * DAY)
        unit, acting = self._begin(person, begun - DAY)
        if standing is not Standing.DRAFT:
            self._submit(unit, acting, shop, county, begun, kind)
            self._lead_on(unit, acting, county, standing, begun)
        return unit

    def _name(self, code: str) -> str:
        place: Place = self._places[code]
        return place.name_zh

    def _begun(self, standing: Standing) -> Moment:
        """When the application was handed in, so that the standing fits the present."""
        days = {
            Standing.DRAFT: (1, 6),
            Standing.SUBMITTED: (0, 12),
            Standing.CORRECTING: (3, 9),
            Standing.PUBLICISED: (4, 6),
            Standing.REVIEWED: (3, 6),
            Standing.LAPSED: (1165, 1200),
        }.get(standing, (60, 700))
        minutes = self._rng.randint(0, 480)
        return self._at - timedelta(days=self._rng.randint(*days), minutes=minutes)

    def _person(self, name: str, at: Moment) -> Actor:
        handle = read_handle(f"owner{self._number}@demo.example")
        with pen(self._office.store, SYSTEM, at) as p:
            person_id = accounts.sign_up(p, name=name, handle=handle, password_hash="")
        return Actor(person_id, Role.OWNER)

    def _begin(self, person: Actor, at: Moment) -> tuple[str, Actor]:
        with pen(self._office.store, person, at) as p:
            unit = applying.begin(p, origin="demo")
            accounts.own_business(p, merchant_id=unit)
        return unit, Actor(person.person_id, Role.OWNER, unit, frozenset({unit}))

    def _submit(self, unit: str, owner: Actor, shop: Invented, county: str, at: Moment, kind: str) -> None:
        pledge = self._pledge(shop, county, kind)
        agreed = {which: text.hash for which, text in texts_of(pledge, self._lists).items()}
        with pen(self._office.store, owner, at) as p:
            sign_and_submit(p, merchant_id=unit, pledge=pledge, agreed=agreed, scheme=self._office.settings.rules)

    def _pledge(self, shop: Invented, county: str, kind: str) -> Pledge:
        full, thumb = door_picture(shop.shop_name, self._rng)
        blobs = self._office.store.blobs
        profile = Profile(
            credit_code=read_credit_code(synthetic_credit_code(self._number, county)),
            licence_name=shop.licence_name,
            shop_name=shop.shop_name,
            branch_name=shop.branch_name,
            unit_kind=kind or shop.trade.unit_kind,
            industry=shop.trade.industry,
            region_code=county,
            street=shop.street,
            established_on=civil_day(self._at - timedelta(days=self._rng.randint(1300, 6000))),
            contact_name=shop.owner,
            contact_phone=f"1380000{self._number:04d}",
            returns_phone=shop.phone,
            position=None,
            photo=blobs.keep(full),
            thumb=blobs.keep(thumb),
        )
        offers = shop.trade.sells and not kind and self._rng.random() < 0.75
        return Pledge(profile, SafeTerms(), self._returns(shop) if offers else None)

    def _returns(self, shop: Invented) -> ReturnTerms:
        def first(which: Catalogue) -> str:
            return next(iter(self._lists[which]))

        exclusions = self._rng.sample(["E01", "E05", "E07", "E13"], k=self._rng.randint(1, 3))
        return ReturnTerms(
            window_days=self._rng.choice([7, 7, 7, 7, 7, 10, 15, 15, 30, 60]),
            categories=shop.trade.categories,
            exclusions=tuple(sorted(exclusions)),
            conditions=tuple(list(self._lists[Catalogue.GOODS_CONDITION])[:2]),
            bring=tuple(list(self._lists[Catalogue.BRING_ITEM])[:3]),
            gift=first(Catalogue.GIFT),
            freight=first(Catalogue.FREIGHT),
            refund_method=first(Catalogue.REFUND_METHOD),
            refund_days=self._rng.choice([0, 0, 1, 3, 7]),
            cross_store=self._rng.choice(list(self._lists[Catalogue.CROSS_STORE])),
        )

    def _lead_on(self, unit: str, owner: Actor, county: str, standing: Standing, begun: Moment) -> None:
        officers = self._officers(county)
        if standing is Standing.SUBMITTED:
            if self._rng.random() < 0.3:
                self._propose(unit, officers.first, Act.APPROVE, min(begun + DAY, self._at))
            return
        if standing is Standing.CORRECTING:
            self._send_back(unit, officers, begun + DAY)
            return
        self._by_two(unit, officers.first, officers.second, Act.APPROVE, begun + 2 * DAY)
        if standing in (Standing.PUBLICISED, Standing.REVIEWED):
            return
        active_at = begun + 25 * DAY
        press = codes.Press(self._office.keyring, self._office.settings.public_url)
        with pen(self._office.store, SYSTEM, active_at) as p:
            codes.activate(p, merchant_id=unit, press=press, scheme=self._office.settings.rules)
        self._measure(unit, owner, officers, standing, active_at)

    def _measure(self, unit: str, owner: Actor, officers: Officers, standing: Standing, active_at: Moment) -> None:
        recently = self._at - timedelta(days=self._rng.randint(2, 12))
        store, scheme = self._office.store, self._office.settings.rules
        if standing is Standing.RECTIFYING:
            with pen(store, officers.first, recently) as p:
                ground = self._ground(Act.ORDER_RECTIFICATION)
                deciding.order_rectification(p, merchant_id=unit, ground=ground, scheme=scheme)
        elif standing is Standing.SUSPENDED:
            self._by_two(unit, officers.first, officers.above, Act.SUSPEND, recently)
        elif standing is Standing.REMOVED:
            self._by_two(unit, officers.first, officers.above, Act.REMOVE, recently)
        elif standing is Standing.CLOSED:
            self._by_two(unit, officers.first, officers.second, Act.CLOSE, recently)
        elif standing is Standing.WITHDRAWN:
            with pen(store, owner, recently) as p:
                applying.withdraw(p, merchant_id=unit)
        elif standing is Standing.LAPSED:
            with pen(store, SYSTEM, max(recently, active_at + 3 * 366 * DAY)) as p:
                deciding.lapse(p, merchant_id=unit)

    def _send_back(self, unit: str, officers: Officers, at: Moment) -> None:
        with pen(self._office.store, officers.first, at) as p:
            ground = self._ground(Act.SEND_BACK)
            deciding.send_back(p, merchant_id=unit, ground=ground, scheme=self._office.settings.rules)

    def _propose(self, unit: str, actor: Actor, act: Act, at: Moment) -> str:
        ground = self._ground(act) if act in GROUNDS else ""
        with pen(self._office.store, actor, at) as p:
            return moving.propose(p, merchant_id=unit, act=act, ground=ground, reason="资料齐全，现场看过。")

    def _by_two(self, unit: str, first: Actor, second: Actor, act: Act, at: Moment) -> None:
        proposal = self._propose(unit, first, act, at)
        with pen(self._office.store, second, at + timedelta(hours=2)) as p:
            moving.confirm(p, proposal_id=proposal, scheme=self._office.settings.rules)

    def _ground(self, act: Act) -> str:
        with reading(self._office.store) as reader:
            return self._rng.choice(list(catalogue(reader, GROUNDS[act], civil_day(self._at))))


def _as_cluster(shop: Invented, name: str) -> Invented:
    return Invented(shop.trade, name, "", f"{name}管理有限公司", shop.street, shop.owner, shop.phone)
