"""Ledger files as shops write them, for the tests of several floors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from tests.merchants.builders import SCHEME
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.tables import Cell, RowFault
from trustcode.returns.queries.files import known, unit_facts
from trustcode.returns.rules.file_facts import ReadLine
from trustcode.returns.rules.importing import read_ledger
from trustcode.returns.rules.sheets import COLUMNS
from trustcode.spreadsheets.writing import csv_bytes
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def a_row(at: Moment, **changes: str) -> dict[str, str]:
    """A row that is right in every cell: food brought back two days after the purchase, money back."""
    today = civil_day(at)
    return {
        "kind": "退货",
        "basis": "无理由",
        "bought_on": (today - timedelta(days=2)).isoformat(),
        "requested_on": today.isoformat(),
        "category": "食品",
        "goods_name": "茶叶",
        "quantity": "1",
        "goods_value_fen": "159.00",
        "refund_fen": "159",
        "outcome": "已退换",
        **changes,
    }


def as_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Rows as a CSV file, with a column for every field of any row."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    heading = [COLUMNS.title(name) if name != "unit" else "单位" for name in names]
    return b"".join(csv_bytes([heading, *[[row.get(name, "") for name in names] for row in rows]]))


def read(
    store: Store, at: Moment, merchant_id: str, rows: Sequence[Mapping[str, Any]]
) -> list[ReadLine | list[RowFault]]:
    """What comes of rows of one unit; cells are texts or `Cell`s. The first has number 2."""
    cells = [{name: value if isinstance(value, Cell) else Cell(value) for name, value in row.items()} for row in rows]
    with reading(store) as reader:
        facts = unit_facts(reader, merchant_id)
        return list(read_ledger(enumerate(cells, 2), known(reader, civil_day(at), SCHEME), lambda _unit: facts))


def good(store: Store, at: Moment, merchant_id: str, rows: Sequence[Mapping[str, Any]]) -> list[ReadLine]:
    """The same where nothing may be wrong."""
    found = read(store, at, merchant_id, rows)
    assert [one for one in found if isinstance(one, list)] == []
    return [one for one in found if isinstance(one, ReadLine)]
