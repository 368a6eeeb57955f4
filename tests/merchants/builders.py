"""People and units made by the real acts, so that test data is always data that could have come about.

`at` is the moment of the last act; what leads to it lies in the days before. Each builder opens its own pens, since
several people take part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from trustcode.catalogues.queries import catalogue
from trustcode.catalogues.rules import Catalogue
from trustcode.codes import actions as codes
from trustcode.codes.actions import Press
from trustcode.codes.rules.keyring import ring_of, signing_key_of
from trustcode.commitments.actions.signing import Pledge, sign_and_submit, texts_of
from trustcode.commitments.queries.promises import lists_on, term_choices
from trustcode.commitments.rules.terms import read_return_terms, read_safe_terms
from trustcode.commitments.rules.text import Lists
from trustcode.kernel.actors import SYSTEM, Actor, Role
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.actions import applying, deciding, moving
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.credit_code import synthetic_credit_code
from trustcode.merchants.rules.profile import Choices, read_profile
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.merchants.rules.terms import GROUNDS, HEARD
from trustcode.people.actions import accounts
from trustcode.people.rules.handles import read_handle
from trustcode.record.pen import pen
from trustcode.regions.queries import places
from trustcode.regions.rules import LOCAL
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

SCHEME = SchemeRules()
COUNTY = "430103"
"""Tianxin District of Changsha, where shops stand unless a test says otherwise."""
CITY = "430100"
PHOTO = "ab" * 32
THUMB = "cd" * 32
PRESS = Press(ring_of(signing_key_of(1, b"t" * 32)), "https://fangxin.example.com")
DAY = timedelta(days=1)

_numbers = count()


@dataclass(frozen=True)
class Shop:
    """A unit and the actor who owns it."""

    id: str
    owner: Actor


def a_person(
    store: Store, at: Moment, *, role: Role = Role.OWNER, scope: str = "", name: str = "周建国", handle: str = ""
) -> Actor:
    """Somebody with an account (no password) and one role, as the actor of that role."""
    with pen(store, SYSTEM, at) as p:
        typed = read_handle(handle or f"{new_id()}@example.com")
        person_id = accounts.open_account(p, name=name, handle=typed, password_hash="")
        accounts.grant(p, person_id=person_id, role=role, scope=scope)
    return Actor(person_id, role, scope, frozenset({scope} if role in {Role.OWNER, Role.STAFF} and scope else ()))


def an_officer(
    store: Store, at: Moment, *, role: Role = Role.INSPECTOR, scope: str = COUNTY, name: str = "王昕"
) -> Actor:
    """An official of a region; each call makes another person."""
    return a_person(store, at, role=role, scope=scope, name=name)


def typed_profile(store: Store, at: Moment, **changes: str) -> dict[str, str]:
    """What a shop that sells clothes would type, right in every field; another credit code at each call."""
    today = civil_day(at)
    return {
        "credit_code": synthetic_credit_code(next(_numbers), COUNTY),
        "licence_name": "长沙市天心区青禾服饰店",
        "shop_name": "青禾布衣",
        "branch_name": "坡子街店",
        "unit_kind": _first_with(store, Catalogue.UNIT_KIND, today, "offline_returns"),
        "industry": _first_with(store, Catalogue.INDUSTRY, today, "sells_goods"),
        "region_code": COUNTY,
        "street": "坡子街 128 号",
        "established_on": "2019-05-06",
        "contact_name": "周建国",
        "contact_phone": "13800001234",
        "returns_phone": "0731-55500142",
        "photo": PHOTO,
        "thumb": THUMB,
        **changes,
    }


def typed_terms(lists: Lists, **changes: list[str]) -> dict[str, list[str]]:
    """Terms of a return promise as a form sends them: seven days, two exclusions, the first choice of every list."""
    first = {
        name: [next(iter(lists[which]))]
        for name, which in {
            "categories": Catalogue.GOODS_CATEGORY,
            "conditions": Catalogue.GOODS_CONDITION,
            "bring": Catalogue.BRING_ITEM,
            "gift": Catalogue.GIFT,
            "freight": Catalogue.FREIGHT,
            "refund_method": Catalogue.REFUND_METHOD,
            "cross_store": Catalogue.CROSS_STORE,
        }.items()
    }
    return {"window_days": ["7"], "refund_days": ["0"], "exclusions": ["E01", "E05"], "extra": [""], **first, **changes}


def a_pledge(
    store: Store,
    at: Moment,
    *,
    returns: bool = True,
    safe_extra: str = "",
    terms: Mapping[str, list[str]] | None = None,
    **changes: str,
) -> Pledge:
    """A whole pledge; `terms` changes the return promise, the other keywords the profile."""
    today = civil_day(at)
    with reading(store) as reader:
        lists = lists_on(reader, today)
        local = [code for code, place in places(reader, today).items() if place.kind in LOCAL]
    choices = Choices(lists[Catalogue.UNIT_KIND], lists[Catalogue.INDUSTRY], local)
    promise = None
    if returns:
        promise = read_return_terms(typed_terms(lists, **(terms or {})), term_choices(lists), SCHEME)
    profile = read_profile(typed_profile(store, at, **changes), choices, today)
    return Pledge(profile, read_safe_terms({"safe_extra": [safe_extra]}), promise)


def a_draft_merchant(store: Store, at: Moment, owner: Actor | None = None) -> Shop:
    """A unit that has been begun, with its owner: a new person, or one who has an account already."""
    person = owner or a_person(store, at)
    with pen(store, person, at) as p:
        merchant_id = applying.begin(p)
        accounts.own_business(p, merchant_id=merchant_id)
    return Shop(merchant_id, Actor(person.person_id, Role.OWNER, merchant_id, frozenset({merchant_id})))


def a_submitted_merchant(store: Store, at: Moment, owner: Actor | None = None, **pledge: Any) -> Shop:
    """A unit that was handed in at `at`; the keywords are those of `a_pledge`."""
    shop = a_draft_merchant(store, at - DAY, owner)
    submit(store, at, shop, **pledge)
    return shop


def submit(store: Store, at: Moment, shop: Shop, **pledge: Any) -> None:
    """Sign and hand in, first or corrected."""
    whole = a_pledge(store, at, **pledge)
    with pen(store, shop.owner, at) as p:
        agreed = {kind: text.hash for kind, text in texts_of(whole, lists_on(p, civil_day(at))).items()}
        sign_and_submit(p, merchant_id=shop.id, pledge=whole, agreed=agreed, scheme=SCHEME)


def a_publicised_merchant(store: Store, at: Moment, owner: Actor | None = None, **pledge: Any) -> Shop:
    """A unit that two officers approved at `at`; its public notice begins that day."""
    shop = a_submitted_merchant(store, at - 2 * DAY, owner, **pledge)
    by_two(store, at, shop, Act.APPROVE)
    return shop


def an_active_merchant(store: Store, at: Moment, owner: Actor | None = None, **pledge: Any) -> Shop:
    """A unit in force since `at`, with its first code; it was approved thirty days before."""
    shop = a_publicised_merchant(store, at - 30 * DAY, owner, **pledge)
    with pen(store, SYSTEM, at) as p:
        codes.activate(p, merchant_id=shop.id, press=PRESS, scheme=SCHEME)
    return shop


def a_merchant_in(store: Store, at: Moment, standing: Standing, owner: Actor | None = None, **pledge: Any) -> Shop:
    """A unit that came into any of the twelve standings at `at` by the acts that lead there."""
    if standing is Standing.REVIEWED:
        pledge = {"unit_kind": "market", "returns": False, **pledge}
    before, then = _WAYS[standing]
    shop = before(store, at - (30 * DAY if then else 0 * DAY), owner, **pledge)
    if then is not None:
        then(store, at, shop)
    return shop


def by_two(store: Store, at: Moment, shop: Shop, act: Act, *, reason: str = "看过了") -> None:
    """An act that needs two people: an inspector of the shop's county proposes it, another person confirms at `at`.

    They are an hour apart, or twenty days where the business must be heard in between.
    """
    region = _region_of(store, shop)
    first = an_officer(store, at - 40 * DAY, scope=region)
    earlier = 20 * DAY if act in HEARD else timedelta(hours=1)
    above = act in {Act.SUSPEND, Act.SUSPEND_UNMENDED, Act.REMOVE, Act.REMOVE_UNCURED}
    role, scope = (Role.SUPERVISOR, f"{region[:4]}00") if above else (Role.INSPECTOR, region)
    second = an_officer(store, at - 40 * DAY, role=role, scope=scope, name="李卫")
    with pen(store, first, at - earlier) as p:
        proposal = moving.propose(p, merchant_id=shop.id, act=act, ground=a_ground(store, at, act), reason=reason)
    with pen(store, second, at) as p:
        moving.confirm(p, proposal_id=proposal, scheme=SCHEME)


def a_ground(store: Store, at: Moment, act: Act) -> str:
    """The first ground of the catalogue for an act; empty where none is needed."""
    if act not in GROUNDS:
        return ""
    with reading(store) as reader:
        return next(iter(catalogue(reader, GROUNDS[act], civil_day(at))))


def _send_back(store: Store, at: Moment, shop: Shop) -> None:
    with pen(store, an_officer(store, at, scope=_region_of(store, shop)), at) as p:
        deciding.send_back(p, merchant_id=shop.id, ground=a_ground(store, at, Act.SEND_BACK), scheme=SCHEME)


def _order(store: Store, at: Moment, shop: Shop) -> None:
    ground = a_ground(store, at, Act.ORDER_RECTIFICATION)
    with pen(store, an_officer(store, at, scope=_region_of(store, shop)), at) as p:
        deciding.order_rectification(p, merchant_id=shop.id, ground=ground, scheme=SCHEME)


def _lapse(store: Store, at: Moment, shop: Shop) -> None:
    with pen(store, SYSTEM, at) as p:
        deciding.lapse(p, merchant_id=shop.id)


def _withdraw(store: Store, at: Moment, shop: Shop) -> None:
    with pen(store, shop.owner, at) as p:
        applying.withdraw(p, merchant_id=shop.id)


def _two(act: Act) -> Callable[[Store, Moment, Shop], None]:
    return lambda store, at, shop: by_two(store, at, shop, act)


_WAYS: dict[Standing, tuple[Callable[..., Shop], Callable[[Store, Moment, Shop], None] | None]] = {
    Standing.DRAFT: (lambda store, at, owner, **_: a_draft_merchant(store, at, owner), None),
    Standing.SUBMITTED: (a_submitted_merchant, None),
    Standing.CORRECTING: (a_submitted_merchant, _send_back),
    Standing.REVIEWED: (a_submitted_merchant, _two(Act.APPROVE)),
    Standing.PUBLICISED: (a_publicised_merchant, None),
    Standing.ACTIVE: (an_active_merchant, None),
    Standing.RECTIFYING: (an_active_merchant, _order),
    Standing.SUSPENDED: (an_active_merchant, _two(Act.SUSPEND)),
    Standing.LAPSED: (an_active_merchant, _lapse),
    Standing.WITHDRAWN: (an_active_merchant, _withdraw),
    Standing.REMOVED: (an_active_merchant, _two(Act.REMOVE)),
    Standing.CLOSED: (an_active_merchant, _two(Act.CLOSE)),
}


def _region_of(store: Store, shop: Shop) -> str:
    with reading(store) as reader:
        return reader.one(select(Merchant.region_code).where(Merchant.id == shop.id)) or COUNTY


def _first_with(store: Store, which: Catalogue, on: date, detail: str) -> str:
    with reading(store) as reader:
        return next(code for code, term in catalogue(reader, which, on).items() if term.detail.get(detail))
