"""Work orders from a file: as if each had been posted; a bad row holds up no other."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from werkzeug.test import Client

from tests.complaints.builders import a_shop, the_complaint
from tests.doors.console.conftest import Terminal
from tests.exchange.orders import an_order, credit_code, sent
from tests.exchange.peer import KEY
from tests.merchants.builders import COUNTY, Shop
from trustcode.complaints.models import Complaint
from trustcode.complaints.queries.clocks import clocks_of
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.words import Source
from trustcode.doors.console import orders_in
from trustcode.doors.exchange.app import create_exchange_app
from trustcode.exchange.actions.taking_in import Taken
from trustcode.exchange.models import Reference
from trustcode.exchange.rules.order_rows import COLUMNS
from trustcode.kernel.moments import civil_day
from trustcode.record.pen import Pen
from trustcode.settings import Peer
from trustcode.storage.reading import reading

HEADINGS = {name: known[0] for name, known in COLUMNS.headings.items()}
ROW = {
    "external_no": "CS2026112300017",
    "received_at": "2026-11-23 07:42",
    "region_code": COUNTY,
    "category": "服装",
    "problem": "质量",
    "facts": "来电人称周六买的外套拉链坏了，店里不给退。",
    "wishes": "退款",
    "name": "陈小满",
    "phone": "13900005678",
}


@pytest.fixture
def shop(terminal: Terminal) -> Shop:
    return a_shop(terminal.store, terminal.at, settles=False)


def a_row(terminal: Terminal, shop: Shop, **changes: str) -> dict[str, str]:
    return {**ROW, "credit_code": credit_code(terminal.store, shop), **changes}


def table(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "orders.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(HEADINGS))
        writer.writerow(HEADINGS)
        writer.writerows(rows)
    return path


def lines(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "orders.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def complaints(terminal: Terminal) -> int:
    with reading(terminal.store) as reader:
        return int(reader.scalar(select(func.count(Complaint.id))) or 0)


@pytest.mark.parametrize("write", [table, lines])
def test_an_order_of_a_file_is_a_case_with_its_clock(
    terminal: Terminal, shop: Shop, tmp_path: Path, write: Callable[..., Path]
) -> None:
    answer = terminal.asks("exchange", "take", "12345", write(tmp_path, a_row(terminal, shop)))

    assert (answer["exit"], answer["rows"], answer["new"], answer["known"]) == (0, 1, 1, 0)
    with reading(terminal.store) as reader:
        found = reader.one(select(Complaint))
        assert found is not None
        clocks = {clock.rule.code.value for clock in clocks_of(reader, found.id, civil_day(terminal.at))}
    assert (found.state, found.merchant_id, found.source) == (State.RECEIVED, shop.id, Source.HOTLINE_12345)
    assert {"C1", "C10"} <= clocks


def test_the_same_file_again_and_a_longer_one(terminal: Terminal, shop: Shop, tmp_path: Path) -> None:
    terminal.asks("exchange", "take", "12345", table(tmp_path, a_row(terminal, shop)))
    other = a_row(terminal, shop, external_no="CS-2", phone="13700001111", facts="换货时多收了钱。")

    again = terminal.asks("exchange", "take", "12345", table(tmp_path, a_row(terminal, shop)))
    longer = terminal.asks("exchange", "take", "12345", table(tmp_path, a_row(terminal, shop), other))

    assert (again["new"], again["known"]) == (0, 1)
    assert (longer["new"], longer["known"], complaints(terminal)) == (1, 1, 2)


def test_what_was_posted_and_comes_by_file_too_is_known(terminal: Terminal, shop: Shop, tmp_path: Path) -> None:
    office = terminal.office
    object.__setattr__(office.settings, "peers", {"12345": Peer("12345", "", "k1", {"k1": KEY})})
    posted = sent(Client(create_exchange_app(office)), an_order(terminal.store, shop))
    assert posted.status_code == 201

    answer = terminal.asks("exchange", "take", "12345", table(tmp_path, a_row(terminal, shop)))

    assert (answer["exit"], answer["new"], answer["known"]) == (0, 0, 1)
    assert the_complaint(terminal.store, posted.json["complaint"]).state is State.RECEIVED


def test_the_same_dispute_by_the_other_number_is_one_case(terminal: Terminal, shop: Shop, tmp_path: Path) -> None:
    terminal.asks("exchange", "take", "12345", table(tmp_path, a_row(terminal, shop, bought_on="2026-11-21")))

    second = a_row(terminal, shop, external_no="P-9", bought_on="2026-11-21")
    answer = terminal.asks("exchange", "take", "12315", lines(tmp_path, second))

    assert (answer["new"], answer["merged"], complaints(terminal)) == (1, 1, 1)
    with reading(terminal.store) as reader:
        assert {one.source for one in reader.all(select(Reference))} == {"12345", "12315"}


def test_a_bad_row_is_named_and_holds_up_no_other(terminal: Terminal, shop: Shop, tmp_path: Path) -> None:
    good, bad = a_row(terminal, shop), a_row(terminal, shop, external_no="CS-2", phone="")
    nowhere = a_row(terminal, shop, external_no="CS-3", region_code="999999")

    answer = terminal.asks("exchange", "take", "12345", table(tmp_path, bad, good, nowhere))

    assert (answer["exit"], answer["new"], complaints(terminal)) == (1, 1, 1)
    assert [(one["row"], one["column"]) for one in answer["faults"]] == [(2, "联系电话"), (4, "行政区划代码")]
    assert "联系电话" in answer["faults"][0]["sentence"]
    mended = terminal.asks("exchange", "take", "12345", table(tmp_path, {**bad, "phone": "13700001111"}, good))
    assert (mended["exit"], mended["new"], mended["known"]) == (0, 1, 1)


def test_a_time_of_receipt_long_ago_is_a_slip_and_holds_up_no_other(
    terminal: Terminal, shop: Shop, tmp_path: Path
) -> None:
    slips = ("0001-01-02 00:00", "0100-01-01 08:00", "1026-11-23 07:42", "2023-11-20 07:42")
    bad = [a_row(terminal, shop, external_no=f"CS-{n}", received_at=slip) for n, slip in enumerate(slips)]

    answer = terminal.asks("exchange", "take", "12345", table(tmp_path, *bad, a_row(terminal, shop)))

    assert (answer["exit"], answer["new"], complaints(terminal)) == (1, 1, 1)
    assert [(one["row"], one["column"]) for one in answer["faults"]] == [(n, "登记时间") for n in range(2, 6)]


def held_up(monkeypatch: pytest.MonkeyPatch, *turns: int) -> None:
    """The database cannot be used for these of all attempts, counted from one."""
    real, count = orders_in.take_in, iter(range(1, 1_000))

    def take_in(pen: Pen, **order: Any) -> Taken:
        if next(count) in turns:
            raise OperationalError("SELECT", None, Exception("canceling statement due to lock timeout"))
        return real(pen, **order)

    monkeypatch.setattr(orders_in, "take_in", take_in)


def several(terminal: Terminal, shop: Shop, folder: Path) -> Path:
    """Three orders of three people."""
    texts = ("拉链坏了不给退。", "换货时多收了钱。", "标价和结账不一样。")
    rows = (
        a_row(terminal, shop, external_no=f"CS-{n}", phone=f"1370000111{n}", facts=one) for n, one in enumerate(texts)
    )
    return table(folder, *rows)


def test_an_order_that_somebody_held_up_is_tried_once_more(
    terminal: Terminal, shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_up(monkeypatch, 2)

    answer = terminal.asks("exchange", "take", "12345", several(terminal, shop, tmp_path))

    assert (answer["exit"], answer["new"], complaints(terminal)) == (0, 3, 3)


def test_a_database_that_goes_away_is_told_with_what_is_in_and_the_same_file_takes_in_the_rest(
    terminal: Terminal, shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = several(terminal, shop, tmp_path)
    held_up(monkeypatch, 2, 3)

    stopped = terminal.asks("exchange", "take", "12345", path)
    again = terminal.asks("exchange", "take", "12345", path)

    assert (stopped["exit"], stopped["taken"], stopped["row"]) == (1, 1, 3)
    assert "1 of 3 orders are in" in stopped["error"]
    assert "Nothing was changed" not in stopped["error"]
    assert (again["exit"], again["new"], again["known"], complaints(terminal)) == (0, 2, 1, 3)


def test_a_known_number_with_another_content_is_a_fault_and_changes_nothing(
    terminal: Terminal, shop: Shop, tmp_path: Path
) -> None:
    terminal.asks("exchange", "take", "12345", table(tmp_path, a_row(terminal, shop)))

    answer = terminal.asks("exchange", "take", "12345", table(tmp_path, a_row(terminal, shop, facts="另一件事。")))

    assert (answer["exit"], answer["new"], complaints(terminal)) == (1, 0, 1)
    assert [(one["column"], one["code"]) for one in answer["faults"]] == [("工单编号", "order_with_other_body")]


def test_a_dry_run_checks_and_changes_nothing(terminal: Terminal, shop: Shop, tmp_path: Path) -> None:
    answer = terminal.asks("exchange", "take", "12345", table(tmp_path, a_row(terminal, shop)), "--dry-run")

    assert (answer["exit"], answer["rows"], answer["new"], complaints(terminal)) == (0, 1, 0, 0)


def test_the_template_is_read_as_it_is_written(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    assert terminal.types("exchange", "take-template", path).exit_code == 0

    answer = terminal.asks("exchange", "take", "12345", path)

    assert [one["code"] for one in answer["faults"]] == ["table_no_rows"]
    assert terminal.types("exchange", "take-template", path).exit_code == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"received_at": "昨天"}, "2026-03-05 09:30"),
        ({"region_code": "439999"}, "6 位"),
        ({"wishes": "道歉"}, "修理、重作、更换、退货、补足数量、退款、赔偿"),
        ({"bought_on": "2026-13-21"}, "例如 2026-11-23"),
        ({"amount_fen": "很多"}, "比如 159 或 12.50"),
        ({"may_publish": "也许"}, "是或否"),
        ({"name": ""}, "姓名"),
        ({"kind": "咨询"}, "投诉、举报或投诉举报"),
    ],
)
def test_a_bad_cell_is_told_what_to_write(
    terminal: Terminal, shop: Shop, tmp_path: Path, changes: dict[str, str], says: str
) -> None:
    answer = terminal.asks("exchange", "take", "12345", table(tmp_path, a_row(terminal, shop, **changes)))

    (fault,) = answer["faults"]
    assert says in fault["sentence"]
    assert "缺失或不正确" not in fault["sentence"]
