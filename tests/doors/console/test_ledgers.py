"""Ledgers of many units come in as one file, whole or not at all, and go out as one that can be read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.doors.console.people import known_as
from tests.merchants.builders import Shop, an_active_merchant
from tests.returns.builders import a_shop
from tests.returns.ledger_files import a_row, as_csv
from trustcode.merchants.models import Merchant
from trustcode.returns.models import Return
from trustcode.spreadsheets.reading import read_table
from trustcode.spreadsheets.writing import csv_bytes
from trustcode.storage.reading import reading


@pytest.fixture
def chain(terminal) -> tuple[str, list[Shop]]:
    """Somebody with two shops, and their sign-in name."""
    owner, handle = known_as(terminal, "chain")
    return handle, [a_shop(terminal.store, terminal.at, owner=owner) for _ in range(2)]


def count(terminal) -> int:
    with reading(terminal.store) as reader:
        return int(reader.scalar(select(func.count()).select_from(Return)))


def a_file(tmp_path: Path, rows: list[dict[str, str]], name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(as_csv(rows))
    return path


def credit_code(terminal, shop: Shop) -> str:
    with reading(terminal.store) as reader:
        return str(reader.one(select(Merchant.credit_code).where(Merchant.id == shop.id)))


def test_units_are_named_by_id_or_credit_code_and_each_takes_its_rows(terminal, chain, tmp_path):
    handle, (first, second) = chain
    rows = [a_row(terminal.at, unit=unit) for unit in (first.id, credit_code(terminal, second), first.id)]

    said = terminal.types("import", "returns", a_file(tmp_path, rows), "--as", handle, "--json")

    told = json.loads(said.stdout)
    assert (said.exit_code, told["rows"], told["units"], told["new"]) == (0, 3, 2, 3)
    with reading(terminal.store) as reader:
        found = reader.all(select(Return.merchant_id).order_by(Return.merchant_id, Return.number))
    assert sorted(found) == sorted([first.id, first.id, second.id])


def test_the_same_file_again_adds_nothing(terminal, chain, tmp_path):
    handle, (first, _) = chain
    path = a_file(tmp_path, [a_row(terminal.at, unit=first.id)])
    terminal.types("import", "returns", path, "--as", handle)

    said = terminal.types("import", "returns", path, "--as", handle)

    assert (said.exit_code, count(terminal)) == (0, 1)
    assert "0 of them are new" in said.stdout


@pytest.mark.parametrize("bad_row", [0, 7, 14])
def test_one_bad_row_anywhere_takes_nothing_in_and_is_named(terminal, chain, tmp_path, bad_row):
    handle, (first, _) = chain
    rows = [a_row(terminal.at, unit=first.id) for _ in range(15)]
    rows[bad_row]["refund_fen"] = "1000"
    report = tmp_path / "report.csv"

    said = terminal.types("import", "returns", a_file(tmp_path, rows), "--as", handle, "--report", report, "--json")

    told = json.loads(said.stdout)
    assert (said.exit_code, count(terminal)) == (1, 0)
    assert [(f["row"], f["column"], f["code"]) for f in told["faults"]] == [
        (bad_row + 2, "退款金额（元）", "return_refund_above_value")
    ]
    assert "退款金额（元）" in report.read_text("utf-8-sig")


def test_units_of_others_and_units_that_there_are_not_are_named(terminal, chain, tmp_path):
    handle, _ = chain
    other = an_active_merchant(terminal.store, terminal.at)
    rows = [a_row(terminal.at, unit=unit) for unit in (other.id, "不知道", "")]

    said = terminal.types("import", "returns", a_file(tmp_path, rows), "--as", handle, "--json")

    assert [f["code"] for f in json.loads(said.stdout)["faults"]] == ["ledger_file_unit_unknown"] * 3


def test_a_dry_run_changes_nothing(terminal, chain, tmp_path):
    handle, (first, _) = chain
    path = a_file(tmp_path, [a_row(terminal.at, unit=first.id)])

    said = terminal.types("import", "returns", path, "--as", handle, "--dry-run")

    assert (said.exit_code, count(terminal)) == (0, 0)
    assert "1 rows of 1 units are in order" in said.stdout


def test_somebody_without_a_shop_answers_for_nothing(terminal, tmp_path):
    _, handle = known_as(terminal, "nobody")

    said = terminal.types("import", "returns", a_file(tmp_path, [a_row(terminal.at, unit="x")]), "--as", handle)

    assert said.exit_code == 1
    assert "is owner or staff of a unit" in said.stderr


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_written_out_can_be_read_in_elsewhere_and_not_a_second_time(terminal, chain, tmp_path, form):
    handle, (first, second) = chain
    terminal.types(
        "import", "returns", a_file(tmp_path, [a_row(terminal.at, unit=first.id, goods_name="=1+1")]), "--as", handle
    )
    out, moved = tmp_path / f"out.{form}", tmp_path / "moved.csv"

    written = terminal.types("export", "returns", out, "--unit", first.id, "--json")
    heading, row = ([cell.text for cell in cells] for _, cells in read_table(out).rows)
    moved.write_bytes(b"".join(csv_bytes([heading, [second.id, *row[1:]]])))
    there = terminal.types("import", "returns", moved, "--as", handle, "--json")
    again = terminal.types("import", "returns", out, "--as", handle)

    assert (json.loads(written.stdout)["rows"], json.loads(there.stdout)["new"], again.exit_code) == (1, 1, 1)
    assert "ledger_file_line_known" in again.stderr
    with reading(terminal.store) as reader:
        found = reader.rows(select(Return.merchant_id, Return.goods_name))
    assert sorted(map(tuple, found)) == sorted([(first.id, "=1+1"), (second.id, "=1+1")])


def test_an_export_overwrites_nothing_and_knows_its_units(terminal, chain, tmp_path):
    _, (first, _) = chain
    there = a_file(tmp_path, [])

    answers = [
        terminal.types("export", "returns", there, "--unit", first.id),
        terminal.types("export", "returns", tmp_path / "a.pdf", "--unit", first.id),
        terminal.types("export", "returns", tmp_path / "a.csv", "--unit", "0000000000000000"),
    ]

    assert [one.exit_code for one in answers] == [1, 1, 1]
    assert not (tmp_path / "a.csv").exists()
