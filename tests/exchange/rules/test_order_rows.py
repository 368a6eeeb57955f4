"""A row of a file is read as the message that would have been posted; every fault by its column."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from trustcode.complaints.rules.words import Wish
from trustcode.exchange.rules.order_rows import COLUMNS, KINDS, Lists, OrderRow, read_orders
from trustcode.exchange.rules.orders import FIELDS, Order, read_order
from trustcode.kernel.tables import Cell, Odd, RowFault

NOW = datetime(2026, 11, 23, 1, 42, tzinfo=UTC)
LISTS = Lists({"服装": "clothing", "clothing": "clothing"}, {"质量": "quality", "quality": "quality"})
ROW = {
    "external_no": "CS-1",
    "kind": "投诉举报",
    "received_at": "2026/11/23 7:30",
    "region_code": "430102",
    "shop_name": "无名小店",
    "shop_address": "人民路 1 号",
    "category": "服装",
    "problem": "质量",
    "facts": "第一行\n第二行",
    "clue": "没有明码标价。",
    "wishes": "退货、退款；赔偿损失",
    "bought_on": "2026年11月21日",
    "happened_on": "",
    "amount_fen": "¥1,299.5",
    "receipt_no": "B-2",
    "name": "陈小满",
    "phone": "13900005678",
    "address": "",
    "may_publish": "是",
    "anonymous": "",
}


def read(*rows: dict[str, Any]) -> list[OrderRow | list[RowFault]]:
    cells = [{name: value if isinstance(value, Cell) else Cell(value) for name, value in row.items()} for row in rows]
    return list(read_orders(enumerate(cells, 2), LISTS, NOW))


def the_order(**changes: Any) -> Order:
    (found,) = read({**ROW, **changes})
    assert isinstance(found, OrderRow), found
    return found.order


def faults(**changes: Any) -> list[tuple[int, str, str]]:
    (found,) = read({**ROW, **changes})
    assert isinstance(found, list)
    return [(one.row, one.column, one.code.value) for one in found]


def test_a_row_is_the_order_that_would_have_been_posted() -> None:
    posted = {
        "external_no": "CS-1",
        "kind": "both",
        "received_at": "2026-11-22T23:30:00+00:00",
        "region_code": "430102",
        "shop_name": "无名小店",
        "shop_address": "人民路 1 号",
        "category": "clothing",
        "problem": "quality",
        "facts": "第一行\n第二行",
        "clue": "没有明码标价。",
        "wishes": ["return", "refund", "damages"],
        "bought_on": "2026-11-21",
        "amount_fen": 129_950,
        "receipt_no": "B-2",
        "name": "陈小满",
        "phone": "13900005678",
        "may_publish": True,
    }

    assert the_order() == read_order(json.loads(json.dumps(posted)), NOW)


def test_every_field_of_a_message_has_a_column_that_bears_its_name() -> None:
    assert set(COLUMNS.headings) == FIELDS
    assert all(name in known for name, known in COLUMNS.headings.items() if name != "amount_fen")


def test_a_time_without_a_zone_is_one_in_china_and_one_with_a_zone_stays() -> None:
    assert the_order(received_at="2026-11-23 09:30:15").received_at == datetime(2026, 11, 23, 1, 30, 15, tzinfo=UTC)
    assert the_order(received_at="2026-11-23T01:00:00+00:00").received_at == datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(("word", "kind"), KINDS.items())
def test_a_kind_by_any_of_its_words(word: str, kind: str) -> None:
    assert the_order(kind=word).kind == kind


def test_what_is_left_empty_is_left_out() -> None:
    order = the_order(wishes="", bought_on="", amount_fen="", may_publish="", receipt_no="")

    assert (order.wishes, order.bought_on, order.amount_fen, order.may_publish) == ((), None, None, False)
    assert the_order(wishes="更换").wishes == (Wish.REPLACE,)
    assert the_order(wishes="退货、退还货款或服务费用").wishes == (Wish.RETURN, Wish.REFUND)
    assert the_order(bought_on="2026-11-1").bought_on == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"external_no": ""}, "工单编号"),
        ({"kind": "咨询"}, "类型"),
        ({"received_at": "昨天"}, "登记时间"),
        ({"received_at": "2026-11-23"}, "登记时间"),
        ({"received_at": "2026-02-30 09:00"}, "登记时间"),
        ({"received_at": "2026-11-24 09:00"}, "登记时间"),
        ({"wishes": "退货、道歉"}, "诉求"),
        ({"amount_fen": "很多"}, "涉及金额（元）"),
        ({"may_publish": "也许"}, "同意公示"),
        ({"name": ""}, "姓名"),
        ({"shop_name": ""}, "被投诉单位"),
        ({"bought_on": "2026-11-31"}, "购买日期"),
    ],
)
def test_what_is_not_right_is_named_by_row_and_column(changes: dict[str, str], column: str) -> None:
    assert faults(**changes) == [(2, column, "order_field_wrong")]


def test_every_fault_of_a_row_is_named_at_once() -> None:
    assert {column for _, column, _ in faults(kind="x", wishes="x", phone="")} == {"类型", "诉求", "联系电话"}


def test_cells_without_a_value_of_their_own_and_rounded_numbers_are_faults() -> None:
    assert faults(phone=Cell("", odd=Odd.FORMULA)) == [(2, "联系电话", "table_formula_cell")]
    assert faults(external_no=Cell("1.23E+17", is_number=True)) == [(2, "工单编号", "table_number_cell")]


def test_a_number_that_stands_twice_is_a_fault_of_the_second() -> None:
    first, second = read(ROW, ROW)

    assert isinstance(first, OrderRow)
    assert isinstance(second, list)
    assert [(one.row, one.column, one.code.value, one.facts) for one in second] == [
        (3, "工单编号", "table_same_row_twice", {"first": 2})
    ]
