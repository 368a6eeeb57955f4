"""A year of records of the platform 12315, invented, as many and as spread as `the table of the province`: same seed, same rows.

Nothing in it is about anybody: numbers begin with SYN, shops are those that are handed in. What a row is meant to be
stands beside its cells, so that a recount need not believe a reader.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

HEADINGS = ("登记编号", "类型", "登记日期", "被投诉单位", "行政区划代码", "商品服务类别", "问题类别", "受理日期", "按期答复",
            "处理结果", "理由序号", "办结日期", "挽回损失（元）", "同意公示")  # fmt: skip

ITEMS = {
    "4301": (208_236, 99_078), "4302": (30_739, 14_626), "4303": (22_807, 10_851), "4304": (33_714, 16_041),
    "4305": (22_807, 10_851), "4306": (32_723, 15_570), "4307": (26_773, 12_739), "4308": (9_916, 4_718),
    "4309": (17_849, 8_492), "4310": (25_782, 12_267), "4311": (20_824, 9_908), "4312": (17_849, 8_492),
    "4313": (14_874, 7_077), "4331": (10_907, 5_190),
}  # fmt: skip
"""City → complaints, reports and enquiries of a year, and how many of them are published."""

UNITS = {
    "4301": 11_424, "4302": 3_586, "4303": 2_424, "4304": 5_666, "4305": 4_734, "4306": 4_835, "4307": 4_567,
    "4308": 1_064, "4309": 2_850, "4310": 3_994, "4311": 3_758, "4312": 3_225, "4313": 2_512, "4331": 1_761,
}  # fmt: skip
"""City → units of the scheme."""

COMPLAINTS, REPORTS, PUBLISHABLE = 268_000, 95_000, 238_644
GOODS = ("食品", "食品", "服装", "服装", "日用百货", "交通、停车", "手机、通讯产品", "家用电器", "餐饮、住宿", "餐饮、住宿",
         "其他服务")  # fmt: skip
PROBLEMS = (
    ("质量", 22),
    ("售后服务", 15),
    ("合同", 13),
    ("食品安全", 10),
    ("不正当竞争", 7),
    ("价格", 12),
    ("其他", 21),
)
LAST_DAYS = 14
"""Nothing is closed later than so many days before the day of the list, so that every result is due."""


@dataclass(frozen=True)
class Unit:
    """A shop of the scheme, as a list names it."""

    id: str
    credit_code: str
    region: str


def shares(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """A total over weights in whole numbers, by the largest remainders."""
    whole = sum(weights.values())
    found = {key: total * weight // whole for key, weight in weights.items()}
    by_rest = sorted(weights, key=lambda key: (-(total * weights[key] % whole), key))
    for key in by_rest[: total - sum(found.values())]:
        found[key] += 1
    return found


def a_year(
    units: Iterable[Unit], today: date, *, scale: float = 1.0, seed: int = 1, days: int = 365
) -> Iterator[list[str]]:
    """The rows below the heading, city by city; `scale` 1.0 is the province. Every city in the list needs a unit."""
    near: dict[str, list[Unit]] = {}
    for unit in units:
        near.setdefault(unit.region[:4], []).append(unit)
    items = {city: round(ITEMS[city][0] * scale) for city in sorted(near)}
    published = {city: round(ITEMS[city][1] * scale) for city in sorted(near)}
    province = sum(count for count, _ in ITEMS.values())
    whole = sum(items.values()) / province
    publishable = shares(round(PUBLISHABLE * whole), published)
    complaints = shares(round(COMPLAINTS * whole), items)
    reports = shares(round(REPORTS * whole), items)
    number = 0
    for city, mine in sorted(near.items()):
        kinds = {
            "published": published[city],
            "withheld": publishable[city] - published[city],
            "not accepted": complaints[city] - publishable[city],
            "report": reports[city],
            "enquiry": items[city] - complaints[city] - reports[city],
        }
        rng = random.Random(f"{seed}:{city}")
        order = [kind for kind, count in kinds.items() for _ in range(count)]
        rng.shuffle(order)
        for kind in order:
            number += 1
            yield _Row(rng, mine, today, days).cells(f"SYN{seed:02d}{number:09d}", kind)


def write_csv(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """The rows as CSV."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADINGS)
        writer.writerows(rows)


