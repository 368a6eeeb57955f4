"""Invented shops of Hunan for the demonstration. Names and addresses are made up; the towns and regions are real."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Trade:
    """A line of business: its industry code, goods categories, words for names, and whether it sells goods."""

    industry: str
    categories: tuple[str, ...]
    names: tuple[str, ...]
    suffix: str
    unit_kind: str = "shop"
    sells: bool = True


TRADES: tuple[Trade, ...] = (
    Trade(
        "F523",
        ("clothing",),
        ("青禾布衣", "云锦坊", "素年", "湘绣里", "禾木衣橱", "南枝", "拾光衣舍", "棉里"),
        "服装店",
    ),
    Trade("F523", ("shoes_bags",), ("好再来鞋店", "步步鞋行", "足下鞋坊", "行远鞋包", "宝庆皮具"), "鞋店"),
    Trade(
        "F521",
        ("daily_goods", "food"),
        ("惠民超市", "邻里百货", "千家便利", "湘满园超市", "芙蓉百货", "家家福"),
        "超市",
    ),
    Trade(
        "F522",
        ("food",),
        ("洞庭渔家", "白沙井茶行", "安化茶庄", "湘潭槟榔铺", "浏阳豆豉店", "武冈卤味", "永丰辣酱"),
        "食品店",
    ),
    Trade("F524", ("books_stationery",), ("湘笺文具", "书院书店", "岳麓书房", "童趣文体"), "文具店"),
    Trade("F527", ("appliances", "phones"), ("建湘电器", "星城数码", "三湘家电", "明珠电器"), "电器店"),
    Trade("F528", ("furniture",), ("禾木家居", "木言家具", "安居五金", "梅山竹器"), "家居店"),
    Trade("F525", ("medicines",), ("仁济大药房", "湘杏药房", "橘井堂药店"), "药店"),
    Trade(
        "H621",
        (),
        ("麓山小面", "阿婆擂茶", "火宫小吃", "老码头鱼馆", "津市牛肉粉", "常德米粉铺", "湘西土菜馆", "剁椒人家"),
        "餐饮店",
        "restaurant",
        False,
    ),
    Trade("O804", (), ("青丝理发", "一剪美", "沐颜美容"), "美容美发店", "shop", False),
    Trade("O811", (), ("平安汽修", "老师傅修车"), "汽车修理店", "shop", False),
    Trade("H612", (), ("沱江边客栈", "澧水人家", "桃花源客舍"), "旅馆", "shop", False),
)

BRANCHES = ("", "", "", "总店", "步行街店", "南门店", "火车站店", "大学城店", "江边店", "老街店")
STREETS = (
    "人民路",
    "解放路",
    "建设路",
    "中山路",
    "五一大道",
    "芙蓉大道",
    "迎宾路",
    "文化路",
    "新华街",
    "正街",
    "南正街",
    "和平路",
    "滨江路",
    "朝阳路",
    "湘江路",
    "书院路",
)
OWNERS = (
    "周建国",
    "李晓兰",
    "刘志强",
    "陈桂英",
    "王新民",
    "张小红",
    "彭国华",
    "谭秀珍",
    "欧阳明",
    "向阳春",
    "龙腾飞",
    "罗美玲",
    "曾庆丰",
    "邓菊香",
)

CLUSTERS: Mapping[str, str] = {
    "430102": "朝阳路电子市场",
    "430103": "坡子街商圈",
    "430302": "基建营市场",
    "430502": "青龙桥市场",
    "430802": "天门山下街区",
    "433101": "乾州古城街区",
}
"""Clusters: a market or street in a county."""


@dataclass(frozen=True)
class Invented:
    """One invented shop in a county."""

    trade: Trade
    shop_name: str
    branch_name: str
    licence_name: str
    street: str
    owner: str
    phone: str


def invent(rng: random.Random, city: str, county: str, number: int) -> Invented:
    """The next shop; `number` keeps phones and house numbers apart. City and county are Chinese names."""
    trade = TRADES[number % len(TRADES)]
    name = trade.names[(number // len(TRADES)) % len(trade.names)]
    branch = rng.choice(BRANCHES)
    street = f"{rng.choice(STREETS)} {rng.randint(1, 480)} 号"
    if "电" not in trade.suffix and rng.random() < 0.2:
        street += f" {rng.randint(1, 6)} 栋 {101 + rng.randint(0, 8)}"
    licence = f"{city}{county}{name}{trade.suffix}{'（个体工商户）' if rng.random() < 0.6 else ''}"
    phone = f"07{rng.choice(['31', '33', '34', '35', '36', '37', '38', '39'])}-5550{number:04d}"
    return Invented(trade, name, branch, licence, street, rng.choice(OWNERS), phone)
