"""Files are made in pieces, and what does not fit is not cut off in silence."""

from __future__ import annotations

import pytest

from trustcode.spreadsheets.writing import LONGEST_TEXT, csv_bytes, xlsx_bytes


def test_a_long_list_comes_in_pieces() -> None:
    pieces = list(csv_bytes([str(n), "x" * 100] for n in range(2_000)))

    assert len(pieces) > 3
    assert b"".join(pieces).count(b"\r\n") == 2_000


def test_a_csv_file_begins_with_the_mark_that_spreadsheets_look_for() -> None:
    assert b"".join(csv_bytes([["类型"]])) == "\ufeff类型\r\n".encode()


def test_a_text_too_long_for_a_cell_is_a_fault_and_not_cut() -> None:
    with pytest.raises(ValueError, match="cell"):
        list(xlsx_bytes([["x" * (LONGEST_TEXT + 1)]]))
