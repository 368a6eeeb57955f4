"""Which reasons a refusal may carry."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.conftest import AT
from tests.returns.builders import a_line
from tests.returns.rules.test_judging import CALENDAR, terms
from trustcode.commitments.rules.days import WhyNot
from trustcode.returns.rules.judging import judge
from trustcode.returns.rules.refusals import ReturnRefusal as R
from trustcode.returns.rules.refusing import judgement_faults
from trustcode.returns.rules.verdicts import Asked
from trustcode.returns.rules.words import Basis, Condition, Outcome

OPENED = {"condition": Condition.OPENED}


def codes(why_not: WhyNot | None = None, *, unpromised: bool = False, **changes: Any) -> list[R]:
    line = a_line(AT, outcome=Outcome.REFUSED, **changes)
    promise = None if unpromised else terms(exclusions=("E05",))
    asked = Asked(**{name: getattr(line, name) for name in Asked.__dataclass_fields__})
    found = judgement_faults(line, judge(asked, promise, why_not, CALENDAR), promise, why_not)
    return [fault.code for fault in found]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"refusal_code": "E05", **OPENED}, []),
        ({"refusal_code": "E07", **OPENED}, [R.REFUSAL_NOT_DISPLAYED]),
        ({"refusal_code": "window_passed", **OPENED}, [R.REFUSAL_NOT_APPLICABLE]),
        ({"refusal_code": "excluded", **OPENED}, [R.REFUSAL_NOT_APPLICABLE]),
        ({"refusal_code": "E05"}, [R.MUST_BE_TAKEN_BACK]),
        ({"refusal_code": ""}, []),
        ({"refusal_code": "E05", "basis": Basis.QUALITY}, [R.REFUSAL_NOT_APPLICABLE]),
        ({"refusal_code": "E99", "basis": Basis.QUALITY}, [R.REFUSAL_NOT_DISPLAYED]),
        ({"refusal_code": "E02", "basis": Basis.ONLINE, "category": "fresh"}, []),
        ({"refusal_code": "window_passed", "bought_on": date(2026, 10, 1)}, []),
    ],
)
def test_a_reason_has_to_be_displayed_and_to_fit(changes: dict[str, Any], expected: list[R]) -> None:
    assert codes(**changes) == expected


@pytest.mark.parametrize(
    ("why_not", "code"),
    [
        (WhyNot.NOT_PROMISED, R.NOT_PROMISED),
        (WhyNot.NOT_IN_FORCE, R.NOT_PROMISED_THEN),
        (WhyNot.PAUSED, R.PAUSED_THEN),
        (None, R.NOT_PROMISED),
    ],
)
def test_no_reason_leans_on_a_promise(why_not: WhyNot | None, code: R) -> None:
    assert codes(why_not, unpromised=True, refusal_code="E05") == [code]
