from __future__ import annotations

import pytest

from trustcode.kernel.digits import no_digits, tidied


@pytest.mark.parametrize(
    "typed", ["307182640959", " 3071 8264 0959 ", "3071-8264–0959", "３０７１　８２６４　０９５９", "3071、8264。0959"]
)
def test_a_number_is_read_however_it_was_written(typed: str) -> None:
    assert tidied(typed) == "307182640959"


def test_what_is_no_digit_is_named_once() -> None:
    assert no_digits("30l1O2l٣") == "".join(sorted("lO٣"))
    assert no_digits("0123456789") == ""
