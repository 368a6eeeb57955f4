"""Closed complaints of the platform from a file: whole or not at all, once, every fault by row and column."""

from __future__ import annotations

import csv
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from tests.complaints.builders import a_complaint, the_complaint
from tests.doors.console.conftest import Terminal
from tests.exchange import year
from tests.merchants.builders import COUNTY, Shop, an_active_merchant, an_officer
from trustcode.complaints.models import Complaint, Report
from trustcode.complaints.queries.sheets import sheet
from trustcode.complaints.queries.silence import owed_answers
from trustcode.complaints.rules.course import Act, State
from trustcode.complaints.rules.reporting import NoCaseGround, ReportState
from trustcode.complaints.rules.words import MediationEnd, Source
from trustcode.doors.console import records_in
from trustcode.doors.field.complaint_history import there
from trustcode.doors.field.speaker import speaker
from trustcode.doors.wording.labels import label
from trustcode.exchange.entries import EnquiriesCounted, RecordsTakenIn, ReferenceAdded
from trustcode.exchange.models import Reference
from trustcode.exchange.queries.records import listed_as, records_known
from trustcode.exchange.rules.records import Known
from trustcode.kernel.actors import SYSTEM
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.merchants.models import Merchant
from trustcode.projections.scan_card.reading import card_of_merchant
from trustcode.record.models import Entry, EntryBody
from trustcode.record.pen import pen
from trustcode.storage.reading import Reader, reading

GOOD = [
    "12315-1",
    "",
    "2026-03-05",
    "无码小店",
    COUNTY,
    "服装",
    "质量",
    "",
    "",
    "调解成功",
    "",
    "2026-03-20",
    "159.00",
    "是",
]
NAMES = ["number", "kind", "came", "shop", "region", "category", "problem", "accepted", "in_time", "outcome", "ground",
         "closed", "obtained", "publish"]  # fmt: skip
OLD = [name for name in NAMES if name not in {"kind", "accepted", "in_time"}]
"""The columns that lists had at first."""


def written(folder: Path, *rows: list[str], names: Sequence[str] = NAMES) -> Path:
    places = [NAMES.index(name) for name in names]
    path = folder / "records.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([one[place] for place in places] for one in (year.HEADINGS, *rows))
    return path


def row(**changes: str) -> list[str]:
    return [changes.get(name, value) for name, value in zip(NAMES, GOOD, strict=True)]


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
        ({"closed": ""}, "办结日期", "record_still_open"),
        ({"closed": "", "outcome": "办理中"}, "办结日期", "record_still_open"),
        ({"closed": "", "outcome": ""}, "办结日期", "record_still_open"),
        ({"closed": "", "kind": "举报", "outcome": "核查中"}, "办结日期", "record_still_open"),
        ({"outcome": "办理中"}, "处理结果", "record_not_on_list"),
        ({"region": "999999"}, "行政区划代码", "record_not_on_list"),
        ({"category": "飞船"}, "商品服务类别", "record_not_on_list"),
        ({"outcome": "不了了之"}, "处理结果", "record_not_on_list"),
        ({"outcome": "终止调解"}, "理由序号", "record_not_on_list"),
        ({"outcome": "不予受理", "ground": "8"}, "理由序号", "record_not_on_list"),
        ({"ground": "1"}, "理由序号", "record_not_on_list"),
        ({"publish": "也许"}, "同意公示", "record_not_on_list"),
        ({"kind": "表扬"}, "类型", "record_not_on_list"),
        ({"kind": "举报"}, "处理结果", "record_not_on_list"),
        ({"kind": "举报", "outcome": "立案", "in_time": "是"}, "按期答复", "record_not_here"),
        ({"kind": "举报", "outcome": "立案", "accepted": "2026-03-06"}, "受理日期", "record_not_here"),
        ({"kind": "举报", "outcome": "不予立案", "ground": "7"}, "理由序号", "record_not_on_list"),
        ({"outcome": "不予受理", "ground": "1", "accepted": "2026-03-06"}, "受理日期", "record_not_here"),
        ({"accepted": "2026-03-04"}, "受理日期", "record_accepted_outside"),
        ({"accepted": "2026-03-21"}, "受理日期", "record_accepted_outside"),
        ({"in_time": "差不多"}, "按期答复", "record_not_on_list"),
        ({"kind": "咨询", "region": "x"}, "行政区划代码", "record_not_on_list"),
    ],
)
def test_every_fault_is_named_and_nothing_is_taken_in(
    terminal: Terminal, tmp_path: Path, changes: dict[str, str], column: str, code: str
) -> None:
    answer = terminal.asks("import", "complaints", written(tmp_path, row(number="ok"), row(**changes)))

    assert answer["exit"] == 1
    assert [(one["row"], one["column"], one["code"]) for one in answer["faults"]] == [(3, column, code)]
    assert counted(terminal) == 0


