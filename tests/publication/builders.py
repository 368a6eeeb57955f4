"""Results made by the real acts: a complaint filed, ended in each of the ways, formed and published."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from tests.complaints.builders import ID_CARD, a_complaint, a_shop, the_complaint
from tests.merchants.builders import DAY, SCHEME, Shop, an_officer
from trustcode.complaints.actions import handling, settling
from trustcode.complaints.rules.words import MediationEnd, PaperKind, RefusalGround
from trustcode.kernel.actors import PUBLIC, SYSTEM, Actor
from trustcode.kernel.moments import Moment
from trustcode.publication.actions import forming, publishing
from trustcode.publication.models import Item, ItemObjection
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

IDENTITY: dict[str, Any] = {"paper": PaperKind.ID_CARD, "paper_number": ID_CARD, "address": "解放西路 9 号"}
REPLY = "已经退款，吊牌剪了也退。"


def an_office_shop(store: Store, at: Moment) -> Shop:
    """A shop that does not settle first: its complaints go to the office at once."""
    return a_shop(store, at, settles=False)


def settled(store: Store, at: Moment, shop: Shop, *, reply: str = REPLY, **changes: Any) -> str:
    """A complaint that shop and shopper settled at `at`; the shop must settle first. The id."""
    number, secret = a_complaint(store, at - 2 * DAY, shop, **changes)
    complaint_id = the_complaint(store, number).id
    with pen(store, shop.owner, at - DAY) as p:
        settling.answer(p, complaint_id=complaint_id, text=reply)
    with pen(store, PUBLIC, at) as p:
        settling.say_solved(p, number=number, secret=secret)
    return complaint_id


def at_the_office(store: Store, at: Moment, shop: Shop, officer: Actor, *, agreed: bool = True, **changes: Any) -> str:
    """A complaint that an officer accepted a day before `at` and closed at `at`. The id."""
    number, _ = a_complaint(store, at - 2 * DAY, shop, **{**IDENTITY, **changes})
    complaint_id = the_complaint(store, number).id
    with pen(store, officer, at - DAY) as p:
        handling.accept(p, complaint_id=complaint_id)
    with pen(store, officer, at) as p:
        if agreed:
            handling.record_agreement(p, complaint_id=complaint_id, obtained_fen=32_900, said="当场退款")
        else:
            ground = MediationEnd.NO_AGREEMENT
            handling.end_mediation(p, complaint_id=complaint_id, ground=ground, said="双方意见不一")
    return complaint_id


def refused(store: Store, at: Moment, shop: Shop, officer: Actor, **changes: Any) -> str:
    """A complaint that an officer refused at `at`. The id."""
    number, _ = a_complaint(store, at - DAY, shop, **changes)
    complaint_id = the_complaint(store, number).id
    with pen(store, officer, at) as p:
        ground = RefusalGround.HANDLED_ELSEWHERE
        handling.refuse(p, complaint_id=complaint_id, ground=ground, said="法院已受理")
    return complaint_id


def formed(store: Store, at: Moment, complaint_id: str) -> Item:
    """The item of a complaint that has ended, formed at `at`."""
    with pen(store, SYSTEM, at) as p:
        forming.form(p, complaint_id=complaint_id)
    return the_item(store, complaint_id)


def published(store: Store, at: Moment, shop: Shop, officer: Actor | None = None, **changes: Any) -> str:
    """A complaint closed, formed and published by an officer, all at `at`. The id."""
    officer = officer or an_officer(store, at - 3 * DAY)
    complaint_id = at_the_office(store, at, shop, officer, **changes)
    formed(store, at, complaint_id)
    with pen(store, officer, at) as p:
        publishing.publish(p, complaint_id=complaint_id, scheme=SCHEME)
    return complaint_id


def the_item(store: Store, complaint_id: str) -> Item:
    """The item of a complaint."""
    with reading(store) as reader:
        found = reader.get(Item, complaint_id)
    assert found is not None
    return found


def the_objections(store: Store, complaint_id: str) -> list[ItemObjection]:
    """All objections to an item, the oldest first."""
    with reading(store) as reader:
        mine = select(ItemObjection).where(ItemObjection.complaint_id == complaint_id)
        return list(reader.all(mine.order_by(ItemObjection.made_at)))


def a_shop_that_settles(store: Store, at: Moment) -> Shop:
    """A shop that settles first."""
    return a_shop(store, at)


def settled_and_published(store: Store, at: Moment, shop: Shop, **changes: Any) -> str:
    """A complaint that was settled, formed and published by an officer, all at `at`. The id."""
    complaint_id = settled(store, at, shop, **changes)
    formed(store, at, complaint_id)
    with pen(store, an_officer(store, at), at) as p:
        publishing.publish(p, complaint_id=complaint_id, scheme=SCHEME)
    return complaint_id
