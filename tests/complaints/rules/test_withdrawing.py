"""How long a withdrawal may be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.withdrawing import cools_until, require_cooling
from trustcode.kernel.refusals import Refusal
from trustcode.kernel.scheme import SchemeRules

WITHDRAWN_ON = date(2026, 11, 24)


SCHEME = SchemeRules()


def test_seven_days_without_the_day_of_the_withdrawal_and_with_the_last() -> None:
    assert cools_until(WITHDRAWN_ON, SCHEME) == date(2026, 12, 1)
    for day in (WITHDRAWN_ON, date(2026, 12, 1)):
        require_cooling(State.WITHDRAWN, WITHDRAWN_ON, day, SCHEME)

    with pytest.raises(Refusal) as no:
        require_cooling(State.WITHDRAWN, WITHDRAWN_ON, date(2026, 12, 2), SCHEME)

    assert (no.value.code, no.value.facts["last_day"]) == (ComplaintRefusal.COOLED_OFF, date(2026, 12, 1))


def test_a_province_may_give_longer() -> None:
    longer = SchemeRules(withdrawal_cooling_days=15)

    require_cooling(State.WITHDRAWN, WITHDRAWN_ON, date(2026, 12, 9), longer)
    with pytest.raises(Refusal):
        require_cooling(State.WITHDRAWN, WITHDRAWN_ON, date(2026, 12, 10), longer)


def test_no_other_state_cools_off() -> None:
    def is_refused(state: State) -> bool:
        try:
            require_cooling(state, WITHDRAWN_ON, date(2027, 12, 2), SCHEME)
        except Refusal:
            return True
        return False

    assert [state for state in State if is_refused(state)] == [State.WITHDRAWN]
