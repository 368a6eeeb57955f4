"""Closed complaints of the platform from a file: whole or not at all, once, every fault by row and column."""

from __future__ import annotations

import csv
import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.doors.console.conftest import Terminal
from tests.merchants.builders import COUNTY, Shop, an_active_merchant
from trustcode.complaints.models import Complaint
from trustcode.complaints.rules.course import State
from trustcode.exchange.models import Reference
from trustcode.merchants.models import Merchant
from trustcode.storage.reading import reading

HEADINGS = ["登记编号", "登记日期", "被投诉单位", "行政区划代码", "商品服务类别", "问题类别", "处理结果", "理由序号",
            "办结日期", "挽回损失（元）", "同意公示"]  # fmt: skip
GOOD = ["12315-1", "2026-03-05", "无码小店", COUNTY, "服装", "质量", "调解成功", "", "2026-03-20", "159.00", "是"]


def written(folder: Path, *rows: list[str]) -> Path:
    path = folder / "records.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    return path


def row(**changes: str) -> list[str]:
    names = [
        "number",
        "came",
        "shop",
        "region",
        "category",
        "problem",
        "outcome",
        "ground",
        "closed",
        "obtained",
        "publish",
    ]
    return [changes.get(name, value) for name, value in zip(names, GOOD, strict=True)]


def counted(terminal: Terminal) -> int:
    with reading(terminal.store) as reader:
        return int(reader.scalar(select(func.count(Complaint.id))) or 0)


@pytest.fixture
def shop(terminal: Terminal) -> Shop:
    return an_active_merchant(terminal.store, terminal.at)


def test_a_row_becomes_a_complaint_that_has_ended(terminal: Terminal, tmp_path: Path) -> None:
    answer = terminal.asks("import", "complaints", written(tmp_path, GOOD))

    assert (answer["exit"], answer["rows"], answer["new"]) == (0, 1, 1)
    with reading(terminal.store) as reader:
        found = reader.one(select(Complaint))
    assert found is not None
    assert (found.state, found.obtained_fen, found.may_publish, found.merchant_id) == (State.AGREED, 15_900, True, None)
    assert found.accepted_at == found.came_in_at


def test_the_same_file_again_changes_nothing_and_a_longer_one_adds_the_rest(terminal: Terminal, tmp_path: Path) -> None:
    terminal.asks("import", "complaints", written(tmp_path, GOOD))

    assert terminal.asks("import", "complaints", written(tmp_path, GOOD))["new"] == 0
    assert terminal.asks("import", "complaints", written(tmp_path, GOOD, row(number="12315-2")))["new"] == 1
    assert counted(terminal) == 2


def test_a_dry_run_checks_and_changes_nothing(terminal: Terminal, tmp_path: Path) -> None:
    answer = terminal.asks("import", "complaints", written(tmp_path, GOOD), "--dry-run")

    assert (answer["exit"], answer["new"], counted(terminal)) == (0, 0, 0)


def test_a_shop_is_found_by_credit_code_and_by_name_in_its_region(
    terminal: Terminal, tmp_path: Path, shop: Shop
) -> None:
    with reading(terminal.store) as reader:
        unit = reader.get(Merchant, shop.id)
    assert unit is not None
    rows = [
        row(shop=unit.credit_code),
        row(number="n-2", shop=unit.shop_name),
        row(number="n-3", shop=unit.shop_name, region="430202"),
    ]

    terminal.asks("import", "complaints", written(tmp_path, *rows))

    with reading(terminal.store) as reader:
        joined = select(Reference.external_no, Complaint.merchant_id).join(
            Complaint, Complaint.id == Reference.complaint_id
        )
        found = dict(reader.rows(joined))
    assert found == {"12315-1": shop.id, "n-2": shop.id, "n-3": None}


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"number": ""}, "登记编号", "record_missing"),
        ({"came": "三月五日"}, "登记日期", "record_not_a_day"),
        ({"came": "2031-01-01"}, "登记日期", "record_not_a_day"),
        ({"closed": "2026-03-04"}, "办结日期", "record_closed_before"),
        ({"region": "999999"}, "行政区划代码", "record_not_on_list"),
        ({"category": "飞船"}, "商品服务类别", "record_not_on_list"),
        ({"outcome": "不了了之"}, "处理结果", "record_not_on_list"),
        ({"outcome": "终止调解"}, "理由序号", "record_not_on_list"),
        ({"outcome": "不予受理", "ground": "8"}, "理由序号", "record_not_on_list"),
        ({"ground": "1"}, "理由序号", "record_not_on_list"),
        ({"publish": "也许"}, "同意公示", "record_not_on_list"),
    ],
)
def test_every_fault_is_named_and_nothing_is_taken_in(
    terminal: Terminal, tmp_path: Path, changes: dict[str, str], column: str, code: str
) -> None:
    answer = terminal.asks("import", "complaints", written(tmp_path, row(number="ok"), row(**changes)))

    assert answer["exit"] == 1
    assert [(one["row"], one["column"], one["code"]) for one in answer["faults"]] == [(3, column, code)]
    assert counted(terminal) == 0


def test_a_number_twice_or_with_another_content_is_a_fault(terminal: Terminal, tmp_path: Path) -> None:
    twice = terminal.asks("import", "complaints", written(tmp_path, GOOD, GOOD))
    terminal.asks("import", "complaints", written(tmp_path, GOOD))
    other = terminal.asks("import", "complaints", written(tmp_path, row(obtained="1.00")))

    assert [one["code"] for one in twice["faults"]] == ["table_same_row_twice"]
    assert [one["code"] for one in other["faults"]] == ["record_other_row"]
    assert counted(terminal) == 1


def test_a_few_thousand_rows_are_right_against_a_recount(terminal: Terminal, tmp_path: Path) -> None:
    rng, words = random.Random(4), {"和解": State.SETTLED, "调解成功": State.AGREED, "撤回": State.WITHDRAWN}
    rows = []
    for number in range(2_000):
        came = date(2026, 1, 1) + timedelta(days=rng.randrange(200))
        outcome = rng.choice(list(words))
        rows.append(row(number=f"x{number}", came=str(came), closed=str(came + timedelta(days=9)), outcome=outcome))

    answer = terminal.asks("import", "complaints", written(tmp_path, *rows))

    assert answer["new"] == 2_000
    with reading(terminal.store) as reader:
        states = dict(reader.rows(select(Complaint.state, func.count()).group_by(Complaint.state)))
    assert states == Counter(words[one[6]] for one in rows)


def test_the_template_has_the_headings(terminal: Terminal, tmp_path: Path) -> None:
    terminal.asks("import", "complaints-template", tmp_path / "empty.csv")

    assert (tmp_path / "empty.csv").read_text("utf-8-sig").strip() == ",".join(HEADINGS)
