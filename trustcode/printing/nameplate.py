"""How a shop's name stands on its white board: upright like a sign-writer's, or level when it is long or not Chinese.

Up to 5 Han characters make one column, 6 to 10 two columns read from right to left; anything longer, or with letters,
digits or signs, stands level in lines. A column or a line never holds one character alone, and breaks fall between
words as far as we know them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

ONE_COLUMN = 5
TWO_COLUMNS = 10
_TALLEST = 6
"""Characters of the longest column."""
_WORD = 2.5
"""How many characters of imbalance a break between words is worth."""
_PLACES = "市县区街路镇村"
_TRADE_WORDS = """
服装店 服饰店 服装 服饰 布衣 男装 女装 童装 鞋店 鞋业 内衣 风味馆 风味 米粉店 米粉 粉馆 粉店 面馆
菜馆 餐馆 餐厅 餐饮 饭店 饭庄 酒店 大酒店 酒楼 酒家 小馆 火锅 烧烤 小吃店 小吃 食府 食堂 茶馆 茶楼
茶庄 茶叶店 茶叶 茶业 奶茶店 奶茶 咖啡馆 咖啡 面包房 烘焙 蛋糕店 蛋糕 零食铺子 零食店 零食 腊肉
特产店 特产 酱板鸭 水果店 水果 生鲜店 生鲜 生活超市 超市 便利店 商店 商行 商场 商城 商厦 商贸 百货
百货店 购物广场 购物中心 广场 大市场 市场 大药房 药房 药店 药号 眼镜店 眼镜 钟表店 钟表 珠宝店 珠宝
首饰 银饰 金店 金行 工坊 工艺品店 书店 书屋 书城 文具店 文具 文化用品店 家电 电器 电器行 手机店 手机
数码 家具城 家具 家居 家居馆 家纺 建材 建材店 灯饰 五金店 五金 窗帘 床品 瓷器店 陶瓷 花店 花艺
母婴店 母婴 玩具店 玩具 体育用品店 美容院 美容 理发店 美发 摄影 照相馆 宾馆 旅馆 客栈 民宿 影城 健身
汽车 汽修 生活馆 体验馆 专卖店 旗舰店 直营店 连锁店 加盟店 体验店 折扣店 总店 分店 有限公司 合作社
老店 铺子
"""
_TRADES = tuple(sorted(_TRADE_WORDS.split(), key=len, reverse=True))
"""What shops call themselves by, the longest first."""


@dataclass(frozen=True)
class Upright:
    """Columns in the order of reading: the first one stands at the right."""

    columns: tuple[str, ...]


@dataclass(frozen=True)
class Level:
    """Lines from top to bottom."""

    lines: tuple[str, ...]


def nameplate(name: str, *, wide: float = 151.0, tall: float = 30.0) -> Upright | Level:
    """How a name stands; `wide` and `tall` are the room for level lines, in any one unit."""
    if len(name) <= TWO_COLUMNS and all(map(is_han, name)):
        return Upright((name,) if len(name) <= ONE_COLUMN else _columns(name))
    return Level(level_lines(name, wide=wide, tall=tall))


def level_lines(name: str, *, wide: float, tall: float) -> tuple[str, ...]:
    """The way to break that lets the letters be largest; among nearly equal ones, the one between words."""
    spots, wanted = _spots(name), word_breaks(name)
    most = min(5, 1 + len(spots))
    cuttings = (cuts for count in range(most) for cuts in _cuttings(spots, count, len(name)))
    best = max(cuttings, key=lambda cuts: _merit(_cut(name, cuts), wide, tall) * 0.8 ** len(set(cuts) - wanted))
    return _cut(name, best)


def is_han(char: str) -> bool:
    """Whether a character is a Han one, the rare and the compatibility ones included, or the mark 〇."""
    point = ord(char)
    return (
        0x4E00 <= point <= 0x9FFF
        or 0x3400 <= point <= 0x4DBF
        or 0xF900 <= point <= 0xFAFF
        or 0x20000 <= point <= 0x3FFFF
        or char == "〇"
    )


def width(text: str) -> float:
    """About how wide a text runs, in ems: Han and full-width signs 1, others as the letters of Song are on average."""
    return sum(1.0 if ord(c) >= 0x2E80 else 0.3 if c in " .,'·-ilI|" else 0.78 if c.isupper() else 0.58 for c in text)


def word_breaks(name: str) -> frozenset[int]:
    """Where words seem to meet: after a place, before and after what the shop trades in, at blanks and brackets."""
    trades = list(_trades(name))
    places = (i + 1 for i, c in enumerate(name) if i >= 1 and (c in _PLACES or name[:i].endswith("自治")))
    signs = (i + 1 for i, c in enumerate(name) if c in " ·、，）)-")
    openings = (i for i, c in enumerate(name) if c in "（(")
    edges = {edge for span in trades for edge in span}
    found = {*edges, *places, *signs, *openings}
    return frozenset(at for at in found if 0 < at < len(name) and not any(a < at < b for a, b in trades))


def _trades(name: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(name):
        word = next((w for w in _TRADES if name.startswith(w, at)), "")
        if word:
            yield at, at + len(word)
        at += len(word) or 1


def _columns(name: str) -> tuple[str, str]:
    count, wanted = len(name), word_breaks(name)
    places = range(max(2, count - _TALLEST), min(_TALLEST, count - 2) + 1)
    best = min(places, key=lambda at: (abs(2 * at - count) / 2 - _WORD * (at in wanted), -at))
    return name[:best], name[best:]


def _spots(name: str) -> list[int]:
    """Where a line may end at all: never inside a run of letters or digits, never before a closing sign."""
    return [
        i
        for i in range(2, len(name) - 1)
        if not (_runs(name[i - 1]) and _runs(name[i]))
        and name[i] not in "，。、）)】》·- "
        and name[i - 1] not in "（(【《"
    ]


def _runs(char: str) -> bool:
    return ord(char) < 0x2E80 and char not in " -"


def _cuttings(spots: Sequence[int], count: int, length: int) -> Iterable[tuple[int, ...]]:
    """All ways for up to two cuts; for more, the one near equal parts, since long names would give too many."""
    if count <= 2:
        return combinations(spots, count)
    near = (length * part / (count + 1) for part in range(1, count + 1))
    return [tuple(sorted({min(spots, key=lambda spot: abs(spot - at)) for at in near}))]


def _cut(name: str, cuts: Sequence[int]) -> tuple[str, ...]:
    return tuple(name[a:b].strip() for a, b in pairwise([0, *cuts, len(name)]))


def _merit(lines: tuple[str, ...], wide: float, tall: float) -> float:
    """About how large the letters can be; lines of like width win among equals."""
    widths = [width(line) for line in lines]
    return min(wide / max(widths), tall / (1.16 * len(lines)), tall * 0.62) - 0.01 * (max(widths) - min(widths))