def test_an_empty_cell_is_not_told_to_be_no_word(terminal: Terminal, tmp_path: Path) -> None:
    answer = terminal.asks("import", "complaints", written(tmp_path, row(category="")))

    assert [one["sentence"] for one in answer["faults"]] == ["这一格不能空着。"]


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
    assert states == Counter(words[one[9]] for one in rows)


def test_a_report_is_a_report_and_an_enquiry_is_counted_alone(terminal: Terminal, tmp_path: Path, shop: Shop) -> None:
    rows = [
        row(kind="举报", outcome="不予立案", ground="3", publish="是"),
        row(number="n-2", kind="咨询", shop="", category="", problem="", outcome="已答复", closed=""),
        row(number="n-3", kind="投诉", outcome="撤回", accepted="2026-03-06", in_time="否"),
    ]

    answer = terminal.asks("import", "complaints", written(tmp_path, *rows))
    swept = terminal.asks("sweep")

    assert (answer["rows"], answer["enquiries"], answer["new"]) == (3, 1, 2)
    assert swept["publication"]["formed"] == 1
    with reading(terminal.store) as reader:
        report, complaint = reader.one(select(Report)), reader.one(select(Complaint))
        kinds = RecordsTakenIn.kind, EnquiriesCounted.kind
        entries = reader.all(select(EntryBody.body).join(Entry).where(Entry.kind.in_(kinds)).order_by(Entry.id))
    assert report is not None
    assert complaint is not None
    assert (report.state, report.ground, report.anonymous) == (ReportState.NO_CASE, NoCaseGround.NO_EVIDENCE, True)
    assert (complaint.state, complaint.answered_in_time) == (State.WITHDRAWN, False)
    assert complaint.accepted_at is not None
    assert civil_day(complaint.accepted_at) == date(2026, 3, 6)
    listed, asked = (json.loads(one)["facts"] for one in entries)
    assert (listed["rows"], asked["enquiries"]) == (2, 1)
    assert terminal.asks("import", "complaints", written(tmp_path, *rows))["new"] == 0


def test_a_list_without_the_newer_columns_is_the_same_list(terminal: Terminal, tmp_path: Path) -> None:
    terminal.asks("import", "complaints", written(tmp_path, GOOD, names=OLD))

    assert terminal.asks("import", "complaints", written(tmp_path, GOOD))["new"] == 0


def test_numbers_of_the_hotline_are_numbers_of_their_own(terminal: Terminal, tmp_path: Path) -> None:
    terminal.asks("import", "complaints", written(tmp_path, GOOD))

    assert terminal.asks("import", "complaints", written(tmp_path, GOOD), "--from", "12345")["new"] == 1
    with reading(terminal.store) as reader:
        assert set(reader.all(select(Complaint.source))) == {Source.HOTLINE_12345, Source.PLATFORM_12315}


def test_what_came_as_an_order_is_passed_over(terminal: Terminal, tmp_path: Path, shop: Shop) -> None:
    known = the_complaint(terminal.store, a_complaint(terminal.store, terminal.at, shop)[0]).id
    with pen(terminal.store, SYSTEM, terminal.at) as p:
        p.add(
            Reference(
                id=new_id(), source="12315", external_no="12315-1", complaint_id=known, body_hash="x" * 64, merged=False,
                received_at=terminal.at, handed_at=terminal.at,
            )
        )  # fmt: skip
        p.note(ReferenceAdded(subject=known, reference="r", source="12315", merged=False, number_hash="x"))

    answer = terminal.asks("import", "complaints", written(tmp_path, GOOD, row(number="n-2")))

    assert (answer["exit"], answer["new"]) == (0, 1)


