"""The figures of a month: bases apart, kinds apart, and what an earlier month already counted only as a difference."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from trustcode.returns.rules.tallies import Counted, month_figures
from trustcode.returns.rules.words import Basis, Outcome, ReturnKind

LINE = Counted(
    "a", ReturnKind.RETURN, Basis.NO_REASON, Outcome.ACCEPTED, "", 2, 20_000, 19_000, date(2026, 10, 5), is_late=False
)


def test_nothing_is_nil():
    assert month_figures([], []) == {"groups": {}, "corrections": {}, "corrected_lines": 0, "is_nil": True}


def test_bases_and_kinds_stand_apart():
    lines = [
        LINE,
        replace(LINE, is_confirmed=True, is_late=True),
        replace(LINE, outcome=Outcome.REFUSED, refusal_code="worn", refund_fen=0),
        replace(LINE, outcome=Outcome.WITHDRAWN, is_disputed=True),
        replace(LINE, kind=ReturnKind.EXCHANGE, refund_fen=0),
        replace(LINE, basis=Basis.QUALITY),
    ]

    found = month_figures(lines, [])

    assert found["is_nil"] is False
    assert sorted(found["groups"]) == ["no_reason.exchange", "no_reason.return", "quality.return"]
    assert found["groups"]["no_reason.return"] == {
        "requests": 4,
        "accepted": 2,
        "refused": {"worn": 1},
        "withdrawn": 1,
        "items": 4,
        "goods_value_fen": 40_000,
        "refund_fen": 38_000,
        "confirmed": 1,
        "self_reported": 1,
        "disputed": 1,
        "late": 1,
    }


def test_a_correction_of_a_reported_line_is_a_difference():
    new = replace(LINE, id="b", corrects="a", basis=Basis.QUALITY, refund_fen=15_000)

    found = month_figures([], [(new, LINE)])

    assert found["groups"] == {}
    assert found["corrected_lines"] == 1
    assert found["corrections"]["no_reason.return"]["refund_fen"] == -19_000
    assert found["corrections"]["quality.return"]["refund_fen"] == 15_000
    assert found["is_nil"] is False
