"""Amounts as people type them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.kernel.refusals import Refusal
from trustcode.returns.rules.amounts import MOST_FEN, fen_of
from trustcode.returns.rules.refusals import ReturnRefusal


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("12.5", 1_250),
        ("12", 1_200),
        ("0", 0),
        ("0.01", 1),
        ("007", 700),
        ("¥1,299.00", 129_900),
        ("￥ 1，299", 129_900),
        ("１２．５０", 1_250),
        ("12元", 1_200),
        (" 1 299 块 ", 129_900),
        ("RMB 80", 8_000),
        ("10000000", MOST_FEN),
    ],
)
def test_amounts_as_people_write_them(typed: str, fen: int) -> None:
    assert fen_of(typed) == fen


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", ReturnRefusal.AMOUNT_MISSING),
        ("  元", ReturnRefusal.AMOUNT_MISSING),
        ("-1", ReturnRefusal.AMOUNT_NEGATIVE),
        ("−0.5", ReturnRefusal.AMOUNT_NEGATIVE),
        ("-¥5", ReturnRefusal.AMOUNT_NEGATIVE),
        ("1.234", ReturnRefusal.AMOUNT_DECIMALS),
        ("1e5", ReturnRefusal.AMOUNT_UNREADABLE),
        ("NaN", ReturnRefusal.AMOUNT_UNREADABLE),
        ("inf", ReturnRefusal.AMOUNT_UNREADABLE),
        ("1,29", ReturnRefusal.AMOUNT_UNREADABLE),
        ("12.", ReturnRefusal.AMOUNT_UNREADABLE),
        ("٣٤", ReturnRefusal.AMOUNT_UNREADABLE),
        ("=1+1", ReturnRefusal.AMOUNT_UNREADABLE),
        ("一百", ReturnRefusal.AMOUNT_UNREADABLE),
        ("10000000.01", ReturnRefusal.AMOUNT_TOO_LARGE),
        (str(10**30), ReturnRefusal.AMOUNT_TOO_LARGE),
        ("9" * 10_000, ReturnRefusal.AMOUNT_UNREADABLE),
    ],
)
def test_anything_else_has_a_reason_of_its_own(typed: str, code: ReturnRefusal) -> None:
    with pytest.raises(Refusal) as refused:
        fen_of(typed, "refund_fen")

    assert (refused.value.code, refused.value.faults[0].where) == (code, "refund_fen")


@given(st.text())
def test_no_text_breaks_it(typed: str) -> None:
    with suppress(Refusal):
        assert 0 <= fen_of(typed) <= MOST_FEN


@given(st.integers(0, MOST_FEN))
def test_an_amount_reads_back(fen: int) -> None:
    assert fen_of(f"¥{fen // 100:,}.{fen % 100:02d}") == fen
