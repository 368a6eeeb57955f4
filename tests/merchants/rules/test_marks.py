"""A list of another register is read row by row; what cannot be understood is named."""

from __future__ import annotations

from datetime import date

import pytest

from trustcode.kernel.tables import Cell, TableRefusal
from trustcode.merchants.rules.credit_code import CreditCodeRefusal, synthetic_credit_code
from trustcode.merchants.rules.findings import MarkKind
from trustcode.merchants.rules.marks import KINDS, MarkRefusal, ReadMark, read_marks
from trustcode.merchants.rules.refusals import MerchantRefusal

TODAY = date(2026, 11, 23)
CODE = synthetic_credit_code(7, "430103")


def row(**changes: str) -> dict[str, Cell]:
    plain = {"credit_code": CODE, "kind": "经营异常名录", "since": "2026-03-02", "until": "", "source": "市监局"}
    return {name: Cell(text) for name, text in {**plain, **changes}.items()}


def read(*rows: dict[str, Cell]) -> list[object]:
    return list(read_marks(enumerate(rows, 2), TODAY))


def codes(result: object) -> list[tuple[str, object]]:
    assert isinstance(result, list)
    return [(fault.where, fault.code) for fault in result]


def test_a_good_row_is_read() -> None:
    assert read(row(until="2027/3/1")) == [
        ReadMark(CODE, MarkKind.ABNORMAL_LIST, date(2026, 3, 2), date(2027, 3, 1), "市监局")
    ]


def test_a_row_without_the_column_of_the_last_day_lasts() -> None:
    cells = row()
    del cells["until"]

    assert [mark.until for mark in read(cells) if isinstance(mark, ReadMark)] == [None]


@pytest.mark.parametrize(("kind", "word"), [(kind, word) for kind, known in KINDS.items() for word in known])
def test_every_kind_is_known_by_its_words_and_its_code(kind: MarkKind, word: str) -> None:
    assert [mark.kind for mark in read(row(kind=f" {word.upper()} ")) if isinstance(mark, ReadMark)] == [kind]


@pytest.mark.parametrize(
    ("changes", "where", "code"),
    [
        ({"credit_code": "123"}, "credit_code", CreditCodeRefusal.LENGTH),
        ({"kind": "黑名单"}, "kind", MarkRefusal.NO_SUCH_LIST),
        ({"kind": ""}, "kind", MerchantRefusal.REQUIRED),
        ({"since": "2027-01-01"}, "since", MerchantRefusal.BAD_DAY),
        ({"since": ""}, "since", MerchantRefusal.REQUIRED),
        ({"until": "soon"}, "until", MerchantRefusal.BAD_DAY),
        ({"until": "2026-03-01"}, "until", MarkRefusal.ENDS_BEFORE_IT_BEGINS),
        ({"source": " "}, "source", MerchantRefusal.REQUIRED),
        ({"source": "局" * 121}, "source", MerchantRefusal.TOO_LONG),
    ],
)
def test_what_cannot_be_understood_is_named(changes: dict[str, str], where: str, code: object) -> None:
    assert codes(read(row(**changes))[0]) == [(where, code)]


def test_all_faults_of_a_row_are_named_at_once() -> None:
    assert len(codes(read(row(credit_code="", kind="", since="", source=""))[0])) == 4


def test_a_credit_code_kept_as_a_number_is_refused_whatever_it_is() -> None:
    assert codes(read({**row(), "credit_code": Cell("430103600123459", is_number=True)})[0]) == [
        ("credit_code", TableRefusal.NUMBER_CELL)
    ]


def test_the_same_row_again_is_a_fault_that_names_the_first() -> None:
    _, second = read(row(), row(credit_code=CODE.lower()))

    assert isinstance(second, list)
    assert (second[0].code, second[0].facts) == (TableRefusal.SAME_ROW_TWICE, {"first": 2})
