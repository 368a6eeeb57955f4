"""Complaints by bots with a few phones between honest ones: all by the real act, in a fixed order."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from tests.complaints.builders import filed
from tests.merchants.builders import Shop
from trustcode.kernel.moments import Moment
from trustcode.storage.engines import Store

APART = timedelta(seconds=40)

STORIES = (
    "周六买的外套，第二天拉链就坏了，店里不给退。",
    "点的排骨汤里有一根头发，服务员说不是他们的。",
    "鞋子穿了三天开胶，说好的三包不认了。",
    "预付的美发卡，换了老板就不让用。",
    "称了三斤橘子，回家一称只有两斤六两。",
    "标价十九元，结账收了二十九元，差的不肯退。",
    "空调装了半个月不制冷，约了三次师傅都没来。",
    "说是纯棉的床单，洗标上写着涤纶。",
    "退货的钱说七天到账，已经过了二十天。",
    "买的奶粉差两天过期，货架上没有写。",
)
"""What honest people write: each in their own words."""

TEMPLATES = (
    "这家店骗人，大家不要来，赔我三倍。第 {n} 次",
    "假货假货假货，退一赔三，不赔就一直投诉，编号 {n}",
    "服务态度极差，严重侵害消费者权益，要求赔偿（{n}）",
)


@dataclass(frozen=True)
class Flood:
    """How many of what. A bot gives up its cookie each time where `devices` is 0."""

    bots: int
    phones: int
    honest: int
    devices: int = 0


@dataclass
class Filed:
    """The numbers, by who filed."""

    bots: list[str] = field(default_factory=list)
    honest: list[str] = field(default_factory=list)
    honest_about_shop: list[str] = field(default_factory=list)


def words_of_their_own(n: int) -> str:
    """Forty characters that have nothing in common with those of another number."""
    return "".join(map(chr, random.Random(n).choices(range(0x4E00, 0x4E00 + 20_000), k=40)))


def pour(
    store: Store, at: Moment, shop: Shop, other: Shop, of: Flood, heard: Callable[[int], None] = lambda _: None
) -> Filed:
    """File all of them from a moment on: the bots about `shop`, every second honest one about `other`."""
    made, every = Filed(), of.bots // of.honest
    for n in range(of.bots):
        moment = at + n * APART
        words = TEMPLATES[n % 6].format(n=n) if n % 6 < len(TEMPLATES) else words_of_their_own(n)
        device = (n % of.devices if of.devices else n).to_bytes(32, "big")
        phone = f"1380{n % of.phones:07d}"
        made.bots.append(_number(store, moment, shop, phone=phone, facts=words, about={"device_index": device}))
        if n % every == every // 2:
            k = len(made.honest)
            about = other if k % 2 else shop
            story = STORIES[k] if k < len(STORIES) else words_of_their_own(of.bots + k)
            device = (10**9 + k).to_bytes(32, "big")
            theirs = _number(store, moment, about, phone=f"1390{k:07d}", facts=story, about={"device_index": device})
            made.honest.append(theirs)
            made.honest_about_shop.extend([theirs] if about is shop else [])
        heard(n)
    return made


def _number(store: Store, at: Moment, shop: Shop, **changes: object) -> str:
    receipt = filed(store, at, shop, **changes)  # type: ignore[arg-type]
    assert receipt.complaint is not None
    return receipt.complaint[0]