def write_lines(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """The rows as JSON lines; empty cells are left out, as programs do."""
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps({h: c for h, c in zip(HEADINGS, row, strict=True) if c}, ensure_ascii=False) + "\n")


@dataclass
class _Row:
    rng: random.Random
    units: Sequence[Unit]
    today: date
    days: int

    def cells(self, number: str, kind: str) -> list[str]:
        rng = self.rng
        unit = self.units[int(len(self.units) * rng.random() ** 2)]
        came = self.today - timedelta(days=LAST_DAYS + 1 + rng.randrange(self.days))
        closed = min(came + timedelta(days=rng.randrange(1, 56)), self.today - timedelta(days=LAST_DAYS))
        accepted = min(came + timedelta(days=rng.choice((0, 1, 2, 3, 5, 8))), closed)
        row = dict.fromkeys(HEADINGS, "")
        row |= {
            "登记编号": number,
            "类型": {"report": "举报", "enquiry": "咨询"}.get(kind, rng.choice(("投诉", "投诉", ""))),
            "登记日期": str(came),
            "被投诉单位": unit.credit_code,
            "行政区划代码": unit.region,
            "商品服务类别": rng.choice(GOODS),
            "问题类别": rng.choices([name for name, _ in PROBLEMS], [weight for _, weight in PROBLEMS])[0],
            "办结日期": str(closed),
        }
        more = {
            "published": self._accepted, "withheld": self._withheld, "not accepted": self._not_accepted,
            "report": self._report, "enquiry": lambda _: {"处理结果": "已答复"},
        }[kind](accepted)  # fmt: skip
        return [{**row, **more}[name] for name in HEADINGS]

    def _accepted(self, accepted: date) -> dict[str, str]:
        rng = self.rng
        outcome = rng.choices(("调解成功", "和解", "撤回", "终止调解"), (58, 10, 5, 27))[0]
        obtained = outcome in {"调解成功", "和解"} and rng.random() < 0.9
        yuan = f"{min(rng.lognormvariate(5, 1.77), 900_000):.2f}" if obtained else ""
        return {
            "处理结果": outcome,
            "理由序号": str(rng.randrange(1, 9)) if outcome == "终止调解" else "",
            "受理日期": str(accepted) if outcome != "和解" or rng.random() < 0.5 else "",
            "按期答复": rng.choices(("", "是", "否"), (85, 12, 3))[0],
            "挽回损失（元）": yuan,
            "同意公示": "是",
        }

    def _withheld(self, accepted: date) -> dict[str, str]:
        found = self._accepted(accepted)
        if self.rng.random() < 0.3:
            return {**found, "被投诉单位": f"没有入册的小店 {self.rng.randrange(1_000)} 号"}
        return {**found, "同意公示": self.rng.choice(("否", ""))}

    def _not_accepted(self, _: date) -> dict[str, str]:
        rng = self.rng
        outcome = rng.choices(("不予受理", "转其他部门", "撤回"), (60, 20, 20))[0]
        ground = str(rng.randrange(1, 8)) if outcome == "不予受理" else ""
        return {"处理结果": outcome, "理由序号": ground, "同意公示": rng.choice(("是", "否", ""))}

    def _report(self, _: date) -> dict[str, str]:
        rng = self.rng
        outcome = rng.choices(("立案办结", "不予立案", "转其他部门"), (4, 76, 20))[0]
        return {"处理结果": outcome, "理由序号": str(rng.randrange(1, 7)) if outcome == "不予立案" else ""}
