"""Invented shops of Hunan for the demonstration. Names and addresses are made up; the towns and regions are real."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass

from trustcode.regions.rules import Kind, Place


@dataclass(frozen=True)
class Trade:
    """A line of business: industry code, goods categories, names, how licences end (own shop, company), unit kind.

    `weight` says how many of 25 shops are of this trade.
    """

    industry: str
    categories: tuple[str, ...]
    names: tuple[str, ...]
    shop_form: str
    company_form: str
    weight: int = 1
    unit_kind: str = "shop"


TRADES: tuple[Trade, ...] = (
    Trade(
        "F523",
        ("clothing",),
        ("青禾布衣", "云锦坊", "素年", "湘绣里", "禾木衣橱", "南枝", "拾光衣舍", "棉里", "一针一线", "衣见倾心"),
        "服装店",
        "服饰有限公司",
        3,
    ),
    Trade(
        "F523",
        ("shoes_bags",),
        ("好再来鞋店", "步步鞋行", "足下鞋坊", "行远鞋包", "宝庆皮具"),
        "鞋店",
        "鞋业有限公司",
        2,
    ),
    Trade(
        "F521",
        ("daily_goods", "food"),
        ("惠民超市", "邻里百货", "千家便利", "湘满园超市", "芙蓉百货", "家家福", "好邻居超市", "万家乐超市"),
        "超市",
        "商贸有限公司",
        4,
    ),
    Trade(
        "F522",
        ("food",),
        (
            "洞庭渔家",
            "白沙井茶行",
            "安化茶庄",
            "湘潭槟榔铺",
            "浏阳豆豉店",
            "武冈卤味",
            "永丰辣酱",
            "临武鸭行",
            "隆回金银花铺",
        ),
        "食品店",
        "食品有限公司",
        3,
    ),
    Trade(
        "F524",
        ("books_stationery",),
        ("湘笺文具", "书院书店", "岳麓书房", "童趣文体"),
        "文具店",
        "文化用品有限公司",
    ),
    Trade(
        "F527",
        ("appliances", "phones"),
        ("建湘电器", "星城数码", "三湘家电", "明珠电器"),
        "电器店",
        "电器有限公司",
        2,
    ),
    Trade("F528", ("furniture",), ("禾木家居", "木言家具", "安居五金", "梅山竹器"), "家居店", "家居有限公司"),
    Trade("F525", ("medicines",), ("仁济大药房", "湘杏药房", "橘井堂药店"), "药店", "医药有限公司"),
    Trade(
        "H621",
        (),
        ("火宫小馆", "老码头鱼馆", "湘西土菜馆", "剁椒人家", "外婆灶", "洞庭鱼头", "浏阳蒸菜馆", "宁乡花猪馆"),
        "餐饮店",
        "餐饮有限公司",
        3,
        "restaurant",
    ),
    Trade(
        "H622",
        (),
        ("麓山小面", "阿婆擂茶", "津市牛肉粉", "常德米粉铺", "衡阳鱼粉", "糖油粑粑铺"),
        "小吃店",
        "餐饮有限公司",
        2,
        "restaurant",
    ),
    Trade("O804", (), ("青丝理发", "一剪楼", "沐颜"), "美容美发店", "美容服务有限公司"),
    Trade("O811", (), ("平安汽修", "老师傅修车"), "汽车修理店", "汽车服务有限公司"),
    Trade("H612", (), ("沱江边客栈", "澧水人家", "桃花源客舍"), "旅馆", "酒店管理有限公司"),
    Trade("F529", (), ("湘品优选", "辣妹子小铺", "十八洞山货"), "网店", "电子商务有限公司", unit_kind="online_shop"),
)

_TURNS = tuple(trade for turn in range(4) for trade in TRADES if trade.weight > turn)

BRANCHES = ("", "", "", "总店", "步行街店", "南门店", "火车站店", "大学城店", "江边店", "老街店")
STREETS = (
    "人民路", "解放路", "建设路", "中山路", "迎宾路", "文化路", "新华街", "正街",
    "南正街", "和平路", "滨江路", "朝阳路", "东风路", "环城北路", "教育街", "桥头街",
)  # fmt: skip
CHANGSHA_STREETS = ("五一大道", "芙蓉中路", "湘江中路", "书院路", "韶山北路", "黄兴南路", "蔡锷北路", "劳动西路")
OWNERS = (
    "周建国", "李晓兰", "刘志强", "陈桂英", "王新民", "张小红", "彭国华", "谭秀珍", "欧阳明", "向阳春",
    "龙腾飞", "罗美玲", "曾庆丰", "邓菊香", "石远山", "田玉梅", "肖立军", "蒋素云", "唐正兴", "何凤英",
)  # fmt: skip

AREA_CODES: Mapping[str, str] = {
    "4301": "0731", "4302": "0731", "4303": "0731", "4304": "0734", "4305": "0739", "4306": "0730", "4307": "0736",
    "4308": "0744", "4309": "0737", "4310": "0735", "4311": "0746", "4312": "0745", "4313": "0738", "4331": "0743",
}  # fmt: skip
"""Telephone area codes by the first digits of the city."""

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
    """One invented shop in a county. `individual`: registered as a person's own business, not as a company."""

    trade: Trade
    shop_name: str
    branch_name: str
    licence_name: str
    street: str
    owner: str
    phone: str
    individual: bool


