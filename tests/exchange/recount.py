"""A recount of a list of records by the published rules, in plain Python over the file alone.

It knows nothing of the product: neither its tables nor its rules nor its words, except those that stand on a page.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from pathlib import Path

ENDS = {
    "和解": "settled",
    "调解成功": "agreed",
    "终止调解": "ended",
    "不予受理": "refused",
    "撤回": "withdrawn",
    "转其他部门": "referred",
}
REPORT_ENDS = {"立案办结": "case_closed", "不予立案": "no_case", "转其他部门": "referred"}
ON_PAGE = {"settled": "与店家和解", "agreed": "调解达成一致", "ended": "没有达成一致", "withdrawn": "顾客撤回"}
FEW = 10

Line = tuple[str, str, str, str]
"""A published result: day in, result, class, problem, in the words of the page."""


@dataclass
class ShopCount:
    """What the page of one shop must say."""

    spans: list[tuple[date, date, str, str]] = field(default_factory=list)
    shown: list[Line] = field(default_factory=list)


@dataclass
class Recount:
    """All that a list comes to."""

    shops: dict[str, ShopCount] = field(default_factory=lambda: defaultdict(ShopCount))
    complaints: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    reports: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    enquiries: int = 0
    published: Counter[int] = field(default_factory=Counter)
    withheld: Counter[tuple[int, str]] = field(default_factory=Counter)
    obtained_fen: int = 0


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def recount(path: Path, codes: frozenset[str]) -> Recount:
    """Count a file; `codes` are the credit codes of the shops of the scheme."""
    found = Recount()
    for row in rows_of(path):
        kind = row["类型"] or "投诉"
        if kind == "咨询":
            found.enquiries += 1
        elif kind == "举报":
            found.reports[row["行政区划代码"]][REPORT_ENDS[row["处理结果"]]] += 1
        else:
            _complaint(found, row, codes)
    return found


def _complaint(found: Recount, row: Mapping[str, str], codes: frozenset[str]) -> None:
    end, shop = ENDS[row["处理结果"]], row["被投诉单位"]
    came, closed = date.fromisoformat(row["登记日期"]), date.fromisoformat(row["办结日期"])
    found.complaints[row["行政区划代码"]][end] += 1
    found.obtained_fen += round(float(row["挽回损失（元）"] or 0) * 100)
    if shop in codes and end not in {"refused", "referred"}:
        found.shops[shop].spans.append((came, closed, end, row["按期答复"]))
    why = _why_not(row, end, shop in codes)
    if why:
        found.withheld[closed.year, why] += 1
        return
    found.published[closed.year] += 1
    day = f"{came.year} 年 {came.month} 月 {came.day} 日"
    found.shops[shop].shown.append((day, ON_PAGE[end], row["商品服务类别"], row["问题类别"]))


def _why_not(row: Mapping[str, str], end: str, is_known: bool) -> str:  # noqa: FBT001 - whether we know the shop
    """W2 not taken on, W6 no shop of ours, W1 no consent, in this order; empty when it is published."""
    taken_on = end in {"agreed", "ended", "settled"} or (end == "withdrawn" and row["受理日期"])
    if not taken_on:
        return "W2"
    if not is_known:
        return "W6"
    return "" if row["同意公示"] == "是" else "W1"


def year_before(day: date) -> date:
    """The same day a year earlier."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def sentences_of(shop: ShopCount, today: date) -> list[str]:
    """What the shop's page must say of its complaints, sentence by sentence."""
    start = year_before(today)
    mine = [one for one in shop.spans if start < one[0] <= today]
    before = sum(year_before(start) < came <= start for came, *_ in shop.spans)
    if not mine:
        return []
    said = [f"只有 {len(mine)} 件，太少，看不出什么" if len(mine) < FEW else f"{len(mine)} 件收到的投诉"]
    ends = Counter(end for _, _, end, _ in mine)
    said += [f"{ON_PAGE[end]} {count}" for end, count in ends.items()]
    answers = Counter(answer for *_, answer in mine)
    if answers["是"] or answers["否"]:
        said.append(f"店家按时答复 {answers['是']} 件，晚答或者没答 {answers['否']} 件。")
    if len(mine) >= FEW:
        days = sorted((closed - came).days for came, closed, *_ in mine)
        said.append(f"一半在 {days[(len(days) - 1) // 2]} 天以内办完")
        more = len(mine) - before
        than = f"多 {more} 件。" if more > 0 else f"少 {-more} 件。"
        said.append(f"比再往前 12 个月{than}" if more else "和再往前 12 个月一样多。")
    return said


def page_words(html: str) -> str:
    """The words of the part of a shop's page that is about complaints."""
    part = re.search(r'<section class="part" id="complaints">(.*?)</section>', html, re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", part[1]))) if part else ""


def page_lines(html: str) -> list[Line]:
    """The results on a page of the list of all results."""
    sections = re.findall(r'<section class="result">(.*?)</section>', html, re.DOTALL)
    return [_line(one) for one in sections]


def _line(section: str) -> Line:
    heading = re.search(r"<h2>(.*?)</h2>", section, re.DOTALL)
    rows = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", section, re.DOTALL))
    said = re.sub(r"<[^>]+>", "", heading[1]) if heading else ""
    day, _, result = unescape(said).partition("，")
    return day.strip(), result.strip(), unescape(rows.get("类别", "")).strip(), unescape(rows.get("问题", "")).strip()


def differences(shop: ShopCount, today: date, shop_id: str, get: Callable[[str], str]) -> list[str]:
    """What the two pages of a shop say otherwise than the recount; `get` fetches an address. Empty when all is right."""
    words = page_words(get(f"/m/{shop_id}"))
    found = [
        f"{shop_id}: {said!r} is not in {words[:200]!r}" for said in sentences_of(shop, today) if said not in words
    ]
    if len(re.findall(r"(?:与店家和解|调解达成一致|没有达成一致|顾客撤回|还在处理) \d", words)) != len(
        {end for came, _, end, _ in shop.spans if came > year_before(today)}
    ):
        found.append(f"{shop_id}: other ways to end in {words[:200]!r}")
    shown: list[Line] = []
    address: str | None = f"/m/{shop_id}/complaints"
    while address:
        page = get(address)
        shown += page_lines(page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = unescape(following[1]) if following else None
    if Counter(shown) != Counter(shop.shown):
        less, more = Counter(shop.shown) - Counter(shown), Counter(shown) - Counter(shop.shown)
        found.append(
            f"{shop_id}: not shown {list(less)[:3]} ({less.total()}), shown beyond {list(more)[:3]} ({more.total()})"
        )
    return found
