"""Files made to do harm: each ends in a refusal or a named cell, within the limits of the child and of this process."""

from __future__ import annotations

import io
import resource
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.spreadsheets.test_reading import FRAME, refusal, rows, workbook, zipped
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.tables import Odd, TableRefusal
from trustcode.spreadsheets.reading import SMALL, Limits, read_table

MOST_MEMORY = 300 * 1024
"""Kilobytes that this process may hold at most."""

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def with_sheet(path: Path, rows_xml: str) -> Path:
    """A workbook whose sheet says exactly this."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    book.add_worksheet()
    book.close()
    with zipfile.ZipFile(made) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    return zipped(path, {**entries, "xl/worksheets/sheet1.xml": SHEET.format(rows_xml).encode()})


def text_row(number: int, *cells: str) -> str:
    inner = "".join(
        f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in enumerate(cells)
    )
    return f'<row r="{number}">{inner}</row>'


def million_empty_lines(folder: Path) -> Path:
    path = folder / "a.csv"
    path.write_bytes("类型,金额\n退货,1\n".encode() + b",\n" * 1_000_000)
    return path


def million_styled_rows(folder: Path) -> Path:
    filler = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, 210_000))
    return with_sheet(folder / "a.xlsx", text_row(1, "类型") + filler)


def zip_bomb(folder: Path) -> Path:
    return zipped(folder / "a.xlsx", {**FRAME, "xl/worksheets/sheet1.xml": b" " * 60_000_000})


def nested_zip(folder: Path) -> Path:
    inner = zipped(folder / "inner.zip", {"bomb": b"\0" * 30_000_000}).read_bytes()
    middle = zipped(folder / "middle.zip", {f"{n}.zip": inner for n in range(50)}).read_bytes()
    return zipped(folder / "a.xlsx", {**FRAME, "xl/a.zip": middle})


def one_long_line(folder: Path) -> Path:
    path = folder / "a.csv"
    path.write_bytes("类型,".encode() + b"x" * 50_000_000)
    return path


def long_quoted_cell(folder: Path) -> Path:
    path = folder / "a.csv"
    path.write_bytes('类型\n"'.encode() + b"x\n" * 4_000_000)
    return path


def billion_laughs(folder: Path) -> Path:
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefg", "bcdefgh", strict=True)
    )
    path = with_sheet(folder / "b.xlsx", text_row(1, "类型"))
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    sheet = f"<!DOCTYPE x [{entities}]>".encode() + entries["xl/worksheets/sheet1.xml"]
    return zipped(folder / "a.xlsx", {**entries, "xl/worksheets/sheet1.xml": sheet})


BAD: dict[Callable[[Path], Path], TableRefusal] = {
    million_empty_lines: TableRefusal.TOO_LARGE,
    million_styled_rows: TableRefusal.TOO_LARGE,
    zip_bomb: TableRefusal.TOO_LARGE,
    nested_zip: TableRefusal.NOT_READABLE,
    one_long_line: TableRefusal.TOO_LARGE,
    long_quoted_cell: TableRefusal.NOT_READABLE,
    billion_laughs: TableRefusal.NOT_READABLE,
}


@pytest.mark.parametrize("made", BAD, ids=lambda made: made.__name__)
def test_a_file_made_to_swell_is_refused_within_bounds(tmp_path: Path, made: Callable[[Path], Path]) -> None:
    """Five seconds of processor for the child by its own limit; the memory of this process by what the system says."""
    path = made(tmp_path)
    limits = Limits(rows=SMALL.rows, file_bytes=60_000_000, cpu_seconds=SMALL.cpu_seconds)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert refusal(path, limits) is BAD[made]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_MEMORY


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"%PDF-1.7\n1,2\n"),
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"a,b\n" * 100),
        ("a.csv", b"<html><table><tr><td>1</td></tr></table>"),
        ("a.csv", b"GIF89a=1,2\n"),
        ("a.xls", b"a,b\n1,2\n"),
        ("a.xlsx", b"a,b\n1,2\n"),
        ("a.xlsx", b"GIF89a" + b"PK\x03\x04"),
    ],
)
def test_what_is_something_else_is_refused_whatever_it_is_called(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    assert refusal(path) is TableRefusal.NOT_READABLE


def test_a_workbook_with_the_name_of_a_csv_file_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = with_sheet(tmp_path / "a.csv", text_row(1, "类型") + text_row(2, "退货"))

    assert rows(path) == [(1, ["类型"]), (2, ["退货"])]


def formulas(*, value: Any) -> Callable[[Any], None]:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["类型", "金额"])
        sheet.write_row(1, 0, ["退货", 5])
        sheet.write_formula(1, 1, "=2+3", None, value)

    return fill


@pytest.mark.parametrize("value", [0, ""])
def test_a_formula_that_was_never_computed_is_no_zero(tmp_path: Path, value: Any) -> None:
    path = workbook(tmp_path / "a.xlsx", formulas(value=value))

    last = list(read_table(path).rows)[-1]

    assert (last[0], [cell.odd for cell in last[1]]) == (2, [None, Odd.FORMULA])


def test_a_formula_that_was_computed_is_its_value(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", formulas(value=5))

    assert rows(path)[-1] == (2, ["退货", "5"])


def test_a_row_of_nothing_but_formulas_is_not_passed_over(tmp_path: Path) -> None:
    path = with_sheet(tmp_path / "a.xlsx", text_row(1, "类型") + '<row r="2"><c r="A2"><f>A1</f></c></row>')

    assert [(number, cells[0].odd) for number, cells in read_table(path).rows] == [(1, None), (2, Odd.FORMULA)]


def test_cells_that_were_joined_are_named(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["类型", "金额"])
        sheet.merge_range(1, 0, 2, 0, "退货")
        sheet.write(1, 1, "3")
        sheet.write(2, 1, "4")

    found = list(read_table(workbook(tmp_path / "a.xlsx", fill)).rows)

    assert [cells[0].odd for _, cells in found] == [None, None, Odd.MERGED]


def test_long_numbers_that_were_kept_as_numbers_say_so(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [430103198001011234, 123456789012345, 12.5])
        sheet.write_string(0, 3, "430103198001011234")

    cells = next(iter(read_table(workbook(tmp_path / "a.xlsx", fill)).rows))[1]

    assert [cell.is_rounded for cell in cells] == [True, False, False, False]


def test_sheets_that_are_not_read_are_told(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        for name in ("藏", "台账", "说明"):
            book.add_worksheet(name).write(0, 0, name)
        book.worksheets()[1].activate()
        book.worksheets()[0].hide()

    table = read_table(workbook(tmp_path / "a.xlsx", fill))

    assert [cells[0].text for _, cells in table.rows] == ["台账"]
    assert table.passed_over == ["藏", "说明"]


@pytest.mark.parametrize(
    ("child", "code"),
    [
        ("while True: pass", TableRefusal.TOO_LARGE),
        ("import sys; sys.stdout.write('[1,[\"' + 'x' * 9_000_000)", TableRefusal.TOO_LARGE),
        ("", TableRefusal.TOO_LARGE),
    ],
)
def test_a_child_that_hangs_floods_or_dies_is_a_refusal(tmp_path: Path, child: str, code: TableRefusal) -> None:
    path, script = tmp_path / "a.csv", tmp_path / "child.py"
    path.write_text("a\nb\n")
    limit = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\n"
    script.write_text(limit + child)

    with pytest.raises(Refusal) as refused:
        list(read_table(path, child=script).rows)

    assert refused.value.code is code


def test_the_child_can_open_nothing_and_knows_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTCODE_SECRET_KEY", "secret")
    path, script = tmp_path / "a.csv", tmp_path / "child.py"
    path.write_text("a\n")
    script.write_text(
        "import json, os; print(json.dumps([1, sorted(os.environ)]), flush=True); print('{\"end\": true}')"
    )

    seen = [cell.text for _, cells in read_table(path, child=script).rows for cell in cells]

    assert not [name for name in seen if name.startswith("TRUSTCODE")]
