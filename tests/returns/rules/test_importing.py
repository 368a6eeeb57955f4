"""Rows of a ledger file are read as lines typed at the desk are, and everything wrong is named by row and column."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.returns.builders import a_return, a_shop
from tests.returns.ledger_files import a_row, good, read
from trustcode.kernel.moments import civil_day
from trustcode.kernel.tables import Cell, Odd, TableRefusal
from trustcode.returns.rules.file_refusals import LedgerFileRefusal
from trustcode.returns.rules.refusals import ReturnRefusal
from trustcode.returns.rules.words import Basis, Origin, Outcome, ReturnKind


def test_a_row_becomes_a_line_judged_by_the_promise_of_its_day(store, at):
    shop = a_shop(store, at)

    found = good(store, at, shop.id, [a_row(at, receipt_no="no-1 23")])[0]

    line = found.line
    assert (line.kind, line.basis, line.category, line.goods_value_fen) == (
        ReturnKind.RETURN,
        Basis.NO_REASON,
        "food",
        15_900,
    )
    assert (found.verdict, line.origin, found.booked_on) == ("due", Origin.IMPORTED, civil_day(at))
    assert found.commitment_id
    assert found.receipt_index == store.vault.index(f"receipt:{shop.id}", "NO123")


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"kind": "借"}, "类型", LedgerFileRefusal.NOT_KNOWN),
        ({"basis": ""}, "依据", LedgerFileRefusal.MISSING),
        ({"bought_on": "2026-02-30"}, "购买日期", LedgerFileRefusal.NOT_A_DAY),
        ({"requested_on": "2099-01-01"}, "申请日期", ReturnRefusal.DAY_IN_FUTURE),
        ({"category": "飞机"}, "商品类别", LedgerFileRefusal.NOT_KNOWN),
        ({"quantity": "1.5"}, "数量", LedgerFileRefusal.NOT_A_NUMBER),
        ({"quantity": "0"}, "数量", ReturnRefusal.QUANTITY),
        ({"goods_value_fen": "-3"}, "商品金额（元）", ReturnRefusal.AMOUNT_NEGATIVE),
        ({"goods_value_fen": "1E5"}, "商品金额（元）", ReturnRefusal.AMOUNT_UNREADABLE),
        ({"refund_fen": "160"}, "退款金额（元）", ReturnRefusal.REFUND_ABOVE_VALUE),
        ({"refund_fen": ""}, "退款金额（元）", ReturnRefusal.AMOUNT_MISSING),
        ({"outcome": "拒退", "refund_fen": ""}, "拒退理由", ReturnRefusal.REASON_NEEDED),
        ({"bought_on": "2020-01-01"}, "依据", ReturnRefusal.NOT_PROMISED_THEN),
        ({"goods_name": "示例：茶叶"}, "商品名称", TableRefusal.EXAMPLE_ROW),
        ({"state": "已被更正（7）"}, "更正情况", LedgerFileRefusal.WAS_CORRECTED),
        ({"goods_name": "x" * 61}, "商品名称", ReturnRefusal.TOO_LONG),
        ({"elsewhere": "也许"}, "在别的门店买的", LedgerFileRefusal.NOT_KNOWN),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column(store, at, changes, column, code):
    shop = a_shop(store, at)

    found = read(store, at, shop.id, [a_row(at), a_row(at, **changes)])[1]

    assert [(f.row, f.column, f.code) for f in found] == [(3, column, code)]


@pytest.mark.parametrize(("said", "has_proof"), [("", True), ("是", True), ("no", False)])
def test_a_proof_of_purchase_is_there_unless_the_row_says_no(store, at, said, has_proof):
    shop = a_shop(store, at)

    assert good(store, at, shop.id, [a_row(at, has_proof=said)])[0].line.has_proof is has_proof


def test_all_that_is_wrong_with_a_row_is_said_at_once(store, at):
    shop = a_shop(store, at)
    row = a_row(at, kind="", bought_on="gestern", quantity="viel", goods_value_fen="x")

    found = read(store, at, shop.id, [row])[0]

    assert {f.column for f in found} == {"类型", "购买日期", "数量", "商品金额（元）"}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (Cell("430103198001011234", is_number=True), TableRefusal.NUMBER_CELL),
        (Cell("4.30103E+17"), TableRefusal.NUMBER_CELL),
        (Cell("", odd=Odd.FORMULA), TableRefusal.FORMULA_CELL),
        (Cell("", odd=Odd.MERGED), TableRefusal.MERGED_CELL),
    ],
)
def test_a_cell_without_a_sure_value_is_a_fault(store, at, cell, code):
    shop = a_shop(store, at)

    found = read(store, at, shop.id, [{**a_row(at), "receipt_no": cell}])[0]

    assert [(f.column, f.code) for f in found] == [("小票号", code)]


def test_a_receipt_counts_once_in_a_file_and_once_in_the_ledger(store, at):
    shop = a_shop(store, at)
    a_return(store, at, shop, receipt_no="A-1")

    found = read(store, at, shop.id, [a_row(at, receipt_no=no) for no in ("a 1", "B2", "b-2")])

    assert [one[0].code if isinstance(one, list) else "" for one in found] == [
        LedgerFileRefusal.RECEIPT_KNOWN, "", LedgerFileRefusal.RECEIPT_TWICE,
    ]  # fmt: skip
    assert found[2][0].facts == {"first": 3}


def test_another_thing_from_one_receipt_is_marked(store, at):
    shop = a_shop(store, at)
    rows = [a_row(at, receipt_no="A1", receipt_again=again) for again in ("", "是", "yes")]

    assert [one.receipt_again for one in good(store, at, shop.id, rows)] == [False, True, True]


def test_words_are_taken_in_either_language_and_as_codes(store, at):
    shop = a_shop(store, at)
    row = a_row(
        at,
        kind="Exchange",
        basis="no_reason",
        category="food",
        outcome="ACCEPTED",
        bought_on="2026年11月21日",
        refund_fen="0",
    )

    line = good(store, at, shop.id, [row])[0].line

    assert (line.kind, line.basis, line.outcome, line.bought_on.day) == (
        ReturnKind.EXCHANGE,
        Basis.NO_REASON,
        Outcome.ACCEPTED,
        21,
    )


def test_a_refusal_needs_a_reason_that_the_facts_allow(store, at):
    shop = a_shop(store, at)
    long_ago = (civil_day(at) - timedelta(days=30)).isoformat()
    rows = [
        a_row(at, outcome="拒退", refund_fen="", refusal_code="过了期限"),
        a_row(at, outcome="拒退", refund_fen="", refusal_code="window_passed", bought_on=long_ago),
    ]

    found = read(store, at, shop.id, rows)

    assert [f.column for f in found[0]] == ["拒退理由"]
    assert found[1].verdict == "may_refuse"
