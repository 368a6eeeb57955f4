"""A refusal is a code and facts, never a sentence."""

from __future__ import annotations

import pytest

from trustcode.kernel.refusals import Fault, NotFound, Refusal, RefusalCode, refuse_if_any


class Reason(RefusalCode):
    SHORT = "short"
    LATE = "late"


def test_a_refusal_names_reason_field_and_facts() -> None:
    refusal = Refusal(Reason.SHORT, "name", least=2)

    assert (refusal.code, refusal.facts) == (Reason.SHORT, {"least": 2})
    assert refusal.faults == (Fault(Reason.SHORT, "name", {"least": 2}),)


def test_several_faults_are_one_refusal_led_by_the_first() -> None:
    faults = [Fault(Reason.LATE, "day", {"by": 3}), Fault(Reason.SHORT)]

    with pytest.raises(Refusal) as refused:
        refuse_if_any(iter(faults))

    assert refused.value.faults == tuple(faults)
    assert (refused.value.code, refused.value.facts) == (Reason.LATE, {"by": 3})


def test_no_fault_is_no_refusal() -> None:
    refuse_if_any([])
    with pytest.raises(ValueError, match="needs a fault"):
        Refusal.of([])


def test_what_is_not_found_is_refused_too() -> None:
    assert isinstance(NotFound(Reason.LATE), Refusal)
