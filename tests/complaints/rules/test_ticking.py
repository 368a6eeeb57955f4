"""Which act stops which clock: what it waits for, what cuts it short, and the end of a matter; against a list by hand."""

from __future__ import annotations

import pytest

from trustcode.clocks.rules import ClockCode
from trustcode.complaints.rules.course import ARROWS, ENDED, Act, State
from trustcode.complaints.rules.ticking import STARTS, first_clock, is_met_by, is_stopped_by

MET = {
    ClockCode.SETTLE: {"answer", "say_solved"},
    ClockCode.SHOPPER_WORD: {"say_solved", "say_unsolved"},
    ClockCode.ACCEPT: {"accept", "refuse", "refer"},
    ClockCode.IDENTITY: {"prove_identity"},
    ClockCode.MEDIATE: {"record_agreement", "end_mediation"},
    ClockCode.TELL_END: set(),
    ClockCode.JURISDICTION: {"send"},
}
CUT_SHORT = {
    ClockCode.SETTLE: {"pass_on"},
    ClockCode.SHOPPER_WORD: {"close_unheard"},
    ClockCode.ACCEPT: {"send"},
    ClockCode.IDENTITY: {"accept", "refuse", "refer", "send"},
    ClockCode.MEDIATE: set(),
    ClockCode.TELL_END: {"reopen"},
    ClockCode.JURISDICTION: set(),
}


@pytest.mark.parametrize("code", list(MET))
def test_every_arrow_of_the_course_stops_what_it_should(code: ClockCode) -> None:
    for arrow in ARROWS:
        is_end = arrow.target in ENDED and code is not ClockCode.TELL_END
        stops = arrow.act.value in MET[code] | CUT_SHORT[code] or is_end
        assert is_stopped_by(code, arrow.act, arrow.target) == stops, arrow
        assert is_met_by(code, arrow.act) == (arrow.act.value in MET[code]), arrow


def test_what_it_waits_for_stops_it_wherever_that_leads() -> None:
    assert is_stopped_by(ClockCode.ACCEPT, Act.ACCEPT, State.MEDIATING)
    assert is_stopped_by(ClockCode.SETTLE, Act.ANSWER, State.ANSWERED)


def test_the_end_of_mediation_starts_the_clock_that_it_does_not_stop() -> None:
    assert STARTS[Act.END_MEDIATION, State.ENDED] is ClockCode.TELL_END
    assert not is_stopped_by(ClockCode.TELL_END, Act.END_MEDIATION, State.ENDED)


def test_what_comes_in_is_with_the_shop_or_with_the_office() -> None:
    assert {state: first_clock(state) for state in (State.SETTLING, State.RECEIVED)} == {
        State.SETTLING: ClockCode.SETTLE,
        State.RECEIVED: ClockCode.ACCEPT,
    }
