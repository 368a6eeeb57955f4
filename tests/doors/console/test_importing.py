"""A list is taken in whole by two officers of its region, or not at all; every bad row is named."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from sqlalchemy import func, select

from tests.doors.console.conftest import Terminal
from tests.doors.console.people import hired
from tests.merchants.builders import a_submitted_merchant, an_officer
from tests.spreadsheets.test_reading import FRAME, zipped
from trustcode.commitments.models import Commitment
from trustcode.commitments.rules.importing import COLUMNS
from trustcode.merchants.models import BusinessMark, Merchant
from trustcode.merchants.queries.lists import units
from trustcode.merchants.rules.credit_code import synthetic_credit_code
from trustcode.merchants.rules.findings import MarkKind
from trustcode.merchants.rules.standing import Standing
from trustcode.record.models import Entry
from trustcode.record.reading import entries_of
from trustcode.storage.reading import reading

DIRTY = Path(__file__).parents[2] / "fixtures" / "dirty_merchants.csv"
FAULTS = [
    (3, "credit_code_check_digit"),
    (6, "table_same_row_twice"),
    (10, "bad_day"),
    (11, "bad_day"),
    (12, "import_not_known"),
    (14, "not_a_number"),
    (15, "window_too_short"),
    (16, "credit_code_spreadsheet_number"),
    (17, "credit_code_letters"),
    (18, "import_services_only"),
    (19, "not_on_the_list"),
    (20, "naming_picture"),
    (21, "bad_phone"),
    (22, "required"),
    (22, "required"),
    (24, "table_example_row"),
    (26, "not_drawable"),
    (27, "naming_hidden_character"),
]
"""What is wrong in the dirty list; its other rows are odd and right: an old 15-digit number, two shops of one licence,
full-width digits, traditional characters, a zone's code, days as people write them."""


def dirty_rows() -> list[list[str]]:
    with DIRTY.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def clean_rows() -> list[list[str]]:
    bad = {number for number, _ in FAULTS}
    return [row for number, row in enumerate(dirty_rows(), 1) if number not in bad]


