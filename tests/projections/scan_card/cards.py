"""Cards for tests, written straight into the projection; the building of real ones has its own tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from trustcode.projections.scan_card.card import (
    Assurance,
    Card,
    Clause,
    Exclusion,
    Print,
    ReturnsPromise,
    SafePromise,
    Words,
)
from trustcode.projections.scan_card.models import ScanCard, ScanShortCode
from trustcode.projections.scan_card.texts import to_text
from trustcode.storage.engines import Store

CHANGED_AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def words(zh: str, en: str = "", code: str = "") -> Words:
    return Words(zh, en or zh, code)


SAFE = SafePromise(
    version=1,
    signed_on=date(2026, 3, 2),
    text_hash="a" * 64,
    assurances=(
        Assurance("A1", words("质量安全放心", "Quality and safety"), words("货真、保质", "Genuine and safe")),
        Assurance("A2", words("交易公平放心", "Fair trading"), words("明码实价", "Plain prices")),
    ),
    clauses=(
        Clause("A1.1", "A1", words("进货查验，来路可查。", "Goods are checked on arrival and can be traced.")),
        Clause("A2.1", "A2", words("明码标价，不多收一分。", "Prices are marked and nothing is added.")),
    ),
    extra="",
)
RETURNS = ReturnsPromise(
    version=1,
    signed_on=date(2026, 3, 2),
    text_hash="b" * 64,
    paused=False,
    window_days=7,
    categories=(words("服装鞋帽", "Clothes and shoes"),),
    exclusions=(
        Exclusion("E01", words("按您的要求定做的商品", "Goods made to your order"), words("定做的", "made to order")),
    ),
    conditions=(words("商品完好，不影响再卖", "Goods intact and fit to sell again"),),
    bring=(words("小票或付款记录", "Receipt or record of payment"),),
    gifts=words("赠品一起退回", "Return gifts too"),
    freight=words("寄回来的运费您付", "You pay for sending back", "shopper_pays"),
    refund_method=words("原来怎么付的就怎么退", "The way you paid", "original_route"),
    refund_days=3,
    cross_store=words("在买的那家店退", "Return to the shop where you bought"),
    extra="",
)
CARD = Card(
    merchant_id="m0000000000000000"[:16],
    number=2_718_281,
    version=3,
    standing="active",
    standing_on=date(2026, 3, 9),
    ground=None,
    due_on=None,
    since=date(2026, 3, 9),
    valid_to=date(2029, 3, 8),
    shop_name="湘味小馆",
    branch_name="五一路店",
    licence_name="长沙湘味餐饮有限公司",
    credit_code="91430102TTTT00017X",
    unit_kind=words("商店", "Shop"),
    industry=words("服装零售", "Clothing retail"),
    street="五一大道 158 号",
    region_code="430102",
    region=words("长沙市芙蓉区", "Furong District, Changsha"),
    office=words("长沙市芙蓉区市场监督管理局", "Furong District Administration for Market Regulation"),
    returns_phone="0731-5550 0142",
    thumb="",
    position=None,
    safe=SAFE,
    returns=RETURNS,
    prints=(),
)


def a_print(serial: int = 1, token: str = "", *, short_code: str = "", revoked_on: date | None = None) -> Print:
    code = short_code or f"{serial:012d}"
    return Print(serial, code, token, date(2026, 3, 9), revoked_on, "lost" if revoked_on else "")


def a_card(number: int = CARD.number, **facts: Any) -> Card:
    """A shop in force with both promises; each number has its own merchant id."""
    return replace(CARD, number=number, merchant_id=f"m{number:015d}", **facts)


def put(
    store: Store, *cards: Card, search_text: str | None = None, initials: str = "", changed_at: datetime = CHANGED_AT
) -> None:
    """Write cards as they are, over what was there."""
    with Session(store.write_engine) as session:
        for card in cards:
            text = " ".join(card.shop_name) if search_text is None else search_text
            session.merge(_row(card, text, initials, changed_at))
            for one in card.prints:
                session.merge(ScanShortCode(short_code=one.short_code, merchant_id=card.merchant_id, serial=one.serial))
        session.commit()


def drop(store: Store, card: Card) -> None:
    """Take a card away."""
    with Session(store.write_engine) as session:
        session.execute(delete(ScanCard).where(ScanCard.merchant_id == card.merchant_id))
        session.commit()


def _row(card: Card, search_text: str, initials: str, changed_at: datetime) -> ScanCard:
    return ScanCard(
        merchant_id=card.merchant_id,
        number=card.number,
        version=card.version,
        changed_at=changed_at,
        standing=card.standing,
        region_code=card.region_code,
        unit_kind="shop",
        offers_returns=card.returns is not None and not card.returns.paused,
        shop_name=card.shop_name,
        search_text=search_text,
        initials=initials,
        thumb=card.thumb,
        facts=to_text(card),
    )
