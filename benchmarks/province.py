"""The units of a whole province for measuring, written straight into their tables; invented, and no real firm's code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import islice

from sqlalchemy.orm import Session

from benchmarks.sample_shops import cards, row_of
from tests.exchange.year import UNITS, Unit, shares
from trustcode.catalogues.queries import catalogues
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import Moment, civil_day
from trustcode.merchants.entries import MerchantMoved
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.credit_code import synthetic_credit_code
from trustcode.merchants.rules.standing import Standing
from trustcode.projections.scan_card.card import Card
from trustcode.record.pen import pen
from trustcode.regions.actions import shipped
from trustcode.regions.rules import LOCAL
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

BATCH = 500
SINCE = date(2020, 3, 9)


def units_of_province(store: Store, at: Moment, count: int, told: Callable[[int], None]) -> list[Unit]:
    """So many units in force over all cities by their weight, each with its card, in a database that has the facts.

    The projections must not be attached: they would make each card anew from a life that these units have not had.
    """
    with reading(store) as reader:
        made = cards(catalogues(reader, civil_day(at)), count)
    regions, units = _regions(count), list[Unit]()
    while some := list(islice(made, BATCH)):
        mine = [_placed(card, regions[len(units) + n]) for n, card in enumerate(some)]
        with pen(store, SYSTEM, at) as p:
            p.note_bulk((_moved(card), [_merchant(card, at)]) for card in mine)
        with Session(store.write_engine) as session:
            session.add_all(row_of(card) for card in mine)
            session.commit()
        units += [Unit(card.merchant_id, card.credit_code, card.region_code) for card in mine]
        told(len(mine))
    return units


def _regions(count: int) -> list[str]:
    counties = [place.code for place in shipped() if place.kind in LOCAL and place.valid_to is None]
    found = []
    for city, many in shares(count, UNITS).items():
        near = [code for code in counties if code.startswith(city)]
        found += [near[n % len(near)] for n in range(many)]
    return found


def _placed(card: Card, region: str) -> Card:
    code = synthetic_credit_code(card.number, region)
    return replace(card, merchant_id=new_id(), credit_code=code, region_code=region, since=SINCE)


def _moved(card: Card) -> MerchantMoved:
    return MerchantMoved(
        subject=card.merchant_id, transition="T5", act="activate", was="publicised", now="active", ground="", due_on=None,
        proposal="",
    )  # fmt: skip


def _merchant(card: Card, at: Moment) -> Merchant:
    return Merchant(
        id=card.merchant_id,
        number=card.number,
        standing=Standing.ACTIVE,
        standing_at=at,
        standing_before=None,
        first_active_on=SINCE,
        valid_to=card.valid_to,
        origin="synthetic",
        credit_code=card.credit_code,
        licence_name=card.licence_name,
        shop_name=card.shop_name,
        unit_kind=card.unit_kind.code,
        industry=card.industry.code,
        region_code=card.region_code,
        street=card.street,
        returns_phone=card.returns_phone,
    )
