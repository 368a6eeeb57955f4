"""Reports of illegality in the demonstration: one without a name, one that waits for more time, a case, and one without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from trustcode.complaints.actions import filing, reporting
from trustcode.complaints.actions.filing import About
from trustcode.complaints.queries.clocks import clocks_of
from trustcode.complaints.queries.sheets import own_matter
from trustcode.complaints.rules.filing import Filing
from trustcode.complaints.rules.reporting import NoCaseGround
from trustcode.complaints.rules.words import Source
from trustcode.doors.console.demo_matter import DAY, Told, by
from trustcode.kernel.actors import PUBLIC
from trustcode.kernel.moments import Moment, civil_day, start_of
from trustcode.record.pen import pen
from trustcode.storage.reading import reading


@dataclass(frozen=True)
class Clue:
    """What was reported so many days ago, about the shop itself or about one without a code, by nobody or by name."""

    ago: int
    words: str
    problem: str = "quality"
    shop: str = ""
    name: str = ""
    phone: str = ""
    category: str = ""


UNNAMED = Clue(3, "这家店把过了保质期的东西换了标签再卖，货架最下面一层，生产日期是贴上去的。")
LONGER = Clue(
    12,
    "超市的电子秤少称，二十斤米只有十八斤半，几台秤都这样。",
    "measure",
    "演示市场米面店",
    "周小暑",
    "19900009011",
    category="food",
)
CASE = Clue(
    26,
    "店里卖的充电器没有强制认证标志，我买了两个，都没有。",
    "quality",
    "演示数码小店",
    "吴立秋",
    "19900009012",
    category="phones",
)
NO_CASE = Clue(
    41,
    "门口写全场五折，进去只有一排货架打折。",
    "advertising",
    "演示服装店",
    "郑白露",
    "19900009013",
    category="clothing",
)


def report(told: Told) -> None:
    """All four, each as far as it has come."""
    officers = told.officers
    _filed(told, UNNAMED)
    longer, came = _filed(told, LONGER)
    with reading(told.office.store) as reader:
        clock = clocks_of(reader, longer, civil_day(told.now))[0].id
    why = "计量检定机构排期在下周，需要等检定结果。"
    by(told, officers.first, came + DAY, lambda p: reporting.take(p, report_id=longer))
    by(
        told,
        officers.first,
        came + 10 * DAY,
        lambda p: reporting.ask_extension(p, report_id=longer, clock_id=clock, why=why),
    )
    case, came = _filed(told, CASE)
    by(
        told,
        officers.second,
        came + 9 * DAY,
        lambda p: reporting.file_case(p, report_id=case, case_no="演示立〔2026〕1 号"),
    )
    by(told, officers.second, came + 11 * DAY, lambda p: reporting.note_told(p, report_id=case))
    none, came = _filed(told, NO_CASE)
    ground, said = NoCaseGround.SLIGHT_AND_MENDED, "标牌当天已经改正，没有造成损失。"
    by(
        told,
        officers.first,
        came + 8 * DAY,
        lambda p: reporting.find_no_case(p, report_id=none, ground=ground, said=said),
    )
    by(told, officers.first, came + 9 * DAY, lambda p: reporting.note_told(p, report_id=none))


def _filed(told: Told, clue: Clue) -> tuple[str, Moment]:
    """The id of a report, and when it came."""
    came = start_of(civil_day(told.now) - clue.ago * DAY) + timedelta(hours=10, minutes=20)
    typed = Filing(
        is_complaint=False,
        is_report=True,
        clue=clue.words,
        category=clue.category or (told.categories or ("daily_goods",))[0],
        problem=clue.problem,
        name=clue.name,
        phone=clue.phone,
        anonymous=not clue.name,
        respondent_name=clue.shop,
        respondent_address="演示路 8 号" if clue.shop else "",
    )
    shop = "" if clue.shop else told.merchant_id
    about = About(source=Source.SEARCH, proved=bool(clue.name), merchant_id=shop, region_code=told.region_code)
    with pen(told.office.store, PUBLIC, came) as p:
        receipt = filing.file(p, filing=typed, about=about, scheme=told.office.settings.rules)
    if receipt.report is None:
        raise LookupError("a report without its receipt")
    with reading(told.office.store) as reader:
        return own_matter(reader, *receipt.report).id, came
