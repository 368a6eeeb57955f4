"""A database of shops in force for measuring: real wording of the scheme, cards written straight into the projection."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from trustcode.calendars import actions as calendars
from trustcode.catalogues import actions as catalogues
from trustcode.catalogues.queries import catalogues as all_lists
from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.codes.rules.keyring import KeyRing, ring_of, signing_key_of
from trustcode.codes.rules.seal import CodeFacts, seal
from trustcode.kernel.actors import SYSTEM
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
from trustcode.projections.scan_card.keys import initials_kept, words_kept
from trustcode.projections.scan_card.models import ScanCard
from trustcode.projections.scan_card.texts import to_text
from trustcode.record.pen import pen
from trustcode.regions import actions as regions
from trustcode.storage.base import Base
from trustcode.storage.blobs import Blobs
from trustcode.storage.engines import Store, connect
from trustcode.storage.reading import reading
from trustcode.storage.vault import Vault

RING: KeyRing = ring_of(signing_key_of(1, b"benchmark-key-of-thirty-two-byte"))
ISSUED = date(2026, 3, 9)
_AT = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
_FIRST = "青湘云明德和春福瑞金玉兴华新万丰"
_SECOND = "禾味泽达源盛康宁美佳顺安"
_TRADES = ["布衣", "小馆", "书店", "鞋行", "超市", "茶庄", "家电", "文具", "药房", "眼镜"]


def open_database(folder: Path) -> Store:
    """The database of a folder, made when there is none."""
    vault = Vault({1: b"k" * 32}, 1, b"i" * 32)
    return connect(Flask("trustcode"), f"sqlite:///{folder / 'shops.db'}", vault, Blobs(folder / "files"))


def fill(store: Store, folder: Path, count: int) -> None:
    """Write that many shops, and their tokens to `tokens.json`."""
    Base.metadata.create_all(store.write_engine)
    with pen(store, SYSTEM, _AT) as p:
        regions.load_shipped(p)
        calendars.load_shipped(p)
        catalogues.load_shipped(p)
    with reading(store) as reader:
        lists = all_lists(reader, ISSUED)
    tokens = []
    with Session(store.write_engine) as session:
        for card in cards(lists, count):
            tokens.append(card.prints[0].token)
            session.add(row_of(card))
        session.commit()
    (folder / "tokens.json").write_text(json.dumps(tokens))


def cards(lists: dict[Catalogue, dict[str, TermWords]], count: int) -> Iterator[Card]:
    """Cards of shops with both promises and one print, numbered from 1."""
    draw = random.Random(1)
    for number in range(1, count + 1):
        name = draw.choice(_FIRST) + draw.choice(_SECOND) + draw.choice(_TRADES)
        token = seal(CodeFacts(1, number, 1, ISSUED), RING)
        yield Card(
            merchant_id=f"{number:016d}",
            number=number,
            version=1,
            standing="active",
            standing_on=ISSUED,
            ground=None,
            due_on=None,
            since=ISSUED,
            valid_to=date(2029, 3, 8),
            shop_name=name,
            branch_name=f"{draw.choice(_FIRST)}{draw.choice(_SECOND)}路店",
            licence_name=f"长沙{name}有限公司",
            credit_code=f"91430102TTTT{number:05d}X"[:18],
            unit_kind=_one(lists, Catalogue.UNIT_KIND, "shop"),
            industry=_one(lists, Catalogue.INDUSTRY, "F523"),
            street=f"五一大道 {draw.randint(1, 900)} 号",
            region_code="430102",
            region=Words("长沙市芙蓉区", "Furong District, Changsha"),
            office=Words("长沙市芙蓉区市场监督管理局", "Furong District Administration for Market Regulation"),
            returns_phone=f"0731-5550 {number % 10_000:04d}",
            thumb="",
            position=None,
            safe=_safe(lists),
            returns=_returns(lists, draw.choice((7, 7, 7, 15, 30, 60))),
            prints=(Print(1, f"{number:012d}", token, ISSUED, None, ""),),
        )


def _safe(lists: dict[Catalogue, dict[str, TermWords]]) -> SafePromise:
    assurances = tuple(
        Assurance(t.code, Words(t.zh, t.en), Words(t.detail["line_zh"], t.detail["line_en"]))
        for t in lists[Catalogue.ASSURANCE].values()
    )
    clauses = tuple(Clause(t.code, t.code.split(".")[0], Words(t.zh, t.en)) for t in lists[Catalogue.CLAUSE].values())
    return SafePromise(1, ISSUED, "a" * 64, assurances, clauses, "")


def _returns(lists: dict[Catalogue, dict[str, TermWords]], window_days: int) -> ReturnsPromise:
    exclusions = list(lists[Catalogue.EXCLUSION].values())[:5]
    return ReturnsPromise(
        version=1,
        signed_on=ISSUED,
        text_hash="b" * 64,
        paused=False,
        window_days=window_days,
        categories=_some(lists, Catalogue.GOODS_CATEGORY, 3),
        exclusions=tuple(Exclusion(t.code, Words(t.zh, t.en), Words(t.short_zh, t.short_en)) for t in exclusions),
        conditions=_some(lists, Catalogue.GOODS_CONDITION, 2),
        bring=_some(lists, Catalogue.BRING_ITEM, 3),
        gifts=_some(lists, Catalogue.GIFT, 1)[0],
        freight=_some(lists, Catalogue.FREIGHT, 2)[1],
        refund_method=_some(lists, Catalogue.REFUND_METHOD, 1)[0],
        refund_days=3,
        cross_store=_some(lists, Catalogue.CROSS_STORE, 1)[0],
        extra="",
    )


def _one(lists: dict[Catalogue, dict[str, TermWords]], which: Catalogue, code: str) -> Words:
    term = lists[which][code]
    return Words(term.zh, term.en, code)


def _some(lists: dict[Catalogue, dict[str, TermWords]], which: Catalogue, count: int) -> tuple[Words, ...]:
    return tuple(Words(t.zh, t.en, t.code) for t in list(lists[which].values())[:count])


def row_of(card: Card) -> ScanCard:
    """The row that keeps a card."""
    return ScanCard(
        merchant_id=card.merchant_id,
        number=card.number,
        version=card.version,
        changed_at=_AT,
        standing=card.standing,
        region_code=card.region_code,
        unit_kind="shop",
        offers_returns=True,
        shop_name=f"{card.shop_name} {card.branch_name}",
        search_text=words_kept(card.shop_name, card.branch_name, card.licence_name, card.street),
        initials=initials_kept(card.shop_name),
        thumb="",
        facts=to_text(card),
    )
