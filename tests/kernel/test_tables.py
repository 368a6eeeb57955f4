"""Columns are known by their headings, and every heading that does not fit is named."""

from __future__ import annotations

import pytest

from trustcode.kernel.refusals import Refusal
from trustcode.kernel.tables import Columns, RowFault, TableRefusal, iso_day

COLUMNS = Columns({"name": ("名称", "name"), "day": ("日期", "day"), "note": ("备注",)}, optional={"note"})


def test_headings_are_known_in_any_width_case_and_order() -> None:
    assert COLUMNS.read([" ＤＡＹ ", "", "名称"]) == {0: "day", 2: "name"}


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ([], [TableRefusal.COLUMN_MISSING] * 2),
        (["名称"], [TableRefusal.COLUMN_MISSING]),
        (["名称", "日期", "电话"], [TableRefusal.COLUMN_UNKNOWN]),
        (["名称", "日期", "name"], [TableRefusal.COLUMN_TWICE]),
        (["日期", "day", "x"], [TableRefusal.COLUMN_TWICE, TableRefusal.COLUMN_UNKNOWN, TableRefusal.COLUMN_MISSING]),
    ],
)
def test_every_heading_that_does_not_fit_is_named_at_once(row: list[str], codes: list[TableRefusal]) -> None:
    with pytest.raises(Refusal) as refused:
        COLUMNS.read(row)

    assert [fault.code for fault in refused.value.faults] == codes


def test_a_fault_of_a_row_names_the_heading_of_our_template() -> None:
    fault = COLUMNS.fault(7, "day", TableRefusal.NUMBER_CELL, found="5")

    assert fault == RowFault(7, "日期", TableRefusal.NUMBER_CELL, {"found": "5"}, "day")
    assert fault.as_fault().facts == {"found": "5", "row": 7, "column": "日期"}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2019-05-06", "2019-05-06"),
        ("2019/5/6", "2019-05-06"),
        ("2019.5.6", "2019-05-06"),
        ("2019年5月6日", "2019-05-06"),
        ("２０１９－５－６", "2019-05-06"),
        ("2019-5-6 00:00:00", "2019-05-06"),
        ("2019-13-40", "2019-13-40"),
        (" May 6 ", "May 6"),
        ("20190506", "20190506"),
        ("", ""),
    ],
)
def test_a_day_as_people_write_it_becomes_iso_and_anything_else_stays(typed: str, day: str) -> None:
    assert iso_day(typed) == day
