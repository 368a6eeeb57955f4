"""A row of a list of closed complaints: what each column may hold, to the day and to the character."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest

from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.reporting import NoCaseGround, ReportState
from trustcode.complaints.rules.words import MediationEnd, RefusalGround
from trustcode.exchange.rules.records import COLUMNS, OLDEST, Kind, Known, Record, read_records
from trustcode.kernel.tables import Cell, Odd

TODAY = date(2026, 11, 23)
SHOPS = {"青禾布衣": ("m1",), "两家店": ("m1", "m2")}
GOOD = {
    "external_no": "12315-1",
    "came_on": "2026-03-05",
    "shop": "青禾布衣",
    "region": "430103",
    "category": "服装",
    "problem": "质量",
    "outcome": "和解",
    "closed_on": "2026-03-20",
}
RECORD = Record(
    "12315-1", date(2026, 3, 5), "m1", "青禾布衣", "430103", "clothing", "quality", State.SETTLED, "", date(2026, 3, 20),
    None, may_publish=False,
)  # fmt: skip


def known(before: Mapping[str, str] | None = None) -> Known:
    """What the rows are read against, on 23 November 2026."""
    earlier = before or {}

    def shop_of(text: str, region: str) -> tuple[str, ...]:
        assert text
        return {"430103": SHOPS}[region].get(text, ())

    return Known(
        TODAY,
        {"服装": "clothing"},
        {"质量": "quality"},
        frozenset({"430103"}),
        shop_of,
        lambda numbers: {one: earlier[one] for one in numbers if one in earlier},
    )


def read(*rows: Mapping[str, str | Cell], before: Mapping[str, str] | None = None) -> list[object]:
    """Each row as it is read; a fault as its field and code."""
    cells = [{name: one if isinstance(one, Cell) else Cell(one) for name, one in row.items()} for row in rows]
    found = read_records(list(enumerate(cells, start=2)), known(before))
    return [one if isinstance(one, Record) else [(fault.where, fault.code.value) for fault in one] for one in found]


def one(**changes: str | Cell) -> object:
    (found,) = read({**GOOD, **changes})
    return found


def test_a_row_is_read_as_it_stands() -> None:
    assert one() == RECORD


@pytest.mark.parametrize(
    ("changes", "read_as"),
    [
        ({"kind": "投诉"}, {}),
        ({"kind": "Complaint", "outcome": "SETTLED"}, {}),
        ({"shop": "无码小店"}, {"shop": "无码小店", "merchant_id": ""}),
        ({"may_publish": "同意"}, {"may_publish": True}),
        ({"may_publish": "Yes"}, {"may_publish": True}),
        ({"may_publish": "否"}, {}),
        ({"obtained": "159.00"}, {"obtained_fen": 15_900}),
        ({"in_time": "是"}, {"in_time": True}),
        ({"in_time": "no"}, {"in_time": False}),
        ({"came_on": "2026/3/20"}, {"came_on": date(2026, 3, 20)}),
        ({"closed_on": str(TODAY)}, {"closed_on": TODAY}),
        ({"came_on": str(TODAY - OLDEST)}, {"came_on": TODAY - OLDEST}),
        ({"external_no": "9" * 40}, {"external_no": "9" * 40}),
        ({"shop": "店" * 80}, {"shop": "店" * 80, "merchant_id": ""}),
        ({"outcome": "撤回"}, {"outcome": State.WITHDRAWN}),
        (
            {"outcome": "撤回", "accepted_on": "2026-03-05"},
            {"outcome": State.WITHDRAWN, "accepted_on": date(2026, 3, 5)},
        ),
        ({"outcome": "调解成功"}, {"outcome": State.AGREED, "accepted_on": date(2026, 3, 5)}),
        (
            {"outcome": "调解成功", "accepted_on": "2026-03-20"},
            {"outcome": State.AGREED, "accepted_on": date(2026, 3, 20)},
        ),
        ({"outcome": "转其他部门"}, {"outcome": State.REFERRED}),
        ({"kind": "举报", "outcome": "转其他部门"}, {"kind": Kind.REPORT, "outcome": ReportState.REFERRED}),
        ({"kind": "report", "outcome": "case"}, {"kind": Kind.REPORT, "outcome": ReportState.CASE_CLOSED}),
        ({"kind": "举报", "outcome": "立案"}, {"kind": Kind.REPORT, "outcome": ReportState.CASE_CLOSED}),
    ],
)
def test_what_a_column_may_hold(changes: dict[str, str], read_as: dict[str, object]) -> None:
    assert one(**changes) == Record(**{**vars(RECORD), **read_as})


@pytest.mark.parametrize(
    ("kind", "outcome", "grounds"),
    [
        ("投诉", "不予受理", tuple(RefusalGround)),
        ("投诉", "终止调解", tuple(MediationEnd)),
        ("举报", "不予立案", tuple(NoCaseGround)),
    ],
)
def test_a_ground_is_known_by_its_number_on_the_form(kind: str, outcome: str, grounds: Sequence[str]) -> None:
    found = [one(kind=kind, outcome=outcome, ground=str(place)) for place in range(1, len(grounds) + 1)]

    assert [row.ground for row in found if isinstance(row, Record)] == list(grounds)
    for wrong in ("", "0", str(len(grounds) + 1), "001", "-1", "一", "\U00010a40"):
        assert one(kind=kind, outcome=outcome, ground=wrong) == [("ground", "record_not_on_list")]


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"external_no": "9" * 41}, [("external_no", "record_missing")]),
        ({"external_no": "a\x07b"}, [("external_no", "record_missing")]),
        ({"external_no": Cell("1234567890123456", is_number=True)}, [("external_no", "table_number_cell")]),
        ({"shop": "店" * 81}, [("shop", "record_missing")]),
        ({"shop": ""}, [("shop", "record_missing")]),
        ({"shop": "两家店"}, [("shop", "record_shop_ambiguous")]),
        ({"closed_on": str(TODAY + timedelta(days=1))}, [("closed_on", "record_not_a_day")]),
        ({"closed_on": ""}, [("closed_on", "record_still_open")]),
        ({"closed_on": "", "outcome": "办理中", "accepted_on": "2026-03-06"}, [("closed_on", "record_still_open")]),
        ({"closed_on": "2026-03-04"}, [("closed_on", "record_closed_before")]),
        ({"came_on": str(TODAY - OLDEST - timedelta(days=1))}, [("came_on", "record_not_a_day")]),
        ({"outcome": "撤回", "accepted_on": "2026-03-04"}, [("accepted_on", "record_accepted_outside")]),
        ({"outcome": "撤回", "accepted_on": "2026-03-21"}, [("accepted_on", "record_accepted_outside")]),
        ({"outcome": "转其他部门", "accepted_on": "2026-03-06"}, [("accepted_on", "record_not_here")]),
        ({"in_time": "差不多"}, [("in_time", "record_not_on_list")]),
        ({"obtained": "很多"}, [("obtained", "return_amount_unreadable")]),
        ({"problem": Cell("", odd=Odd.NESTED)}, [("problem", "table_nested_cell"), ("problem", "record_not_on_list")]),
        ({"may_publish": Cell("", odd=Odd.FORMULA)}, [("may_publish", "table_formula_cell")]),
        ({"kind": "举报", "outcome": "立案", "in_time": "是"}, [("in_time", "record_not_here")]),
        ({"kind": "举报", "outcome": "立案", "accepted_on": "2026-03-06"}, [("accepted_on", "record_not_here")]),
        ({"outcome": "不了了之", "accepted_on": "2026-03-06"}, [("outcome", "record_not_on_list")]),
        ({"came_on": "", "accepted_on": "2026-03-06"}, [("came_on", "record_not_a_day")]),
        ({"closed_on": "三月", "accepted_on": "2026-03-06"}, [("closed_on", "record_not_a_day")]),
        ({"category": "飞船"}, [("category", "record_not_on_list")]),
        ({"ground": "1"}, [("ground", "record_not_on_list")]),
        ({"region": "999999"}, [("region", "record_not_on_list")]),
        ({"kind": "表扬", "outcome": "立案"}, [("kind", "record_not_on_list")]),
        ({"outcome": "不了了之", "ground": "1"}, [("outcome", "record_not_on_list")]),
        ({"kind": "咨询", "obtained": Cell("", odd=Odd.MERGED)}, [("obtained", "table_merged_cell")]),
    ],
)
def test_what_it_may_not_hold_is_a_fault_of_that_column(
    changes: dict[str, str | Cell], faults: list[tuple[str, str]]
) -> None:
    assert one(**changes) == faults


def test_every_fault_of_a_row_is_named_at_once() -> None:
    (found,) = read({"external_no": "", "closed_on": "x"})

    assert isinstance(found, list)
    assert {where for where, _ in found} == set(COLUMNS.headings) - set(COLUMNS.optional)


def test_of_an_enquiry_number_day_and_region_are_read_and_nothing_else() -> None:
    asked = {"external_no": "q-1", "kind": "咨询", "came_on": "2026-03-05", "region": "430103", "may_publish": "是"}
    (found,) = read({**asked, "shop": "青禾布衣", "outcome": "已答复", "obtained": "5"})

    assert isinstance(found, Record)
    assert (found.external_no, found.kind, found.came_on, found.region) == (
        "q-1", Kind.ENQUIRY, date(2026, 3, 5), "430103",
    )  # fmt: skip
    assert (found.shop, found.merchant_id, found.category, found.may_publish, found.obtained_fen) == (
        "", "", "", False, None,
    )  # fmt: skip
    assert read({**asked, "kind": "enquiry"}) == read(asked)
    (wrong,) = read({**asked, "came_on": ""})
    assert isinstance(wrong, list)
    assert ("came_on", "record_not_a_day") in wrong


def test_the_hash_of_a_row_is_for_ever_and_not_of_the_unit() -> None:
    assert RECORD.digest == "8f003827c124651709cb2b38b6695fc5292d32737a54737c1f436c567d3cebec"
    for same in ({"merchant_id": ""}, {"accepted_on": RECORD.came_on}):
        assert Record(**{**vars(RECORD), **same}).digest == RECORD.digest
    others: list[dict[str, object]] = [
        {"external_no": "12315-2"},
        {"came_on": date(2026, 3, 6)},
        {"shop": "小店"},
        {"region": "430102"},
        {"category": "food"},
        {"problem": "price"},
        {"outcome": State.WITHDRAWN},
        {"ground": "no_agreement"},
        {"closed_on": date(2026, 3, 21)},
        {"obtained_fen": 0},
        {"may_publish": True},
        {"kind": Kind.REPORT},
        {"accepted_on": date(2026, 3, 6)},
        {"in_time": False},
        {"in_time": True},
    ]
    digests = {Record(**{**vars(RECORD), **other}).digest for other in others}
    assert len(digests | {RECORD.digest}) == len(others) + 1


def test_a_number_that_came_in_before_is_the_same_row_or_a_fault_and_an_order_is_neither() -> None:
    for digest, found in ((RECORD.digest, RECORD), ("0" * 64, [("external_no", "record_other_row")]), ("", RECORD)):
        assert read(GOOD, before={"12315-1": digest}) == [found]


def test_a_number_twice_is_a_fault_however_far_apart() -> None:
    rows = [{**GOOD, "external_no": f"n-{place}"} for place in range(1_100)]

    found = read(*rows, rows[0], before={"n-1099": "0" * 64})

    assert [place for place, one in enumerate(found) if not isinstance(one, Record)] == [1_099, 1_100]
    assert found[1_099:] == [[("external_no", "record_other_row")], [("external_no", "table_same_row_twice")]]