def invent(rng: random.Random, city: Place, county: Place, number: int) -> Invented:
    """The next shop; `number` keeps phones apart."""
    trade = _TURNS[number % len(_TURNS)]
    name = rng.choice(trade.names)
    in_town = county.kind is Kind.DISTRICT
    individual = rng.random() < 0.62
    where = f"{city.name_zh}{county.name_zh}" if in_town else county.name_zh
    return Invented(
        trade=trade,
        shop_name=name,
        branch_name=_branch(rng, trade, in_town=in_town),
        licence_name=_own(where, name, trade) if individual else _company(city, name, trade),
        street=_street(rng, city),
        owner=rng.choice(OWNERS),
        phone=_phone(city.code, number),
        individual=individual,
    )


def sells_goods(number: int) -> bool:
    """Whether the n-th shop sells goods that can come back."""
    return bool(_TURNS[number % len(_TURNS)].categories)


def cluster_in(shop: Invented, name: str) -> Invented:
    """The company that runs a market or street, at the address of an invented shop."""
    licence = f"{name}管理有限公司"
    return Invented(shop.trade, name, "", licence, shop.street, shop.owner, shop.phone, individual=False)


def _own(where: str, name: str, trade: Trade) -> str:
    """A person's own business: 长沙市天心区青禾布衣服装店（个体工商户）; 惠民超市 says already what it is."""
    form = "" if name.endswith((trade.shop_form, "店", "馆", "铺", "房", "行", "庄", "粉", "面")) else trade.shop_form
    stem = name.removesuffix(form[:-1]) if form else name
    return f"{where}{stem}{form}（个体工商户）"


def _company(city: Place, name: str, trade: Trade) -> str:
    """A company: 长沙青禾布衣服饰有限公司; what sort of shop it is goes from the name."""
    stem = re.sub("(?:[鞋药]店|鞋[行坊]|大?药房|店|铺)$", "", name).removesuffix(trade.company_form[:2])
    return f"{city.short_zh}{stem}{trade.company_form}"


def _branch(rng: random.Random, trade: Trade, *, in_town: bool) -> str:
    branch = rng.choice(BRANCHES)
    return "" if trade.unit_kind == "online_shop" or (branch == "大学城店" and not in_town) else branch


def _street(rng: random.Random, city: Place) -> str:
    streets = STREETS + CHANGSHA_STREETS if city.code == "430100" else STREETS
    street = f"{rng.choice(streets)} {rng.randint(1, 480)} 号"
    return f"{street} {rng.randint(1, 6)} 栋 {rng.randint(101, 109)}" if rng.random() < 0.2 else street


def _phone(city_code: str, number: int) -> str:
    """A landline of the city with a number that was never given out (555…)."""
    area = AREA_CODES[city_code[:4]]
    return f"{area}-5550{number:04d}" if area == "0731" else f"{area}-555{number:04d}"
