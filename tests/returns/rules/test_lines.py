"""What can be wrong with a line by itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import AT
from tests.returns.builders import a_line
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.scheme import SchemeRules
from trustcode.returns.rules.kept import kept, line_from
from trustcode.returns.rules.lines import LineChoices, is_late, line_faults, oldest_request, tidied
from trustcode.returns.rules.receipts import tidied_receipt
from trustcode.returns.rules.refusals import ReturnRefusal as R
from trustcode.returns.rules.words import Outcome, ReturnKind

SCHEME = SchemeRules()
TODAY = date(2026, 11, 23)
CHOICES = LineChoices({"food"}, {"original_route"})
DAY = timedelta(days=1)


def faults(at: Moment, **changes: Any) -> list[tuple[str, R]]:
    found = line_faults(a_line(at, **changes), CHOICES, civil_day(at), oldest_request(civil_day(at), SCHEME))
    return [(fault.where, fault.code) for fault in found]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"quantity": 999},
        {"goods_value_fen": 10**9, "refund_fen": 10**9},
        {"refund_fen": 1},
        {"kind": ReturnKind.EXCHANGE, "refund_fen": 0},
        {"refund_method": "original_route", "refunded_on": TODAY},
        {"outcome": Outcome.REFUSED, "refusal_code": "E05", "refusal_note": "拆封了\n已说明"},
        {"outcome": Outcome.WITHDRAWN},
        {"requested_on": TODAY - 365 * DAY, "bought_on": TODAY - 400 * DAY},
        {"goods_name": "鸭" * 60, "evidence": ("ab" * 32,) * 4},
    ],
)
def test_a_whole_line_has_no_faults(at: Moment, changes: dict[str, Any]) -> None:
    assert faults(at, **changes) == []


@pytest.mark.parametrize(
    ("changes", "where", "code"),
    [
        ({"quantity": 0}, "quantity", R.QUANTITY),
        ({"quantity": 1000}, "quantity", R.QUANTITY),
        ({"quantity": -(10**30)}, "quantity", R.QUANTITY),
        ({"goods_value_fen": 0, "refund_fen": 0, "kind": ReturnKind.EXCHANGE}, "goods_value_fen", R.AMOUNT_ZERO),
        ({"goods_value_fen": 10**9 + 1, "refund_fen": 1}, "goods_value_fen", R.AMOUNT_TOO_LARGE),
        ({"goods_value_fen": -1, "refund_fen": 1}, "goods_value_fen", R.AMOUNT_NEGATIVE),
        ({"refund_fen": -1}, "refund_fen", R.AMOUNT_NEGATIVE),
        ({"refund_fen": 15_901}, "refund_fen", R.REFUND_ABOVE_VALUE),
        ({"refund_fen": 0}, "refund_fen", R.REFUND_MISSING),
        ({"outcome": Outcome.WITHDRAWN, "refund_fen": 1}, "refund_fen", R.REFUND_NOT_GIVEN),
        ({"outcome": Outcome.WITHDRAWN, "refunded_on": TODAY}, "refunded_on", R.REFUND_NOT_GIVEN),
        ({"outcome": Outcome.REFUSED}, "refusal_code", R.REASON_NEEDED),
        ({"refusal_code": "E05"}, "refusal_code", R.REASON_WITHOUT_REFUSAL),
        ({"requested_on": TODAY + DAY}, "requested_on", R.DAY_IN_FUTURE),
        ({"requested_on": TODAY - 366 * DAY, "bought_on": TODAY - 400 * DAY}, "requested_on", R.TOO_LONG_AGO),
        ({"bought_on": TODAY + DAY}, "bought_on", R.DAY_IN_FUTURE),
        ({"bought_on": TODAY, "requested_on": TODAY - DAY}, "bought_on", R.BOUGHT_LATER),
        ({"bought_on": date(1999, 1, 1)}, "bought_on", R.TOO_LONG_AGO),
        ({"refunded_on": TODAY + DAY}, "refunded_on", R.DAY_IN_FUTURE),
        ({"refunded_on": TODAY - DAY}, "refunded_on", R.REFUNDED_EARLIER),
        ({"goods_name": "鸭" * 61}, "goods_name", R.TOO_LONG),
        ({"goods_name": "鸭\u202e"}, "goods_name", R.STRANGE_CHARACTERS),
        ({"goods_name": "\ud800"}, "goods_name", R.STRANGE_CHARACTERS),
        ({"purchase_store": "x" * 61}, "purchase_store", R.TOO_LONG),
        ({"refusal_note": "x" * 501}, "refusal_note", R.TOO_LONG),
        ({"receipt_no": "1" * 61}, "receipt_no", R.TOO_LONG),
        ({"evidence": ("ab" * 32,) * 5}, "evidence", R.TOO_MANY_PHOTOS),
        ({"evidence": ("x",)}, "evidence", R.UNKNOWN_CHOICE),
        ({"category": ""}, "category", R.UNKNOWN_CHOICE),
        ({"refund_method": "magic"}, "refund_method", R.UNKNOWN_CHOICE),
    ],
)
def test_each_fault_is_named_by_its_field(at: Moment, changes: dict[str, Any], where: str, code: R) -> None:
    assert faults(at, **changes) == [(where, code)]


@pytest.mark.parametrize(("days", "late"), [(0, False), (7, False), (8, True)])
def test_late_is_counted_from_the_refund_or_else_from_the_request(at: Moment, days: int, *, late: bool) -> None:
    asked = a_line(at, requested_on=TODAY - 20 * DAY, bought_on=TODAY - 21 * DAY)
    refunded = a_line(at, requested_on=TODAY - 20 * DAY, bought_on=TODAY - 21 * DAY, refunded_on=TODAY - days * DAY)

    assert is_late(refunded, TODAY, SCHEME) is late
    assert is_late(asked, TODAY - (20 - days) * DAY, SCHEME) is late


def test_texts_are_taken_as_they_were_meant(at: Moment) -> None:
    line = tidied(a_line(at, goods_name=" Ａ  酱板鸭 ", purchase_store="　二店", refusal_note=" 拆了\n "))

    assert (line.goods_name, line.purchase_store, line.refusal_note) == ("A 酱板鸭", "二店", "拆了")


@pytest.mark.parametrize(
    ("typed", "bare"),
    [("ab-12 34", "AB1234"), ("ＡＢ１２３４", "AB1234"), ("AB—12–34\t", "AB1234"), (" - ", ""), ("", "")],
)
def test_receipt_numbers_are_compared_without_blanks_and_hyphens(typed: str, bare: str) -> None:
    assert tidied_receipt(typed) == bare


@given(days=st.integers(0, 30), note=st.text(max_size=50), again=st.booleans())
def test_a_kept_line_comes_back_without_its_receipt_number(days: int, note: str, *, again: bool) -> None:
    line = a_line(
        AT,
        refusal_note=note,
        receipt_again=again,
        refunded_on=TODAY - days * DAY,
        evidence=("ab" * 32,),
        receipt_no="1",
    )

    back = line_from(kept(line))

    assert back == a_line(
        AT, refusal_note=note, receipt_again=again, refunded_on=TODAY - days * DAY, evidence=("ab" * 32,)
    )
    assert "receipt_no" not in kept(line)
