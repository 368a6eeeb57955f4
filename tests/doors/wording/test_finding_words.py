"""Every check that the system makes has a sentence in both languages, with its facts in it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from trustcode.doors.wording.catalog import LANGUAGES
from trustcode.doors.wording.finding_words import finding_sentence
from trustcode.merchants.rules.credit_code import CreditCodeWarning
from trustcode.merchants.rules.findings import Check, Finding, Level

TODAY = date(2026, 11, 23)
HAN = re.compile(r"[\u4e00-\u9fff]")
OTHERS = {"names": ["KK Tea", "QQ"], "standings": ["active", "removed"], "count": 2}
MONTHS = {"months": 5, "minimum": 12}
LOOKING = (Check.SAME_LICENCE, Check.LOOK_ALIKE, Check.SAME_ADDRESS, Check.SAME_PHONE)
REGISTERS = (Check.ABNORMAL_LIST, Check.SERIOUS_LIST, Check.PENALTY, Check.LICENCE_NOT_LIVE)
FOUND: list[tuple[Check, Level, dict[str, Any]]] = [
    *[(check, Level.PASS, MONTHS if check is Check.TRADING_TIME else {}) for check in Check],
    *[(check, Level.LOOK, OTHERS) for check in LOOKING],
    (Check.TRADING_TIME, Level.LOOK, MONTHS),
    *[(check, Level.BLOCK, {"since": date(2026, 9, 1)}) for check in REGISTERS],
    (Check.COOLING, Level.BLOCK, {"until": date(2027, 9, 1)}),
    (Check.CREDIT_CODE, Level.LOOK, {"legacy": True, "warnings": []}),
    (Check.CREDIT_CODE, Level.LOOK, {"legacy": False, "warnings": []}),
    *[(Check.CREDIT_CODE, Level.LOOK, {"legacy": False, "warnings": [w.value]}) for w in CreditCodeWarning],
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("check", "level", "facts"), FOUND)
def test_a_finding_is_a_whole_sentence(language: str, check: Check, level: Level, facts: dict[str, Any]) -> None:
    said = finding_sentence(language, Finding(check, level, facts), TODAY)

    assert bool(HAN.search(said)) is (language == "zh")
    assert said.endswith("。" if language == "zh" else ".")
    assert "…" not in said
    assert "%(" not in said


def test_other_units_are_named_with_their_standing() -> None:
    said = finding_sentence("zh", Finding(Check.LOOK_ALIKE, Level.LOOK, OTHERS), TODAY)

    assert "“KK Tea”（有效）、“QQ”（已取消）" in said


def test_days_of_another_year_keep_it() -> None:
    same = finding_sentence("zh", Finding(Check.PENALTY, Level.BLOCK, {"since": date(2026, 9, 1)}), TODAY)
    other = finding_sentence("zh", Finding(Check.COOLING, Level.BLOCK, {"until": date(2027, 9, 1)}), TODAY)

    assert same.startswith("9 月 1 日")
    assert "2027 年 9 月 1 日" in other
