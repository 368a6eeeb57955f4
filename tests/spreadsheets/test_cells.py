"""What is written is inert and reads back as it was, whatever text it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trustcode.spreadsheets.cells import ACTIVE, MARK, inert, meant
from trustcode.spreadsheets.reading import read_table
from trustcode.spreadsheets.writing import SheetForm, csv_bytes, file_bytes

NASTY = (
    "=1+1", "+86 138", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "'=1", "'", "''", "'30",
    "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")', '"', '""', ",", "a\r\nb", " =1", "  两端 ", "_x0041_", "_x005F_",
    "430103198001011234", "1E5", "TRUE", "<f>1</f>", "&amp;", "䶮",
)  # fmt: skip
"""Text that some spreadsheet would run, cut or change."""

ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufffe\uffff"), max_size=40)


def read_back(tmp_path: Path, form: SheetForm, texts: Sequence[str]) -> list[str]:
    path = tmp_path / f"a.{form}"
    path.write_bytes(b"".join(file_bytes(form, [["h", "k"], *[[text, "."] for text in texts]])))
    return [cells[0].text for _, cells in read_table(path).rows][1:]


@given(st.text())
def test_what_is_inert_is_meant_as_it_was(text: str) -> None:
    assert meant(inert(text)) == text
    assert inert(text)[:1] not in ACTIVE


@pytest.mark.parametrize("start", [*sorted(ACTIVE), MARK])
def test_a_dangerous_beginning_gets_one_apostrophe(start: str) -> None:
    assert inert(f"{start}x") == f"'{start}x"
    assert inert(f"x{start}") == f"x{start}"


@pytest.mark.parametrize("form", SheetForm)
def test_nasty_text_reads_back_the_same_from_either_kind_of_file(tmp_path: Path, form: SheetForm) -> None:
    assert read_back(tmp_path, form, NASTY) == list(NASTY)


@pytest.mark.parametrize("form", SheetForm)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(ANY, max_size=40))
def test_any_text_reads_back_the_same(tmp_path: Path, form: SheetForm, texts: list[str]) -> None:
    """Few examples of many texts each, since every one starts a process."""
    assert read_back(tmp_path, form, texts) == texts


def test_a_workbook_holds_no_formula_by_its_bytes_and_by_another_reader() -> None:
    content = b"".join(file_bytes(SheetForm.XLSX, [[text] for text in NASTY]))

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f" not in archive.read("xl/worksheets/sheet1.xml")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


def test_a_csv_file_has_no_cell_that_begins_dangerously() -> None:
    said = b"".join(csv_bytes([[text] for text in NASTY])).decode("utf-8-sig")

    assert not [
        line for line in said.replace('"', "").split("\r\n") if line[:1] in {*ACTIVE} - {"\n", "\r"} and line[1:2] != ""
    ][1:]
