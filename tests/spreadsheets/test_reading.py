"""A file is read as rows of cells, within limits; what is no list is refused before it can do harm."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from trustcode.kernel.refusals import Refusal
from trustcode.kernel.tables import Cell, Columns, TableRefusal
from trustcode.spreadsheets.reading import LIMITS, Checked, Limits, read_table, read_whole

COLUMNS = Columns({"name": ("名称",), "note": ("备注",)}, optional={"note"})


def rows(path: Path, limits: Limits = LIMITS) -> list[tuple[int, list[str]]]:
    return [(number, [cell.text for cell in cells]) for number, cells in read_table(path, limits=limits).rows]


def refusal(path: Path, limits: Limits = LIMITS) -> object:
    with pytest.raises(Refusal) as refused:
        rows(path, limits)
    return refused.value.code


def checked(path: Path, columns: Columns, read: Callable[[Any], Any]) -> Checked[Any]:
    return read_whole(lambda: read_table(path), columns, read)


def workbook(path: Path, fill: Callable[[Any], None]) -> Path:
    book = xlsxwriter.Workbook(str(path))
    fill(book)
    book.close()
    return path


def one_sheet(path: Path, *lines: list[Any]) -> Path:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, line in enumerate(lines):
            for place, value in enumerate(line):
                if isinstance(value, dt.date):
                    sheet.write_datetime(number, place, value, day)
                else:
                    sheet.write(number, place, value)

    return workbook(path, fill)


def test_a_cell_is_text_and_says_whether_it_was_a_number(tmp_path: Path) -> None:
    day = dt.datetime(2019, 5, 6, 13, 30)  # noqa: DTZ001 - spreadsheets know no time zone
    path = one_sheet(tmp_path / "a.xlsx", ["h"] * 6, ["文字", 13800001234, 2.5, True, day, ""])

    cells = list(read_table(path).rows)[1][1]

    assert cells == [
        Cell("文字"),
        Cell("13800001234", is_number=True),
        Cell("2.5", is_number=True),
        Cell("TRUE"),
        Cell("2019-05-06"),
        Cell(""),
    ]


def test_rows_keep_the_numbers_they_have_in_the_spreadsheet(tmp_path: Path) -> None:
    path = one_sheet(tmp_path / "a.xlsx", [], ["名称"], [], ["甲"], [" ", ""], ["乙"])

    assert [(number, cells[0]) for number, cells in rows(path)] == [(2, "名称"), (4, "甲"), (6, "乙")]


def test_the_first_visible_sheet_counts(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        hidden, shown = book.add_worksheet("藏"), book.add_worksheet("名单")
        hidden.write(0, 0, "hidden")
        shown.write(0, 0, "shown")
        shown.activate()
        hidden.hide()

    assert rows(workbook(tmp_path / "a.xlsx", fill)) == [(1, ["shown"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_file_is_read_in_the_encodings_that_spreadsheets_write(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes('名称,备注\r\n䶮店,"一\n二"\r\n\r\n丙,\r\n'.encode(encoding))

    assert rows(path) == [(1, ["名称", "备注"]), (2, ["䶮店", "一\n二"]), (4, ["丙", ""])]


@pytest.mark.parametrize(
    "content",
    [b"\xff\xff\xff", b"a\0b", "名称".encode("utf-16"), b'"never closed', b'a,"b"c\n'],
    ids=["bytes", "nul", "utf-16", "quote", "after-quote"],
)
def test_a_csv_file_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)

    assert refusal(path) is TableRefusal.NOT_READABLE


def test_one_endless_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x" * (LIMITS.line_characters + 1))

    assert refusal(path) is TableRefusal.TOO_LARGE


def test_a_quoted_cell_without_end_does_not_grow_over_all_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('"' + ("x" * 1_000 + "\n") * 1_000)

    assert refusal(path) is TableRefusal.NOT_READABLE


def test_too_many_columns_or_rows_are_refused(tmp_path: Path) -> None:
    wide, long = tmp_path / "wide.csv", tmp_path / "long.csv"
    wide.write_text("," * LIMITS.columns)
    long.write_text("a\n" * 11)

    assert [refusal(wide), refusal(long, Limits(rows=10))] == [TableRefusal.TOO_LARGE] * 2


def test_a_file_of_too_many_bytes_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称\n甲\n")

    assert refusal(path, Limits(file_bytes=5)) is TableRefusal.TOO_LARGE


def zipped(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


FRAME = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 cut short", b"%PDF-1.7", b"<html></html>"], ids=["empty", "cut", "pdf", "html"]
)
def test_junk_with_the_name_of_a_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)

    assert refusal(path) is TableRefusal.NOT_READABLE


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    assert refusal(zipped(tmp_path / "a.xlsx", {"word/document.xml": b"<x/>"})) is TableRefusal.NOT_READABLE
    assert refusal(zipped(tmp_path / "b.xlsx", FRAME)) is TableRefusal.NOT_READABLE


def test_an_archive_that_swells_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.xlsx", {**FRAME, "xl/worksheets/sheet1.xml": b"\0" * 20_000_000})

    assert refusal(path) is TableRefusal.TOO_LARGE


def test_an_archive_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.xlsx", {**FRAME, "xl/worksheets/sheet1.xml": b"\0" * 20_000_000})
    true, told = (20_000_000).to_bytes(4, "little"), (20).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(true, told))

    assert refusal(path) is TableRefusal.NOT_READABLE


def test_an_archive_of_very_many_parts_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.xlsx", {**FRAME, **{f"xl/{n}.xml": b"" for n in range(LIMITS.entries)}})

    assert refusal(path) is TableRefusal.TOO_LARGE


@pytest.mark.parametrize("far", ["XFD1048576", "A1048576", "A200000", "XFD1", "CW1", "AAA9"])
def test_one_cell_far_out_does_not_make_room_for_all_before_it(tmp_path: Path, far: str) -> None:
    path = one_sheet(tmp_path / "a.xlsx", ["名称"])
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    sheet = entries["xl/worksheets/sheet1.xml"]
    entries["xl/worksheets/sheet1.xml"] = sheet.replace(b'r="A1"', b'r="' + far.encode() + b'"')

    assert refusal(zipped(tmp_path / "b.xlsx", entries)) is TableRefusal.TOO_LARGE


def test_a_list_is_read_by_its_headings(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("备注,名称\n,甲\n一,\n乙")

    found = checked(path, COLUMNS, lambda fields: [(n, {k: c.text for k, c in cells.items()}) for n, cells in fields])

    assert found.good == [
        (2, {"note": "", "name": "甲"}),
        (3, {"note": "一", "name": ""}),
        (4, {"note": "乙", "name": ""}),
    ]
    assert (found.rows, found.faults, len(found.sha256)) == (3, [], 64)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [(0, "", TableRefusal.NO_ROWS)]),
        ("名称\n\n", [(0, "", TableRefusal.NO_ROWS)]),
        ("备注\n甲\n", [(1, "名称", TableRefusal.COLUMN_MISSING)]),
        ("名称,电话\n甲\n", [(1, "电话", TableRefusal.COLUMN_UNKNOWN)]),
        ('名称\n"甲', [(0, "", TableRefusal.NOT_READABLE)]),
    ],
)
def test_what_is_wrong_with_the_file_or_its_heading_is_a_fault_of_row_0_or_1(
    tmp_path: Path, text: str, faults: list[tuple[int, str, object]]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text)

    found = checked(path, COLUMNS, list)

    assert [(f.row, f.column, f.code) for f in found.faults] == faults


def test_a_workbook_of_nothing_has_no_rows(tmp_path: Path) -> None:
    found = checked(one_sheet(tmp_path / "a.xlsx"), COLUMNS, list)

    assert [f.code for f in found.faults] == [TableRefusal.NO_ROWS]


def test_an_entity_in_a_workbook_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    path = one_sheet(tmp_path / "a.xlsx", ["名称"], ["甲"])
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    head, _, rest = entries["xl/sharedStrings.xml"].decode().partition("?>")
    evil = f'{head}?><!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>{rest.replace("甲", "&e;")}'
    told = zipped(tmp_path / "b.xlsx", {**entries, "xl/sharedStrings.xml": evil.encode()})

    found = checked(told, COLUMNS, list)

    assert "the secret" not in str((found.good, found.faults))


def test_the_hash_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"abc")

    assert read_table(path).sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