def as_csv(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def as_xlsx(path: Path, rows: list[list[str]], *, numbers: bool = False) -> Path:
    """The same as a workbook; with `numbers` whatever looks like one is kept as one, as spreadsheets do."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": numbers})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            if numbers:
                sheet.write(number, place, text)
            else:
                sheet.write_string(number, place, text)
    book.close()
    return path


@pytest.fixture
def officers(terminal: Terminal) -> list[str]:
    """The options that name two inspectors of the county."""
    return ["--as", hired(terminal, "one"), "--confirmed-by", hired(terminal, "two")]


def count_of(terminal: Terminal, model: Any) -> int:
    with reading(terminal.store) as reader:
        return int(reader.scalar(select(func.count()).select_from(model)))


def told(answer: dict[str, Any]) -> list[tuple[int, str]]:
    return [(fault["row"], fault["code"]) for fault in answer["faults"]]


def test_a_clean_list_becomes_applications_that_wait_for_review(
    terminal: Terminal, officers: list[str], tmp_path: Path
) -> None:
    answer = terminal.asks("import", "merchants", as_csv(tmp_path / "a.csv", clean_rows()), *officers)

    assert (answer["exit"], answer["rows"]) == (0, len(clean_rows()) - 1)
    with reading(terminal.store) as reader:
        merchants = reader.all(select(Merchant))
    assert {(m.standing, m.origin) for m in merchants} == {(Standing.SUBMITTED, "import")}


def test_an_officer_finds_the_applications_in_the_queue(
    terminal: Terminal, officers: list[str], tmp_path: Path
) -> None:
    terminal.asks("import", "merchants", as_csv(tmp_path / "a.csv", clean_rows()), *officers)

    with reading(terminal.store) as reader:
        rows = units(reader, an_officer(terminal.store, terminal.at))
    assert len(rows) == len(clean_rows()) - 1
    assert {row.due_on for row in rows} == {rows[0].due_on} != {None}


def test_the_record_says_which_row_of_which_file_and_who_answers(
    terminal: Terminal, officers: list[str], tmp_path: Path
) -> None:
    terminal.asks("import", "merchants", as_csv(tmp_path / "a.csv", clean_rows()), *officers)

    with reading(terminal.store) as reader:
        first = reader.all(select(Entry.subject).where(Entry.kind == "merchant.taken_in").order_by(Entry.id))[0]
        entries = entries_of(reader, first)
    assert [e.kind for e in entries][:3] == ["merchant.taken_in", "merchant.moved", "commitment.signed"]
    facts = entries[0].facts
    assert facts["row"] == 2
    assert facts["confirmed_by"] not in {"", entries[0].by}


def test_both_promises_are_kept_with_their_text(terminal: Terminal, officers: list[str], tmp_path: Path) -> None:
    terminal.asks("import", "merchants", as_csv(tmp_path / "a.csv", clean_rows()), *officers)

    applications = len(clean_rows()) - 1
    with_returns = sum(1 for row in clean_rows()[1:] if row[13])
    assert count_of(terminal, Commitment) == applications + with_returns


@pytest.mark.parametrize("write", [as_csv, as_xlsx], ids=["csv", "xlsx"])
def test_every_bad_row_of_a_dirty_list_is_named_and_nothing_is_taken_in(
    terminal: Terminal, officers: list[str], tmp_path: Path, write: Any
) -> None:
    suffix = "csv" if write is as_csv else "xlsx"
    before = count_of(terminal, Entry)

    answer = terminal.asks("import", "merchants", write(tmp_path / f"a.{suffix}", dirty_rows()), *officers)

    assert (answer["exit"], told(answer)) == (1, FAULTS)
    assert (count_of(terminal, Merchant), count_of(terminal, Entry)) == (0, before)


def test_a_fault_names_row_column_code_and_what_to_do_in_chinese(terminal: Terminal, officers: list[str]) -> None:
    result = terminal.types("import", "merchants", DIRTY, *officers)

    assert result.exit_code == 1
    assert "12\t县市区\timport_not_known\t清单里没有“430199”。请照申报页上的写法填，或者填代码。" in result.stderr
    assert result.stderr.strip().endswith("Nothing was taken in. Rows read: 26; faults: 18.")


def test_the_same_is_said_in_english_on_demand(terminal: Terminal, officers: list[str]) -> None:
    answer = terminal.asks("import", "merchants", DIRTY, *officers, "--english")

    assert answer["faults"][1]["sentence"] == "The same stands in row 5 already. Delete one of the two."


def test_the_report_lists_every_fault_and_no_cell_is_a_formula(
    terminal: Terminal, officers: list[str], tmp_path: Path
) -> None:
    report = tmp_path / "report.csv"
    rows = dirty_rows()
    rows[0][-1] = "=HYPERLINK(1)"

    terminal.types("import", "merchants", as_csv(tmp_path / "a.csv", rows), *officers, "--report", report)

    with report.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == ["行", "列", "原因代码", "怎么改"]
    assert lines[1][:3] == ["1", "'=HYPERLINK(1)", "table_column_unknown"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line)


def test_a_dry_run_changes_nothing_and_says_that_all_is_well(
    terminal: Terminal, officers: list[str], tmp_path: Path
) -> None:
    before = count_of(terminal, Entry)

    answer = terminal.asks("import", "merchants", as_csv(tmp_path / "a.csv", clean_rows()), *officers, "--dry-run")

    assert (answer["exit"], answer["dry_run"]) == (0, True)
    assert (count_of(terminal, Merchant), count_of(terminal, Entry)) == (0, before)


def test_a_list_handed_in_again_is_refused_row_by_row(terminal: Terminal, officers: list[str], tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", clean_rows())
    terminal.asks("import", "merchants", path, *officers)

    again = terminal.asks("import", "merchants", path, *officers)

    assert {code for _, code in told(again)} == {"import_known_already"}
    assert (again["exit"], count_of(terminal, Merchant)) == (1, len(clean_rows()) - 1)


def test_a_shop_that_signed_up_itself_is_known_already(terminal: Terminal, officers: list[str], tmp_path: Path) -> None:
    shop = a_submitted_merchant(terminal.store, terminal.at)
    with reading(terminal.store) as reader:
        merchant = reader.get(Merchant, shop.id)
    assert merchant is not None
    row = clean_rows()[1]
    names = list(COLUMNS.headings)
    for name in ("credit_code", "shop_name", "branch_name", "street"):
        row[names.index(name)] = getattr(merchant, name)

    answer = terminal.asks("import", "merchants", as_csv(tmp_path / "a.csv", [clean_rows()[0], row]), *officers)

    assert told(answer) == [(2, "import_known_already")]


def test_a_row_outside_the_region_of_either_officer_is_a_fault(terminal: Terminal, tmp_path: Path) -> None:
    here, elsewhere = hired(terminal, "here"), hired(terminal, "there", scope="430102")
    path = as_csv(tmp_path / "a.csv", clean_rows()[:3])

    answers = [
        terminal.asks("import", "merchants", path, "--as", first, "--confirmed-by", second)
        for first, second in ((here, elsewhere), (elsewhere, here))
    ]

    assert [told(answer) for answer in answers] == [[(2, "import_outside_region"), (3, "import_outside_region")]] * 2


def test_one_officer_is_not_two(terminal: Terminal) -> None:
    one = hired(terminal, "one")

    answer = terminal.asks("import", "merchants", DIRTY, "--as", one, "--confirmed-by", one)

    assert (answer["exit"], answer["code"]) == (1, "import_same_officer")


def test_nobody_unknown_hands_a_list_in(terminal: Terminal) -> None:
    result = terminal.types(
        "import", "merchants", DIRTY, "--as", hired(terminal, "one"), "--confirmed-by", "nobody@example.com"
    )

    assert (result.exit_code, result.stderr) == (
        1,
        "There is no open account with the sign-in name nobody@example.com.\n",
    )


def test_a_code_that_the_spreadsheet_kept_as_a_number_is_refused_and_a_phone_is_not(
    terminal: Terminal, officers: list[str], tmp_path: Path
) -> None:
    rows = [clean_rows()[0], clean_rows()[1], clean_rows()[3]]
    rows[1][0] = "430103600123459"

    answer = terminal.asks("import", "merchants", as_xlsx(tmp_path / "a.xlsx", rows, numbers=True), *officers)

    assert told(answer) == [(2, "table_number_cell")]


def test_a_file_that_is_no_list_is_refused_with_a_sentence(
    terminal: Terminal, officers: list[str], tmp_path: Path
) -> None:
    path = zipped(tmp_path / "a.xlsx", FRAME)

    answer = terminal.asks("import", "merchants", path, *officers)

    assert (answer["exit"], told(answer)) == (1, [(0, "table_not_readable")])


def test_the_template_can_be_filled_in_and_its_example_is_not_taken(
    terminal: Terminal, officers: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "template.csv"

    written = terminal.asks("import", "template", path)
    answer = terminal.asks("import", "merchants", path, *officers)

    assert written["exit"] == 0
    assert told(answer) == [(2, "table_example_row")]


def test_the_example_of_the_template_is_right_but_for_its_mark(
    terminal: Terminal, officers: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "template.csv"
    terminal.asks("import", "template", path)
    path.write_text(path.read_text(encoding="utf-8-sig").replace("示例：", ""), encoding="utf-8")

    assert terminal.asks("import", "merchants", path, *officers)["exit"] == 0


def test_a_template_overwrites_nothing(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "template.csv"
    path.write_text("mine")

    assert terminal.types("import", "template", path).exit_code == 1
    assert path.read_text() == "mine"


CODE = synthetic_credit_code(9, "430103")


def marks(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(["统一社会信用代码,名录类型,列入日期,移出日期,来源", *rows]), encoding="utf-8")
    return path


def test_what_another_register_says_is_taken_in_once(terminal: Terminal, tmp_path: Path) -> None:
    path = marks(
        tmp_path / "a.csv", f"{CODE},经营异常名录,2026-03-02,,天心区局", f"{CODE},行政处罚,2025/1/5,2026-01-05,省局"
    )

    first, again = (terminal.asks("import", "abnormal-list", path) for _ in range(2))

    assert [(a["exit"], a["rows"], a["new"]) for a in (first, again)] == [(0, 2, 2), (0, 2, 0)]
    with reading(terminal.store) as reader:
        rows = reader.all(select(BusinessMark).order_by(BusinessMark.since))
    assert [(r.kind, r.source) for r in rows] == [(MarkKind.PENALTY, "省局"), (MarkKind.ABNORMAL_LIST, "天心区局")]


def test_one_bad_row_of_another_register_and_nothing_is_taken_in(terminal: Terminal, tmp_path: Path) -> None:
    path = marks(tmp_path / "a.csv", f"{CODE},经营异常名录,2026-03-02,,天心区局", f"{CODE},黑名单,2026-03-02,,局")

    answer = terminal.asks("import", "abnormal-list", path)

    assert (answer["exit"], told(answer)) == (1, [(3, "mark_no_such_list")])
    assert count_of(terminal, BusinessMark) == 0


def test_a_dry_run_of_another_register_changes_nothing(terminal: Terminal, tmp_path: Path) -> None:
    path = marks(tmp_path / "a.csv", f"{CODE},经营异常名录,2026-03-02,,天心区局")

    assert terminal.asks("import", "abnormal-list", path, "--dry-run")["exit"] == 0
    assert count_of(terminal, BusinessMark) == 0


def test_progress_goes_to_standard_error_so_that_json_stays_json(
    terminal: Terminal, officers: list[str], tmp_path: Path
) -> None:
    result = terminal.types("import", "merchants", as_csv(tmp_path / "a.csv", clean_rows()), *officers, "--json")

    assert json.loads(result.stdout)["rows"] == len(clean_rows()) - 1
