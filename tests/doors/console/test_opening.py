"""What is published of complaints goes out as a file through the gate, in three forms, over no other file."""

from __future__ import annotations

import json

import pytest

from tests.merchants.builders import DAY, an_officer
from tests.publication.builders import an_office_shop, at_the_office, formed, published
from trustcode.doors.lobby.open_rows import COMPLAINTS
from trustcode.spreadsheets.reading import read_table


@pytest.fixture
def shown(terminal) -> int:
    """Two published results, and one that waits."""
    shop, officer = an_office_shop(terminal.store, terminal.at), an_officer(terminal.store, terminal.at - 3 * DAY)
    for phone in ("13900001111", "13900002222"):
        published(terminal.store, terminal.at, shop, officer, phone=phone)
    waiting = at_the_office(terminal.store, terminal.at, shop, officer, phone="13900003333")
    formed(terminal.store, terminal.at, waiting)
    return 2


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_has_the_columns_of_the_open_data(terminal, shown, tmp_path, ending):
    out = tmp_path / f"results.{ending}"

    said = terminal.types("export", "complaints", out, "--json")

    assert (said.exit_code, json.loads(said.stdout)) == (0, {"file": str(out), "rows": shown})
    rows = [[cell.text for cell in cells] for _, cells in read_table(out).rows]
    assert rows[0] == list(COMPLAINTS)
    assert len(rows) == 1 + shown


def test_lines_are_those_of_the_open_data(terminal, shown, tmp_path):
    out = tmp_path / "results.jsonl"

    assert terminal.types("export", "complaints", out).exit_code == 0
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == shown
    assert {line["result"]["code"] for line in lines} == {"agreed"}


def test_nothing_is_written_over_and_no_other_form(terminal, shown, tmp_path):
    there = tmp_path / "there.csv"
    there.write_text("mine")

    assert terminal.types("export", "complaints", there).exit_code == 1
    assert terminal.types("export", "complaints", tmp_path / "a.pdf").exit_code == 1
    assert there.read_text() == "mine"
