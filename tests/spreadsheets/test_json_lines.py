"""JSON lines as a table: one object a line, every line judged, whatever stands in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trustcode.kernel.tables import Columns, Odd, RowFault, TableRefusal
from trustcode.spreadsheets.reading import Checked, Fields, Limits, read_table, read_whole

COLUMNS = Columns({"name": ("名称", "name"), "sum": ("金额", "sum")}, optional=frozenset({"sum"}))


def told(path: Path, **limits: int) -> Checked[dict[str, str]]:
    """What comes of a file."""

    def read(rows: Fields) -> list[dict[str, str] | list[RowFault]]:
        return [COLUMNS.odd_cells(row, cells) or {n: c.text for n, c in cells.items()} for row, cells in rows]

    return read_whole(lambda: read_table(path, limits=Limits(**limits)), COLUMNS, read)


def a_file(folder: Path, content: bytes | str, name: str = "a.jsonl") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_objects_are_rows_by_the_names_of_their_members(tmp_path: Path) -> None:
    text = '{"名称": "甲"}\n\n{"sum": 12.50, "name": "乙"}\r\n{"name": null, "名称x": ""}'
    assert [(f.row, f.column, f.code) for f in told(a_file(tmp_path, text)).faults] == [
        (0, "name", TableRefusal.COLUMN_TWICE),
        (0, "名称x", TableRefusal.COLUMN_UNKNOWN),
    ]
    assert told(a_file(tmp_path, '{"名称": "甲"}\n{"sum": 12.50, "名称": true}\n')).good == [
        {"name": "甲", "sum": ""},
        {"name": "true", "sum": "12.50"},
    ]


def test_a_number_keeps_every_digit_as_written(tmp_path: Path) -> None:
    path = a_file(tmp_path, '{"名称": 12345678901234567890123456789012345678, "sum": 1e400}\n')
    assert told(path).good == [{"name": "12345678901234567890123456789012345678", "sum": "1e400"}]


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.ndjson", "records"])
def test_the_mark_of_order_is_no_part_and_the_content_says_what_it_is(tmp_path: Path, name: str) -> None:
    assert told(a_file(tmp_path, b"\xef\xbb\xbf" + '{"名称": "甲"}\n'.encode(), name)).good == [{"name": "甲"}]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        pytest.param(b'{"\xff": 1}', TableRefusal.LINE_NOT_TEXT, id="not-utf-8"),
        pytest.param(b"\xef\xbb\xbf{}", TableRefusal.LINE_NOT_JSON, id="mark-in-the-middle"),
        pytest.param(b'{"name": "\\u0000"}', TableRefusal.LINE_NOT_TEXT, id="nul-escaped"),
        pytest.param(b'{"name": "\\ud800"}', TableRefusal.LINE_NOT_TEXT, id="half-a-pair"),
        pytest.param(b'{"name": "\x00"}', TableRefusal.LINE_NOT_JSON, id="nul"),
        pytest.param(b'{"name": NaN}', TableRefusal.LINE_NOT_JSON, id="nan"),
        pytest.param(b'{"name": 1} {"name": 2}', TableRefusal.LINE_NOT_JSON, id="two-objects"),
        pytest.param(b'{"name": ', TableRefusal.LINE_NOT_JSON, id="cut-off"),
        pytest.param(b'{"name": ' + b"[" * 9_000 + b"]" * 9_000 + b"}", TableRefusal.LINE_NOT_JSON, id="deep"),
        pytest.param(b"[1, 2]", TableRefusal.LINE_NOT_AN_OBJECT, id="list"),
        pytest.param(b'"name"', TableRefusal.LINE_NOT_AN_OBJECT, id="text"),
        pytest.param(b'{"name": 1, "name": 1}', TableRefusal.LINE_NAME_TWICE, id="name-twice"),
        pytest.param(b'{"name": {"a": 1, "a": 2}}', TableRefusal.LINE_NAME_TWICE, id="name-twice-within"),
    ],
)
def test_a_bad_line_is_named_and_why(tmp_path: Path, line: bytes, code: TableRefusal) -> None:
    found = told(a_file(tmp_path, '{"名称": "甲"}\n'.encode() + line + b'\n{"name": "x"}\n'))

    assert [(f.row, f.code, f.facts["line"]) for f in found.faults] == [(2, code, 2)]


def test_nested_values_are_faults_of_their_cell_and_the_rest_is_read_on(tmp_path: Path) -> None:
    found = told(a_file(tmp_path, '{"名称": ["甲"]}\n{"名称": {}}\n{"名称": "乙"}\n'))

    assert [(f.row, f.column, f.code) for f in found.faults] == [
        (1, "名称", TableRefusal.NESTED_CELL),
        (2, "名称", TableRefusal.NESTED_CELL),
    ]
    assert [one["name"] for one in found.good] == ["乙"]


@pytest.mark.parametrize("filling", ["x", "好", "😀"])
def test_a_line_that_is_too_long_is_not_waited_for(tmp_path: Path, filling: str) -> None:
    found = told(a_file(tmp_path, '{"名称": "甲"}\n{"名称": "' + filling * 3_000_000 + '"}\n'))

    assert [(f.row, f.code) for f in found.faults] == [(2, TableRefusal.TOO_LARGE)]


def test_too_many_rows_or_names_are_too_large(tmp_path: Path) -> None:
    many = "".join(f'{{"n{n}": 1}}\n' for n in range(101))

    assert [f.code for f in told(a_file(tmp_path, many)).faults] == [TableRefusal.TOO_LARGE]
    assert [f.code for f in told(a_file(tmp_path, '{"名称": 1}\n' * 6), rows=5).faults] == [TableRefusal.TOO_LARGE]


@pytest.mark.parametrize("text", ["", "\n\n", "{}\n{}\n", '{"名称": "  "}\n'])
def test_nothing_is_no_rows(tmp_path: Path, text: str) -> None:
    assert [f.code for f in told(a_file(tmp_path, text)).faults] == [TableRefusal.NO_ROWS]


def test_a_cell_covered_by_nothing_has_no_sign_of_a_spreadsheet(tmp_path: Path) -> None:
    rows = list(read_table(a_file(tmp_path, '{"a": [1], "b": 5}\n')).rows)

    assert [(cell.text, cell.is_number, cell.odd) for cell in rows[1][1]] == [
        ("", False, Odd.NESTED),
        ("5", False, None),
    ]


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(CELL.filter(str.strip), min_size=1, max_size=40), ascii_only=st.booleans())
def test_any_text_reads_back_the_same(tmp_path: Path, texts: list[str], *, ascii_only: bool) -> None:
    """Few examples of many texts each, since every one starts a process."""
    lines = "\n".join(json.dumps({"name": text}, ensure_ascii=ascii_only) for text in texts)
    read = list(read_table(a_file(tmp_path, lines)).rows)

    assert [cells[0].text for _, cells in read[1:]] == texts


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(junk=st.binary(max_size=400))
def test_any_bytes_end_in_a_fault(tmp_path: Path, junk: bytes) -> None:
    found = told(a_file(tmp_path, b"{" + junk))

    assert found.faults
    assert not found.good