def test_json_lines_say_the_same_as_a_table(terminal: Terminal, tmp_path: Path) -> None:
    as_lines = tmp_path / "records.jsonl"
    year.write_lines(as_lines, [GOOD, row(number="n-2")])
    bad = tmp_path / "bad.jsonl"
    bad.write_text(f'{as_lines.read_text("utf-8")}{{"登记编号": "n-3"}}\n[]\n', "utf-8")
    nested = tmp_path / "nested.jsonl"
    nested.write_text(as_lines.read_text("utf-8").replace('"质量"', '["质量"]'), "utf-8")

    refused = terminal.asks("import", "complaints", bad)
    odd = terminal.asks("import", "complaints", nested, "--english")
    assert (counted(terminal), terminal.asks("import", "complaints", as_lines, "--dry-run")["new"]) == (0, 0)
    taken = terminal.asks("import", "complaints", as_lines)

    assert taken["new"] == 2
    assert terminal.asks("import", "complaints", written(tmp_path, GOOD, row(number="n-2")))["new"] == 0
    assert [(one["row"], one["code"]) for one in refused["faults"]][-1] == (4, "table_line_not_an_object")
    assert refused["faults"][-1]["sentence"] == '第 4 行是 JSON，但不是对象。请写成 {"列名": "值"}。'
    assert {(one["row"], one["column"], one["code"]) for one in odd["faults"]} >= {
        (1, "问题类别", "table_nested_cell"),
        (2, "问题类别", "table_nested_cell"),
    }


def test_a_card_counts_what_was_taken_in_at_once(terminal: Terminal, tmp_path: Path, shop: Shop) -> None:
    with reading(terminal.store) as reader:
        unit = reader.get(Merchant, shop.id)
    assert unit is not None
    terminal.asks("import", "complaints", written(tmp_path, row(shop=unit.credit_code), row(number="n-2")))

    with reading(terminal.store) as reader:
        card = card_of_merchant(reader, shop.id)
    assert card is not None
    assert [one.came_on for one in card.complaints or ()] == [date(2026, 3, 5)]
    terminal.asks("record", "rebuild")
    with reading(terminal.store) as reader:
        rebuilt = card_of_merchant(reader, shop.id)
    assert rebuilt is not None
    assert replace(rebuilt, version=0) == replace(card, version=0)


def test_an_officer_reads_what_was_done_there(terminal: Terminal, tmp_path: Path, shop: Shop) -> None:
    with reading(terminal.store) as reader:
        unit = reader.get(Merchant, shop.id)
    assert unit is not None
    one = row(shop=unit.credit_code, accepted="2026-03-06", outcome="终止调解", ground="3", in_time="否")
    terminal.asks("import", "complaints", written(tmp_path, one))

    with reading(terminal.store) as reader:
        found = reader.one(select(Complaint))
        say = speaker(reader, "en", terminal.at)
        assert found is not None
        told = there(say, sheet(reader, an_officer(terminal.store, terminal.at), found.id), listed_as(reader, found.id))
        owed = owed_answers(reader, shop.id)
    assert [(event.what, event.who) for event in told] == [
        ("Came in", "platform 12315"),
        ("accepted", "platform 12315"),
        (label("en", Act.END_MEDIATION), "platform 12315"),
        ("Taken over from a list of what was closed there, number 12315-1", ""),
    ]
    assert [event.note for event in told] == ["", "", label("en", MediationEnd.NO_AGREEMENT), ""]
    assert ["5 March" in told[0].when, "6 March" in told[1].when, "20 March" in told[2].when] == [True] * 3
    assert owed == []


def test_a_file_that_takes_minutes_to_read_does_not_lose_its_reader(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = []

    def known(reader: Reader, today: date, source: str) -> Known:
        if not reader.is_sqlite:
            limits.append(reader.scalar(text("SHOW idle_in_transaction_session_timeout")))
        return records_known(reader, today, source)

    monkeypatch.setattr(records_in, "records_known", known)
    terminal.types("import", "complaints", str(written(tmp_path, row())))

    assert limits == ([] if terminal.store.is_sqlite else ["0"])


def test_the_template_has_the_headings(terminal: Terminal, tmp_path: Path) -> None:
    terminal.asks("import", "complaints-template", tmp_path / "empty.csv")

    assert (tmp_path / "empty.csv").read_text("utf-8-sig").strip() == ",".join(year.HEADINGS)
